"""The law of the repository, loaded once; and small law folders written on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from law.loader import Loi, load

Ecrire = Callable[..., Path]

DUREE = """\
description: Durée du droit
unite: mois
catalogue: [D23]
valeurs:
  - depuis: 2019-11-01
    valeur: 12
    reference: L. 861-5 CSS
    publie_le: 2019-10-01
    reviewed: 2026-11-22
"""


@pytest.fixture(scope="session")
def loi() -> Loi:
    """The law as shipped."""
    return load()


@pytest.fixture
def ecrire(tmp_path: Path) -> Ecrire:
    """Write a law folder of one parameter, `c2s.duree_mois`, with its text changed as told."""

    def write(*changes: tuple[str, str], periode: str = "debut: 2022-01-01\nfin: 2026-12-31\n") -> Path:
        text = DUREE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "periode.yaml").write_text(periode, encoding="utf-8")
        target = tmp_path / "parametres" / "c2s" / "duree_mois.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return tmp_path

    return write
