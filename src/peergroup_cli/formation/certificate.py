"""What was found and what could be found at best, so that somebody else can check it.

The certificate holds counts and the steps to each bound; with the roster and the assignment at
hand nothing of it has to be believed, but for a bound that a solver claims, which says so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from peergroup_cli.formation.bounds import bands_of, kinds, most_different, most_in_common, usable
from peergroup_cli.formation.checking import recount, verify
from peergroup_cli.formation.forming import Figure, Formation, bound_in, solved_bound, tried_bound
from peergroup_cli.formation.level import Level, levels_of
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.formation.rules import counted, folded, listed
from peergroup_cli.formation.wishes import PAYING, missed
from peergroup_cli.model.settings import Wish

__all__ = ["certificate", "readable", "recount", "verify", "who_pays"]

FORMAT = 1

_NOTES = {
    "unit": "the parts of the organisation of everybody",
    "site": "the sites of everybody; no site counts as different from all",
    "history": "the earlier groups, each by itself; a pair counts once for each they shared",
}


def certificate(
    people: Sequence[Person], rules: Sequence[PairRule], formation: Formation
) -> dict[str, Any]:
    """The certificate of a formation, ready for JSON.

    Args:
        people: the roster that the formation was formed from.
        rules: its rules.
        formation: the groups and their figures.
    """
    levels = levels_of(people, rules)
    by_level: dict[str, list[tuple[str, ...]]] = {level.name: [] for level in levels}
    for group in formation.groups:
        by_level[group.level].append(group.members)
    return {
        "format": FORMAT,
        "people": len(people),
        "groups": len(formation.groups),
        "rules": dict(sorted(Counter(rule.kind for rule in rules).items())),
        "hard_rules": "kept by all groups: sizes, one level, no own manager, apart, together",
        "levels_too_small": list(formation.small_levels),
        "order": [figure.wish for figure in formation.figures],
        "figures": [as_figure(figure) for figure in formation.figures],
        "levels": [_as_level(level, by_level[level.name], formation) for level in levels],
    }


def readable(certificate: Mapping[str, Any], who_pays: Sequence[str] = ()) -> str:
    """The certificate as lines of text.

    Args:
        certificate: the certificate.
        who_pays: lines with the names of those who pay; see `who_pays`.
    """
    people = counted(certificate["people"], "person", "people")
    lines = [
        f"{people} in {counted(certificate['groups'], 'group')}.",
        f"Hard rules {certificate['hard_rules']}.",
    ]
    if certificate["levels_too_small"]:
        names = ", ".join(certificate["levels_too_small"])
        lines.append(f"Too few or too odd for groups of 4 to 6: {names}.")
    lines += ["", "Wanted, the most wanted first:"]
    lines += [f"  {_sentence(figure)}" for figure in certificate["figures"]]
    for level in certificate["levels"]:
        people = counted(level["people"], "person", "people")
        lines += ["", f"{level['level']}: {people}, sizes {_sizes(level)}"]
        different = level["groups_of_different_units"]
        lines.append(
            f"  groups with all units different: {different['found']:,} of at most "
            f"{different['bound']:,}"
        )
        for bound in level["bounds"]:
            given = f" (if {bound['conditional']})" if bound["conditional"] else ""
            lines.append(f"  {bound['wish']}: at least {bound['bound']:,}{given}: {bound['how']}")
    if who_pays:
        lines += ["", "Who pays:", *who_pays]
    return "\n".join([*lines, ""])


def who_pays(formation: Formation, people: Sequence[Person]) -> list[str]:
    """For each wish that is missed a line with the names of all who pay."""
    names = {person.id: f"{person.name} ({person.id})" for person in people}
    return [
        f"  {PAYING[figure.wish]}: {listed([names[one] for one in figure.payers])}."
        for figure in formation.figures
        if figure.payers
    ]


def as_figure(figure: Figure) -> dict[str, Any]:
    """A figure, ready for JSON; who pays is counted."""
    return {
        "wish": figure.wish,
        "asked": figure.asked,
        "counted": figure.counted,
        "found": figure.found,
        "bound": figure.bound,
        "gap": figure.gap,
        "proven": figure.proven,
        "conditional": figure.conditional,
        "people_who_pay": len(figure.payers),
    }


def _as_level(
    level: Level, groups: Sequence[tuple[str, ...]], formation: Formation
) -> dict[str, Any]:
    sizes = [len(group) for group in groups]
    unit = {person.id: folded(person.unit) for person in level.people}
    units = [Counter(unit[one] for one in group if unit[one]) for group in groups]
    return {
        "level": level.name,
        "people": len(level.people),
        "groups": len(groups),
        "sizes": {str(size): count for size, count in sorted(Counter(sizes).items())},
        "every_grouping_tried": level.name in formation.tried_levels,
        "every_grouping_tried_for": list(formation.settled_in(level.name)),
        "claimed_by_a_solver": sorted(formation.claimed(level.name)),
        "groups_of_different_units": {
            "found": sum(max(count.values(), default=0) < 2 for count in units),
            "bound": _most_different(level, sizes),
            "how": "the largest k with Σ min(count, k) ≥ the sum of the k smallest sizes",
        },
        "bounds": [
            _as_bound(level, figure.wish, groups, formation)
            for figure in formation.figures
            if figure.asked
        ],
    }


def _as_bound(
    level: Level, wish: Wish, groups: Sequence[tuple[str, ...]], formation: Formation
) -> dict[str, Any]:
    place = {person.id: number for number, person in enumerate(level.people)}
    seated = [[place[one] for one in group] for group in groups]
    first = next((figure.wish for figure in formation.figures if figure.asked), wish) == wish
    claimed = formation.claimed(level.name).get(wish)
    learned = None if claimed is None else solved_bound(level, claimed, first=first)
    if wish in formation.settled_in(level.name):
        learned = tried_bound(level, wish, seated, first=first)
    after_slots = _after_met_slots(formation.figures, wish)
    bound = bound_in(level, wish, len(groups), slots_first=after_slots, learned=learned)
    return {
        "wish": wish,
        "found": missed(level, seated, wish),
        "bound": bound.value,
        "how": bound.how,
        "conditional": bound.conditional,
        "counts": _common_counts(level, wish, len(groups))
        if wish in {"slot", "topic"}
        else _kind_counts(level, wish, len(groups)),
    }


def _kind_counts(level: Level, wish: Wish, groups: int) -> dict[str, Any]:
    """How many people each kind has; kinds with fewer than two people a group are summed up."""
    counts = kinds(level, wish)
    sizes = Counter(counts.values())
    return {
        "of": _NOTES[wish],
        "kinds": len(counts),
        "kinds_with_so_many_people": {str(size): sizes[size] for size in sorted(sizes)},
        "kinds_that_must_meet": sum(count > groups for count in counts.values()),
    }


def _common_counts(level: Level, wish: Wish, groups: int) -> dict[str, Any]:
    masks = level.slots if wish == "slot" else level.topics
    left = usable(level, masks)
    return {
        "people_with_none": sum(
            not (person.slots if wish == "slot" else person.topics) for person in level.people
        ),
        "people_with_none_that_enough_share": sum(not mask for mask in left),
        "people_in_each_band": sorted(map(len, bands_of(left)), reverse=True),
        "groups_that_can_have_one": most_in_common(level, masks, groups),
    }


def _most_different(level: Level, sizes: Sequence[int]) -> int:
    known = list(kinds(level, "unit").values())
    unknown = sum(unit < 0 for unit in level.units)
    return most_different([*known, *[1] * unknown], sizes)


def _after_met_slots(figures: Sequence[Figure], wish: Wish) -> bool:
    """Whether every group has a slot, and slots are wanted more than this."""
    order = [figure.wish for figure in figures]
    met = any(one.wish == "slot" and one.asked and not one.found for one in figures)
    return met and order.index("slot") < order.index(wish)


def _sentence(figure: Mapping[str, Any]) -> str:
    if not figure["asked"]:
        return f"{figure['wish']}: the list says nothing about it"
    if figure["proven"]:
        given = f" as long as {figure['conditional']}" if figure["conditional"] else ""
        says = f"at least {figure['bound']:,}{given}: proven, nothing better exists"
    else:
        says = f"at least {figure['bound']:,}: within {figure['gap']:,} of the best"
    return f"{figure['wish']}: {figure['found']:,} {figure['counted']}; {says}"


def _sizes(level: Mapping[str, Any]) -> str:
    return ", ".join(f"{count:,} of {size}" for size, count in level["sizes"].items())
