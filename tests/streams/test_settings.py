"""Settings come from the environment, and are frozen."""

import pytest
from pydantic import ValidationError

from streams.settings import Settings


def test_the_environment_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_BROKER", "kafka:9092")
    monkeypatch.setenv("PASSERELLE_FEEDS", "CNAF, CNAV,,SNGI")
    monkeypatch.setenv("PASSERELLE_DEAD_LETTER_LIMIT", "7")
    settings = Settings()
    assert (settings.broker, settings.feeds, settings.dead_letter_limit) == ("kafka:9092", ("CNAF", "CNAV", "SNGI"), 7)
    assert Settings(broker="other:1").broker == "other:1"


@pytest.mark.parametrize(
    "wrong", [{"app_id": "a b"}, {"partitions": 0}, {"session_timeout": 0}, {"compression": "rar"}, {"batch_size": 0}]
)
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)


@pytest.mark.parametrize("name", ["partitions", "broker"])
def test_nothing_changes_under_a_worker(name: str) -> None:
    with pytest.raises(ValidationError):
        setattr(Settings(), name, 8)
