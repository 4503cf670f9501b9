"""Lists: anyone says something, until an empty line ends the list; then it is sorted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from peergroup_cli.model.meeting import Entry, Meeting, Offered
from peergroup_cli.model.module import Material
from peergroup_cli.model.numbers import number_in
from peergroup_cli.model.plain_text import one_line
from peergroup_cli.model.stages import (
    CONTROLS,
    OUTCOMES,
    Captured,
    Challenge,
    PracticeReport,
    Strategy,
    Thought,
)
from peergroup_cli.session.question import (
    Choice,
    Question,
    folded,
    lettered,
    numbered,
    one_of,
    some_of,
)
from peergroup_cli.session.scene import Scene

_HINT = "Enter ends the list. “Ada: …” notes who said it"
_TAKEN_OVER = "A number alone takes one over; anything else is noted as it is said"

L = TypeVar("L", Entry, Thought, Strategy)


class OpenList:
    """The agenda's own questions, a list to each: root causes, expectations."""

    def questions(self, scene: Scene) -> list[Question]:
        """For each of the agenda's questions what was said so far, and room for one more."""
        return [
            question
            for asked in scene.segment.questions
            for question in _items(scene, self._said(scene, asked.key), asked.key, asked.label)
        ]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note one thing said."""
        said = _item(self._said(scene, question.field), question)
        said = said or scene.draft(Entry, question=question.field, text="")
        return _with_text(scene, said, text)

    def _said(self, scene: Scene, question: str) -> list[Entry]:
        return [e for e in scene.here(scene.meeting.entries) if e.question == question]


class Thoughts:
    """Stage 2: causes; then for each whose it is to change, and which cases it explains."""

    def questions(self, scene: Scene) -> list[Question]:
        """The list, then one sorting question for each thought."""
        pooled = scene.here(scene.meeting.thoughts)
        first, *others = _items(scene, pooled, "text", "A thought")
        items = [replace(first, about=numbered_lines(scene, scene.sources())), *others]
        return [*items, *(self._sort(scene, thought) for thought in pooled)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note a thought, or where it belongs."""
        if question.field == "sort":
            return self._sorted(scene, question, text)
        thought = _item(scene.here(scene.meeting.thoughts), question)
        sources = tuple(source.id for source in scene.sources())
        thought = thought or scene.draft(Thought, text="", grew_from=sources)
        return _with_text(scene, thought, text)

    def _sort(self, scene: Scene, thought: Thought) -> Question:
        sources = scene.sources()
        several = len(sources) > 1
        hint = "Whose to change; then which of these it explains: m 1 3. No number: all"
        return Question(
            field="sort",
            label=_short(thought.text),
            segment=scene.segment.key,
            subject=thought.id,
            turn=thought.id,
            hint=hint if several else "Whose to change?",
            choices=lettered(CONTROLS.items()),
            earlier=CONTROLS[thought.control] if thought.control else "",
            about=numbered_lines(scene, sources) if several else (),
        )

    def _sorted(self, scene: Scene, question: Question, text: str) -> Meeting:
        thought = next(t for t in scene.meeting.thoughts if t.id == question.subject)
        words = re.sub(r"(?<=[a-z])(?=\d)|[,;]", " ", text.casefold()).split()
        numbers = [word for word in words if word.isdecimal()]
        control = " ".join(word for word in words if not word.isdecimal())
        if control:
            thought = thought.changed(control=one_of(control, question.choices))
        if numbers:
            cases = by_number(scene.sources())
            thought = thought.changed(grew_from=some_of(" ".join(numbers), cases))
        return scene.meeting.with_record(thought)


class Strategies:
    """Stage 3: ideas, unjudged; then for each the thoughts that it acts on.

    Where the group looks outside, after its own ideas, it sees those of a module as material, and
    what groups here have tried on these causes.
    """

    def questions(self, scene: Scene) -> list[Question]:
        """The list, then one question for each strategy if there are causes to choose from."""
        pooled = scene.here(scene.meeting.strategies)
        items = _items(scene, pooled, "text", "A strategy")
        if _from_outside(scene):
            shown = tuple(line for lines in _outside_lines(scene) for line in lines)
            first, *others = (replace(item, about=shown) for item in items)
            items = [replace(first, hint=f"{_TAKEN_OVER}\n{_HINT}"), *others]
        causes = scene.causes()
        if len(causes) < 2:
            return items
        return [*items, *(self._acts_on(scene, strategy, causes) for strategy in pooled)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note a strategy, or what it acts on."""
        known = scene.here(scene.meeting.strategies)
        if question.field == "acts-on":
            strategy = next(s for s in known if s.id == question.subject)
            acts_on = some_of(text, question.choices)
            return scene.meeting.with_record(strategy.changed(grew_from=acts_on))
        strategy_or_none = _item(known, question)
        strategy = strategy_or_none or new_strategy(scene, scene.segment.source)
        member, words = scene.speaker(text)
        if (outside := _from_outside(scene)) and words.strip().isdecimal():
            others = [one for one in scene.meeting.strategies if one.id != strategy.id]
            taken = _taken_over(words.strip(), outside, others)
            if own := _in_the_same_words(taken, others):
                # said once is enough: the group's own idea and the one that was shown are one
                return scene.meeting.with_record(own.changed(same_as=taken["same_as"]))
            strategy = strategy.changed(**taken)
            words = strategy.text
        return scene.meeting.with_record(strategy.changed(text=words, member=member))

    def _acts_on(self, scene: Scene, strategy: Strategy, causes: tuple[Thought, ...]) -> Question:
        return Question(
            field="acts-on",
            earlier=self._chosen(scene, strategy, causes),
            label=_short(strategy.text),
            segment=scene.segment.key,
            subject=strategy.id,
            turn=strategy.id,
            hint="Which thoughts does it act on? Numbers; Enter: on all in our reach",
            choices=by_number(causes),
            about=numbered_lines(scene, causes),
        )

    def _chosen(self, scene: Scene, strategy: Strategy, causes: tuple[Thought, ...]) -> str:
        """The numbers that were given, where they are others than the toolkit's own."""
        if strategy.grew_from == _in_reach(scene):
            return ""
        given = [choice.key for choice in by_number(causes) if choice.value in strategy.grew_from]
        return " ".join(given)


def lines_of(scene: Scene, question: Question) -> Sequence[Entry | Thought | Strategy]:
    """The lines of the list that a question belongs to; none where it belongs to no list."""
    meeting, capture = scene.meeting, scene.segment.capture
    if capture == "list":
        return [e for e in scene.here(meeting.entries) if e.question == question.field]
    if question.field != "text":
        return []
    return scene.here(meeting.thoughts if capture == "thoughts" else meeting.strategies)


def material_lines(material: Sequence[Material]) -> tuple[str, ...]:
    """What a module offers, numbered, each with when it fits and when it fails."""
    return (
        "What others have found, as material, not as answers:",
        *(line for number, one in enumerate(material, start=1) for line in _material(number, one)),
    )


def _material(number: int, one: Material) -> tuple[str, ...]:
    return f"{number}  {one.text}", f"   fits  {one.fits}", f"   fails {one.fails}"


def offered_lines(offered: Sequence[Offered], first: int) -> tuple[str, ...]:
    """What groups here have tried, numbered from `first` on, each with how it stood."""
    return (
        f"What groups here have tried on such causes; /find {first} tells all on number {first}:",
        *(
            line
            for number, one in enumerate(offered, start=first)
            for line in (
                f"{number}  {' '.join(one.text.split())}",
                f"   {one.strategy} · {one.standing}",
                *_newest_lesson(one),
                *(f"   failed where: {where}" for where in one.failed_where[:_FAILURES]),
            )
        ),
    )


def told_of(scene: Scene, number: str) -> tuple[str, ...]:
    """All that a module says of the strategy that is shown with this number; else nothing."""
    outside = dict(enumerate(_from_outside(scene), start=1))
    wanted = number_in(number) or 0
    one = outside.get(wanted)
    return _material(wanted, one) if isinstance(one, Material) else ()


def shown_as(scene: Scene, number: str) -> str:
    """The whole name of the strategy that is shown with this number, or an empty text."""
    outside = dict(enumerate(_from_outside(scene), start=1))
    one = outside.get(number_in(number) or 0)
    return one.strategy if isinstance(one, Offered) else ""


def _newest_lesson(one: Offered) -> Iterator[str]:
    if one.lesson:
        yield f"   newest lesson: {' '.join(one.lesson.split())}"
    # where it failed stands below anyhow
    if one.conditions and one.conditions not in one.failed_where[:_FAILURES]:
        yield f"   conditions: {' '.join(one.conditions.split())}"


_FAILURES = 2
"""So many failures of one strategy fit the screen; show-lesson knows them all."""


def _outside_lines(scene: Scene) -> Iterator[tuple[str, ...]]:
    if material := scene.meeting.material:
        yield material_lines(material)
    if offered := scene.meeting.offered:
        yield offered_lines(offered, len(scene.meeting.material) + 1)


def _from_outside(scene: Scene) -> tuple[Material | Offered, ...]:
    """What is shown from outside in this segment; nothing before the group's own ideas."""
    if not scene.meeting.agenda.shows_material(scene.segment):
        return ()
    return (*scene.meeting.material, *(scene.meeting.offered or ()))


def _taken_over(
    number: str, outside: Sequence[Material | Offered], noted: Sequence[Strategy]
) -> dict[str, str]:
    """What the strategy with this number brings along: its words, and which one it is.

    Raises:
        ValueError: there is none, or it is noted already.
    """
    known = {str(n): one for n, one in enumerate(outside, start=1)}
    if number not in known:
        raise ValueError(f"A number takes one of these over: 1 to {len(known)}.")
    one = known[number]
    ledger = isinstance(one, Offered)
    same_as = one.strategy if isinstance(one, Offered) else ""
    taken = {"text": one.text, "source": "ledger" if ledger else "material", "same_as": same_as}
    listed = _in_the_same_words(taken, noted)
    if listed and (not ledger or listed.same_as):
        raise ValueError(f"Number {number} is on the list already.")
    return taken


def _in_the_same_words(taken: dict[str, str], noted: Sequence[Strategy]) -> Strategy | None:
    """The strategy on the list that says what was taken over, in the very same words."""
    return next((one for one in noted if folded(one.text) == folded(taken["text"])), None)


def new_strategy(scene: Scene, source: str) -> Strategy:
    """A strategy without words yet, which acts on what the group can change."""
    return scene.draft(Strategy, text="", source=source, grew_from=_in_reach(scene))


def _in_reach(scene: Scene) -> tuple[str, ...]:
    causes = scene.causes()
    in_reach = tuple(thought.id for thought in causes if thought.control != "outside")
    return in_reach or tuple(thought.id for thought in causes)


def numbered_lines(
    scene: Scene, records: Sequence[Captured], *, with_marks: bool = False
) -> tuple[str, ...]:
    """Records as numbered lines, to be chosen from by number, with the marks they were given."""
    marks = Counter(record for row in scene.meeting.marks for record in row.to)
    first = {row.record for row in scene.meeting.decided}
    return tuple(
        f"{number}  {line_of(scene, record)}"
        + (f" · marks: {marks[record.id]}" if with_marks and marks[record.id] else "")
        + (" · goes first" if with_marks and record.id in first else "")
        for number, record in enumerate(records, start=1)
    )


def line_of(scene: Scene, record: Captured) -> str:
    """What a record says, in one line, with its owner where one is known."""
    if isinstance(record, Challenge):
        words = record.title
    elif isinstance(record, PracticeReport):
        told = "" if scene.was_told_apart(record) else _told(record)
        words = told or OUTCOMES[record.outcome]
    else:
        words = str(getattr(record, "text", ""))
    member = getattr(record, "member", None)
    owner = f"{scene.name(member)}: " if member else ""
    return owner + _short(words)


def _told(report: PracticeReport) -> str:
    return report.happened or report.hindered or report.did


def by_number(records: Sequence[Captured]) -> tuple[Choice, ...]:
    """Records as choices by number; `numbered_lines` says what each number is."""
    return numbered(dict.fromkeys((record.id for record in records), ""))


def _items(scene: Scene, said: Sequence[L], field: str, label: str) -> list[Question]:
    earlier = [*(_as_typed(scene, record) for record in said), ""]
    return [
        Question(
            field=field,
            label=f"{label} {number}",
            segment=scene.segment.key,
            subject=str(number),
            turn=f"{field} {number}",
            hint=_HINT if number == 1 else "",
            earlier=text,
            stays=True,
        )
        for number, text in enumerate(earlier, start=1)
    ]


def _item(said: Sequence[L], question: Question) -> L | None:
    number = int(question.subject)
    return said[number - 1] if number <= len(said) else None


def _as_typed(scene: Scene, record: L) -> str:
    owner = f"{scene.name(record.member)}: " if record.member else ""
    return owner + record.text


def _with_text(scene: Scene, record: L, text: str) -> Meeting:
    member, words = scene.speaker(text)
    return scene.meeting.with_record(record.changed(text=words, member=member))


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 70 else f"{line[:69]}…"
