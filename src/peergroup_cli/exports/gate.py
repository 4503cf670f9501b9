"""Who reads, and the one place that says what may leave for whom."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from peergroup_cli.exports.withheld import NO_YES, OBJECTION, PRIVATE_NOTE
from peergroup_cli.model.disclosure import WIDENING, Disclosure
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import PracticeLog
from peergroup_cli.model.stages import (
    Captured,
    Challenge,
    Experiment,
    Strategy,
    Thought,
    is_released,
)

SHARED: tuple[Disclosure, ...] = ("group", "organisation")
"""The classes that all members of the group may read."""


@dataclass(frozen=True)
class Audience:
    """Who reads: all members together (the minutes), one of them (their own packet), or another.

    The sponsor reads what was released, the facilitator the minutes with the private notes.

    Raises:
        ValueError: a member's packet names no member, or another audience names one.
    """

    kind: Literal["members", "member", "sponsor", "facilitator"] = "members"
    member: str | None = None

    def __post_init__(self) -> None:
        if (self.kind == "member") != (self.member is not None):
            raise ValueError("a packet is for one named member, all else is for none of them")


@dataclass(frozen=True)
class Gate:
    """The one place that says yes: a record's own class decides, never its id alone."""

    audience: Audience
    roots: frozenset[str]

    def lets(self, record: Captured) -> bool:
        """Whether this reader may read the record."""
        return self._lets_as(record, record.disclosure)

    def _lets_as(self, record: Captured, its_class: Disclosure) -> bool:
        """Whether this reader may read a part of the record that has a class of its own."""
        if its_class == "room":
            return False
        if self.audience.kind == "sponsor":
            return is_released(record)
        if self.audience.kind in ("members", "facilitator"):
            return its_class in SHARED
        if _is_owned_by(record, self.audience):
            return True
        return _is_shared_root(record) and record.id in self.roots

    def lets_log(self, log: PracticeLog, experiment: Experiment) -> bool:
        """A log leaves with its experiment only, and by its own class."""
        as_told = experiment.changed(disclosure=log.disclosure)
        return log.member == experiment.member and self.lets(experiment) and self.lets(as_told)

    def partners(self, meeting: Meeting) -> dict[str, tuple[str, ...]]:
        """With whom the owner of each experiment practises, as far as this reader may know it.

        In a trio each has named one and is named by another; so the experiments of others that the
        whole group may read are looked at for a member's own packet too.
        """
        known = [e for e in meeting.experiments if self.lets(e) or e.disclosure in SHARED]
        whole = meeting.model_copy(update={"experiments": tuple(known)})
        return {e.id: whole.partners_of(e.member) for e in known if self.lets(e)}

    @property
    def lets_figures(self) -> bool:
        """The numbers of a meeting are for those who were all in the room together."""
        return self.audience.kind in ("members", "facilitator")

    def lets_case(self, challenge: Challenge) -> bool:
        """Whether this reader may read what stands below the challenge's title."""
        return self._lets_as(challenge, _case_class(challenge))

    def reason(self, disclosure: Disclosure) -> str:
        """Under which key something of this class is counted that is left out."""
        no_yes = self.audience.kind == "sponsor" and disclosure == "organisation"
        return NO_YES if no_yes else disclosure

    def passed(self, record: Captured, lost: set[str]) -> Captured:
        """The record as it leaves: without links to what is left out, or a case that is."""
        less: dict[str, object] = {}
        if not lost.isdisjoint(record.grew_from):
            less["grew_from"] = tuple(link for link in record.grew_from if link not in lost)
        if isinstance(record, Challenge) and record.case and not self.lets_case(record):
            less["case"] = ""
        # what was checked when it was read needs no second look
        return record.model_copy(update=less) if less else record

    def withheld(self, meeting: Meeting) -> Counter[str]:
        """What is left out of one meeting. A challenge's title and its case count one each."""
        counted: Counter[str] = Counter(
            self.reason(r.disclosure) for r in meeting.captured if not self.lets(r)
        )
        cases = [c for c in meeting.challenges if c.case and not self.lets_case(c)]
        counted.update(self.reason(_case_class(challenge)) for challenge in cases)
        if self.audience.kind != "facilitator":
            counted[PRIVATE_NOTE] = len(meeting.private_notes)
        counted.update(self._objections(meeting))
        return +counted

    def _objections(self, meeting: Meeting) -> Iterator[str]:
        """For each objection to the guidelines under which key it is counted.

        That there was one is between that member and the group's facilitator: for all others it is
        one more thing that somebody said for themselves.
        """
        for voice in meeting.guidelines.voices if meeting.guidelines else ():
            if voice.objection or voice.worked_in:
                known = self.audience.kind == "facilitator" or voice.member == self.audience.member
                yield OBJECTION if known else "member"


def _is_owned_by(record: Captured, audience: Audience) -> bool:
    return audience.member is not None and getattr(record, "member", None) == audience.member


def _is_shared_root(record: Captured) -> bool:
    return isinstance(record, Strategy | Thought) and record.disclosure in SHARED


def _case_class(challenge: Challenge) -> Disclosure:
    """The class of the case: its own, and never wider than that of the title above it."""
    return min(challenge.disclosure, challenge.case_disclosure, key=WIDENING.index)


def roots_of_own_experiments(
    parts: Iterable[Sequence[Meeting]], audience: Audience
) -> frozenset[str]:
    """The ids of the strategies and thoughts without which own experiments are not understood."""
    if audience.kind != "member":
        return frozenset()
    links: dict[str, tuple[str, ...]] = {}
    to_follow: list[str] = []
    for record in (r for part in parts for meeting in part for r in meeting.captured):
        is_own = record.disclosure != "room" and _is_owned_by(record, audience)
        if is_own or _is_shared_root(record):
            links[record.id] = record.grew_from
        if is_own and isinstance(record, Experiment):
            to_follow.append(record.id)
    found: set[str] = set()
    while to_follow:
        for link in links.get(to_follow.pop(), ()):
            if link in links and link not in found:
                found.add(link)
                to_follow.append(link)
    return frozenset(found)
