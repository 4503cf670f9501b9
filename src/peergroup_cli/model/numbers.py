"""A number that a person typed."""

_MOST_DIGITS = 9
"""No list, meeting or length of time has more. Of thousands of digits, Python makes no number."""


def number_in(text: str) -> int | None:
    """The whole number that a text is, in the digits of any script; None if it is none.

    `²` is no digit, although `str.isdigit` says so, and neither are more than nine digits a number.
    """
    word = text.strip()
    return int(word) if word.isdecimal() and len(word) <= _MOST_DIGITS else None
