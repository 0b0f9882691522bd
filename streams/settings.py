"""The settings of a worker: flag, then environment (PASSERELLE_*), then default, in one frozen object."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """What a worker is told. The defaults are those measured: quick to come back, large batches, small waits."""

    model_config = SettingsConfigDict(env_prefix="PASSERELLE_", frozen=True, extra="ignore")

    broker: str = Field(default="127.0.0.1:9092", description="host:port, several separated by commas")
    app_id: str = Field(default="passerelle", pattern=r"^[A-Za-z0-9._-]+$", description="consumer group and changelogs")
    partitions: int = Field(default=4, ge=1, description="of every topic but the calendar's; fixed for a deployment")
    feeds: Annotated[tuple[str, ...], NoDecode] = Field(default=(), description="that close days, by commas")

    grace: float | None = Field(default=None, ge=0, description="hours after which a day goes on without late feeds")

    session_timeout: float = Field(default=6.0, gt=1, description="seconds before a silent worker is replaced")
    commit_interval: float = Field(default=0.5, gt=0, description="seconds between commits of what is acknowledged")
    batch_size: int = Field(default=2000, ge=1, description="records handled at once, of one partition")
    batches_ahead: int = Field(default=4, ge=1, description="batches delivered and not yet acknowledged")
    gather: float = Field(default=0.01, ge=0, description="seconds in which few records may become more")
    fetch_wait: float = Field(default=0.1, gt=0, description="seconds a fetch may wait at the broker")
    dead_letter_limit: int = Field(default=100, ge=1, description="refused records in a row that stop a feed")
    max_request_bytes: int = Field(default=1_000_000, ge=10_000, description="of one request to the broker")
    compression: str | None = Field(default=None, pattern=r"^(gzip|lz4|snappy|zstd)$")

    @field_validator("feeds", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
