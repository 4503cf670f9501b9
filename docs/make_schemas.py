"""Makes the JSON Schemas of a workspace's files, from their models; `make docs`."""

import json
from pathlib import Path
from typing import Any

from peergroup_cli.model.agenda import Agenda
from peergroup_cli.model.answers import Answers
from peergroup_cli.model.calendar import SessionDates
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.module import Module
from peergroup_cli.model.practice import Practice
from peergroup_cli.model.record import Record
from peergroup_cli.model.settings import Settings
from peergroup_cli.storage.schemas import NAMES

FOLDER = Path(__file__).parent.parent / "src" / "peergroup_cli" / "schemas"
KINDS: tuple[type[Record], ...] = (
    *(Settings, Cohort, SessionDates, Practice, Meeting),
    *(Agenda, Module, Answers),
)


def schemas() -> dict[str, str]:
    """Each schema's file name, and its text."""
    return {f"{NAMES[kind.__name__]}.schema.json": _written(kind) for kind in KINDS}


def _written(kind: type[Record]) -> str:
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(draft | _plain(kind.model_json_schema()), indent=1, ensure_ascii=False) + "\n"


def _plain(part: Any) -> Any:
    """A schema as TOML needs it: it has no null, and a key's title says nothing new."""
    if isinstance(part, list):
        return [_plain(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {
        key: _plain(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str) and "properties" not in part)
        and not (key == "default" and value is None)
    }
    choices = [one for one in kept.get("anyOf", []) if one != {"type": "null"}]
    if len(choices) == 1:
        kept.pop("anyOf")
        return kept | choices[0]
    return kept


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
