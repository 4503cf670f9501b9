"""The JSON Schemas by which an editor completes and checks a workspace's files.

They are made from the models and lie in the package; each workspace has a copy, and the first
line of each of its files names the one that fits, as the editors' TOML extensions expect it.
"""

import os
from pathlib import Path

FOLDER = ".schemas"
"""Where they lie in a workspace."""

_DEPTHS = {"Settings": 0, "Cohort": 2, "SessionDates": 2, "Practice": 2, "Meeting": 3}
"""How many folders deep in a workspace the file of a record lies."""

NAMES = {
    "Settings": "settings",
    "Cohort": "cohort",
    "SessionDates": "dates",
    "Practice": "practice",
    "Meeting": "meeting",
    "Agenda": "agenda",
    "Module": "module",
    "Answers": "answers",
}
"""What the schema of each kind of file is called."""


def schema_line(kind: str) -> str:
    """The first line of a file, which names its schema; empty where a file has none.

    Args:
        kind: the name of the record's class.
    """
    if kind not in _DEPTHS:
        return ""
    return f"#:schema {'../' * _DEPTHS[kind] or './'}{FOLDER}/{NAMES[kind]}.schema.json\n"


def put_schemas(workspace: Path) -> None:
    """Lay the schemas into a workspace, in place of those of another version.

    Raises:
        NotSaved: the system refused.
    """
    from importlib import resources

    from peergroup_cli.storage.durable import refusals_named
    from peergroup_cli.storage.flushing import make_folder

    folder = workspace / FOLDER
    with refusals_named(folder):
        make_folder(folder)
        for file in resources.files("peergroup_cli").joinpath("schemas").iterdir():
            if file.name.endswith(".json"):
                # no note is among them, and they can be laid there again: the disk need not hurry
                handle = os.open(folder / file.name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                try:
                    os.write(handle, file.read_bytes())
                finally:
                    os.close(handle)
