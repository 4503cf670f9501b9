# ruff: noqa: T201 - a table on standard output is what it is for
"""How good and how quick forming groups is, over rosters of many shapes.

Run `python benchmarks/forming.py`, or with sizes and shapes of `rosters.SHAPES`:
`python benchmarks/forming.py 96 960 usual scarce`. A unit is the time of the calibration loop in
the same run, about 0.11 s. Memory is what the process held at most until then.
"""

import resource
import sys
import time

from calibration import unit
from peergroup_cli.formation.certificate import verify
from peergroup_cli.formation.forming import Formation, form
from rosters import SHAPES, roster

SIZES = (96, 960, 2_400)
LARGE = ((24_000, "units"), (24_000, "usual"), (24_000, "scarce"))
LARGEST = ((100_000, "units"), (100_000, "usual"))


def line(count: int, name: str) -> str:
    """One case as a line of the table."""
    people, rules = roster(SHAPES[name], count)
    calibration = unit()
    started = time.process_time()
    formation = form(people, rules)
    spent = (time.process_time() - started) / calibration
    broken = len(verify(people, rules, formation.groups))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{count:>8,}  {name:<12}{spent:>7.1f}{memory:>7,} MB  {_figures(formation)}  {broken}"


def _figures(formation: Formation) -> str:
    return (
        "  ".join(
            f"{figure.wish} {figure.found}/{figure.bound}"
            for figure in formation.figures
            if figure.asked
        )
        + f"  of {len(formation.groups):,}"
    )


def main() -> None:
    """Print the table."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()]
    names = [word for word in sys.argv[1:] if not word.isdigit()] or list(SHAPES)
    cases = [(count, name) for count in sizes or SIZES for name in names]
    if not sys.argv[1:]:
        cases += [*LARGE, *LARGEST]
    print(f"{'people':>8}  {'shape':<12}{'units':>7}{'memory':>10}  found/bound, groups, broken")
    for count, name in cases:
        print(line(count, name), flush=True)


if __name__ == "__main__":
    main()
