"""What is wrong with a file, in words: the line, the key, the rule. Never the value itself."""

import re
from typing import TYPE_CHECKING, Any, get_args

from pydantic import ValidationError

from peergroup_cli.model.record import Record
from peergroup_cli.storage.toml_lines import Location, key_lines, line_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "is missing",
    "string_type": "must be text in quotes",
    "string_too_short": "is empty",
    # the only pattern of the model is that of a slug
    "string_pattern_mismatch": "may hold only small letters, digits and single hyphens",
    "too_short": "needs at least one row",
    "tuple_type": "must be a list",
    "model_type": "must be a table",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "must be a whole number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "must be true or false"),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        "must be a date such as 2026-03-31",
    ),
    **dict.fromkeys(
        (
            "datetime_type",
            "datetime_parsing",
            "datetime_from_date_parsing",
            "datetime_object_invalid",
            "timezone_aware",
        ),
        "must be a date and time with its offset, such as 2026-03-31T09:30:00+02:00",
    ),
}
"""Our words for the validation errors that a TOML value can lead to."""

_NAMES_ITS_LIMIT = ("literal_error", "greater_than_equal", "less_than_equal", "string_too_long")
"""Errors whose message says what is allowed, and nothing of what was found."""

_TOML_WORDS = {
    "Expected '=' after a key": "has a key without a value, or a text that lost its quotes",
    "Invalid initial character for a key": "begins with what is no key",
    "Invalid statement": "begins with what is no key",
    "Expected newline or end of document": "goes on after the end of its value",
    "Invalid value": "has a value that is no text in quotes, number, date, true or false",
    "Invalid date": "has a date that does not exist",
    "Unterminated string": "a text is not closed by its quotes",
    "Expected \"'": "a text is not closed by its quotes",
    "Illegal character '\\n'": "a text is not closed by its quotes",
    "Illegal character": "holds a control character",
    "Found invalid character": "holds a control character",
    "Unescaped": "has a text with a lone backslash; write it twice",
    "Unclosed": "a bracket is not closed",
    "Expected ']": "a bracket is not closed",
    "Cannot": "has a key or a table that stands there twice",
    "Duplicate": "has a key that stands there twice",
}
"""Our words for what the parser says; its own may quote a key or a letter of the text."""


def problems_of(error: ValidationError, kind: type[Record], text: str = "") -> list[str]:
    """One line for each problem, in the order of the file: `line 9: members[1].name: is missing`.

    Where they are more than anybody mends by hand, the first ones and how many more there are.

    Args:
        error: what validation found.
        kind: the kind of record that the file should hold, for near misses of its keys.
        text: the file, for the line numbers.
    """
    lines = key_lines(text)
    errors = error.errors(include_url=False, include_context=False, include_input=False)
    found = sorted(
        ((line_of(one["loc"], lines), one) for one in errors), key=lambda pair: pair[0] or 0
    )
    # looking for near misses takes long, and a text of megabytes nobody reads
    named = [_problem(line, one, kind) for line, one in found[:_MOST_NAMED]]
    more = len(found) - len(named)
    return [*named, f"and {more:,} more"] if more else named


_MOST_NAMED = 100


def _problem(line: int | None, one: "ErrorDetails", kind: type[Record]) -> str:
    words = _words(one["type"], one["msg"], kind, one["loc"])
    parts = (f"line {line}" if line else "", _spelled(one["loc"]), words)
    return ": ".join(part for part in parts if part)


def problem_of_syntax(message: str, text: str) -> str:
    """The one problem of a text that is no TOML: `line 3: a bracket is not closed`."""
    at = re.search(r"at line (\d+)", message)
    line = int(at[1]) if at else text.rstrip("\n").count("\n") + 1
    words = (words for start, words in _TOML_WORDS.items() if message.startswith(start))
    return f"line {line}: {next(words, 'is not valid TOML')}"


def _words(problem: str, message: str, kind: type[Record], where: Location) -> str:
    if problem == "extra_forbidden":
        return "is not a known key" + _meant(str(where[-1]), _keys_at(kind, where[:-1]))
    if problem == "value_error":
        return message.removeprefix("Value error, ")
    if problem in _NAMES_ITS_LIMIT:
        return re.sub(r"^\w+ should", "must", message)
    return _WORDS.get(problem, "does not fit here")


def _meant(key: str, known: list[str]) -> str:
    # difflib costs 10 ms, and only an error needs it
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1)
    return f", did you mean {near[0]}?" if near else ""


def _keys_at(kind: type[Record] | None, where: Location) -> list[str]:
    for part in where:
        if isinstance(part, str) and kind is not None:
            field = kind.model_fields.get(part)
            kind = _record_in(field.annotation) if field else None
    return list(kind.model_fields) if kind else []


def _record_in(annotation: Any) -> type[Record] | None:
    """The kind of record in `Position | None` or `tuple[Member, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _record_in(inner))), None)


def _spelled(where: Location) -> str:
    names = (f"[{part}]" if isinstance(part, int) else f".{_shown(part)}" for part in where)
    return "".join(names).removeprefix(".")


def _shown(key: str) -> str:
    short = key if len(key) <= 60 else f"{key[:60]}…"
    return short if short.isprintable() else repr(short)
