"""What can happen in a meeting. Time enters only here, as `at`: an instant with a zone."""

from dataclasses import dataclass
from datetime import datetime

from peergroup_cli.model.disclosure import Disclosure
from peergroup_cli.model.meeting import Offered, Presence


@dataclass(frozen=True)
class Event:
    """Something that happens at an instant."""

    at: datetime


@dataclass(frozen=True)
class Resume(Event):
    """The meeting begins, or goes on after a pause: time runs again from here.

    With `no_pause` the group went on meanwhile, and the time counts.
    """

    no_pause: bool = False


@dataclass(frozen=True)
class Pause(Event):
    """Time stands still from here, until the meeting is resumed."""


@dataclass(frozen=True)
class Answer(Event):
    """The current question is answered. Empty: keep, take the default, or leave it blank."""

    text: str


@dataclass(frozen=True)
class Pass(Event):
    """The member whose turn it is passes: on to the next turn."""


@dataclass(frozen=True)
class Back(Event):
    """One question back; nothing is deleted."""


@dataclass(frozen=True)
class Remove(Event):
    """A line of the list that is on is taken out: this one by its number, from 1, or the last."""

    number: int | None = None


@dataclass(frozen=True)
class Skip(Event):
    """The rest of the segment is left out: on to the next segment."""


@dataclass(frozen=True)
class Park(Event):
    """A thought is put aside for later, and carried over until then."""

    text: str


@dataclass(frozen=True)
class Note(Event):
    """The facilitator notes something private."""

    text: str


@dataclass(frozen=True)
class Attend(Event):
    """A member arrives, or leaves."""

    member: str
    presence: Presence


@dataclass(frozen=True)
class HandOver(Event):
    """Another member takes the facilitator's seat."""

    member: str


@dataclass(frozen=True)
class GiveMinutes(Event):
    """The segment gets more minutes, or fewer where they are negative."""

    minutes: int


@dataclass(frozen=True)
class Shorten(Event):
    """Later segments are shortened so that the meeting ends on time.

    Stages 4 and 5 keep their minutes, unless `all_stages` is said.
    """

    all_stages: bool = False


@dataclass(frozen=True)
class Offer(Event):
    """What groups here have tried on these causes is found, to be shown in its place."""

    offered: tuple[Offered, ...]


@dataclass(frozen=True)
class Classify(Event):
    """The last noted record gets another class. A wider one needs its owner's yes."""

    disclosure: Disclosure
    owner_says_yes: bool = False


@dataclass(frozen=True)
class End(Event):
    """The meeting is cut short: it is complete as far as it went."""
