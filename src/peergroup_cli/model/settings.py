"""The workspace's own settings: `peergroup.toml`."""

from typing import Literal

from pydantic import Field, field_validator

from peergroup_cli.model.record import Name, Record

Wish = Literal["slot", "unit", "history", "topic", "site"]

WISHES: tuple[Wish, ...] = ("slot", "unit", "history", "topic", "site")
"""What is wanted of new groups, the most wanted first, unless a workspace or an option differs."""


class Defaults(Record):
    """What the toolkit proposes where nobody says otherwise.

    `weeks_between` are the weeks of practice between two meetings
    (source: 3-4 weeks, peerlearninginstitute.com/our-approach). `wishes` is what is wanted of
    groups that are formed from a list, the most wanted first; what is left out does not count.
    """

    weeks_between: int = Field(default=4, ge=1, le=52)
    wishes: tuple[Wish, ...] = Field(default=WISHES, min_length=1)

    @field_validator("wishes")
    @classmethod
    def _each_once(cls, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        if len(set(wishes)) < len(wishes):
            raise ValueError("each wish stands there once")
        return wishes


class Settings(Record):
    """One file a workspace: `peergroup.toml`."""

    format: Literal[1]
    organisation: Name | None = None
    defaults: Defaults = Defaults()
