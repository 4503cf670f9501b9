import json
import signal
import threading
from dataclasses import replace
from importlib.util import find_spec
from operator import mul
from random import Random

import pytest

from peergroup_cli.errors import UsageProblem
from peergroup_cli.formation import exact
from peergroup_cli.formation.bounds import bound_of
from peergroup_cli.formation.certificate import certificate, readable
from peergroup_cli.formation.checking import recount, verify
from peergroup_cli.formation.exact import fits, solved
from peergroup_cli.formation.forming import form
from peergroup_cli.formation.hard import examined
from peergroup_cli.formation.level import levels_of
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.starting import Enough
from peergroup_cli.formation.wishes import in_use, missed
from peergroup_cli.model.settings import WISHES
from tests.formation.brute import best, some_people, some_rules
from tests.formation.test_forming import ORDERS, crew_of


def one_level(count: int, seed: int = 1) -> list[Person]:
    return [
        Person(
            one.id,
            one.name,
            "lead",
            one.unit,
            slots=one.slots,
            topics=one.topics,
            past_groups=one.past_groups,
        )
        for one in crew_of(count, seed)
    ]


def test_without_the_solver_the_exact_answer_is_refused_before_any_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("peergroup_cli.extras.find_spec", lambda _name: None)
    told: list[tuple[int, int]] = []

    with pytest.raises(UsageProblem) as caught:
        form(crew_of(12), exact=True, progress=lambda *done: told.append(done))

    assert "pip install ortools" in caught.value.hint
    assert not told


def test_levels_that_are_too_large_or_too_small_are_left_to_the_search() -> None:
    sizes = {count: levels_of(one_level(count))[0] for count in (7, 8, 60, 61)}

    assert [count for count, level in sizes.items() if fits(level)] == [8, 60]


def unheard() -> None:
    """Where nobody wants to hear of progress."""


def want_the_best_so_far() -> None:
    raise Enough


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver does not stop by itself where the answer is hard."""
    monkeypatch.setattr(exact, "_BUDGET", 1e9)


@pytest.fixture
def told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver is asked after all the time."""
    monkeypatch.setattr(exact, "_TICK", 0)


@pytest.mark.skipif(find_spec("ortools") is None, reason="OR-tools is not installed")
class TestWithTheSolver:
    @pytest.mark.parametrize("seed", range(60))
    def test_the_solver_finds_what_trying_every_grouping_finds(self, seed: int) -> None:
        crew = some_people(8 + seed % 3, seed, wishes=seed % 5 > 0)
        rules = some_rules(crew, seed, seed % 3)
        known = examined(crew, rules).levels
        if not known:
            return
        ((level, start),) = known
        order = in_use([level], ORDERS[seed % len(ORDERS)])

        found = solved(level, start, order, unheard)

        reached = tuple(missed(level, found.groups, wish) for wish in order)
        assert reached == best(crew, rules, len(start), order)
        assert tuple(found.bounds[wish] for wish in order) == reached

    @pytest.mark.parametrize("seed", range(6))
    def test_three_groups_are_as_good_as_the_best_of_all_into_three(self, seed: int) -> None:
        crew = some_people(12, seed)
        (level,) = levels_of(crew)
        order = in_use([level], ORDERS[seed % len(ORDERS)])

        found = solved(level, [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]], order, unheard)

        reached = tuple(missed(level, found.groups, wish) for wish in order)
        assert reached == best(crew, (), 3, order)
        assert tuple(found.bounds[wish] for wish in order) == reached

    def test_a_group_may_have_one_person_only_who_cannot_come_at_another_slot(self) -> None:
        held = ["a"] * 4 + ["ab"] * 3 + ["b"]
        crew = [
            replace(one, slots=frozenset(slots))
            for one, slots in zip(some_people(8, 1), held, strict=True)
        ]
        (level,) = levels_of(crew)

        found = solved(level, [[0, 1, 2, 7], [3, 4, 5, 6]], ("slot",), unheard)

        assert found.groups == [[0, 1, 2, 3], [4, 5, 6, 7]]

    @pytest.mark.parametrize("budget", [0.0, 0.005])
    def test_a_small_budget_gives_true_bounds_and_no_worse_groups(
        self, budget: float, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(exact, "_BUDGET", budget)
        for seed in range(4):
            crew = some_people(12, seed)
            (level,) = levels_of(crew)
            start = [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]
            (first, *_) = order = in_use([level], ORDERS[seed % len(ORDERS)])

            found = solved(level, start, order, unheard)

            counts = [[missed(level, one, wish) for wish in order] for one in (found.groups, start)]
            assert counts[0] <= counts[1]
            assert found.bounds[first] <= best(crew, (), 3, order)[0]
            assert all(found.bounds[wish] <= missed(level, found.groups, wish) for wish in order)

    def test_the_answer_does_not_depend_on_how_often_somebody_asks(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ((level, start),) = examined(one_level(20, 4), []).levels
        order = in_use([level], WISHES)
        heard: list[None] = []

        before = solved(level, start, order, unheard)
        monkeypatch.setattr(exact, "_TICK", 0)
        after = solved(level, start, order, lambda: heard.append(None))

        assert heard
        assert after == before

    @pytest.mark.usefixtures("endless")
    def test_ctrl_c_stops_a_search_that_would_not_end_and_goes_on(self) -> None:
        from ortools.sat.python import cp_model

        random, model = Random(1), cp_model.CpModel()
        chosen = [model.new_bool_var("") for _ in range(60)]
        for _ in range(7):
            weights = [random.randrange(100) for _ in chosen]
            weighed = sum(map(mul, weights, chosen))
            model.add(weighed == sum(weights) // 2)
        threads = threading.active_count()

        with pytest.raises(KeyboardInterrupt):
            exact._Budget(lambda: signal.raise_signal(signal.SIGINT)).run(
                cp_model.CpSolver(), model
            )

        assert threading.active_count() == threads

    @pytest.mark.usefixtures("endless", "told_at_once")
    def test_enough_stops_the_solver_and_leaves_lawful_groups_and_true_bounds(self) -> None:
        ((level, start),) = examined(one_level(60), []).levels
        threads = threading.active_count()

        found = solved(level, start, ("topic", "unit"), want_the_best_so_far)

        assert found.groups == sorted(map(sorted, start))
        assert found.bounds == {wish: bound_of(level, wish, 10).value for wish in ("topic", "unit")}
        assert threading.active_count() == threads

    @pytest.mark.usefixtures("endless", "told_at_once")
    def test_whoever_has_enough_while_the_solver_works_gets_groups_no_worse_than_before(
        self,
    ) -> None:
        def progress(done: int, whole: int) -> None:
            if done == whole:
                raise Enough

        crew = one_level(58)
        rules = some_rules(crew, 5, 4)

        before = form(crew, rules, evaluations=2_000)
        after = form(crew, rules, evaluations=2_000, exact=True, progress=progress)

        assert after.stopped_early
        assert verify(crew, rules, after.groups) == []
        founds = [[figure.found for figure in one.figures] for one in (before, after)]
        assert founds[1] <= founds[0]
        assert all(figure.bound <= figure.found for figure in after.figures)

    def test_the_groups_keep_all_rules_and_a_second_count_finds_the_same(self) -> None:
        crew = one_level(26)
        rules = some_rules(crew, 5, 4)

        formation = form(crew, rules, evaluations=2_000, exact=True)

        assert verify(crew, rules, formation.groups) == []
        counts = recount(crew, formation.groups)
        assert {figure.wish: figure.found for figure in formation.figures} == counts
        assert all(figure.bound <= figure.found for figure in formation.figures)

    def test_no_wish_gets_worse_for_one_that_is_wanted_less(self) -> None:
        crew = one_level(26, 2)

        before = form(crew, evaluations=2_000)
        after = form(crew, evaluations=2_000, exact=True)

        founds = [[figure.found for figure in one.figures] for one in (before, after)]
        assert founds[1] <= founds[0]
        ((claim,),) = (after.solved,)
        assert claim.level == "lead"
        assert claim.proven == all(figure.proven for figure in after.figures)

    def test_twice_the_same_answer_whatever_the_order_of_the_roster(self) -> None:
        crew = one_level(25, 3)
        Random(1).shuffle(crew)

        answers = [form(some, evaluations=2_000, exact=True) for some in (crew, crew[::-1])]

        assert answers[0] == answers[1]

    def test_a_certificate_says_what_only_a_solver_claims(self) -> None:
        crew = one_level(26)
        formation = form(crew, evaluations=2_000, exact=True)

        written = certificate(crew, (), formation)

        (level,) = written["levels"]
        assert level["claimed_by_a_solver"] == sorted(WISHES[:4])
        claimed = [bound for bound in level["bounds"] if "claimed by a solver" in bound["how"]]
        assert claimed
        assert all(bound["conditional"] for bound in claimed if bound["wish"] != "slot")
        assert json.loads(json.dumps(written)) == written
        assert "checkable only by running it again" in readable(written)
        for figure, bound in zip(written["figures"], level["bounds"], strict=False):
            assert (figure["found"], figure["bound"]) == (bound["found"], bound["bound"])
