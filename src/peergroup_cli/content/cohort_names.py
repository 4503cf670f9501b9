"""Neutral names for cohorts that are formed many at a time."""

from collections.abc import Collection, Iterator
from importlib import resources
from itertools import count

import tomli

from peergroup_cli.model.record import slug


def cohort_names(taken: Collection[str]) -> Iterator[str]:
    """Names without end: “Alder” to “Yew”, then “Alder 2” to “Yew 2”, and so on.

    Args:
        taken: names that are not to be given, in any letter case, or ids of cohorts.
    """
    file = resources.files("peergroup_cli.content") / "cohort_names.toml"
    words = tomli.loads(file.read_text(encoding="utf-8"))["names"]
    known = {name.casefold() for name in taken}
    for turn in count(1):
        for word in words:
            name = word if turn == 1 else f"{word} {turn}"
            if known.isdisjoint((name.casefold(), slug(name, "cohort"))):
                yield name
