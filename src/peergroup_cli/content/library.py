"""The agendas and topic modules that ship with the toolkit, and the choice of one by its key."""

from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import tomli

from peergroup_cli.errors import NotFound
from peergroup_cli.model.agenda import Agenda
from peergroup_cli.model.module import Module


def shipped_agendas() -> dict[str, Agenda]:
    """The agendas of this package by key, in the order of their file names."""
    agendas = (Agenda.model_validate(table) for table in _tables("agendas"))
    return {agenda.key: agenda for agenda in agendas}


def shipped_modules() -> dict[str, Module]:
    """The topic modules of this package by key, in the order of their file names."""
    modules = (Module.model_validate(table) for table in _tables("modules"))
    return {module.key: module for module in modules}


def shipped_keys(kind: str) -> Iterator[str]:
    """The keys of the package's agendas or modules; none of them is checked.

    Args:
        kind: “agenda” or “module”.
    """
    return (table["key"] for table in _tables(f"{kind}s"))


def chosen(agendas: Mapping[str, Agenda], key: str) -> Agenda:
    """The agenda with this key.

    Args:
        agendas: the agendas to choose from, by key: the shipped ones, and a workspace's own.
        key: what was asked for.

    Raises:
        NotFound: there is none; the hint suggests near names.
    """
    if key not in agendas:
        raise NotFound.named("agenda", key, list(agendas))
    return agendas[key]


def chosen_module(modules: Mapping[str, Module], key: str) -> Module:
    """The topic module with this key.

    Args:
        modules: the modules to choose from, by key: the shipped ones, and a workspace's own.
        key: what was asked for.

    Raises:
        NotFound: there is none; the hint suggests near names.
    """
    if key not in modules:
        raise NotFound.named("module", key, list(modules))
    return modules[key]


def _tables(name: str) -> Iterator[dict[str, Any]]:
    folder = resources.files("peergroup_cli.content") / name
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    for file in files:
        yield tomli.loads(file.read_text(encoding="utf-8"))
