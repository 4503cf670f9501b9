"""The workspace's own settings: `peergroup.toml`."""

from typing import Literal

from pydantic import Field

from peergroup_cli.model.record import Name, Record


class Defaults(Record):
    """What the toolkit proposes where nobody says otherwise.

    `weeks_between` are the weeks of practice between two meetings
    (source: 3-4 weeks, peerlearninginstitute.com/our-approach).
    """

    weeks_between: int = Field(default=4, ge=1, le=52)


class Settings(Record):
    """One file a workspace: `peergroup.toml`."""

    format: Literal[1]
    organisation: Name | None = None
    defaults: Defaults = Defaults()
