"""A workspace of invented cohorts with years of meetings, the same for the same seed.

python benchmarks/workspaces.py FOLDER --cohorts 3 --meetings 12
"""

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from peergroup_cli.content.library import shipped_agendas
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Attendance, Meeting
from peergroup_cli.model.people import Member
from peergroup_cli.model.stages import (
    Challenge,
    Experiment,
    Lesson,
    PracticeReport,
    Strategy,
    Thought,
)
from peergroup_cli.storage.toml_file import render
from peergroup_cli.storage.workspace import Workspace

FIRST = ("Ada", "Bo", "Cleo", "Dov", "Eli", "Fay")
LAST = ("Brook", "Lind", "Hart", "Marsh", "Stone", "Reed")
UNITS = ("Service", "Production", "Finance", "Sales", "Logistics", "Audit")
VERDICTS = ("keep", "adapt", "drop", "unclear")
OUTCOMES = ("tried", "tried", "partly", "not", "no-occasion")
_SAID = """
delegate feedback meeting silence deadline numbers customer question pause decision colleague
promise estimate warning agenda minutes doubt thanks mistake handover reason morning call plan
review yellow early late name owner risk change team letter coffee
"""
WORDS = _SAID.split()
FIRST_DAY = date(2024, 1, 8)


def sentence(random: Random, length: int = 9) -> str:
    """Some words that could be a sentence."""
    return " ".join(random.choice(WORDS) for _ in range(length)).capitalize()


def cohort_of(number: int, random: Random) -> Cohort:
    """A cohort of four to six."""
    members = tuple(
        Member(
            id=f"{first}-{LAST[(n + number) % 6]}".lower(),
            name=f"{first} {LAST[(n + number) % 6]}",
            role=f"Head of {UNITS[(n + number) % 6].lower()}",
            level="Head of unit",
            unit=UNITS[(n + number) % 6],
            joined=FIRST_DAY,
        )
        for n, first in enumerate(FIRST[: random.choice((4, 5, 6))])
    )
    return Cohort(
        format=1,
        id=f"cohort-{number}",
        name=f"Cohort {number}",
        theme="Telling people early what they do not want to hear",
        formed=FIRST_DAY,
        members=members,
    )


def meetings_of(cohort: Cohort, count: int, random: Random, known: list[str]) -> Iterator[Meeting]:
    """Meetings in turn: explore makes strategies and experiments, reflect reports and lessons.

    Args:
        cohort: whose meetings they are.
        count: how many.
        random: where chance comes from.
        known: the whole names of strategies so far, of which some are taken over; it grows.
    """
    agendas = shipped_agendas()
    experiments: tuple[Experiment, ...] = ()
    for number in range(1, count + 1):
        explores = number % 2 == 1
        agenda = agendas["explore" if explores else "reflect"].with_variant(number)
        meeting = Meeting(
            format=1,
            cohort=cohort.id,
            number=number,
            held_on=FIRST_DAY + timedelta(weeks=4 * number),
            state="finished",
            facilitator=cohort.members[number % len(cohort.members)].id,
            attendance=tuple(Attendance(member=m.id, presence="present") for m in cohort.members),
            agenda=agenda,
        )
        if explores:
            meeting, experiments = _explored(meeting, cohort, random, known)
        else:
            meeting = _reflected(meeting, experiments, random)
        yield meeting


def _explored(
    meeting: Meeting, cohort: Cohort, random: Random, known: list[str]
) -> tuple[Meeting, tuple[Experiment, ...]]:
    n, plans = meeting.number, []
    for m, member in enumerate(cohort.members, start=1):
        meeting = meeting.with_record(
            Challenge(
                id=f"m{n}-challenge-{m}",
                segment="cases",
                disclosure="group",
                member=member.id,
                title=sentence(random, 4),
                case=f"secret-of-the-room {sentence(random, 40)}",
            )
        )
        meeting = meeting.with_record(
            Thought(
                id=f"m{n}-thought-{m}",
                segment="causes",
                disclosure="group",
                grew_from=(f"m{n}-challenge-{m}",),
                text=sentence(random),
            )
        )
        same = random.choice(known) if known and random.random() < 0.2 else ""
        meeting = meeting.with_record(
            Strategy(
                id=f"m{n}-strategy-{m}",
                segment="own-ideas",
                disclosure="group",
                grew_from=(f"m{n}-thought-{m}",),
                text=sentence(random),
                source="ledger" if same else "own",
                same_as=same.removeprefix(f"{cohort.id}/"),
            )
        )
        known.append(f"{cohort.id}/m{n}-strategy-{m}")
    for m, member in enumerate(cohort.members, start=1):
        plan = Experiment(
            id=f"m{n}-experiment-{m}",
            segment="experiments",
            disclosure="group",
            grew_from=(f"m{n}-strategy-{random.randint(1, len(cohort.members))}",),
            member=member.id,
            situation=sentence(random, 5),
            action=sentence(random, 5),
            by=meeting.held_on + timedelta(weeks=4),
        )
        meeting = meeting.with_record(plan)
        plans.append(plan)
    return meeting, tuple(plans)


def _reflected(meeting: Meeting, plans: tuple[Experiment, ...], random: Random) -> Meeting:
    n = meeting.number
    for m, plan in enumerate(plans, start=1):
        report = PracticeReport.model_validate(
            {
                "id": f"m{n}-report-{m}",
                "segment": "reports",
                "disclosure": "group",
                "grew_from": (plan.id,),
                "member": plan.member,
                "outcome": random.choice(OUTCOMES),
                "happened": sentence(random, 20),
                "verdict": random.choice((None, *VERDICTS)),
            }
        )
        meeting = meeting.with_record(report)
        if not report.was_practised or random.random() < 0.2:
            continue
        is_released = random.random() < 0.6
        meeting = meeting.with_record(
            Lesson.model_validate(
                {
                    "id": f"m{n}-lesson-{m}",
                    "segment": "lessons",
                    "disclosure": "organisation" if is_released else "group",
                    "grew_from": (report.id,),
                    "member": plan.member,
                    "insight": sentence(random),
                    "conditions": sentence(random, 5),
                    "verdict": random.choice(VERDICTS),
                    "consent": meeting.held_on if is_released else None,
                    "strategy": sentence(random) if is_released else "",
                    "cause": sentence(random) if is_released else "",
                }
            )
        )
    return meeting


def build(folder: Path, cohorts: int, meetings: int, seed: int = 1) -> Workspace:
    """Make the workspace; the files are written as the program writes them, but not flushed."""
    random = Random(seed)
    workspace = Workspace.create(folder, "Blue Harbour")
    known: list[str] = []
    for number in range(1, cohorts + 1):
        cohort = cohort_of(number, random)
        place = folder / "cohorts" / cohort.id / "meetings"
        place.mkdir(parents=True)
        _write(place.parent / "cohort.toml", cohort)
        for meeting in meetings_of(cohort, meetings, random, known):
            _write(place / f"{meeting.number:03d}-{meeting.agenda.key}.toml", meeting)
    return workspace


def _write(path: Path, record: Cohort | Meeting) -> None:
    table = record.model_dump(exclude_defaults=True, exclude_none=True)
    path.write_text(render(table), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cohorts", type=int, default=3)
    parser.add_argument("--meetings", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    build(given.folder, given.cohorts, given.meetings, given.seed)
