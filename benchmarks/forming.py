# ruff: noqa: T201 - a table on standard output is what it is for
"""How good and how quick forming groups is: seeded rosters, ratios to a calibration loop.

Run `python benchmarks/forming.py` (or with sizes: `python benchmarks/forming.py 96 960`). A unit is
the time of the calibration loop in the same run, about 0.11 s.
"""

import sys
import time
from random import Random

from peergroup_cli.formation.certificate import verify
from peergroup_cli.formation.forming import Formation, form
from peergroup_cli.formation.person import Person

SIZES = (96, 960, 2_400, 24_000, 100_000)
BANDS = (("W", 0.3), ("E", 0.45), ("A", 0.25))


def roster(count: int, *, wishes: bool, seed: int = 1) -> list[Person]:
    """People of one level: 40 or more units, one earlier round, three time bands, 16 topics."""
    random = Random(seed)
    units = max(10, min(400, count // 24))
    earlier = list(range(count))
    random.shuffle(earlier)
    return [
        _person(number, earlier[number] // 6, units, random, wishes=wishes)
        for number in range(count)
    ]


def _person(number: int, past: int, units: int, random: Random, *, wishes: bool) -> Person:
    unit = int(units * random.random() ** 1.5)
    band = random.choices([name for name, _ in BANDS], [share for _, share in BANDS])[0]
    slots = {f"{band}{int(20 * random.random() ** 1.3)}" for _ in range(random.randint(2, 7))}
    topics = {f"t{int(16 * random.random() ** 1.5)}" for _ in range(random.randint(1, 4))}
    return Person(
        f"p{number:06}",
        f"Person {number}",
        "lead",
        f"u{unit}",
        slots=frozenset(slots) if wishes else frozenset(),
        topics=frozenset(topics) if wishes else frozenset(),
        past_groups=frozenset({f"r{past}"}),
    )


def unit() -> float:
    """The processor time of the calibration loop, in seconds."""
    started = time.process_time()
    total = 0
    for number in range(2_500_000):
        total += number & 7
    return time.process_time() - started


def line(count: int, *, wishes: bool) -> str:
    """One case as a line of the table."""
    people = roster(count, wishes=wishes)
    calibration = min(unit() for _ in range(3))
    started = time.process_time()
    formation = form(people)
    spent = (time.process_time() - started) / calibration
    broken = len(verify(people, (), formation.groups))
    case = "slots, topics" if wishes else "rules only"
    return f"{count:>8,}  {case:<14}{spent:>8.1f}  {_figures(formation):<78}{broken}"


def _figures(formation: Formation) -> str:
    return (
        "  ".join(
            f"{figure.tier} {figure.found}/{figure.bound}"
            for figure in formation.figures
            if figure.asked
        )
        + f"  of {len(formation.groups):,}"
    )


def main() -> None:
    """Print the table."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print(f"{'people':>8}  {'case':<14}{'units':>8}  {'found/bound, groups':<78}broken")
    for count in sizes:
        for wishes in (False, True):
            print(line(count, wishes=wishes), flush=True)


if __name__ == "__main__":
    main()
