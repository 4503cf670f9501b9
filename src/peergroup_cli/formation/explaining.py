"""Why these people are in one group: for the coordinator, and for each of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from peergroup_cli.errors import NotFound, UsageProblem
from peergroup_cli.formation.directory import Directory
from peergroup_cli.formation.forming import Figure, Formation, Group
from peergroup_cli.formation.person import Person
from peergroup_cli.formation.rules import counted, folded, listed, some_of
from peergroup_cli.model.settings import Wish

_NUMBERS = ("no", "one", "two", "three", "four", "five")
_MOST_IDS = 6


def explain(formation: Formation, people: Sequence[Person], group_id: str) -> list[str]:
    """Why these are in one group, a sentence each, the most wanted first; with names.

    Raises:
        NotFound: no group has this id.
    """
    group = next((group for group in formation.groups if group.id == group_id), None)
    if group is None:
        raise NotFound.named("group", group_id, [group.id for group in formation.groups])
    members = _members(group, people)
    names = listed([person.name for person in members])
    sentences = [
        f"{names}: {counted(len(members), 'person', 'people')} of “{group.level}”.",
        "Nobody is with their own manager, and the apart and together rules are kept.",
    ]
    for figure in formation.figures:
        if figure.asked:
            sentences += _about(figure, members)
    return sentences


def person_called(people: Sequence[Person], word: str) -> Person:
    """The person of a list whom an id, an e-mail address or a name means.

    Raises:
        NotFound: nobody; near misses are suggested.
        UsageProblem: several people.
    """
    by_id = {person.id: person for person in people}
    found = Directory((one.id, one.email, one.name) for one in people).find(word)
    if not found:
        raise NotFound.named("person", word, [*(one.name for one in people), *by_id])
    if len(found) > 1:
        ids = some_of(found, _MOST_IDS)
        raise UsageProblem(f"“{word}” names {len(found)} people.", f"Give an id: {ids}.")
    return by_id[found[0]]


def explain_to(formation: Formation, people: Sequence[Person], person_id: str) -> list[str]:
    """Why a person is in their group, in words that hold nobody else's data.

    Raises:
        NotFound: the person is in no group.
    """
    group = next((group for group in formation.groups if person_id in group.members), None)
    if group is None:
        known = [one for group in formation.groups for one in group.members]
        raise NotFound.named("person", person_id, known)
    members = _members(group, people)
    if len(members) == 1:
        return _told_alone(group, people)
    own = next(person for person in members if person.id == person_id)
    others = len(members) - 1
    company = f"{_NUMBERS[others]} other{'s' if others != 1 else ''}"
    sentences = [
        (
            f"You were placed in group {group.id} with {company} of your level of responsibility, "
            f"{group.level}, because groups are formed within a level."
        )
    ]
    before: list[Wish] = []
    for figure in formation.figures:
        if figure.asked:
            sentences += _told(figure, own, members, _why_not(figure, before))
            before.append(figure.wish)
    return sentences


def _told_alone(group: Group, people: Iterable[Person]) -> list[str]:
    of_level = sum(folded(person.level) == folded(group.level) for person in people)
    why = (
        "nobody else in the list has this level"
        if of_level == 1
        else "the rules left nobody of this level who could be with you"
    )
    return [
        (
            f"Groups are formed within a level of responsibility. Yours is {group.level}, and "
            f"{why}, so there is no group for you yet."
        )
    ]


def _members(group: Group, people: Iterable[Person]) -> list[Person]:
    inside = set(group.members)
    return sorted((one for one in people if one.id in inside), key=lambda one: one.id)


def _about(figure: Figure, members: Sequence[Person]) -> list[str]:
    if figure.wish in {"slot", "topic"}:
        name = "meeting slot" if figure.wish == "slot" else "challenge topic"
        shared = _shared(figure, members)
        if shared:
            return [f"All of them have in common: {name} {listed(shared)}."]
        return [f"They have no {name} in common."]
    if figure.wish == "history":
        met = [
            f"{a.name} with {b.name}"
            for a, b in combinations(members, 2)
            if a.past_groups & b.past_groups
        ]
        return [f"In a group before: {listed(met)}." if met else "None of them met before."]
    spelled = {folded(word): word for one in members if (word := _kind(figure, one))}
    words = Counter(spelled[folded(word)] for one in members if (word := _kind(figure, one)))
    one, many = ("part", "parts") if figure.wish == "unit" else ("site", "sites")
    of = " of the organisation" if figure.wish == "unit" else ""
    twice = [f"{count} from {word}" for word, count in sorted(words.items()) if count > 1]
    if twice:
        return [f"From {len(words)} {one if len(words) == 1 else many}{of}: {listed(twice)}."]
    return [f"All of them are from different {many}{of}."]


def _told(figure: Figure, own: Person, members: Sequence[Person], why_not: str) -> list[str]:
    """What the person is told: own words only, and whether the wish is met."""
    others = [person for person in members if person.id != own.id]
    if figure.wish in {"slot", "topic"}:
        return [_told_in_common(figure, own, members, why_not)]
    if figure.wish == "history":
        met = any(own.past_groups & person.past_groups for person in others)
        return [
            f"Not everybody is new to you: {why_not}."
            if met
            else "You have been in a group with nobody of it before, as far as is known."
        ]
    what = "part of the organisation" if figure.wish == "unit" else "site"
    word = _kind(figure, own)
    if not word:
        return []
    if any(folded(_kind(figure, person)) == folded(word) for person in others):
        return [f"Not everybody else is from another {what} than you: {why_not}."]
    return [f"Nobody else is from your {what}."]


def _told_in_common(figure: Figure, own: Person, members: Sequence[Person], why_not: str) -> str:
    name = "times" if figure.wish == "slot" else "topics"
    if shared := _shared(figure, members):
        return f"Of your {name}, the whole group shares {listed(shared)}."
    if words := own.slots if figure.wish == "slot" else own.topics:
        most = max(sum(word in _words(figure, one) for one in members) - 1 for word in words)
        others = f"{_NUMBERS[most]} of the {_NUMBERS[len(members) - 1]} others"
        suits = f"each suits at most {others}" if most else "none suits anybody else in it"
        return f"None of your {name} suited the whole group: {suits}; {why_not}."
    return f"You named no {name}, so there is none that the whole group shares."


def _why_not(figure: Figure, before: Sequence[Wish]) -> str:
    """Why a wish is missed: what is proven, or else only that nothing better was found.

    Args:
        figure: the wish.
        before: the wishes that are wanted more.
    """
    if not figure.proven:
        return "a better grouping was not found"
    if not figure.conditional:
        return "it could not be had for everybody"
    is_one = len(before) == 1 and before[0] not in {"unit", "site"}
    wanted = listed([_WANTED[wish] for wish in before])
    return f"nothing better is possible while {wanted} {'is' if is_one else 'are'} wanted more"


_WANTED: dict[Wish, str] = {
    "slot": "a common time",
    "unit": "different parts of the organisation",
    "history": "nobody from an earlier group",
    "topic": "a common topic",
    "site": "different sites",
}


def _shared(figure: Figure, members: Sequence[Person]) -> list[str]:
    return sorted(frozenset.intersection(*(_words(figure, person) for person in members)))


def _words(figure: Figure, person: Person) -> frozenset[str]:
    return person.slots if figure.wish == "slot" else person.topics


def _kind(figure: Figure, person: Person) -> str:
    return person.unit if figure.wish == "unit" else person.site
