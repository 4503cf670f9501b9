"""The topic module of a cohort or a meeting: the option that names one, and where it is found."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.completing import module_keys
from peergroup_cli.commands.shared.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Collection

    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.module import Module
    from peergroup_cli.storage.workspace import Workspace

ModuleOption = Annotated[
    str | None,
    typer.Option(
        "--module",
        help="A topic module, by its key; `peergroup list-modules` names them.",
        show_default=False,
        metavar="KEY",
        autocompletion=module_keys,
    ),
]


def known_modules(
    workspace: "Workspace | None", damage: Damage | None = None
) -> "tuple[dict[str, Module], Collection[str]]":
    """All modules by key, and the keys of those that the workspace has; damaged ones are named."""
    from peergroup_cli.content.library import shipped_modules

    own = workspace.modules(damage or Damage()) if workspace else {}
    return {**shipped_modules(), **own}, own


def module_called(key: str, workspace: "Workspace | None") -> "Module":
    """The module with this key, of the workspace or of the toolkit.

    Raises:
        NotFound: there is none.
    """
    from peergroup_cli.content.library import chosen_module

    return chosen_module(known_modules(workspace)[0], key)


def modules_with_tag(tag: str, workspace: "Workspace | None") -> tuple[str, ...]:
    """The keys of the modules that have this tag; a module's key counts as one of its tags.

    Raises:
        NotFound: none has it.
    """
    from peergroup_cli.errors import NotFound

    tags = {key: {key, *module.tags} for key, module in known_modules(workspace)[0].items()}
    found = tuple(key for key, own in tags.items() if tag.strip().casefold() in own)
    if not found:
        raise NotFound.named("tag", tag, sorted(set().union(*tags.values())))
    return found


def topic_of(
    key: str | None, cohort: "Cohort", workspace: "Workspace | None", say: Callable[[str], None]
) -> "Module | None":
    """The module of a meeting: the one that was asked for, or else the cohort's, if it has one.

    Raises:
        NotFound: there is no module with the key that was asked for.
    """
    from peergroup_cli.errors import NotFound

    if key is not None:
        return module_called(key, workspace)
    if cohort.module is None:
        return None
    try:
        return module_called(cohort.module, workspace)
    except NotFound:
        # a pack that was moved away is no reason to send a group home
        say(f"There is no module “{cohort.module}” any more, so the meeting goes without it.")
        return None


def workspace_if_any(chosen: Path | None) -> "Workspace | None":
    """The workspace, for what can be looked at without one.

    Raises:
        NoWorkspace: one was named, and there is none.
    """
    from peergroup_cli.storage.workspace import Workspace

    return Workspace.find_if_any(chosen)
