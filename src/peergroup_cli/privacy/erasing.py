"""A person's right: their entries and their name out of the records of a cohort.

What they had released stays, in its released words and without the name. What others said stays as
it is, also where it names them: those places are found, and a person decides.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.draft import Drafts
from peergroup_cli.model.meeting import KINDS, Guidelines, Meeting
from peergroup_cli.model.people import Member
from peergroup_cli.model.pointing import leading_nowhere
from peergroup_cli.model.practice import (
    NO_PRACTICE,
    Dropped,
    EarlyReport,
    Practice,
    PracticeLog,
)
from peergroup_cli.model.record import Record, free_slug
from peergroup_cli.model.stages import Captured, Experiment, Lesson, Strategy, Thought
from peergroup_cli.privacy.keeping import released_chains
from peergroup_cli.privacy.names import FORMER, Roll, Standing

NOT_KEPT = "not kept"

_ROWS = ("attendance", "marks", "turns", "last_turns", "spans")
"""The rows of a meeting that are about one member, beside what was said."""

_SEATS = {"facilitator": True, "scribe": True, "next_facilitator": False}
"""The seats of a meeting, and whether it stays on record that somebody had it."""

_WORDLESS = {"id", "segment", "disclosure", "member", "partner", "same_as", "question", "source"}
_WORDLESS |= {"control", "outcome", "verdict", "case_disclosure", "experiment", "key"}
"""The keys of a record whose texts are no words of a person."""


@dataclass(frozen=True)
class Erasure:
    """Who is erased, and as what the rest of the rows go on.

    Args:
        member: the member, as known until now.
        neutral: the id that stands for the member from now on.
        gone: the ids of the records that are taken out.
        words: what the thoughts and strategies said that are taken out.
        kept: by id the rows that stay, without the name.
    """

    member: Member
    neutral: str
    gone: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    kept: Mapping[str, Captured] = field(default_factory=dict)

    @classmethod
    def of(cls, cohort: Cohort, member: Member, meetings: Sequence[Meeting]) -> "Erasure":
        """What the erasure of a member takes out and what it keeps."""
        others = {one.id for one in cohort.members if one.id != member.id}
        records = [r for meeting in meetings for r in meeting.captured]
        own = {r.id for r in records if getattr(r, "member", None) == member.id}
        chains = released_chains(meetings, member.id)
        kept = {one: row for one, row in chains.items() if one in own}
        neutral = free_slug("former member", "member", others)
        # where a power cut came between two files, some rows have the neutral id already
        done = released_chains(meetings, neutral)
        kept |= {k: row for k, row in done.items() if getattr(row, "member", None) == neutral}
        # and links lead to rows that went with a file before it
        cut = _leading_nowhere(cohort, meetings)
        gone = frozenset(own - kept.keys()) | cut
        said = (r for r in records if r.id in gone and isinstance(r, Thought | Strategy))
        return cls(member, neutral, gone, frozenset(r.text for r in said), kept)

    def cohort(self, cohort: Cohort, today: date) -> tuple[Cohort, Counter[str]]:
        """The cohort's file without the person."""
        who = self.member
        # the role was released with a lesson; where there is none, it is not kept
        plain = {} if self.kept else dict.fromkeys(("role", "level", "unit"), NOT_KEPT)
        nothing = dict.fromkeys(("email", "reports_to", "site", "time_zone"))
        left = who.left or max(today, who.joined)
        names = {"id": self.neutral, "name": FORMER, "nicknames": (), "left": left}
        former = who.changed(**{**nothing, **plain, **names})
        members = [former if one.id == who.id else one for one in cohort.members]
        overrides = tuple(
            one.changed(who=tuple(self.neutral if w == who.id else w for w in one.who))
            for one in cohort.overrides
        )
        renamed = cohort.changed(members=tuple(members), overrides=overrides)
        changed, counts = self.bosses(renamed)
        return changed, counts + Counter({"name and address": 1})

    def bosses(self, cohort: Cohort) -> tuple[Cohort, Counter[str]]:
        """The cohort without the person as the one to whom somebody reports."""
        called = {who.casefold() for who in (self.member.name, self.member.email) if who}
        rows = [one for one in cohort.members if (one.reports_to or "").casefold() in called]
        members = tuple(
            one.changed(reports_to=None) if one in rows else one for one in cohort.members
        )
        return cohort.changed(members=members), +Counter({"reports to them": len(rows)})

    def meeting(self, meeting: Meeting) -> tuple[Meeting, Counter[str]]:
        """A meeting's file without the person, and how many of which kind were taken out."""
        counts: Counter[str] = Counter()
        fields: dict[str, Any] = {}
        for name in KINDS.values():
            rows = getattr(meeting, name)
            fields[name] = tuple(self._record(row) for row in rows if row.id not in self.gone)
            counts[name] = sum(row.id in self.gone for row in rows)
            counts["kept without the name"] += sum(row.id in self.kept for row in rows)
        for name in _ROWS:
            fields[name] = self._others(getattr(meeting, name), lambda row: row.member)
            counts[name] = len(getattr(meeting, name)) - len(fields[name])
        fields["marks"] = tuple(row.changed(to=self._links(row.to)) for row in fields["marks"])
        fields["decided"] = self._still(meeting.decided, lambda row: row.record)
        fields["handovers"] = self._others(meeting.handovers, lambda row: row.before)
        counts["handovers"] = len(meeting.handovers) - len(fields["handovers"])
        for seat, stays in _SEATS.items():
            if getattr(meeting, seat) == self.member.id:
                fields[seat] = self.neutral if stays else None
                counts["seats"] += 1
        fields["guidelines"] = self._guidelines(meeting.guidelines, counts)
        return meeting.changed(**fields), +counts

    def practice(self, practice: Practice) -> tuple[Practice, Counter[str]]:
        """What was told between the meetings, without what this person told."""
        fields = {
            name: self._others(getattr(practice, name), lambda row: row.member)
            for name in ("logs", "reports", "dropped")
        }
        counts = Counter(
            {name: len(getattr(practice, name)) - len(fields[name]) for name in fields}
        )
        return practice.changed(**fields), +counts

    def drafts(self, drafts: Drafts) -> tuple[Drafts, Counter[str]]:
        """What is half-typed, without what stands at the person's own questions."""
        rows = tuple(row for row in drafts.drafts if self.member.id not in row.question.split("/"))
        gone = len(drafts.drafts) - len(rows)
        return drafts.changed(drafts=rows), +Counter({"drafts": gone})

    def _record(self, row: Captured) -> Captured:
        """A row that stays: without the name, and without links to what is gone."""
        row = self.kept.get(row.id, row)
        fields: dict[str, Any] = {"grew_from": self._links(row.grew_from)}
        if getattr(row, "member", None) == self.member.id:
            fields["member"] = self.neutral
        if isinstance(row, Experiment) and row.partner == self.member.id:
            fields["partner"] = None
        if isinstance(row, Strategy) and row.same_as in self.gone:
            fields["same_as"] = ""
        if isinstance(row, Lesson) and row.id not in self.kept:
            # the words of a strategy and of its causes go with the lesson of whoever tried it
            fields |= {"strategy": self._unsaid(row.strategy), "cause": self._unsaid(row.cause)}
        return row.changed(**fields)

    def _unsaid(self, words: str) -> str:
        """Words that stand in somebody else's lesson, without those that are taken out."""
        if words in self.words:
            return ""
        return "; ".join(part for part in words.split("; ") if part not in self.words)

    def _guidelines(self, guidelines: Guidelines | None, counts: Counter[str]) -> Guidelines | None:
        if guidelines is None:
            return None
        voices = self._others(guidelines.voices, lambda voice: voice.member)
        counts["voices"] = len(guidelines.voices) - len(voices)
        return guidelines.changed(voices=voices)

    def _links(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(one for one in ids if one not in self.gone)

    def _still(self, rows: Sequence[Any], of: Callable[[Any], str]) -> tuple[Any, ...]:
        return tuple(row for row in rows if of(row) not in self.gone)

    def _others(self, rows: Sequence[Any], whose: Callable[[Any], str | None]) -> tuple[Any, ...]:
        return tuple(row for row in rows if whose(row) != self.member.id)


def without_links(
    meeting: Meeting, cohorts: Container[str], left: Container[str]
) -> tuple[Meeting, Counter[str]]:
    """A meeting without links to strategies of other cohorts that are not there any more.

    Args:
        meeting: the meeting.
        cohorts: the ids of the cohorts of which something goes.
        left: the whole names of what stays in them, such as `south/m2-strategy-3`.
    """
    rows = [
        row
        for row in meeting.strategies
        if row.same_as.partition("/")[0] in cohorts
        and "/" in row.same_as
        and row.same_as not in left
    ]
    for row in rows:
        meeting = meeting.with_record(row.changed(same_as=""))
    return meeting, +Counter({"links": len(rows)})


def _leading_nowhere(cohort: Cohort, meetings: Sequence[Meeting]) -> frozenset[str]:
    """The ids of this cohort's records at which something points, and which are not there."""
    found = (one for _, one in leading_nowhere(cohort, meetings, NO_PRACTICE))
    return frozenset(one.to for one in found if one.what == "record" and "/" not in one.to)


def named_in_cohort(cohort: Cohort, roll: Roll) -> Iterator[Standing]:
    """Where the cohort's own texts name somebody of a roll."""
    texts = [("name", cohort.name), ("theme", cohort.theme)]
    texts += [(f"reason for {one.rule}", one.reason) for one in cohort.overrides]
    texts += [(f"{one.id}, reports_to", one.reports_to) for one in cohort.members if one.reports_to]
    for where, text in texts:
        yield from roll.standing_in(where, text)


def named_in_meeting(meeting: Meeting, roll: Roll) -> Iterator[Standing]:
    """Where what was noted in a meeting names somebody of a roll, by id and key."""
    for record in meeting.captured:
        yield from _named(record.id, record, roll)
    for note in meeting.private_notes:
        yield from _named(f"private note in {note.segment}", note, roll)
    for line in meeting.guidelines.lines if meeting.guidelines else ():
        yield from _named(f"guideline {line.key}", line, roll)
    for voice in meeting.guidelines.voices if meeting.guidelines else ():
        yield from _named(f"voice of {voice.member}", voice, roll)


def named_in_practice(practice: Practice, roll: Roll) -> Iterator[Standing]:
    """Where what was told between the meetings names somebody of a roll."""
    rows: list[PracticeLog | EarlyReport | Dropped] = [*practice.logs]
    rows += [*practice.reports, *practice.dropped]
    for row in rows:
        yield from _named(f"{row.experiment} on {row.on.isoformat()}", row, roll)


def _named(where: str, record: Record, roll: Roll) -> Iterator[Standing]:
    for key, text in record:
        if isinstance(text, str) and key not in _WORDLESS:
            yield from roll.standing_in(f"{where}, {key}", text)
