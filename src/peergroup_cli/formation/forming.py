"""Groups from a roster: hard rules always kept, and a bound beside every figure."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from peergroup_cli.errors import RulesContradict
from peergroup_cli.formation.bounds import Bound, bound_given_slots, bound_of
from peergroup_cli.formation.exact import fits, require_solver, solved
from peergroup_cli.formation.hard import Contradiction, examined
from peergroup_cli.formation.level import TOO_SMALL, Level
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.rules import counted
from peergroup_cli.formation.searching import Budget, seated_best
from peergroup_cli.formation.starting import Enough
from peergroup_cli.formation.wishes import COUNTED, in_use, missed, paying
from peergroup_cli.model.settings import WISHES, Wish

DEFAULT_EVALUATIONS = 400_000
"""Exchanges that may be weighed for the whole roster."""

_JOINT = 5_000
_TRIED = "what is wanted more is met as well as can be"
_SOLVED = "what is wanted more is met as well as here"


@dataclass(frozen=True, slots=True)
class Group:
    """People who meet: a stable id, their level, and their ids, sorted."""

    id: str
    level: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """How well a wish is met, and how well it could be.

    Args:
        wish: the wish.
        found: how often the groups miss it.
        bound: no grouping into so many groups misses it less often.
        counted: what is counted, in words.
        payers: the ids of the people who pay, sorted.
        conditional: what the bound takes for granted; empty where it always holds.
        asked: whether the roster says anything about it.
    """

    wish: Wish
    found: int
    bound: int
    counted: str
    payers: tuple[str, ...] = ()
    conditional: str = ""
    asked: bool = True

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.found == self.bound

    @property
    def gap(self) -> int:
        """How far the figure is above the bound."""
        return self.found - self.bound


@dataclass(frozen=True, slots=True)
class SolvedLevel:
    """What a solver claims of a level.

    Args:
        level: its name.
        bounds: each wish with a number; no grouping that is as good in the wishes before is below.
        proven: whether the groups are at all of these bounds, so that nothing better exists.
    """

    level: str
    bounds: tuple[tuple[Wish, int], ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class Formation:
    """The groups formed from a roster.

    Args:
        groups: sorted by level, then by their first member.
        figures: one for each wish, in the order in which they were wanted.
        small_levels: names of levels with 1, 2, 3 or 7 people: no groups of 4 to 6 exist there.
        tried_levels: names of levels of which every grouping was tried: theirs is the best.
        solved: what a solver claims of the other levels, with `exact`, sorted by level.
        settled: names of levels, each with the first wishes that no grouping meets better: all
            that could were tried.
        stopped_early: whether the search was stopped, so that another run may give other groups.
        for_solver: names of levels with a gap that a solver could go through, and has not.
    """

    groups: tuple[Group, ...]
    figures: tuple[Figure, ...]
    small_levels: tuple[str, ...]
    tried_levels: tuple[str, ...] = ()
    solved: tuple[SolvedLevel, ...] = ()
    settled: tuple[tuple[str, tuple[Wish, ...]], ...] = ()
    stopped_early: bool = False
    for_solver: tuple[str, ...] = ()

    def settled_in(self, level: str) -> tuple[Wish, ...]:
        """The wishes of the level that no grouping meets better, as all that could were tried."""
        return dict(self.settled).get(level, ())

    def claimed(self, level: str) -> Mapping[Wish, int]:
        """For each wish the bound that a solver claims for the level; nothing without `exact`."""
        return next((dict(one.bounds) for one in self.solved if one.level == level), {})


@dataclass(frozen=True, slots=True)
class _Seated:
    level: Level
    groups: list[list[int]]
    tried: bool
    solved: SolvedLevel | None = None
    settled: tuple[Wish, ...] = ()


def form(
    people: Sequence[Person],
    rules: Sequence[PairRule] = (),
    *,
    order: tuple[Wish, ...] = WISHES,
    evaluations: int = DEFAULT_EVALUATIONS,
    exact: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Formation:
    """Groups of at most 6 people of one level who keep all rules, as good as was found.

    The same people give the same groups, in whatever order they come and on every machine.

    Args:
        people: the roster; values are compared as they are written.
        rules: who must be apart or together, by id.
        order: what is wanted, the most wanted first; what is left out does not count.
        evaluations: how many exchanges may be weighed, over all levels.
        exact: whether a solver goes on where a level of at most 60 people is not proven.
        progress: told what is done, and of how much, now and then. Where it raises `Enough` the
            search ends, and the best groups so far are the answer.

    Raises:
        UsageProblem: the solver is asked for and not installed.
        RulesContradict: no grouping keeps the rules, or none was found; all reasons are named.
    """
    if exact:
        require_solver()
    known = examined(people, rules)
    if known.contradictions:
        raise _contradicting(known.contradictions)
    levels = [level for level, _ in known.levels]
    used = in_use(levels, order)
    told = _Told(progress or _unheard)
    done, seated = 0, []
    for level, start in known.levels:
        with suppress(Enough):
            told(done, evaluations)
        share = evaluations * len(level.people) // len(people)
        groups, settled = seated_best(level, start, used, Budget(share, done, evaluations, told))
        one = _Seated(level, groups, settled == len(used), settled=used[:settled])
        done += share
        if exact and not one.tried and not told.enough and fits(level):
            # what is settled stays so: the solver gives up nothing that is wanted more
            solver_told = partial(told, done, evaluations)
            one = replace(_solved(one, used, solver_told), settled=one.settled)
        seated.append(one)
    with suppress(Enough):
        told(evaluations, evaluations)
    small = tuple(level.name for level in levels if len(level.people) in TOO_SMALL)
    tried = tuple(one.level.name for one in seated if one.tried)
    claims = tuple(one.solved for one in seated if one.solved)
    best = tuple((one.level.name, one.settled) for one in seated if one.settled)
    bounds = _bounds(seated, order, used)
    return Formation(
        _named(seated),
        _figures(seated, order, bounds),
        small,
        tried,
        claims,
        settled=best,
        stopped_early=told.enough,
        for_solver=_for_solver(seated, bounds),
    )


def _contradicting(found: Sequence[Contradiction]) -> RulesContradict:
    hint = "Leave out or change one rule of each line, then try again."
    if any(one.reporting for one in found):
        hint += (
            " That somebody reports to somebody is no rule that you can change: take one of the "
            "two out of the list, and find them a place later, with `peergroup place`."
        )
    if any(one.least > 1 for one in found):
        hint = hint.replace("of each line", "of each line, or as many as the line says", 1)
    return RulesContradict([one.sentence for one in found], hint)


def bound_in(
    level: Level, wish: Wish, groups: int, *, slots_first: bool, learned: Bound | None = None
) -> Bound:
    """The best bound that is known for a level.

    Args:
        level: the people.
        wish: the wish.
        groups: the number of groups.
        slots_first: whether every group has a common slot, and that is wanted more.
        learned: what was learned by trying every grouping, or by a solver; `tried_bound` and
            `solved_bound` make it.
    """
    bound = bound_of(level, wish, groups)
    if slots_first and len(level.people) <= _JOINT:
        given = bound_given_slots(level, wish, groups)
        if given is not None and given.value > bound.value:
            bound = given
    return learned if learned is not None and learned.value > bound.value else bound


def tried_bound(level: Level, wish: Wish, groups: Sequence[Sequence[int]], *, first: bool) -> Bound:
    """The bound for a level of which every grouping was tried, from the best one.

    Args:
        level: the people.
        wish: the wish.
        groups: the best grouping.
        first: whether nothing is wanted more.
    """
    sizes = "4 to 6"
    if len(level.people) in TOO_SMALL:
        sizes = " to ".join(map(str, sorted({len(group) for group in groups})))
    so_many = counted(len(groups), "group")
    how = f"every grouping into {so_many} of {sizes} that keeps the rules was tried"
    return Bound(missed(level, groups, wish), how, "" if first else _TRIED)


def solved_bound(level: Level, claimed: int, *, first: bool) -> Bound:
    """The bound that a solver claims for a level.

    Args:
        level: the people.
        claimed: the number.
        first: whether nothing is wanted more.
    """
    how = (
        f"claimed by a solver (OR-tools CP-SAT) for the {len(level.people)} people of the level: "
        "checkable only by running it again"
    )
    return Bound(claimed, how, "" if first else _SOLVED)


def _solved(one: _Seated, used: tuple[Wish, ...], told: Callable[[], None]) -> _Seated:
    """The level as the solver leaves it."""
    found = solved(one.level, one.groups, used, told)
    proven = all(missed(one.level, found.groups, wish) == found.bounds[wish] for wish in used)
    claim = SolvedLevel(one.level.name, tuple(found.bounds.items()), proven)
    return _Seated(one.level, found.groups, tried=False, solved=claim)


class _Told:
    """Hears of progress; once somebody has had enough, everybody who tells of it is told so."""

    def __init__(self, progress: Callable[[int, int], None]) -> None:
        self.enough = False
        self._progress = progress

    def __call__(self, done: int, whole: int) -> None:
        """Pass on what is done.

        Raises:
            Enough: the best groups so far are wanted.
        """
        if not self.enough:
            try:
                self._progress(done, whole)
            except Enough:
                self.enough = True
        if self.enough:
            raise Enough


def _unheard(_done: int, _whole: int) -> None:
    """Where nobody wants to hear of progress."""


def _named(seated: Sequence[_Seated]) -> tuple[Group, ...]:
    pairs = [(one.level, group) for one in seated for group in one.groups]
    width = max(3, len(str(len(pairs))))
    return tuple(
        Group(f"g{number:0{width}}", level.name, level.ids(group))
        for number, (level, group) in enumerate(pairs, start=1)
    )


def _bounds(
    seated: Sequence[_Seated], order: tuple[Wish, ...], used: tuple[Wish, ...]
) -> dict[Wish, list[Bound]]:
    """For each wish that the roster says anything about a bound for each level."""
    slots_met = "slot" in used and not sum(missed(one.level, one.groups, "slot") for one in seated)
    return {
        wish: [
            bound_in(
                one.level,
                wish,
                len(one.groups),
                slots_first=slots_met and order.index("slot") < order.index(wish),
                learned=_learned(one, wish, first=wish == used[0]),
            )
            for one in seated
        ]
        for wish in used
    }


def _figures(
    seated: Sequence[_Seated], order: tuple[Wish, ...], bounds: Mapping[Wish, Sequence[Bound]]
) -> tuple[Figure, ...]:
    figures = []
    for wish in order:
        if wish not in bounds:
            figures.append(Figure(wish, 0, 0, COUNTED[wish], asked=False))
            continue
        given = "; ".join(sorted({bound.conditional for bound in bounds[wish]} - {""}))
        found = sum(missed(one.level, one.groups, wish) for one in seated)
        payers = tuple(sorted(_payers(seated, wish))) if found else ()
        total = sum(bound.value for bound in bounds[wish])
        figures.append(Figure(wish, found, total, COUNTED[wish], payers, given))
    return tuple(figures)


def _for_solver(
    seated: Sequence[_Seated], bounds: Mapping[Wish, Sequence[Bound]]
) -> tuple[str, ...]:
    return tuple(
        one.level.name
        for number, one in enumerate(seated)
        if not (one.tried or one.solved)
        and fits(one.level)
        and any(
            missed(one.level, one.groups, wish) > found[number].value
            for wish, found in bounds.items()
        )
    )


def _learned(one: _Seated, wish: Wish, *, first: bool) -> Bound | None:
    if wish in one.settled:
        return tried_bound(one.level, wish, one.groups, first=first)
    if one.solved:
        return solved_bound(one.level, dict(one.solved.bounds)[wish], first=first)
    return None


def _payers(seated: Sequence[_Seated], wish: Wish) -> list[str]:
    return [
        one.level.people[place].id
        for one in seated
        for group in one.groups
        for place in sorted(paying(one.level, group, wish))
    ]
