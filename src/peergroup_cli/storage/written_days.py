"""The day that a person wrote, in one of the ways in which people write days."""

import re
from datetime import date

from peergroup_cli.model.days import MONTHS
from peergroup_cli.session.question import day
from peergroup_cli.storage.worksheet_labels import plain

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def day_in(text: str, today: date) -> date | None:
    """The day that somebody wrote: 2026-11-12, 12.11., 25/11/2026, November 12, 2026 and such."""
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", plain(text)).rstrip(" .").replace(",", " ")
    try:
        return day(words, today)
    except ValueError:
        pass
    if found := _in_numbers(words, today):
        return found
    months = {word: n for n, name in enumerate(MONTHS, start=1) for word in (name, name[:3])}
    parts = [word for word in words.split() if word[:3] not in _WEEKDAYS]
    named = [months[word.title()] for word in parts if word.title() in months]
    numbers = [int(word) for word in parts if word.isdigit()]
    if len(named) != 1 or len(parts) != len(numbers) + 1 or len(numbers) not in (1, 2):
        return None
    try:
        if len(numbers) == 2:
            return date(max(numbers), named[0], min(numbers))
        this_year = date(today.year, named[0], numbers[0])
        return this_year if this_year <= today else this_year.replace(year=today.year - 1)
    except ValueError:
        return None


def _in_numbers(words: str, today: date) -> date | None:
    """A day as 25.11. or 25/11/2026; where day and month could be the other way round, none."""
    found = re.fullmatch(r"(\d{1,2})\s*([./])\s*(\d{1,2})(?:\s*[./]\s*(\d{4}|\d{2})?)?", words)
    if not found:
        return None
    one, other = int(found[1]), int(found[3])
    if found[2] == "/" and one <= 12 and one != other:
        return None
    year = found[4] or ""
    try:
        if year:
            return date(int(year) if len(year) == 4 else 2000 + int(year), other, one)
        this_year = date(today.year, other, one)
        return this_year if this_year <= today else this_year.replace(year=today.year - 1)
    except ValueError:
        return None
