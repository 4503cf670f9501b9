"""What a sponsor may read of a whole programme: all cohorts, in numbers that hide people.

Strategies and lessons are those with their owner's dated yes, with roles for names and without
the cohort that they come from. Nothing is ranked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.counting import Count, Tally, counts_of_all, enough, hides, tally
from peergroup_cli.exports.sponsor import ReleasedLesson
from peergroup_cli.exports.withheld import TOO_FEW
from peergroup_cli.ledger.rows import experiment_rows, released_rows, strategy_rows
from peergroup_cli.ledger.standing import Linked, Trial, standings
from peergroup_cli.ledger.standing import Standing as StrategyStanding
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.people import Member
from peergroup_cli.model.practice import NO_PRACTICE, Practice
from peergroup_cli.privacy.names import FORMER, Roll, Standing

_WORDS = ("role", "insight", "conditions", "strategy", "cause")


@dataclass(frozen=True)
class Part:
    """What one cohort adds to the programme.

    Args:
        cohort: its id.
        name: its name.
        organisation: that of the cohort, where it is known.
        formed: the day on which it was formed.
        ended: the day on which it ended, if it has.
        members: all who are or were in it.
        meetings: how many were held.
        people: those who are or were in it, by what they are known by in all cohorts.
        tally: the people behind its numbers.
        lessons: those that were released, each with the trial that it tells of.
        same: for the whole name of a strategy that of one that it is the same as.
        withheld: what is left out, counted by class.
    """

    cohort: str
    name: str
    organisation: str
    formed: date
    ended: date | None
    members: tuple[Member, ...]
    meetings: int
    people: frozenset[str]
    tally: Tally
    lessons: tuple[tuple[Trial, ReleasedLesson], ...]
    same: Mapping[str, str]
    withheld: Counter[str]


@dataclass(frozen=True)
class StrategyTold:
    """A strategy, how it stands in words, and its lessons, oldest first.

    `standing` is empty where too few people stand behind its numbers.
    """

    text: str
    standing: str
    lessons: tuple[ReleasedLesson, ...]


@dataclass(frozen=True)
class Programme:
    """All that a sponsor reads of the programme.

    Args:
        organisation: its name, where it is known.
        parts: the cohorts, by name.
        managers: how many take or took part; None where that is withheld.
        counts: the numbers of all cohorts, with those that are withheld as None.
        strategies: those with the newest test first.
        lessons: those whose strategy was not released with them, or is not known.
        withheld: what is left out, counted by class and reason.
    """

    organisation: str
    parts: tuple[Part, ...]
    managers: int | None
    counts: tuple[Count, ...]
    strategies: tuple[StrategyTold, ...]
    lessons: tuple[ReleasedLesson, ...]
    withheld: Counter[str]


def part_of(cohort: Cohort, meetings: Sequence[Meeting], practice: Practice = NO_PRACTICE) -> Part:
    """What a cohort adds to the programme.

    Args:
        cohort: the cohort.
        meetings: all of its meetings, oldest first.
        practice: what was told between them; it is counted as withheld.
    """
    out = release(meetings, Audience("sponsor"), practice=practice, cohort=cohort)
    lessons = out.sheet.lessons if out.sheet else ()
    people = {one.id: _person(cohort, one) for one in cohort.members}
    withheld = Counter({key: n for key, n in out.withheld.items() if key != TOO_FEW})
    return Part(
        cohort=cohort.id,
        name=cohort.name,
        organisation=cohort.organisation or "",
        formed=cohort.formed,
        ended=cohort.ended,
        members=cohort.members,
        meetings=sum(meeting.state != "open" for meeting in meetings),
        people=frozenset(people.values()),
        tally=tally(meetings, people),
        lessons=tuple(zip(_trials(cohort, meetings, people), lessons, strict=True)),
        same=dict(_links(cohort, meetings)),
        withheld=withheld,
    )


def programme(organisation: str, parts: Iterable[Part]) -> Programme:
    """The programme as its sponsor may read it.

    Args:
        organisation: its name; where it is empty, that which all cohorts have.
        parts: what each cohort adds.
    """
    rows = tuple(sorted(parts, key=lambda part: (part.name.casefold(), part.cohort)))
    strategies, others = _strategies(rows)
    managers = frozenset[str]().union(*(part.people for part in rows))
    names = {part.organisation for part in rows}
    told = Programme(
        organisation=organisation or (names.pop() if len(names) == 1 else ""),
        parts=rows,
        managers=len(managers) if hides(tuple(managers)) else None,
        counts=tuple(counts_of_all([part.tally for part in rows])),
        strategies=strategies,
        lessons=others,
        withheld=sum((part.withheld for part in rows), Counter[str]()),
    )
    return _with_numbers_withheld(told)


def names_in_programme(told: Programme) -> tuple[Standing, ...]:
    """The names of members of any cohort that still stand in what the sponsor would read."""
    roll = Roll(one for part in told.parts for one in part.members)
    texts = [("the organisation's name", told.organisation)]
    for part in told.parts:
        texts.append((f"the name of the cohort {part.cohort}", part.name))
        for _, lesson in part.lessons:
            where = f"{part.cohort}/{lesson.id}"
            texts += [(f"{where}, {word}", getattr(lesson, word)) for word in _WORDS]
    found = (one for where, text in texts if text for one in roll.standing_in(where, text))
    return tuple(dict.fromkeys(found))


def _person(cohort: Cohort, member: Member) -> str:
    """Who a member is in the whole programme: some are in one cohort after the other."""
    if member.name == FORMER:
        return f"{cohort.id}/{member.id}"
    return (member.email or member.name).casefold()


def _trials(
    cohort: Cohort, meetings: Sequence[Meeting], people: Mapping[str, str]
) -> Iterator[Trial]:
    """The released tests, in the order in which the lessons of the sponsor's sheet stand."""
    tested = dict(pair for meeting in meetings for pair in experiment_rows(meeting))
    for row in (row for meeting in meetings for row in released_rows(meeting)):
        strategy = tested.get(row.experiment, "")
        yield Trial(
            strategy=f"{cohort.id}/{strategy}" if strategy else "",
            text=row.strategy,
            cohort=cohort.id,
            member=people.get(row.member, row.member),
            on=row.on,
            verdict=row.verdict,
        )


def _links(cohort: Cohort, meetings: Sequence[Meeting]) -> Iterator[tuple[str, str]]:
    for meeting in meetings:
        for row in strategy_rows(meeting, with_words=False):
            if row.same_as:
                yield f"{cohort.id}/{row.id}", row.same_as


def _strategies(
    parts: Sequence[Part],
) -> tuple[tuple[StrategyTold, ...], tuple[ReleasedLesson, ...]]:
    """The strategies with their lessons, and the lessons that belong to none of them."""
    same = {name: other for part in parts for name, other in part.same.items()}
    told = [pair for part in parts for pair in part.lessons]
    told.sort(key=lambda pair: pair[0].on)
    root = Linked(same)
    groups: dict[str, list[tuple[Trial, ReleasedLesson]]] = {}
    for trial, lesson in told:
        groups.setdefault(root(trial.strategy), []).append((trial, lesson))
    alone = [lesson for _, lesson in groups.pop("", [])]
    found = []
    for standing in standings((trial for trial, _ in told), same):
        group = groups[root(standing.name)]
        lessons = tuple(lesson for _, lesson in group)
        if standing.text:
            words = _standing(standing, [trial for trial, _ in group])
            found.append(StrategyTold(standing.text, words, lessons))
        else:
            alone += lessons
    return tuple(found), tuple(sorted(alone, key=lambda one: one.on))


def _standing(standing: StrategyStanding, trials: Sequence[Trial]) -> str:
    """How a strategy stands: its verdicts all together or not at all, as in all numbers here."""
    owners: dict[str, list[str]] = {}
    for one in trials:
        owners.setdefault(one.verdict, []).append(one.member)
    if not enough(who for people in owners.values() for who in people):
        return ""
    tried, _, _ = standing.sentence.partition(":")
    return standing.sentence if all(map(hides, owners.values())) else tried


def _with_numbers_withheld(told: Programme) -> Programme:
    """The programme with the numbers counted for which `withheld` stands in their place."""
    numbers = [count.number for count in told.counts]
    numbers += [part.tally.number_planned for part in told.parts]
    numbers += [part.tally.number_tried for part in told.parts]
    few = sum(number is None for number in (*numbers, told.managers))
    few += sum(not one.standing for one in told.strategies)
    return replace(told, withheld=told.withheld + Counter({TOO_FEW: few}))
