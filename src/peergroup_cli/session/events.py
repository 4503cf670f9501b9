"""What can happen in a meeting. Time enters only here, as `at`: an instant with a zone."""

from dataclasses import dataclass
from datetime import datetime

from peergroup_cli.model.disclosure import Disclosure
from peergroup_cli.model.meeting import Presence


@dataclass(frozen=True)
class Event:
    """Something that happens at an instant."""

    at: datetime


@dataclass(frozen=True)
class Resume(Event):
    """The meeting begins, or goes on after it was stopped: time runs again from here."""


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
class Classify(Event):
    """The last noted record gets another class. A wider one needs its owner's yes."""

    disclosure: Disclosure
    owner_says_yes: bool = False


@dataclass(frozen=True)
class End(Event):
    """The meeting is cut short: it is complete as far as it went."""
