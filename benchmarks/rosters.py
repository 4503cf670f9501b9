"""Seeded rosters of many shapes: usual ones, scarce ones, with rules, with several levels.

Every benchmark here forms groups from these, so that a search that only knows one kind of list
is found out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from peergroup_cli.formation.person import PairRule, Person


@dataclass(frozen=True, slots=True)
class Shape:
    """What the lists of one kind look like.

    Args:
        units: people for each part of the organisation, on average.
        unit_skew: 1: parts of one size; more: few large and many small ones.
        slots: how many there are; 0: none are asked for.
        own_slots: the fewest and the most that a person has.
        skew: as `unit_skew`, for slots and topics.
        bands: in so many parts the slots fall, and nobody has slots of two parts.
        topics: how many there are.
        own_topics: the fewest and the most that a person has.
        rounds: earlier rounds, all of groups of 6.
        levels: what part of the people each level has.
        managed: what part of the people report to somebody on the list.
        ruled: what part of the people have a pair rule; one rule in four is "together".
        sites: how many there are.
        blank: what part of the people say nothing of slots, and as many nothing of topics.
    """

    units: int = 24
    unit_skew: float = 1.5
    slots: int = 0
    own_slots: tuple[int, int] = (2, 7)
    skew: float = 1.3
    bands: int = 1
    topics: int = 0
    own_topics: tuple[int, int] = (1, 4)
    rounds: int = 1
    levels: tuple[float, ...] = (1.0,)
    managed: float = 0.0
    ruled: float = 0.0
    sites: int = 0
    blank: float = 0.0


SHAPES: Mapping[str, Shape] = {
    "units": Shape(),
    "usual": Shape(slots=60, bands=3, topics=16),
    "scarce": Shape(slots=15, own_slots=(2, 3), skew=1.0, topics=10, own_topics=(1, 2)),
    "scarcer": Shape(slots=20, own_slots=(1, 3), topics=20, own_topics=(1, 2), rounds=2),
    "single": Shape(slots=6, own_slots=(1, 1), topics=6, own_topics=(1, 1)),
    "few-units": Shape(units=200, unit_skew=1.0, slots=12, own_slots=(2, 5), topics=8, sites=5),
    "skewed": Shape(unit_skew=3.0, slots=30, own_slots=(1, 8), skew=2.0, topics=12, rounds=3),
    "three-slots": Shape(slots=3, own_slots=(1, 2), skew=1.0, topics=30, rounds=2),
    "no-topics": Shape(slots=20, own_slots=(2, 4), skew=1.0, rounds=3),
    "topics-only": Shape(topics=25, own_topics=(1, 3), rounds=2, sites=8),
    "ruled": Shape(slots=14, own_slots=(2, 4), topics=12, managed=0.3, ruled=0.2, rounds=2),
    "blanks": Shape(
        slots=16, own_slots=(2, 3), topics=12, own_topics=(1, 2), levels=(0.7, 0.3), blank=0.16
    ),
    "long-tail": Shape(
        slots=80, own_slots=(2, 3), skew=2.5, topics=60, own_topics=(1, 3), levels=(0.8, 0.2)
    ),
    "many-bands": Shape(slots=60, bands=15, own_slots=(1, 3), topics=12, managed=0.8),
    "levels": Shape(
        slots=16, topics=10, levels=(0.6, 0.25, 0.1, 0.05), managed=0.8, ruled=0.05, rounds=2
    ),
}


def roster(shape: Shape, count: int, seed: int = 1) -> tuple[list[Person], list[PairRule]]:
    """So many people of the shape, and their rules, which can be kept."""
    random = Random(seed)
    rounds = [random.sample(range(count), count) for _ in range(shape.rounds)]
    people = []
    for number in range(count):
        past = {f"r{earlier}-{row[number] // 6}" for earlier, row in enumerate(rounds)}
        people.append(_person(shape, number, count, past, random))
    return people, _rules(people, round(count * shape.ruled / 2), random)


def _person(shape: Shape, number: int, count: int, past: set[str], random: Random) -> Person:
    levels = [f"level {place}" for place in range(len(shape.levels))]
    units = max(4, min(400, count // shape.units))
    band = random.randrange(shape.bands)
    managed = number and random.random() < shape.managed
    return Person(
        f"p{number:06}",
        f"Person {number}",
        random.choices(levels, shape.levels)[0],
        f"u{int(units * random.random() ** shape.unit_skew)}",
        site=f"site {random.randrange(shape.sites)}" if shape.sites else "",
        reports_to=f"p{random.randrange(number):06}" if managed else "",
        slots=_words(f"s{band}-", shape.slots // shape.bands, shape.own_slots, shape, random),
        topics=_words("t", shape.topics, shape.own_topics, shape, random),
        past_groups=frozenset(past),
    )


def _words(
    kind: str, many: int, own: tuple[int, int], shape: Shape, random: Random
) -> frozenset[str]:
    if not many or random.random() < shape.blank:
        return frozenset()
    drawn = random.randint(*own)
    return frozenset(f"{kind}{int(many * random.random() ** shape.skew)}" for _ in range(drawn))


def _rules(people: list[Person], many: int, random: Random) -> list[PairRule]:
    """Pairs of people of one level, each person in one pair; nobody is tied to a manager."""
    by_level: dict[str, list[Person]] = {}
    for person in random.sample(people, len(people)):
        by_level.setdefault(person.level, []).append(person)
    pairs = [pair for row in by_level.values() for pair in zip(row[::2], row[1::2], strict=False)]
    rules = []
    for number, (a, b) in enumerate(pairs[:many]):
        tied = number % 4 == 0 and a.id != b.reports_to and b.id != a.reports_to
        rules.append(PairRule("together" if tied else "apart", a.id, b.id))
    return rules
