"""Why these people are in one group: for the coordinator, and for each of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from peergroup_cli.errors import NotFound
from peergroup_cli.formation.forming import Figure, Formation, Group
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.rules import listed

_NUMBERS = ("no", "one", "two", "three", "four", "five")


def explain(formation: Formation, people: Sequence[Person], group_id: str) -> list[str]:
    """Why these are in one group, a sentence each, the most wanted first; with names.

    Raises:
        NotFound: no group has this id.
    """
    group = next((group for group in formation.groups if group.id == group_id), None)
    if group is None:
        raise NotFound.named("group", group_id, [group.id for group in formation.groups])
    members = _members(group, people)
    sentences = [
        f"{listed([person.name for person in members])}: {len(members)} people of “{group.level}”.",
        "Nobody is with the own manager, and the apart and together rules are kept.",
    ]
    for figure in formation.figures:
        if figure.asked:
            sentences += _about(figure, members)
    return sentences


def explain_to(formation: Formation, people: Sequence[Person], person_id: str) -> list[str]:
    """Why a person is in the own group, in words that hold nobody else's data.

    Raises:
        NotFound: the person is in no group.
    """
    group = next((group for group in formation.groups if person_id in group.members), None)
    if group is None:
        known = [one for group in formation.groups for one in group.members]
        raise NotFound.named("person", person_id, known)
    members = _members(group, people)
    own = next(person for person in members if person.id == person_id)
    others = len(members) - 1
    company = f"{_NUMBERS[others]} other{'s' if others != 1 else ''}"
    sentences = [
        (
            f"You were placed in group {group.id} with {company} of your level of responsibility, "
            f"{group.level}, because groups are formed within a level."
        )
    ]
    for figure in formation.figures:
        if figure.asked:
            sentences += _told(figure, own, members)
    return sentences


def _members(group: Group, people: Iterable[Person]) -> list[Person]:
    inside = set(group.members)
    return sorted((one for one in people if one.id in inside), key=lambda one: one.id)


def _about(figure: Figure, members: Sequence[Person]) -> list[str]:
    if figure.tier in {"slot", "topic"}:
        name = "meeting slot" if figure.tier == "slot" else "challenge topic"
        shared = _shared(figure, members)
        if shared:
            return [f"All of them have in common: {name} {listed(shared)}."]
        return [f"They have no {name} in common."]
    if figure.tier == "history":
        met = [
            f"{a.name} with {b.name}"
            for a, b in combinations(members, 2)
            if a.past_groups & b.past_groups
        ]
        return [f"In a group before: {listed(met)}." if met else "None of them met before."]
    words = Counter(_kind(figure, person) for person in members if _kind(figure, person))
    one, many = ("part", "parts") if figure.tier == "unit" else ("site", "sites")
    of = " of the organisation" if figure.tier == "unit" else ""
    twice = [f"{count} from {word}" for word, count in sorted(words.items()) if count > 1]
    if twice:
        return [f"From {len(words)} {one if len(words) == 1 else many}{of}: {listed(twice)}."]
    return [f"All of them are from different {many}{of}."]


def _told(figure: Figure, own: Person, members: Sequence[Person]) -> list[str]:
    """What the person is told: own words only, and whether the wish is met."""
    others = [person for person in members if person.id != own.id]
    if figure.tier in {"slot", "topic"}:
        shared = _shared(figure, members)
        name = "times" if figure.tier == "slot" else "topics"
        if not shared:
            return [f"None of your {name} suited the whole group."]
        return [f"Of your {name}, the whole group shares {listed(shared)}."]
    if figure.tier == "history":
        met = any(own.past_groups & person.past_groups for person in others)
        return [
            "Not everybody is new to you: it could not be had."
            if met
            else "You have been in a group with nobody of it before, as far as is known."
        ]
    what = "part of the organisation" if figure.tier == "unit" else "site"
    word = _kind(figure, own)
    if not word:
        return []
    if any(_kind(figure, person) == word for person in others):
        return [f"Not everybody else is from another {what} than you: it could not be had."]
    return [f"Nobody else is from your {what}."]


def _shared(figure: Figure, members: Sequence[Person]) -> list[str]:
    sets = [person.slots if figure.tier == "slot" else person.topics for person in members]
    return sorted(frozenset.intersection(*sets))


def _kind(figure: Figure, person: Person) -> str:
    return person.unit if figure.tier == "unit" else person.site
