"""Records and broken system calls for the tests of storage."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from peergroup_cli.model.agenda import Agenda
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting

DAY = date(2026, 1, 12)

OLD = b"the old notes\n"
NEW = b"the new notes\n"

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits and pipes")

COHORT = """\
format = 1
id = "north"
name = "North"
theme = "Delegating"
formed = 2026-01-12

[[members]]
id = "ada"
name = "Ada"
role = "Lead"
level = "First line"
unit = "Sales"
joined = 2026-01-12
"""


def a_cohort(cohort_id: str = "north", name: str = "North") -> Cohort:
    member = {"id": "ada", "name": "Ada", "role": "r", "level": "l", "unit": "u", "joined": DAY}
    given = {"format": 1, "id": cohort_id, "name": name, "theme": "Delegating", "formed": DAY}
    return Cohort.model_validate({**given, "members": [member]})


def an_agenda(*texts: str, key: str = "evening") -> Agenda:
    """An agenda of two segments, with these texts in its prompts."""
    prompts = [{"say": f"say {text}", "rescue": f"rescue {text}"} for text in texts or ("",)]
    talk = {"stage": "talk", "aim": "a", "do": "d", "disclosure": "room", "prompts": prompts}
    questions = [{"key": "what", "label": "What?"}]
    return Agenda.model_validate(
        {
            "format": 1,
            "kind": "agenda",
            "key": key,
            "title": "An evening",
            "purpose": "p",
            "minutes": 15,
            "rail": [{"key": "talk", "title": "Talk"}],
            "segments": [
                {"key": "talk", "title": "Talk", "minutes": 5, "capture": "silence", **talk},
                {"key": "more", "title": "More", "minutes": 10, "capture": "round", **talk}
                | {"questions": questions},
            ],
        }
    )


def a_meeting(*texts: str, number: int = 1, key: str = "evening", cohort: str = "north") -> Meeting:
    """A meeting in which these texts were noted, in every kind of place that takes a text."""
    noted = {"segment": "talk", "disclosure": "room", "grew_from": ("m1-challenge-1",)}
    at = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
    rows = list(enumerate(texts))
    lines = [{"key": f"line-{n}", "text": text} for n, text in rows]
    return Meeting.model_validate(
        {
            "format": 1,
            "cohort": cohort,
            "number": number,
            "held_on": DAY,
            "position": {"question": "talk/ada"},
            "thoughts": [{"id": f"m1-thought-{n}", "text": text, **noted} for n, text in rows],
            "guidelines": {"version": 1, "segment": "talk", "lines": lines},
            "private_notes": [{"segment": "talk", "at": at, "text": text} for text in texts],
            "agenda": an_agenda(*texts, key=key),
        }
    )


def refuse(number: int) -> Callable[..., Any]:
    """A system call that fails, as on a full, closed or broken disk."""

    def fail(*_args: object, **_options: object) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


def all_names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
