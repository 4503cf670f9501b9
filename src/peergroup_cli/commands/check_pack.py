"""`peergroup check-pack`: what is wrong with an agenda or a module of one's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.options import result

if TYPE_CHECKING:
    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.module import Module

_VARIANTS = 3
_LONG = 420
_SEEN_WHOLE = 70


def check_pack(
    file: Annotated[
        Path,
        typer.Argument(
            help="The agenda or module, a TOML file.", show_default=False, metavar="FILE"
        ),
    ],
) -> None:
    """Say what is wrong with an agenda or module of your own, before a group sits there.

    Errors are named all at once, each with its line, and end with exit code 11. What only could
    be better is said too, and is no error. A file without errors can go into the workspace's
    folder “packs”.

    \b
    Examples:
      peergroup check-pack packs/check-in.toml
      peergroup check-pack packs/remote-teams.toml

    Exit codes: 0 nothing is wrong, 11 something is, 12 no such file.
    """
    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.storage.toml_file import read_pack

    pack = read_pack(file).record
    if isinstance(pack, Agenda):
        _tell_of_agenda(file, pack)
    else:
        _tell_of_module(file, pack)


def _tell_of_agenda(file: Path, agenda: "Agenda") -> None:
    from peergroup_cli.content.library import shipped_agendas

    count = len(agenda.segments)
    segments = "1 segment" if count == 1 else f"{count} segments"
    result(f"{file}: “{agenda.key}” can be used: {segments}, {agenda.minutes} min.")
    if agenda.key in shipped_agendas():
        _tell_of_replacing(agenda.key)
    for advice in _advice(agenda):
        result(f"Could be better: {advice}")


def _tell_of_module(file: Path, module: "Module") -> None:
    from peergroup_cli.content.library import shipped_modules

    causes = "1 cause" if len(module.causes) == 1 else f"{len(module.causes)} causes"
    result(f"{file}: “{module.key}” can be used: {causes}, {len(module.strategies)} strategies.")
    if module.key in shipped_modules():
        _tell_of_replacing(module.key)
    for advice in _advice_on_module(module):
        result(f"Could be better: {advice}")


def _tell_of_replacing(key: str) -> None:
    result(f"In a workspace it takes the place of the toolkit's own “{key}”.")


def _advice_on_module(module: "Module") -> list[str]:
    found = []
    worked_on = {n for one in module.strategies for n in module.numbers_of_causes(one)}
    for number, cause in enumerate(module.causes, start=1):
        if number not in worked_on:
            found.append(f"no strategy acts on the cause {cause.key}.")
    found += [
        f"the strategy {one.key} is longer than {_SEEN_WHOLE} letters; where one chooses, its end "
        "is not seen."
        for one in module.strategies
        if len(one.text) > _SEEN_WHOLE
    ]
    return found


def _advice(agenda: "Agenda") -> list[str]:
    from peergroup_cli.model.agenda import OPENING

    found = []
    for segment in agenda.segments:
        if len(segment.prompts) < _VARIANTS:
            number = len(segment.prompts)
            wordings = "1 wording" if number == 1 else f"{number} wordings"
            found.append(f"segment {segment.key} has {wordings}; with three it stays fresh.")
        if any(len(prompt.say) > _LONG for prompt in segment.prompts):
            found.append(
                f"segment {segment.key} says more than one can listen to ({_LONG} letters)."
            )
        if not segment.minutes and not segment.optional:
            found.append(f"segment {segment.key} has no minutes and is not optional.")
    if agenda.segments[0].stage != OPENING:
        found.append("no segment opens the meeting and notes who is here (capture “opening”).")
    if agenda.segments[-1].capture != "closing":
        found.append("no segment settles the next facilitator and date (capture “closing”).")
    return found
