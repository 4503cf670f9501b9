"""The short forms of practice between the meetings: a log, a report, a reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peergroup_cli.errors import StoppedByPerson
from peergroup_cli.model.record import clean_text
from peergroup_cli.model.stages import OUTCOMES
from peergroup_cli.session.question import YES_NO, Choice, choices_in_a_line, lettered, one_of
from peergroup_cli.terminal.ask import Ask, Asking
from peergroup_cli.terminal.member_form import Back, put
from peergroup_cli.terminal.show import plain

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True)
class Part:
    """One question of a form: the field that its answer is for, and what is asked."""

    field: str
    label: str
    long: bool = True
    choices: tuple[Choice, ...] = ()
    hint: str = "Empty line ends it; Enter alone leaves it out. /back, /cancel"


LOG = (
    Part("did", "What was done?"),
    Part("happened", "What happened? Facts first"),
    Part("learned", "What was learned?"),
)
OUTCOME = Part("outcome", "What became of it?", long=False, choices=lettered(OUTCOMES.items()))
TRIED = (
    Part("did", "What did you do?"),
    Part("happened", "What happened? Facts first"),
    Part("surprise", "What surprised you?"),
)
NOT_TRIED = (Part("hindered", "What got in the way?"),)
REASON = Part(
    "reason", "Why is it dropped?", hint="In its owner's words; empty line ends it. /cancel"
)


def ask_log(ask: Ask) -> dict[str, str]:
    """The parts of a log entry, as they were told; all of them may be empty.

    Raises:
        StoppedByPerson: it was given up; nothing is stored.
    """
    return _filled(ask, lambda _answers: LOG)


def ask_report(ask: Ask) -> dict[str, str]:
    """The outcome and the parts of a report that belong to it.

    Raises:
        StoppedByPerson: it was given up; nothing is stored.
    """

    def parts(answers: Mapping[str, str]) -> Sequence[Part]:
        practised = answers.get("outcome") in ("tried", "partly")
        return (OUTCOME, *(TRIED if practised else NOT_TRIED))

    return _filled(ask, parts)


def ask_part(ask: Ask, part: Part, option: str) -> str:
    """One answer, also where only it is missing.

    Raises:
        StoppedByPerson: it was given up; nothing is stored.
        NeedsTerminal: there is nobody to ask.
    """
    try:
        return _put(ask, part, "", option)
    except Back:
        raise _given_up() from None


def pick(ask: Ask, console: "Console", label: str, choices: tuple[Choice, ...]) -> str:
    """The value of one of the choices, which are shown.

    Raises:
        StoppedByPerson: nothing was picked.
    """
    for choice in choices:
        console.print(plain(f"{choice.key}  {choice.label}"))
    try:
        return put(ask, Asking(label), lambda text: one_of(text, choices))
    except Back:
        raise _given_up() from None


def agreed(ask: Ask, label: str, option: str, default: str = "yes") -> bool:
    """Whether the person says yes; Enter alone means the default.

    Raises:
        StoppedByPerson: it was given up.
        NeedsTerminal: there is nobody to ask.
    """
    asking = Asking(label, default=default, option=option)
    try:
        return put(ask, asking, lambda text: one_of(text.strip() or default, YES_NO)) == "yes"
    except Back:
        return False


def _filled(ask: Ask, parts: Callable[[Mapping[str, str]], Sequence[Part]]) -> dict[str, str]:
    answers: dict[str, str] = {}
    at = 0
    while at < len(parts(answers)):
        part = parts(answers)[at]
        try:
            answers[part.field] = _put(ask, part, answers.get(part.field, ""))
        except Back:
            if at == 0:
                raise _given_up() from None
            at -= 1
        else:
            at += 1
    wanted = [part.field for part in parts(answers)]
    return {field: text for field, text in answers.items() if field in wanted}


def _put(ask: Ask, part: Part, earlier: str, option: str = "") -> str:
    asking = Asking(
        label=part.label,
        hint=choices_in_a_line(part.choices) or part.hint,
        long=part.long,
        prefill=earlier,
        option=option,
    )
    return put(
        ask,
        asking,
        lambda text: one_of(text, part.choices) if part.choices else clean_text(text).strip(),
    )


def _given_up() -> StoppedByPerson:
    return StoppedByPerson("Stopped; nothing was stored.")
