"""Who holds a cohort's meeting at this moment: a hidden file, there as long as the meeting runs."""

from typing import Literal

from pydantic import AwareDatetime

from peergroup_cli.model.record import Record


class Seat(Record):
    """The window in which a meeting is held.

    `who` is the name of the account, `computer` that of the machine, `process` its number there.
    """

    format: Literal[1]
    who: str
    computer: str
    process: int
    since: AwareDatetime
