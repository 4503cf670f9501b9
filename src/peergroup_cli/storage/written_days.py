"""The day that a person wrote, in one of the ways in which people write days."""

import re
from datetime import date

from peergroup_cli.model.days import MONTHS
from peergroup_cli.session.question import day
from peergroup_cli.storage.worksheet_labels import plain

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SHORTEST = 3
"""So many letters say which month it is: Sep and Sept, Jan and Janu."""


def day_in(text: str, today: date) -> date | None:
    """The day that somebody wrote: 2026-11-12, 12.11., 25/11/2026, November 12, 2026 and such.

    Args:
        text: what was written. A year of two digits lies in this century.
        today: a day without a year is the last such one.
    """
    if any(sign.isnumeric() and not sign.isdecimal() for sign in text):
        # folded, ² and ½ would be digits
        return None
    words = re.sub(r"(?<=[0-9])(st|nd|rd|th)\b", "", plain(text)).rstrip(" .").replace(",", " ")
    try:
        return day(words, today)
    except ValueError:
        pass
    try:
        return _in_numbers(words, today) or _with_month(words, today)
    except ValueError:
        # no day of the calendar
        return None


def _in_numbers(words: str, today: date) -> date | None:
    """A day as 25.11. or 25/11/2026; where day and month could be the other way round, none."""
    if first := re.fullmatch(r"([0-9]{4})\s*([./-])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})", words):
        return date(int(first[1]), int(first[3]), int(first[4]))
    found = re.fullmatch(
        r"([0-9]{1,2})\s*([./])\s*([0-9]{1,2})(?:\s*[./]\s*([0-9]{4}|[0-9]{2})?)?", words
    )
    if not found:
        return None
    one, other = int(found[1]), int(found[3])
    if found[2] == "/" and one <= 12 and one != other:
        return None
    return date(_year(found[4]), other, one) if found[4] else _last(other, one, today)


def _with_month(words: str, today: date) -> date | None:
    """A day as 12 Sept, November 12 2026 or 12. Nov. 26: of two short numbers the first is it."""
    parts = [part.rstrip(".") for part in words.split() if part[:3] not in _WEEKDAYS]
    months = [month for part in parts if (month := _month(part))]
    numbers = [part for part in parts if re.fullmatch("[0-9]{1,2}|[0-9]{4}", part)]
    if len(months) != 1 or len(parts) != len(numbers) + 1:
        return None
    match sorted(numbers, key=lambda number: len(number) == 4):
        case [number] if len(number) < 4:
            return _last(months[0], int(number), today)
        case [number, year] if len(number) < 4 and len(year) > 1:
            return date(_year(year), months[0], int(number))
    return None


def _month(word: str) -> int:
    """The number of the month that a word names or shortens; 0 if it is none."""
    known = (n for n, name in enumerate(MONTHS, start=1) if name.lower().startswith(word))
    return next(known, 0) if len(word) >= _SHORTEST else 0


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _last(month: int, number: int, today: date) -> date:
    this_year = date(today.year, month, number)
    return this_year if this_year <= today else this_year.replace(year=today.year - 1)
