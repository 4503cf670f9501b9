"""A year of three cohorts in which each text says in itself who may read it.

A mark is `MK<cohort>Q<class>Q<owner>Q<kind>Q<number>Z`. It is one word, so that no format breaks
it, and nothing in here asks the program who may read what.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

from peergroup_cli.content.library import shipped_agendas
from peergroup_cli.model.cohort import Cohort, Override
from peergroup_cli.model.disclosure import WIDENING, Disclosure
from peergroup_cli.model.draft import Draft, Drafts
from peergroup_cli.model.meeting import ID_WORDS, KINDS, Meeting
from peergroup_cli.model.people import Member
from peergroup_cli.model.practice import Practice
from peergroup_cli.storage.toml_file import write_record
from peergroup_cli.storage.workspace import Workspace

COHORTS = ("north", "south", "west")
MEMBERS = ("ada", "bo", "cleo", "dov", "eli", "fay")
AGENDAS = ("learning-together", "explore", "reflect")
HELD = [date(2026, 1, 8) + timedelta(weeks=8 * number) for number in range(6)]
MARK = re.compile(rb"MK\w+?Z")

TEXTS = {
    "challenges": ("title",),
    "thoughts": ("text",),
    "strategies": ("text",),
    "experiments": ("situation", "action", "obstacle", "sign"),
    "reports": ("did", "happened", "surprise", "hindered"),
    "lessons": ("insight", "conditions"),
    "commitments": ("behaviour", "tested"),
    "entries": ("text",),
    "parked": ("text",),
}
"""The texts of each kind that have the class of their record."""

FURTHER: dict[str, dict[str, Any]] = {
    "strategies": {"source": "own"},
    "reports": {"outcome": "tried", "verdict": "keep"},
    "entries": {"question": "asked"},
    "thoughts": {"control": "mine"},
    "experiments": {"partner": "bo"},
}


@dataclass(frozen=True)
class Told:
    """What a mark says of itself."""

    cohort: str
    kind_of_class: str
    owner: str
    kind: str

    @classmethod
    def by(cls, mark: str) -> "Told":
        """What stands in the mark."""
        cohort, of_class, owner, kind, _ = mark.removeprefix("MK").split("Q")
        return cls(cohort, of_class, owner, kind)


@dataclass
class Year:
    """The workspace, and the marks that were written into it."""

    workspace: Workspace
    chance: Random
    marks: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=count)

    def mark(self, cohort: str, of_class: str, owner: str, kind: str) -> str:
        """A new mark."""
        made = f"MK{cohort}Q{of_class}Q{owner}Q{kind}Q{next(self.numbers)}Z"
        self.marks.add(made)
        return made


def copied(year: Year, folder: Path) -> Year:
    """The same year in a folder of its own, to be changed."""
    workspace = Workspace(Path(copytree(year.workspace.folder, folder)))
    return Year(workspace, year.chance, set(year.marks), year.numbers)


def marked_year(folder: Path, seed: int) -> Year:
    """Write the year into a new workspace.

    Args:
        folder: the folder of the workspace.
        seed: of the chance by which owners and classes are drawn.
    """
    year = Year(Workspace.create(folder, "Blue Harbour"), Random(seed))
    for cohort in COHORTS:
        year.workspace.add_cohort(_cohort(year, cohort))
        meetings = [_meeting(year, cohort, number) for number in range(1, len(HELD) + 1)]
        for meeting in meetings:
            stored = year.workspace.add_meeting(meeting)
            _half_typed(year, cohort, stored.path)
        year.workspace.save_practice(cohort, None, _practice(year, cohort, meetings))
    return year


def _cohort(year: Year, cohort: str) -> Cohort:
    def file_only(owner: str) -> str:
        return year.mark(cohort, "file", owner, "cohort")

    return Cohort(
        format=1,
        id=cohort,
        name=cohort.capitalize(),
        theme=year.mark(cohort, "theme", "all", "cohort"),
        formed=HELD[0],
        overrides=(Override(rule="same-level", reason=file_only("all"), on=HELD[0]),),
        members=tuple(
            Member(
                id=f"{one}-{cohort}",
                name=f"{one.capitalize()} {cohort.capitalize()}son",
                nicknames=(file_only(one),),
                role=f"Lead of {number}",
                level="Band 4",
                unit=f"Unit {number}",
                email=f"{file_only(one)}@example.org",
                reports_to=file_only(one),
                joined=HELD[0],
            )
            for number, one in enumerate(MEMBERS, start=1)
        ),
    )


def _meeting(year: Year, cohort: str, number: int) -> Meeting:
    on = HELD[number - 1]
    agenda = shipped_agendas()[AGENDAS[0] if number == 1 else AGENDAS[1 + number % 2]]
    segments = [segment.key for segment in agenda.segments]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in KINDS.values()}
    for kind, name in KINDS.items():
        for owner in MEMBERS:
            for of_class in WIDENING:
                row = _row(year, cohort, name, owner, of_class)
                row["id"] = f"m{number}-{ID_WORDS[kind]}-{len(rows[name]) + 1}"
                row["segment"] = year.chance.choice(segments)
                if name == "lessons" and of_class == "organisation":
                    row["consent"] = on
                rows[name].append(row)
    _link(rows)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    return Meeting.model_validate(
        {
            "format": 1,
            "cohort": cohort,
            "number": number,
            "held_on": on,
            "state": "finished",
            "facilitator": f"ada-{cohort}",
            "scribe": f"bo-{cohort}",
            "attendance": [{"member": f"{one}-{cohort}", "presence": "present"} for one in MEMBERS],
            "agenda": agenda,
            "private_notes": [
                {
                    "segment": segments[1],
                    "at": at,
                    "text": year.mark(cohort, "private", "all", "note"),
                }
            ],
            "guidelines": _guidelines(year, cohort, segments[-1]),
            "material": [
                {
                    "key": "material",
                    **{
                        part: year.mark(cohort, "file", "all", "material")
                        for part in ("text", "fits", "fails", "source")
                    },
                    "causes": ["cause"],
                }
            ],
            "offered": [
                {
                    "strategy": f"{cohort}/m1-strategy-1",
                    "text": year.mark(cohort, "file", "all", "offered"),
                    "standing": year.mark(cohort, "file", "all", "offered"),
                    "failed_where": [year.mark(cohort, "file", "all", "offered")],
                }
            ],
            "pulse": [{"statement": "safety", "counts": [0, 0, 1, 2, 3]}],
            **rows,
        }
    )


def _row(year: Year, cohort: str, name: str, owner: str, of_class: Disclosure) -> dict[str, Any]:
    released = name == "lessons" and of_class == "organisation"
    said = "released" if released else of_class
    row: dict[str, Any] = {
        "member": f"{owner}-{cohort}",
        "disclosure": of_class,
        **FURTHER.get(name, {}),
        **{text: year.mark(cohort, said, owner, name) for text in TEXTS[name]},
    }
    if "partner" in row:
        row["partner"] = f"bo-{cohort}"
    if name == "challenges":
        case = year.chance.choice(WIDENING)
        strictest = min(of_class, case, key=WIDENING.index)
        row["case"] = year.mark(cohort, strictest, owner, "case")
        row["case_disclosure"] = case
    if released:
        row["strategy"] = year.mark(cohort, "released", owner, "words")
        row["cause"] = year.mark(cohort, "released", owner, "words")
    return row


def _link(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Each record grew from the one before it in the chain that has the same owner and class."""
    chain = ("challenges", "thoughts", "strategies", "experiments", "reports", "lessons")
    for parent, child in pairwise(chain):
        for older, newer in zip(rows[parent], rows[child], strict=True):
            newer["grew_from"] = [older["id"]]


def _guidelines(year: Year, cohort: str, segment: str) -> dict[str, Any]:
    return {
        "version": 1,
        "segment": segment,
        "lines": [{"key": "line", "text": year.mark(cohort, "guideline", "all", "guideline")}],
        "voices": [
            {
                "member": f"{one}-{cohort}",
                "consents": True,
                "objection": year.mark(cohort, "file", one, "voice"),
                "worked_in": year.mark(cohort, "file", one, "voice"),
                "line_before": year.mark(cohort, "file", one, "voice"),
            }
            for one in MEMBERS
        ],
    }


def _practice(year: Year, cohort: str, meetings: list[Meeting]) -> Practice:
    logs, reports, dropped = [], [], []
    for meeting in meetings:
        for plan in meeting.experiments:
            of_class = year.chance.choice(WIDENING)
            said = min(of_class, plan.disclosure, key=WIDENING.index)
            owner = plan.member.removesuffix(f"-{cohort}")
            about = {"experiment": plan.id, "member": plan.member, "on": meeting.held_on}
            parts = ("did", "happened", "learned")
            texts = {part: year.mark(cohort, said, owner, "log") for part in parts}
            logs.append({**about, "disclosure": of_class, **texts})
            early = {part: year.mark(cohort, "file", owner, "early") for part in parts[:2]}
            reports.append({**about, "outcome": "tried", **early})
            if year.chance.random() < 0.3:
                dropped.append({**about, "reason": year.mark(cohort, "file", owner, "dropped")})
    return Practice.model_validate(
        {"format": 1, "logs": logs, "reports": reports, "dropped": dropped}
    )


def _half_typed(year: Year, cohort: str, meeting: Path) -> None:
    text = year.mark(cohort, "file", "ada", "draft")
    drafts = Drafts(format=1, drafts=(Draft(question=f"cases/ada-{cohort}/title", text=text),))
    path = meeting.with_name(f".{meeting.stem}.draft.toml")
    write_record(path, drafts, replaces=None)
