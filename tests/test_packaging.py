"""What an installation may be trusted for: light imports, complete locks."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted(ROOT.glob("requirements*.txt"))


def imported_with(module: str) -> set[str]:
    script = f"import sys, {module}; print(*(name.partition('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["contracts.wire", "contracts.topics", "contracts.cloudevents", "law.loader"])
def test_contracts_and_law_start_no_broker_client(module: str) -> None:
    assert not imported_with(module) & {"faust", "mode", "aiokafka", "kafka", "confluent_kafka"}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^#.*\n", "", lock.read_text()).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
        assert not re.search(r"://|file:|--(extra-)?index-url|--find-links|/", entry), entry
