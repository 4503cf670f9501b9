"""Times at which a person can meet: a weekday, with a part of the day or hours behind it.

`Mon AM`, `Tue 14:00`, `Wed 09-11`, `Do vormittags`, `jeu matin`. Written another way, a text is
no slot: nothing is guessed. A list may also name its slots in its own way throughout, such as
`S1` or `early shift`; then each name is a slot, and equal names are the same one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress

from peergroup_cli.formation.rules import folded

EXAMPLES = "Mon AM, Tue 14:00 or Wed 09-11"
_NO_SLOT = f"is no slot such as {EXAMPLES}"

_DAYS = {
    "mon": "monday mon mo montag lundi lun lunes",
    "tue": "tuesday tues tue tu dienstag di mardi mar martes",
    "wed": "wednesday wed we mittwoch mi mercredi mer miercoles mie",
    "thu": "thursday thurs thur thu th donnerstag do jeudi jeu jueves jue",
    "fri": "friday fri fr freitag vendredi ven viernes vie",
    "sat": "saturday sat sa samstag sonnabend samedi sam sabado sab",
    "sun": "sunday sun su sonntag so dimanche dim domingo dom",
}
_PARTS = {
    "am": "am morning mornings vormittag vormittags matin manana",
    "pm": "pm afternoon afternoons nachmittag nachmittags apresmidi tarde",
    "evening": "evening evenings abend abends soir noche",
}
_HOURS_OF = {"am": (0, 12), "pm": (12, 18), "evening": (18, 24)}
_DAY_OF = {word: day for day, words in _DAYS.items() for word in words.split()}
_PART_OF = {word: part for part, words in _PARTS.items() for word in words.split()}

# the longest first: “mon” must not be read as “mo”
_DAY = re.compile(rf"({'|'.join(sorted(_DAY_OF, key=len, reverse=True))})\.?[\s/-]*(.*)")
_TIME = r"([0-9]{1,2})(?:[:.h]([0-9]{2})|h)?"
_HOURS = re.compile(rf"{_TIME}(?:\s*-\s*{_TIME})?")


def slot(text: str) -> str:
    """The slot as it is compared: `mon`, `mon-am`, `tue-14:00` or `wed-09:00-11:00`.

    Raises:
        ValueError: it is not a weekday with a part of the day or hours.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("–", "-")
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch)).replace("_", " ").strip()
    found = _DAY.fullmatch(plain)
    if not found:
        raise ValueError(_NO_SLOT)
    day, rest = _DAY_OF[found[1]], found[2]
    if not rest:
        return day
    part = _PART_OF.get(re.sub(r"[\s.'’-]", "", rest))
    return f"{day}-{part or _hours(rest)}"


def own_label(text: str) -> str:
    """The slot of a list that names its slots in its own way.

    Raises:
        ValueError: it has neither a letter nor a digit.
    """
    try:
        return slot(text)
    except ValueError:
        word = folded(text)
    if not any(map(str.isalnum, word)):
        raise ValueError("has no letter and no digit")
    return word


def reading_of(entries: Iterable[str]) -> Callable[[str], str]:
    """How the slots of a list are read: `slot`, or `own_label` where most are no times.

    Args:
        entries: all of its slots; how often one stands there does not matter.
    """
    different = {entry.strip() for entry in entries} - {""}
    return slot if 2 * sum(map(_is_time, different)) >= len(different) else own_label


def as_written(entries: Iterable[str], read: Callable[[str], str]) -> Callable[[str], str]:
    """How the slots of a list are read, each given back as most people write it.

    Args:
        entries: all of its slots.
        read: gives a slot as it is compared; see `reading_of`.
    """
    spellings: dict[str, Counter[str]] = {}
    for entry in entries:
        if text := " ".join(entry.split()):
            try:
                spellings.setdefault(read(text), Counter())[text] += 1
            except ValueError:
                # whoever reads the row says what is wrong with it
                continue
    # of two that are as frequent the first by the alphabet: the order of the rows does not count
    usual = {
        known: min(counts, key=lambda text: (-counts[text], text))
        for known, counts in spellings.items()
    }

    def spelled(text: str) -> str:
        known = read(text)
        return usual.get(known, known)

    return spelled


def overlapping(written: Iterable[str]) -> tuple[str, str] | None:
    """Two slots that are written differently and have a time in common, the first that there are.

    Args:
        written: the slots of a list; names of its own are no times.
    """
    times = []
    for text in sorted(set(written)):
        with suppress(ValueError):
            times.append((*_span(slot(text)), text))
    times.sort()
    # the one before that goes on for longest: whoever overlaps with any overlaps with that one
    longest: tuple[int, int, str] | None = None
    for begin, end, text in times:
        if longest and begin < longest[1]:
            return longest[2], text
        if not longest or end > longest[1]:
            longest = begin, end, text
    return None


def _span(known: str) -> tuple[int, int]:
    """When a slot begins and ends, in minutes of the week; an hour alone is a minute long."""
    day, _, rest = known.partition("-")
    midnight = list(_DAYS).index(day) * 24 * 60
    if not rest:
        return midnight, midnight + 24 * 60
    if rest in _HOURS_OF:
        begin, end = (hour * 60 for hour in _HOURS_OF[rest])
    else:
        begin, *ends = (int(time[:2]) * 60 + int(time[3:]) for time in rest.split("-"))
        end = ends[0] if ends else begin + 1
    return midnight + begin, midnight + end


def _is_time(text: str) -> bool:
    try:
        slot(text)
    except ValueError as error:
        # a weekday with an hour that no day has is a slip, not a name
        return str(error) != _NO_SLOT
    return True


def _hours(text: str) -> str:
    found = _HOURS.fullmatch(text)
    if not found:
        raise ValueError(_NO_SLOT)
    begin = _time(found[1], found[2])
    if found[3] is None:
        return begin
    end = _time(found[3], found[4], last_hour=24)
    if end <= begin:
        raise ValueError("ends before it begins")
    return f"{begin}-{end}"


def _time(hour: str, minute: str | None, last_hour: int = 23) -> str:
    hours, minutes = int(hour), int(minute or 0)
    if minutes > 59 or hours > last_hour or (hours == 24 and minutes):
        raise ValueError("has an hour that no day has")
    return f"{hours:02}:{minutes:02}"
