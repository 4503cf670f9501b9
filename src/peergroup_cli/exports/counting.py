"""Numbers that hide people: each only with enough people behind it, and behind what is missing.

What can be told by taking one number away from another is a number as well: so what is withheld
of one cohort must not come out of the numbers of all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import Experiment, PracticeReport

FEWEST_PEOPLE = 5
"""A number leaves only if so many different people stand behind it, and behind what is missing."""

PLANNED = "experiments planned"
TRIED = "experiments tried at work"

_VERDICTS = ("keep", "adapt", "drop", "unclear")
_NO_OWNERS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True)
class Count:
    """A number, or None where too few people stand behind it."""

    what: str
    number: int | None


@dataclass(frozen=True)
class Tally:
    """The people behind the numbers of a cohort, one row for each experiment or test.

    Args:
        planned: of each experiment that was planned.
        tried: of each test, which is a report on something that was tried.
        waiting: of each experiment that no test is about.
        verdicts: by verdict, of each test that ended with it.
    """

    planned: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    verdicts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def number_planned(self) -> int | None:
        """How many experiments were planned."""
        return len(self.planned) if enough(self.planned) else None

    @property
    def number_tried(self) -> int | None:
        """How many tests there were; withheld as well where few have not tried theirs."""
        return len(self.tried) if enough(self.tried) and hides(self.waiting) else None

    @property
    def told_verdicts(self) -> Mapping[str, tuple[str, ...]]:
        """All verdicts or none of them: what is missing could be counted from the rest."""
        tells = self.verdicts and all(map(hides, self.verdicts.values()))
        return self.verdicts if tells else _NO_OWNERS


def tally(meetings: Sequence[Meeting], people: Mapping[str, str] = MappingProxyType({})) -> Tally:
    """The people behind the numbers of these meetings, all of one cohort.

    Args:
        meetings: the meetings.
        people: for a member's id who that is; an id that is not in it stands for itself.
    """

    def who(record: Experiment | PracticeReport) -> str:
        return people.get(record.member, record.member)

    planned = [e for m in meetings for e in m.experiments if e.is_planned]
    tests = [r for m in meetings for r in m.reports if r.was_practised]
    tested = {source for report in tests for source in report.grew_from}
    owners: dict[str, list[str]] = {}
    judged = {s: one.verdict for m in meetings for one in m.lessons for s in one.grew_from}
    for report in tests:
        verdict = judged.get(report.id) or report.verdict or "unclear"
        owners.setdefault(verdict, []).append(who(report))
    return Tally(
        planned=tuple(who(one) for one in planned),
        tried=tuple(who(report) for report in tests),
        waiting=tuple(who(one) for one in planned if one.id not in tested),
        verdicts={verdict: tuple(of_it) for verdict, of_it in owners.items()},
    )


def counts(one: Tally) -> Iterator[Count]:
    """Experiments, tests and verdicts of a cohort."""
    yield Count(PLANNED, one.number_planned)
    yield Count(TRIED, one.number_tried)
    yield from _verdicts(one.told_verdicts)


def counts_of_all(tallies: Sequence[Tally]) -> Iterator[Count]:
    """Experiments, tests and verdicts of all cohorts together.

    Whoever is in several of them has the same name in all their tallies. A number of all is
    withheld where the numbers that are told of single cohorts would leave over that of a few
    people in the others.
    """
    whole = _together(tallies)
    no_plans = _together(one for one in tallies if one.number_planned is None)
    no_tests = _together(one for one in tallies if one.number_tried is None)
    no_verdicts = _together(one for one in tallies if not one.told_verdicts)
    yield Count(PLANNED, whole.number_planned if hides(no_plans.planned) else None)
    hidden = hides(no_tests.tried) and hides(no_tests.waiting)
    yield Count(TRIED, whole.number_tried if hidden else None)
    few = [people for people in no_verdicts.verdicts.values() if not hides(people)]
    yield from _verdicts(_NO_OWNERS if few else whole.told_verdicts)


def enough(people: Iterable[str]) -> bool:
    """Whether so many different people stand behind a number that it hides each of them."""
    return len(set(people)) >= FEWEST_PEOPLE


def hides(people: Sequence[str]) -> bool:
    """Whether nobody can be told by this number: it is nobody's, or that of enough people."""
    return not people or enough(people)


def _verdicts(owners: Mapping[str, tuple[str, ...]]) -> Iterator[Count]:
    if not owners:
        yield Count("verdicts", None)
        return
    for verdict in _VERDICTS:
        if people := owners.get(verdict, ()):
            yield Count(f"of them with the verdict {verdict}", len(people))


def _together(tallies: Iterable[Tally]) -> Tally:
    rows = list(tallies)
    return Tally(
        planned=tuple(who for one in rows for who in one.planned),
        tried=tuple(who for one in rows for who in one.tried),
        waiting=tuple(who for one in rows for who in one.waiting),
        verdicts={
            verdict: people
            for verdict in _VERDICTS
            if (people := tuple(who for one in rows for who in one.verdicts.get(verdict, ())))
        },
    )
