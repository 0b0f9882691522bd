"""The screen that data are printed on."""

import os
import sys

from rich.console import Console

WIDE = 140


def ecran() -> Console:
    """Standard output; as wide as the terminal, or wide enough for tables where there is none."""
    told = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if told else WIDE)
