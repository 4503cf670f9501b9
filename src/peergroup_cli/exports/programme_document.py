"""The programme as a document for its sponsor; it says plainly what was withheld, and why."""

from collections.abc import Iterator

from peergroup_cli.exports.counting import FEWEST_PEOPLE, PLANNED, TRIED
from peergroup_cli.exports.document import (
    Block,
    Document,
    Grid,
    Heading,
    Items,
    Line,
    Lines,
    Run,
    fact,
    name,
    said,
    shown,
)
from peergroup_cli.exports.programme import Part, Programme, StrategyTold
from peergroup_cli.exports.sponsor import FOR_THE_SPONSOR, ReleasedLesson
from peergroup_cli.exports.withheld import TOO_FEW, withheld_sentence
from peergroup_cli.exports.wording import day, in_words, number_of

WITHHELD = "withheld"

_NOT_FOR_A_RANKING = (
    "Cohorts stand here by name, and strategies by the day of their newest test. Nothing is "
    "ranked: a group that dropped what did not work has learned as much as one that kept it."
)
_TOO_FEW_FOR_NUMBERS = "No numbers: fewer than five people have told of it."
_RULES = """
Names: a role stands for each, and no lesson says from which cohort it comes.
Lessons and strategies: only those with their owner's dated yes, in the words that were read out.
Challenges and cases, who was there and who did what, pulse and shares of the time: not one leaves.
This is no promise. In a group of six, free text can tell who is meant without a name, and a role.
"""


def programme_document(told: Programme) -> Document:
    """The programme, ready to be laid out."""
    title = shown(told.organisation) or "The programme"
    return Document(
        title=f"{title}: peer learning groups",
        head=tuple(_head(title)),
        blocks=(*_numbers(told), *_cohorts(told), *_learned(told), *_rules(told)),
        left_out=withheld_sentence(told.withheld, "this report"),
        on=max((part.formed for part in told.parts), default=None),
    )


def _head(title: str) -> Iterator[Block]:
    yield Heading(1, f"{title}: peer learning groups")
    yield Lines((fact("For the sponsor", Run(FOR_THE_SPONSOR)),))


def _numbers(told: Programme) -> Iterator[Block]:
    yield Heading(2, "In numbers", "numbers")
    ended = sum(part.ended is not None for part in told.parts)
    cohorts = number_of(len(told.parts), "cohort")
    managers = _number(told.managers)
    lines = [
        f"{cohorts}, of which {in_words(ended, 'has', 'have')} ended" if ended else cohorts,
        f"managers who take or took part: {managers}",
        f"meetings held: {sum(part.meetings for part in told.parts)}",
        *(f"{count.what}: {_number(count.number)}" for count in told.counts),
    ]
    yield Items(tuple(((Run(line),),) for line in lines))


def _number(number: int | None) -> str:
    return f"{WITHHELD}, for the reason below" if number is None else str(number)


def _cohorts(told: Programme) -> Iterator[Block]:
    yield Heading(2, "The cohorts", "cohorts")
    if not told.parts:
        yield Lines(((Run("There is no cohort yet.", "label"),),))
        return
    yield Lines(((Run(_NOT_FOR_A_RANKING),),))
    head = ("Cohort", "Formed", "Meetings held", PLANNED.capitalize(), TRIED.capitalize())
    yield Grid(head, tuple(map(_row, told.parts)))


def _row(part: Part) -> tuple[Line, ...]:
    ended = f", ended on {day(part.ended)}" if part.ended else ""
    numbers = (part.tally.number_planned, part.tally.number_tried)
    return (
        (said(part.name),),
        (Run(f"{day(part.formed)}{ended}"),),
        (Run(str(part.meetings)),),
        *((Run(WITHHELD if number is None else str(number)),) for number in numbers),
    )


def _learned(told: Programme) -> Iterator[Block]:
    yield Heading(2, "What was tried, and how it stands", "strategies")
    if not told.strategies and not told.lessons:
        yield Lines(((Run("No lesson has been released yet.", "label"),),))
    for strategy in told.strategies:
        yield from _strategy(strategy)
    if told.lessons:
        yield Heading(3, "Lessons whose strategy was not released with them")
        yield Items(tuple(tuple(_lesson(one)) for one in told.lessons))


def _strategy(strategy: StrategyTold) -> Iterator[Block]:
    yield Heading(3, shown(strategy.text) or "…")
    standing = strategy.standing
    words = f"{standing[:1].upper()}{standing[1:]}." if standing else _TOO_FEW_FOR_NUMBERS
    yield Lines(((Run(words),),))
    yield Items(tuple(tuple(_lesson(one)) for one in strategy.lessons))


def _lesson(lesson: ReleasedLesson) -> Iterator[Line]:
    yield (name(lesson.role), Run(": "), said(lesson.insight))
    for label, text in (("Conditions", lesson.conditions), ("Cause", lesson.cause)):
        if shown(text):
            yield fact(label, said(text))
    yield fact("Verdict", Run(lesson.verdict))
    yield fact("Released", Run(day(lesson.released)))


def _rules(told: Programme) -> Iterator[Block]:
    yield Heading(2, "What was withheld, and why", "withheld")
    numbers = (
        f"Numbers: each is given only where {in_words(FEWEST_PEOPLE, 'person', 'people')} stand "
        "behind it, and where nothing about fewer could be told by taking one number away from "
        f"another. {_times_withheld(told.withheld.get(TOO_FEW, 0))}"
    )
    yield Items(tuple(((Run(line),),) for line in (numbers, *_RULES.strip().splitlines())))


def _times_withheld(few: int) -> str:
    if not few:
        return "Here no number had to be withheld."
    return f"Here that withholds {number_of(few, 'number')}."
