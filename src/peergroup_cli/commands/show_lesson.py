"""`peergroup show-lesson`: the whole chain behind a lesson."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.ledger_options import AsCohortOption, OutsideOption
from peergroup_cli.commands.shared.options import JsonOption, WorkspaceOption, print_json, result

if TYPE_CHECKING:
    from peergroup_cli.commands.shared.ledger_view import Ledger
    from peergroup_cli.model.stages import Captured
    from peergroup_cli.storage.knowledge import Found


def show_lesson(
    lesson: Annotated[
        str,
        typer.Argument(
            help="Its id, as search-knowledge shows it, such as north-star/m3-lesson-1.",
            show_default=False,
            metavar="ID",
        ),
    ],
    cohort: AsCohortOption = None,
    outside: OutsideOption = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show what a lesson grew from: challenge, cause, strategy, experiment, and what happened.

    Of another cohort's lesson there is only what its owner has released. With --cohort, or where
    there is only one, your own cohort's chain is shown step by step with its dates.

    \b
    Example:
      peergroup show-lesson north-star/m3-lesson-1 --cohort north-star
      peergroup show-lesson m3-lesson-1 --cohort north-star

    Exit codes: 0 done, 2 an option cannot be used, 12 no such cohort or lesson, or several.
    """
    from peergroup_cli.commands.shared.found_lessons import lines_of
    from peergroup_cli.commands.shared.ledger_view import found_as_json, ledger
    from peergroup_cli.errors import NotFound
    from peergroup_cli.storage.knowledge import Filter

    where, _, one = lesson.rpartition("/")
    with ledger(workspace, cohort, outside=outside) as view:
        found = [f for f in view.find(Filter(lesson=one)) if where in ("", f.cohort)]
        if view.cohort and not where:
            # an id alone is first of all one's own cohort's
            found = [f for f in found if f.cohort == view.cohort.id] or found
        if not found:
            raise NotFound(
                f"There is no lesson {lesson} that may be seen here.",
                "Find it with peergroup search-knowledge; --cohort shows those of a cohort.",
            )
        if len(found) > 1:
            names = ", ".join(f"{f.cohort}/{f.id}" for f in found)
            raise NotFound(f"Several lessons are called {lesson}.", f"Which one: {names}")
        chain = list(_chain(view, found[0]))
        if as_json:
            steps = [dict(zip(("kind", "id", "date", "text"), step, strict=True)) for step in chain]
            print_json({**found_as_json(view, found[0]), "chain": steps})
            return
        for line in lines_of(view, found[0]):
            result(line)
        if chain:
            _show_chain(chain)


def _show_chain(chain: "list[tuple[str, str, str, str]]") -> None:
    from textwrap import wrap

    from peergroup_cli.terminal.width import columns

    result("")
    width = max(40, min(100, columns()))
    for kind, record, on, text in chain:
        result(f"{kind} · {record} · {on}")
        for part in filter(str.strip, text.splitlines()):
            for line in wrap(part, width, initial_indent="  ", subsequent_indent="  "):
                result(line)


def _chain(view: "Ledger", found: "Found") -> Iterator[tuple[str, str, str, str]]:
    """What one's own cohort's lesson grew from, nearest first: kind, id, day, and words."""
    from peergroup_cli.ledger.following import roots
    from peergroup_cli.ledger.rows import SEEN_BY_THE_GROUP

    if view.cohort is None or found.cohort != view.cohort.id:
        return
    days = {r.id: m.held_on.isoformat() for m in view.meetings for r in m.captured}
    known = {r.id: r for m in view.meetings for r in m.captured}
    begun = known.get(found.id)
    if begun is None:
        return
    for record in roots(begun, view.meetings):
        if record.disclosure in SEEN_BY_THE_GROUP:
            yield (_kind(record), record.id, days[record.id], _words(view, record))


def _kind(record: "Captured") -> str:
    from peergroup_cli.model.stages import PracticeReport

    return "Practice report" if isinstance(record, PracticeReport) else type(record).__name__


def _words(view: "Ledger", record: "Captured") -> str:
    from peergroup_cli.model.stages import Challenge, Experiment, PracticeReport

    member = getattr(record, "member", None)
    who = f"{view.cohort.name_of(member)}: " if view.cohort and member else ""
    if isinstance(record, Challenge):
        # the case stays in the room, whatever the title's class
        case_is_open = record.case_disclosure in ("group", "organisation")
        return f"{who}{record.title}" + (f"\n{record.case}" if case_is_open else "")
    if isinstance(record, Experiment):
        parts = (
            f"{who}if {record.situation or '…'}, then I will {record.action or '…'}",
            record.obstacle and f"Obstacle: {record.obstacle}",
            record.sign and f"Sign: {record.sign}",
            record.by and f"Until: {record.by.isoformat()}",
        )
        return "\n".join(filter(None, map(str, filter(None, parts))))
    if isinstance(record, PracticeReport):
        parts = (record.did, record.happened, record.surprise, record.hindered)
        return who + "\n".join(filter(None, parts))
    return who + str(getattr(record, "text", "") or getattr(record, "insight", ""))
