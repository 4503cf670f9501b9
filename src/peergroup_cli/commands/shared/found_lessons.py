"""Lessons that are looked for, as they are shown."""

from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.ledger_view import found_as_json, ledger
from peergroup_cli.commands.shared.results import print_json, result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peergroup_cli.commands.shared.ledger_view import Ledger
    from peergroup_cli.storage.knowledge import Filter, Found


def show_found(
    wanted: "Filter", workspace: Path | None, cohort: str | None, *, outside: bool, as_json: bool
) -> None:
    """Print the lessons that fit, the newest first.

    Args:
        wanted: what they must have.
        workspace: the workspace that was named, if one was.
        cohort: whose eyes look.
        outside: whether nobody's do, also where there is only one cohort.
        as_json: whether they are printed for other programs.

    Raises:
        NotFound: there is no such cohort, unit or level.
        SystemExit: files are missing in it that cannot be read.
    """
    with ledger(workspace, cohort, outside=outside) as view:
        view.refuse_unknown("unit", wanted.unit)
        view.refuse_unknown("level", wanted.level)
        found = view.find(wanted)
        if as_json:
            print_json([found_as_json(view, one) for one in found])
        else:
            _show(view, found)
    view.damage.leave()


def _show(view: "Ledger", found: "Iterator[Found]") -> None:
    from peergroup_cli.terminal.show import tell

    written, unwritten = 0, 0
    for one in found:
        written += one.has_lesson
        unwritten += not one.has_lesson
        for line in lines_of(view, one):
            result(line)
        result("")
    if written or unwritten:
        told = [_counted(written, "lesson")] if written else []
        told += [f"{_counted(unwritten, 'report')} without a lesson"] if unwritten else []
        tell(f"{' and '.join(told)}. The whole chain of one: peergroup show-lesson ID")
    else:
        result("Nothing was found.")


def _counted(count: int, one: str) -> str:
    # the one of the rules would load them, and this command answers before they are loaded
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def lines_of(view: "Ledger", found: "Found") -> "list[str]":
    """A lesson in a few lines that fit the terminal."""
    from textwrap import wrap

    from peergroup_cli.model.telling import lesson_lines, lesson_texts
    from peergroup_cli.terminal.width import columns

    width = max(40, min(100, columns()))
    insight = found.insight or ("" if found.has_lesson else "(no lesson was written)")
    head, *told = lesson_lines(
        f"{found.cohort}/{found.id}",
        found.on,
        found.verdict,
        lesson_texts(insight, found.strategy, found.cause, found.conditions),
        view.told_by(found),
        released=found.released,
    )
    lines = [head]
    for text in told:
        lines += wrap(text, width, initial_indent="  ", subsequent_indent="    ")
    return lines
