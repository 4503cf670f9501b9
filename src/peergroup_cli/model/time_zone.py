"""Time zones by their IANA names, and wall-clock times that summer time skips or repeats."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Literal

from pydantic import AfterValidator

from peergroup_cli.model.record import Name


def known_zone(name: str) -> str:
    """The name, where there is such a zone.

    Raises:
        ValueError: there is none; near names are given as examples.
    """
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # a system without a zone database (a bare Windows) knows no zone at all
        if available_timezones():
            raise ValueError(no_zone(name, all_zones())) from None
    return name


ZoneName = Annotated[Name, AfterValidator(known_zone)]

_NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})
"""Names in the database that are no zone, or another one on each machine."""


def all_zones() -> dict[str, str]:
    """All zones, by their names in small letters; none on a system without a zone database."""
    from zoneinfo import available_timezones

    return {zone.casefold(): zone for zone in available_timezones() - _NO_ZONES}


def zone_called(name: str, known: Mapping[str, str]) -> str | None:
    """The zone that somebody typed, however its letters are written; None if there is none.

    Args:
        name: what was typed.
        known: `all_zones`.
    """
    return known.get(_as_compared(name))


def no_zone(name: str, known: Mapping[str, str]) -> str:
    """What is said of a name that is no zone; where it may mean some, those are the examples."""
    near = near_zones(name, known.values()) or ["Europe/Paris"]
    return f"is not a time zone such as {' or '.join(near)}"


@dataclass(frozen=True)
class Settled:
    """A wall-clock time that exists once.

    `how` says what had to be settled: summer time skips the time that was asked for (a gap: it
    is moved forward by as much), or it comes twice that night (a fold: the first one counts).
    """

    start: datetime
    how: Literal["", "gap", "fold"] = ""


def settled(local: datetime, zone: tzinfo) -> Settled:
    """A wall-clock time as it stands on the clocks of a zone.

    Args:
        local: without a zone of its own.
        zone: whose clocks.
    """
    first = local.replace(tzinfo=zone, fold=0)
    there = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0)
    if there != local:
        return Settled(there, "gap")
    if first.utcoffset() != first.replace(fold=1).utcoffset():
        return Settled(local, "fold")
    return Settled(local)


def near_zones(name: str, known: Collection[str]) -> list[str]:
    """The zones that a name may mean: “Paris”, “new york” or “Europe/Pari”.

    Args:
        name: what was typed; no zone.
        known: all zones.
    """
    # difflib costs 10 ms of start-up, and only an error needs it
    from difflib import get_close_matches

    word = _as_compared(name)
    if len(word) > _LONGEST:
        return []
    by_word = {zone.casefold(): zone for zone in sorted(known)}
    same = [zone for key, zone in by_word.items() if word in (key, key.rpartition("/")[2])]
    cities = {key.rpartition("/")[2]: zone for key, zone in by_word.items() if "/" in key}
    city = word.rpartition("/")[2]
    near = [cities[key] for key in get_close_matches(city, cities, n=2, cutoff=0.7)]
    near += [by_word[key] for key in get_close_matches(word, by_word, n=2, cutoff=0.7)]
    return list(dict.fromkeys([*same, *near]))[:4]


_LONGEST = 100
"""In characters: no name of a zone is nearly so long."""


def _as_compared(name: str) -> str:
    return "_".join(name.casefold().split())
