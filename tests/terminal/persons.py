"""People of a list, for the tests of forms and screens that show them."""

from peergroup_cli.formation.person import Person

NAMES = ("Ada", "Bo", "Cleo", "Dov", "Eve", "Fay", "Gil", "Hal", "Ida", "Jo")
NONE: frozenset[str] = frozenset()


def person(
    name: str,
    unit: str = "",
    level: str = "head",
    *,
    site: str = "",
    reports_to: str = "",
    slots: frozenset[str] = NONE,
    topics: frozenset[str] = NONE,
) -> Person:
    """Somebody; the part of the organisation is the own one where none is given."""
    return Person(
        name.casefold(),
        name,
        level,
        unit or f"{name}'s",
        site=site,
        reports_to=reports_to,
        slots=slots,
        topics=topics,
    )


def some(
    count: int = 8,
    *,
    site: str = "",
    slots: frozenset[str] = NONE,
    topics: frozenset[str] = NONE,
) -> list[Person]:
    """So many people of one level, from as many parts of the organisation."""
    return [person(name, site=site, slots=slots, topics=topics) for name in NAMES[:count]]
