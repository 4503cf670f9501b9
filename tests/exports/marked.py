"""Meetings in which each text is a mark that says who may read it: to be searched for in bytes."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from peergroup_cli.model.disclosure import WIDENING, Disclosure
from peergroup_cli.model.meeting import KINDS, Meeting, PrivateNote, Voice
from peergroup_cli.model.practice import NO_PRACTICE, Dropped, EarlyReport, Practice, PracticeLog
from peergroup_cli.model.stages import Captured, Challenge, Experiment, Lesson, Strategy, Thought
from tests.exports.parts import FIRST, at
from tests.exports.sample import explore, learning_together

OWNERS = ("ada", "bo", None)
TEXTS: dict[str, tuple[str, ...]] = {
    "challenges": ("title",),
    "thoughts": ("text",),
    "strategies": ("text",),
    "experiments": ("situation", "action", "obstacle", "sign"),
    "reports": ("did", "happened", "surprise", "hindered"),
    "lessons": ("insight", "conditions"),
    "commitments": ("behaviour", "tested"),
    "entries": ("text",),
    "parked": ("text",),
}
"""The texts of each kind that have the record's own class."""

OWNERLESS = ("thoughts", "strategies", "entries", "parked")
FURTHER: dict[str, dict[str, Any]] = {
    "strategies": {"source": "own"},
    "reports": {"outcome": "tried"},
    "entries": {"question": "cause"},
}


@dataclass(frozen=True)
class Mark:
    """A text and who may read it: all the classes that it is under, its owner, or own roots."""

    text: str
    classes: tuple[Disclosure, ...]
    owner: str | None
    root_of: str | None = None

    def is_for(self, member: str | None) -> bool:
        """Whether the minutes (None) or this member's packet may hold it."""
        shared = all(one in ("group", "organisation") for one in self.classes)
        if member is None:
            return shared
        return (self.owner == member and "room" not in self.classes) or (
            self.root_of == member and shared
        )


@dataclass
class Marked:
    """Two meetings, and every mark that stands in them."""

    meetings: list[Meeting] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    practice: Practice = NO_PRACTICE
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def mark(
        self, classes: tuple[Disclosure, ...], owner: str | None, root_of: str | None = None
    ) -> str:
        text = f"mk_{'_'.join(classes)}_{owner or 'nobody'}_{next(self.numbers)}z"
        self.marks.append(Mark(text, classes, owner, root_of))
        return text

    def unreadable(self) -> str:
        text = f"mk_never_{next(self.numbers)}z"
        self.never.append(text)
        return text


def marked() -> Marked:
    """One record of each kind, class and owner in two meetings, and the roots of experiments."""
    made = Marked()
    for meeting in (learning_together(), explore()):
        empty = meeting.changed(**dict.fromkeys(KINDS.values(), ()))
        full = _with_every_class(made, empty)
        note = PrivateNote(segment="causes", at=at(meeting.held_on, 9, 0), text=made.unreadable())
        made.meetings.append(full.changed(private_notes=(note,), guidelines=_voiced(made, full)))
    made.meetings[1] = _with_roots(made, made.meetings[1])
    made.practice = _practised(made)
    return made


def _practised(made: Marked) -> Practice:
    """Entries of each class on an experiment of each class and owner, and what never leaves."""
    practice = NO_PRACTICE
    for made_in in made.meetings:
        for plan in made_in.experiments:
            owner = {"experiment": plan.id, "member": plan.member, "on": FIRST}
            for disclosure in WIDENING:
                classes = (plan.disclosure, disclosure)
                texts = {p: made.mark(classes, plan.member) for p in ("did", "happened", "learned")}
                log = PracticeLog.model_validate({**owner, "disclosure": disclosure, **texts})
                practice = practice.with_log(log)
            strange = {**owner, "member": "cy", "did": made.unreadable()}
            early = {**owner, "outcome": "tried", "did": made.unreadable()}
            practice = (
                practice.with_log(PracticeLog.model_validate(strange))
                .with_report(EarlyReport.model_validate(early), ())
                .with_dropped(Dropped.model_validate({**owner, "reason": made.unreadable()}))
            )
    elsewhere = {"experiment": "m9-experiment-1", "member": "ada", "on": FIRST}
    return practice.with_log(PracticeLog.model_validate({**elsewhere, "did": made.unreadable()}))


def _with_every_class(made: Marked, meeting: Meeting) -> Meeting:
    for kind, name in KINDS.items():
        owners = OWNERS if name in OWNERLESS else OWNERS[:2]
        for owner, disclosure in itertools.product(owners, WIDENING):
            fields: dict[str, Any] = {
                "id": meeting.free_id(kind),
                "segment": "causes",
                "disclosure": disclosure,
                "member": owner,
                **FURTHER.get(name, {}),
                **{text: made.mark((disclosure,), owner) for text in TEXTS[name]},
            }
            if kind is Lesson:
                fields["consent"] = meeting.held_on
            meeting = meeting.with_record(kind.model_validate(fields))
            if kind is Challenge:
                meeting = _with_cases(made, meeting, fields)
    return meeting


def _with_cases(made: Marked, meeting: Meeting, fields: dict[str, Any]) -> Meeting:
    for case_class in WIDENING:
        classes = (fields["disclosure"], case_class)
        case = made.mark(classes, fields["member"])
        title = made.mark(classes[:1], fields["member"])
        further = {"id": meeting.free_id(Challenge), "case": case, "case_disclosure": case_class}
        meeting = meeting.with_record(
            Challenge.model_validate({**fields, **further, "title": title})
        )
    return meeting


def _with_roots(made: Marked, meeting: Meeting) -> Meeting:
    """Experiments of Ada that grew from what Bo and the group said."""
    link = _Linked(made, meeting)
    deep = link.thought("deep", "group", root_of="ada")
    kept = link.thought("kept", "member")
    hidden = link.thought("hidden", "room")
    good = link.strategy("good", "organisation", (deep, kept, hidden, "m2-challenge-1"), "ada")
    own = link.strategy("own", "member", (link.thought("below", "group", root_of="ada"),), None)
    # what stands behind a strategy that stays in the room is not reached through it
    closed = link.strategy("closed", "room", (link.thought("behind", "group"),), None)
    link.experiment("one", "group", (good, own, closed, "nowhere"))
    # an experiment that stays in the room needs no roots
    link.experiment("two", "room", (link.strategy("other", "group", (), None),))
    return link.meeting


class _Linked:
    def __init__(self, made: Marked, meeting: Meeting) -> None:
        self.made, self.meeting = made, meeting

    def thought(self, name: str, disclosure: Disclosure, root_of: str | None = None) -> str:
        text = self.made.mark((disclosure,), "bo", root_of)
        return self._add(Thought, name, disclosure, text=text, member="bo")

    def strategy(
        self, name: str, disclosure: Disclosure, grew_from: tuple[str, ...], root_of: str | None
    ) -> str:
        owner = "ada" if name == "own" else "bo"
        text = self.made.mark((disclosure,), owner, root_of)
        further = {"source": "own", "member": owner, "grew_from": grew_from}
        return self._add(Strategy, name, disclosure, text=text, **further)

    def experiment(self, name: str, disclosure: Disclosure, grew_from: tuple[str, ...]) -> str:
        text = self.made.mark((disclosure,), "ada")
        further = {"member": "ada", "grew_from": grew_from}
        return self._add(Experiment, name, disclosure, situation=text, **further)

    def _add(self, kind: type[Captured], name: str, disclosure: Disclosure, **fields: Any) -> str:
        fields |= {"id": f"z-{name}", "segment": "plans", "disclosure": disclosure}
        self.meeting = self.meeting.with_record(kind.model_validate(fields))
        return f"z-{name}"


def _voiced(made: Marked, meeting: Meeting) -> Any:
    if meeting.guidelines is None:
        return None
    return meeting.guidelines.with_voice(
        Voice(
            member="bo",
            consents=False,
            objection=made.unreadable(),
            worked_in=made.unreadable(),
            line_before=made.unreadable(),
        )
    )
