"""Which strategies were tried on causes like these: by the words that they share, nothing else."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from peergroup_cli.ledger.standing import Standing
from peergroup_cli.model.meeting import Offered

MOST = 5
"""As many as a group can look at in a few minutes."""

_STEM = 6
_SHORTEST = 4
_SAY_LITTLE = """
about after again against also always another because been before being between both cannot could
does doing done down each even ever every everybody from have having here himself into itself just
know like many more most much must never nobody none nothing often only other others ourselves
over people really same should since some somebody something still such than that their them
themselves then there these they thing things this those through time under until very want wants
well were what when where whether which while whom whose will with within without would your yours
"""
_COMMON = frozenset(_SAY_LITTLE.split())


def matching(
    standings: Sequence[Standing], causes: Iterable[str], own: str = ""
) -> tuple[Offered, ...]:
    """The strategies whose words and causes have most in common with these causes.

    Two words in common are needed, or one where the causes have no more. Of those that fit alike,
    the one with the newest test comes first.

    Args:
        standings: how strategies stand, the newest first.
        causes: the causes that a group has found, in its own words.
        own: the id of that group: what only it has tried was tried “here”.
    """
    wanted = stems(" ".join(causes))
    needed = min(2, len(wanted))
    scored = [(len(wanted & stems(f"{one.text} {one.causes}")), one) for one in standings]
    # sorted is stable: what fits alike stays in the order in which it came
    best = sorted((pair for pair in scored if pair[0] >= needed > 0), key=lambda pair: -pair[0])
    return tuple(_offered(one, own) for _, one in best[:MOST])


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that say something; no accents, small letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"\w+", "".join(ch for ch in plain if not unicodedata.combining(ch)))
    return frozenset(
        word[:_STEM] for word in words if len(word) >= _SHORTEST and word not in _COMMON
    )


def _offered(one: Standing, own: str) -> Offered:
    return Offered(
        strategy=one.name,
        text=one.text,
        standing=one.told_to(own),
        failed_where=one.failed_where,
        lesson=one.lesson,
        conditions=one.conditions,
    )
