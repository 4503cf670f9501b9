"""The questions about one member, and the two words that work at each of them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from peergroup_cli.errors import StoppedByPerson
from peergroup_cli.formation.roster import (
    LABELS,
    NEEDED,
    OPTIONAL,
    fields_of,
    member_from_fields,
    with_fields,
)
from peergroup_cli.formation.rules import Finding
from peergroup_cli.model.people import Member
from peergroup_cli.model.record import NAME_LIMIT, clean_name, clean_text, new_name
from peergroup_cli.terminal.ask import CLEARING, Ask, Asking, NotThis, ask_until
from peergroup_cli.terminal.cohort_table import show_findings

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")

QUESTIONS = ("name", "role", "level", "unit", "more")
"""In the order in which they are asked. “more” is everything that may stay unanswered."""

_MORE_FORM = "e-mail; reports to; site; time zone"
_ANY_DAY = date(2000, 1, 1)
_SHOWN_AGAIN = 1500
"""In characters: about a small screen."""


class Back(Exception):
    """The person wants to correct the answer before this question."""


def put(ask: Ask, asking: Asking, understand: Callable[[str], T]) -> T:
    """Ask until the answer is understood, with `/back` and `/cancel` at every question.

    Raises:
        Back: the answer was `/back`.
        StoppedByPerson: the answer was `/cancel`, or there is no more input.
    """

    def heard(text: str) -> T:
        try:
            # the word may come behind the earlier answer, which stands in the line
            _steer(text.removeprefix(asking.prefill))
            return understand(text)
        except NotThis:
            raise
        except ValueError as error:
            problem = str(error)[:1].upper() + str(error)[1:]
        if ask.interactive and len(text) > _SHOWN_AGAIN:
            raise _FarTooLong(problem, text)
        raise ValueError(problem)

    while True:
        try:
            return ask_until(ask, asking, heard)
        except _FarTooLong as wrong:
            hint = f"{wrong.problem}.\nOnly its start is shown again"
            asking = replace(asking, hint=hint, prefill=wrong.text[:NAME_LIMIT])
        except EOFError:
            raise StoppedByPerson("Stopped; nothing was changed.") from None


def ask_fields(
    ask: Ask,
    fields: dict[str, str],
    *,
    first: str = "name",
    lowest: str = "name",
    level: str = "",
) -> None:
    """Ask for a member's fields; each answer goes into `fields` at once.

    Args:
        ask: who is asked.
        fields: the answers so far, which stand in the input line to be corrected.
        first: the question to begin with.
        lowest: the question from which `/back` leaves.
        level: the level of responsibility that Enter takes.

    Raises:
        Back: `/back` at the lowest question.
    """
    at = QUESTIONS.index(first)
    while at < len(QUESTIONS):
        question = QUESTIONS[at]
        try:
            if question == "more":
                fields.update(_more(ask, fields))
            else:
                default = level if question == "level" else ""
                fields[question] = _needed(ask, fields, question, default)
        except Back:
            if question == lowest:
                raise
            at -= 1
        else:
            at += 1


def corrected(ask: Ask, member: Member) -> Member:
    """The member with the fields as they are after asking for each of them again.

    Raises:
        Back: the person went back from the first question.
    """
    fields = fields_of(member)
    ask_fields(ask, fields)
    return with_fields(member, fields)


def field_text(field: str, text: str) -> str:
    """The text as a field keeps it.

    Raises:
        ValueError: it cannot be used; the message names the field.
    """
    try:
        return new_name(text) if field == "name" else clean_name(text)
    except ValueError as error:
        problem = f"{LABELS[field]} {error}"
    raise ValueError(problem)


def ask_reason(
    ask: Ask, console: "Console", finding: Finding, otherwise: str, prefill: str = ""
) -> str:
    """The written reason why a rule need not hold, or an empty text where there is none.

    Args:
        ask: who is asked.
        console: where it is shown what the reason is for.
        finding: the rule, and whom it is about.
        otherwise: what happens without a reason.
        prefill: a reason to be corrected.
    """
    show_findings(console, [finding])
    asking = Asking(
        label="Why is it right here?",
        hint=f"The reason is kept in the cohort. Enter alone:\n{otherwise}.",
        prefill=prefill,
        option="--override",
    )
    return put(ask, asking, lambda text: clean_text(text).strip())


def _steer(text: str) -> None:
    word = text.strip().casefold()
    if word == "/back":
        raise Back
    if word == "/cancel":
        raise StoppedByPerson("Stopped; nothing was changed.")
    if re.fullmatch(r"/\w+", word):
        raise ValueError("Two words work here: /back and /cancel")


class _FarTooLong(Exception):
    """An answer that is not understood, and would push the reason off the screen."""

    def __init__(self, problem: str, text: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.text = text


def _needed(ask: Ask, fields: Mapping[str, str], question: str, default: str) -> str:
    earlier = fields.get(question, "")
    takes = "" if earlier else default
    asking = Asking(
        label=f"{_whose(fields)} - {LABELS[question].removeprefix('the ')}",
        hint=f"{CLEARING}." if earlier and question == "role" else "",
        prefill=earlier,
        default=takes,
    )
    return put(ask, asking, lambda text: field_text(question, text.strip() or takes))


def _whose(fields: Mapping[str, str]) -> str:
    first = fields.get("name", "").split()[:1]
    return first[0][:20] if first else "Member"


def _more(ask: Ask, fields: Mapping[str, str]) -> dict[str, str]:
    asking = Asking(
        label=f"{_whose(fields)} - more",
        hint=f"E-mail, whom they report to, site, time zone?\nEnter: none. Or: {_MORE_FORM}",
        prefill="; ".join(fields.get(field, "") for field in OPTIONAL).rstrip("; "),
    )
    return put(ask, asking, _more_fields)


def _more_fields(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split(";")]
    if len(parts) > len(OPTIONAL):
        raise ValueError(f"These are more than {len(OPTIONAL)} parts: {_MORE_FORM}")
    more = {**dict.fromkeys(OPTIONAL, ""), **dict(zip(OPTIONAL, parts, strict=False))}
    try:
        member_from_fields({**dict.fromkeys(NEEDED, "x"), **more}, set(), _ANY_DAY)
    except ValueError as error:
        problem = f"{error}.\nWrite: {_MORE_FORM} (a lone ; leaves one out)"
    else:
        return more
    raise ValueError(problem)
