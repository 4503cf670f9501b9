"""How strategies stand: counted from their tests, failures among them, and never ranked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

VERDICTS = ("keep", "adapt", "drop", "unclear")


@dataclass(frozen=True, slots=True)
class Trial:
    """One test, as the counting needs it.

    Args:
        strategy: the whole name of the strategy, such as `south/m2-strategy-3`; empty if unknown.
        text: the strategy in words.
        cohort: the cohort's id.
        member: the member's id.
        on: its day.
        verdict: keep, adapt, drop or unclear.
        conditions: what is known of when it holds, or failed.
        cause: what it acts on, in words.
        insight: the lesson in a sentence, if one was written.
    """

    strategy: str
    text: str
    cohort: str
    member: str
    on: date
    verdict: str
    conditions: str = ""
    cause: str = ""
    insight: str = ""


@dataclass(frozen=True)
class Standing:
    """What the tests of one strategy add up to.

    Args:
        name: the whole name of the strategy whose words are shown, the first that was tested.
        text: its words.
        tests: how often it was tried.
        people: by how many different members.
        cohorts: in how many cohorts.
        verdicts: how many tests ended with each verdict.
        failed_where: the conditions of the tests that were dropped, oldest first.
        last: the day of its newest test.
        causes: what it was tried on, in words.
        where: the ids of these cohorts.
        lesson: the newest lesson on it.
        conditions: under which conditions that lesson holds.
    """

    name: str
    text: str
    tests: int
    people: int
    cohorts: int
    verdicts: Mapping[str, int]
    failed_where: tuple[str, ...]
    last: date
    causes: str = ""
    where: tuple[str, ...] = ()
    lesson: str = ""
    conditions: str = ""

    @property
    def sentence(self) -> str:
        """The standing in words, such as “tried 3 times by 2 managers in 1 cohort: kept 2, …”."""
        return self.told_to("")

    def told_to(self, own: str) -> str:
        """The standing in words, for a cohort: what was tried in no other was tried “here”."""
        words = {"keep": "kept", "adapt": "adapted", "drop": "dropped", "unclear": "unclear"}
        ended = ", ".join(f"{words[v]} {self.verdicts[v]}" for v in VERDICTS if self.verdicts[v])
        times = "once" if self.tests == 1 else f"{self.tests} times"
        managers = "1 manager" if self.people == 1 else f"{self.people} managers"
        cohorts = "1 cohort" if self.cohorts == 1 else f"{self.cohorts} cohorts"
        place = "here" if self.where == (own,) else f"in {cohorts}"
        return f"tried {times} by {managers} {place}: {ended}"


def standings(tests: Iterable[Trial], same: Mapping[str, str]) -> tuple[Standing, ...]:
    """How each strategy stands, the one with the newest test first.

    Args:
        tests: the tests that may be seen; those whose strategy is unknown count nowhere.
        same: for the whole name of a strategy that of one that it is the same as. Only what was
            linked is one strategy: nothing is merged because its words are alike.
    """
    root = Linked(same)
    groups: dict[str, list[Trial]] = {}
    for test in tests:
        if test.strategy:
            groups.setdefault(root(test.strategy), []).append(test)
    found = [_standing(sorted(rows, key=_in_time)) for rows in groups.values()]
    return tuple(sorted(found, key=lambda one: (-one.last.toordinal(), one.name)))


class Linked:
    """Gives one name for all strategies that are linked with each other.

    Args:
        same: pairs of whole names; links may form chains, and also rings.
    """

    def __init__(self, same: Mapping[str, str]) -> None:
        self._parent: dict[str, str] = {}
        for one, other in same.items():
            a, b = self(one), self(other)
            # the smaller name stands for both, in whatever order the links come
            if a != b:
                self._parent[max(a, b)] = min(a, b)

    def __call__(self, name: str) -> str:
        """The name that stands for this strategy."""
        while name in self._parent:
            name = self._parent[name]
        return name


def _standing(tests: list[Trial]) -> Standing:
    first = next((test for test in tests if test.text), tests[0])
    newest = next((test for test in reversed(tests) if test.insight), None)
    failed = [test.conditions for test in tests if test.verdict == "drop" and test.conditions]
    return Standing(
        name=first.strategy,
        text=first.text,
        tests=len(tests),
        people=len({(test.cohort, test.member) for test in tests}),
        cohorts=len({test.cohort for test in tests}),
        verdicts=Counter(test.verdict for test in tests),
        failed_where=tuple(dict.fromkeys(failed)),
        last=tests[-1].on,
        causes="; ".join(dict.fromkeys(test.cause for test in tests if test.cause)),
        where=tuple(sorted({test.cohort for test in tests})),
        lesson=newest.insight if newest else "",
        conditions=newest.conditions if newest else "",
    )


def _in_time(test: Trial) -> tuple[date, str, str]:
    return (test.on, test.cohort, test.strategy)
