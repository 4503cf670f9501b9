"""Days in words. No locale, no clock."""

from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(on: date) -> str:
    """A date in full, such as `3 December 2026`."""
    return f"{day_and_month(on)} {on.year}"


def day_this_year(on: date, today: date) -> str:
    """A date, with its year where it is another one than today's."""
    return day_and_month(on) if on.year == today.year else day(on)


def day_and_month(on: date) -> str:
    """A date without its year, such as `3 December`."""
    return f"{on.day} {MONTHS[on.month - 1]}"
