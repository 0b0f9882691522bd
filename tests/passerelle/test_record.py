"""`passerelle record`: what topics hold, and what comes while it follows them."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import Producer
from typer.testing import CliRunner, Result

from passerelle.cli import app
from passerelle.enregistrement import stop_when_asked
from streams.embedded import embedded
from streams.journal import Journal
from streams.topics import deployment


@pytest.fixture(scope="module")
def broker() -> Iterator[str]:
    with embedded(deployment(1)) as address:
        producer = Producer({"bootstrap.servers": address})
        for number in range(3):
            producer.produce("cnaf.rsa.v1", b"%d" % number, key=b"k", headers=[("ce_id", b"\xff")], partition=0)
        producer.flush()
        yield address


def record(broker: str, out: Path, *arguments: str) -> Result:
    options = ["--broker", broker, "--partitions", "1", "--out", str(out)]
    return CliRunner().invoke(app, ["record", *options, *arguments])


@pytest.mark.parametrize("how", [[], ["--until-idle", "1.5"]])
def test_records_are_kept_with_their_headers(broker: str, tmp_path: Path, how: list[str]) -> None:
    result = record(broker, tmp_path / "all.journal", *how)
    assert result.exit_code == 0, result.output
    records = list(Journal(tmp_path / "all.journal").records())
    assert [(r.topic, r.offset, r.value, r.headers) for r in records] == [
        ("cnaf.rsa.v1", number, b"%d" % number, (("ce_id", b"\xff"),)) for number in range(3)
    ]


def test_topics_are_chosen_by_name(broker: str, tmp_path: Path) -> None:
    assert record(broker, tmp_path / "one.journal", "--topics", "cnav.aspa.v1").exit_code == 0
    assert Journal(tmp_path / "one.journal").topics == {"cnav.aspa.v1": 1}
    unknown = record(broker, tmp_path / "none.journal", "--topics", "cnav.aspa.v2")
    assert unknown.exit_code == 1
    assert "cnav.aspa.v2" in unknown.stderr


def test_a_follower_that_is_asked_to_stop_leaves_a_whole_journal(broker: str, tmp_path: Path) -> None:
    threading.Timer(2.0, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()
    assert record(broker, tmp_path / "followed.journal", "--follow").exit_code == 0
    assert len(list(Journal(tmp_path / "followed.journal").records())) == 3


def test_signals_are_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stop_when_asked() as asked:
        assert not asked()
        signal.raise_signal(signal.SIGTERM)
        assert asked()
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_folder_that_is_not_there_is_a_wrong_use(broker: str, tmp_path: Path) -> None:
    result = record(broker, tmp_path / "nowhere" / "a.journal")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


def test_no_broker_is_a_matter_of_connectivity(tmp_path: Path) -> None:
    assert record("127.0.0.1:1", tmp_path / "a.journal").exit_code == 3
