import json
from importlib.util import find_spec
from random import Random

import pytest

from peergroup_cli.errors import UsageProblem
from peergroup_cli.formation import exact
from peergroup_cli.formation.certificate import certificate, readable
from peergroup_cli.formation.checking import recount, verify
from peergroup_cli.formation.exact import fits, solved
from peergroup_cli.formation.forming import form
from peergroup_cli.formation.hard import examined
from peergroup_cli.formation.level import levels_of
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.tiers import DEFAULT_ORDER, in_use, missed
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
    monkeypatch.setattr(exact, "find_spec", lambda _name: None)
    told: list[tuple[int, int]] = []

    with pytest.raises(UsageProblem) as caught:
        form(crew_of(12), exact=True, progress=lambda *done: told.append(done))

    assert "pip install 'peergroup-cli[exact]'" in caught.value.hint
    assert not told


def test_levels_that_are_too_large_or_too_small_are_left_to_the_search() -> None:
    sizes = {count: levels_of(one_level(count))[0] for count in (7, 8, 60, 61)}

    assert [count for count, level in sizes.items() if fits(level)] == [8, 60]


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

        found = solved(level, start, order)

        reached = tuple(missed(level, found.groups, tier) for tier in order)
        assert reached == best(crew, rules, len(start), order)
        assert tuple(found.bounds[tier] for tier in order) == reached

    def test_the_groups_keep_all_rules_and_a_second_count_finds_the_same(self) -> None:
        crew = one_level(26)
        rules = some_rules(crew, 5, 4)

        formation = form(crew, rules, evaluations=2_000, exact=True)

        assert verify(crew, rules, formation.groups) == []
        counts = recount(crew, formation.groups)
        assert {figure.tier: figure.found for figure in formation.figures} == counts
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
        assert level["claimed_by_a_solver"] == sorted(DEFAULT_ORDER[:4])
        claimed = [bound for bound in level["bounds"] if "claimed by a solver" in bound["how"]]
        assert claimed
        assert all(bound["conditional"] for bound in claimed if bound["tier"] != "slot")
        assert json.loads(json.dumps(written)) == written
        assert "checkable only by running it again" in readable(written)
        for figure, bound in zip(written["figures"], level["bounds"], strict=False):
            assert (figure["found"], figure["bound"]) == (bound["found"], bound["bound"])
