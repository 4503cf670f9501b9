"""`peergroup check-pack`: what is wrong with an agenda of one's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.options import result

if TYPE_CHECKING:
    from peergroup_cli.model.agenda import Agenda

_VARIANTS = 3
_LONG = 420


def check_pack(
    file: Annotated[
        Path,
        typer.Argument(help="The agenda, a TOML file.", show_default=False, metavar="FILE"),
    ],
) -> None:
    """Say what is wrong with an agenda of your own, before a group sits in front of it.

    Errors are named all at once, each with its line, and end with exit code 11. What only could
    be better is said too, and is no error. A file without errors can go into the workspace's
    folder “packs”.

    \b
    Example:
      peergroup check-pack packs/check-in.toml
    """
    from peergroup_cli.content.library import shipped_agendas
    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.storage.toml_file import read_record

    agenda = read_record(file, Agenda).record
    count = len(agenda.segments)
    segments = "1 segment" if count == 1 else f"{count} segments"
    result(f"{file}: “{agenda.key}” can be used: {segments}, {agenda.minutes} min.")
    if agenda.key in shipped_agendas():
        result(f"In a workspace it takes the place of the toolkit's own “{agenda.key}”.")
    for advice in _advice(agenda):
        result(f"Could be better: {advice}")


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
