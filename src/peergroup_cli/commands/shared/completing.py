"""What the shell offers when somebody presses Tab: ids of cohorts and members, never a note.

Whatever goes wrong, nothing is offered: a shell in the middle of a line has no place for an error.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from peergroup_cli.storage.workspace import Workspace


def cohort_ids(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of the workspace's cohorts that begin so."""
    with suppress(Exception):
        return _beginning(incomplete, _workspace(context).cohort_ids())
    return []


def member_ids(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of members that begin so: those of the cohort that was named, or of all."""
    with suppress(Exception):
        workspace = _workspace(context)
        named = context.params.get("cohort")
        wanted = [one for one in workspace.cohort_ids() if named in (None, one)]
        return _beginning(
            incomplete, {member for one in wanted for member in _members(workspace, one)}
        )
    return []


def reader_names(context: typer.Context, incomplete: str) -> list[str]:
    """Who may read notes, and begins so: the three audiences, and the members' ids."""
    audiences = _beginning(incomplete, ["facilitator", "members", "sponsor"])
    return [*audiences, *member_ids(context, incomplete)]


def agenda_keys(context: typer.Context, incomplete: str) -> list[str]:
    """The keys of the agendas that begin so: the toolkit's, and those of the workspace."""
    return _pack_keys(context, "agenda", incomplete)


def module_keys(context: typer.Context, incomplete: str) -> list[str]:
    """The keys of the topic modules that begin so."""
    return _pack_keys(context, "module", incomplete)


def _pack_keys(context: typer.Context, kind: str, incomplete: str) -> list[str]:
    from tomli import loads

    from peergroup_cli.content.library import shipped_keys

    keys = set(shipped_keys(kind))
    paths: list[Path] = []
    with suppress(Exception):
        paths = list((_workspace(context).folder / "packs").glob("*.toml"))
    for path in paths:
        with suppress(Exception):
            pack = loads(path.read_text("utf-8"))
            keys |= {pack["key"]} if pack.get("kind") == kind else set()
    return _beginning(incomplete, keys)


def _workspace(context: typer.Context) -> "Workspace":
    from peergroup_cli.storage.workspace import Workspace

    chosen = context.params.get("workspace")
    return Workspace.find(Path(chosen) if chosen else None)


def _members(workspace: "Workspace", cohort: str) -> Iterator[str]:
    """The ids of those who have not left; no other line of the file is looked at."""
    from tomli import loads

    path = workspace.folder / "cohorts" / cohort / "cohort.toml"
    table: dict[str, Any] = loads(path.read_text("utf-8"))
    return (one["id"] for one in table["members"] if "left" not in one)


def _beginning(incomplete: str, names: "set[str] | list[str]") -> list[str]:
    return sorted(name for name in names if name.startswith(incomplete.casefold()))
