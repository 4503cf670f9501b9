"""The agendas that ship with the toolkit, and the choice of one by its key."""

import tomllib
from collections.abc import Mapping
from importlib import resources

from peergroup_cli.errors import NotFound
from peergroup_cli.model.agenda import Agenda


def shipped_agendas() -> dict[str, Agenda]:
    """The agendas of this package by key, in the order of their file names."""
    folder = resources.files("peergroup_cli.content") / "agendas"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    texts = (file.read_text(encoding="utf-8") for file in files)
    agendas = (Agenda.model_validate(tomllib.loads(text)) for text in texts)
    return {agenda.key: agenda for agenda in agendas}


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
