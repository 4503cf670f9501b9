# ruff: noqa: T201 - a table on standard output is what it is for
"""How often the answer for a small roster is proven, without the solver and with it.

Run `python benchmarks/proving.py` for 140 seeded rosters of 8 to 60 people with two earlier rounds,
`python benchmarks/proving.py 20` for the first 20 of them, `... --exact` for the solver as well
(`pip install 'peergroup-cli[exact]'`). A wish counts as proven where its figure is at its bound; a
roster is proven where slot, unit and history are.
"""

import sys
import time
from collections import Counter
from random import Random

from peergroup_cli.formation.certificate import verify
from peergroup_cli.formation.forming import Formation, form
from peergroup_cli.formation.person import PairRule, Person
from peergroup_cli.model.settings import Wish

ROSTERS = 140
TIERS: tuple[Wish, ...] = ("slot", "unit", "history")


def roster(seed: int) -> tuple[list[Person], list[PairRule]]:
    """People of one level with units of skewed sizes, slots, topics, two earlier rounds, rules."""
    random = Random(seed)
    count = 8 + seed * 37 % 53
    units, words = random.randint(4, 12), random.randint(8, 20)
    skew, shape = random.choice((1.0, 1.5, 2.0)), random.choice(("any", "any", "bands", "one"))
    rounds = [random.sample(range(count), count) for _ in range(2)]
    managed, ruled = seed % 3 == 0, seed % 4 == 0
    people = []
    for number in range(count):
        manager = random.randrange(count) if managed and random.random() < 0.2 else number
        people.append(
            Person(
                f"p{number:02}",
                f"Person {number}",
                "lead",
                f"u{int(units * random.random() ** skew)}",
                site=f"s{random.randrange(4)}",
                reports_to=f"p{manager:02}" if manager < number else "",
                slots=_slots(random, words, shape),
                topics=frozenset(f"t{random.randrange(10)}" for _ in range(random.randint(1, 4))),
                past_groups=frozenset(f"{r}-{rounds[r][number] // 6}" for r in range(2)),
            )
        )
    return people, _rules(people, random) if ruled else []


def _slots(random: Random, words: int, shape: str) -> frozenset[str]:
    first, last = 0, words
    if shape == "bands":
        first, last = ((0, words // 2), (words // 2, words))[random.random() < 0.4]
    chosen = {f"w{random.randrange(first, last)}" for _ in range(random.randint(2, 5))}
    return frozenset(chosen | ({"w0"} if shape == "one" else set()))


def _rules(people: list[Person], random: Random) -> list[PairRule]:
    ids = [person.id for person in people]
    apart = [PairRule("apart", *random.sample(ids, 2)) for _ in range(len(ids) // 8)]
    a, b = random.sample(ids, 2)
    meant = any({rule.a, rule.b} == {a, b} for rule in apart)
    manager = {person.id: person.reports_to for person in people}
    meant |= manager[a] == b or manager[b] == a
    return apart if meant else [*apart, PairRule("together", a, b)]


def line(seed: int, *, exact: bool, tally: Counter[str]) -> str:
    """One roster as a line of the table; the tally counts what is proven."""
    people, rules = roster(seed)
    started = time.process_time()
    formation = form(people, rules, exact=exact) if exact else form(people, rules)
    spent = time.process_time() - started
    size = "n <= 24" if len(people) <= 24 else "n > 24"
    proven = {figure.wish: figure.proven or not figure.asked for figure in formation.figures}
    tally[size] += 1
    tally.update(f"{size} {wish}" for wish in proven if proven[wish])
    tally[f"{size} slot+unit+history"] += all(proven[wish] for wish in TIERS)
    tally[f"{size} all"] += all(proven.values())
    broken = len(verify(people, rules, formation.groups))
    return f"{seed:>4}{len(people):>4}{spent:>7.1f} s  {_figures(formation)}  broken {broken}"


def _figures(formation: Formation) -> str:
    return "  ".join(
        f"{figure.wish} {figure.found}/{figure.bound}{'' if figure.proven else '*'}"
        for figure in formation.figures
        if figure.asked
    )


def main() -> None:
    """Print the table and the counts."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    first, last = (numbers if len(numbers) > 1 else [0, *(numbers or [ROSTERS])])[:2]
    for exact in (False, True) if "--exact" in sys.argv else (False,):
        tally: Counter[str] = Counter()
        print("with the solver" if exact else "without a solver", flush=True)
        for seed in range(first, last):
            print(line(seed, exact=exact, tally=tally), flush=True)
        for name in sorted(tally):
            print(f"{tally[name]:>6}  {name}")


if __name__ == "__main__":
    main()
