"""The programme for its sponsor: all cohorts, released words, roles, and numbers that hide."""

import os
from pathlib import Path

import pytest

from peergroup_cli.exports.layouts import LAYOUTS
from peergroup_cli.exports.programme import Part, names_in_programme, part_of, programme
from peergroup_cli.exports.programme_document import programme_document
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import KINDS, Meeting
from peergroup_cli.model.people import Member
from peergroup_cli.model.record import slug
from peergroup_cli.model.stages import Experiment, Lesson, PracticeReport, Strategy
from peergroup_cli.privacy.names import FORMER
from tests.exports.hard import HOSTILE
from tests.exports.parts import FIRST, THIRD
from tests.exports.reading import Page, words_of
from tests.exports.sample import cohort, explore, meetings, reflect

GOLDEN = Path(__file__).parent / "golden"
EMPTY = dict.fromkeys(KINDS.values(), ())
SIX = ("ada", "bo", "cleo", "dov", "eli", "fay")


def group(name: str, people: tuple[str, ...] = SIX) -> Cohort:
    members = tuple(
        Member(
            id=one,
            name=f"{one.capitalize()} {name}son",
            role=f"Lead {number}",
            level="Band 4",
            unit=f"Unit {number}",
            joined=FIRST,
        )
        for number, one in enumerate(people, start=1)
    )
    return Cohort(
        format=1, id=slug(name, "cohort"), name=name, theme="Change", formed=FIRST, members=members
    )


def practised(cohort_id: str, people: tuple[str, ...], **lesson: str) -> list[Meeting]:
    """A strategy that each of these people tried, with a released lesson."""
    strategy = Strategy(
        id="m2-strategy-1",
        segment="ideas",
        disclosure="group",
        text="Kept inside",
        source="own",
        same_as=lesson.pop("same_as", ""),
    )
    plans, reports, lessons = [], [], []
    for number, one in enumerate(people, start=1):
        common = {"member": one, "disclosure": "group"}
        plan = {"id": f"m2-experiment-{number}", "segment": "plans", "action": "Inside, too"}
        plans.append(Experiment(**plan, **common, grew_from=(strategy.id,)))
        report = {
            **common,
            "id": f"m3-report-{number}",
            "segment": "reports",
            "grew_from": (f"m2-experiment-{number}",),
            "outcome": "tried",
            "did": "Inside as well",
            "verdict": "keep",
        }
        reports.append(PracticeReport.model_validate(report))
        released = {
            **common,
            "id": f"m3-lesson-{number}",
            "segment": "lessons",
            "grew_from": (f"m3-report-{number}",),
            "disclosure": "organisation",
            "consent": THIRD,
            "insight": f"It works {number}",
            "strategy": "Say it first",
            "verdict": "keep",
            **lesson,
        }
        lessons.append(Lesson.model_validate(released))
    first = explore().changed(**{**EMPTY, "strategies": (strategy,), "experiments": plans})
    second = reflect().changed(**{**EMPTY, "reports": reports, "lessons": lessons})
    return [one.changed(cohort=cohort_id, state="finished") for one in (first, second)]


def two_groups() -> list[Part]:
    return [
        part_of(group("North"), practised("north", SIX)),
        part_of(group("South"), practised("south", SIX[:2], same_as="north/m2-strategy-1")),
    ]


def written(*parts: Part, name: str = "markdown", organisation: str = "Blue Harbour") -> str:
    document = programme_document(programme(organisation, parts))
    return LAYOUTS[name].render(document).decode()


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_the_programme_is_the_golden_file_byte_for_byte(name: str) -> None:
    quay = [one.changed(cohort="quay") for one in meetings()]
    parts = [part_of(cohort().changed(id="quay"), quay), *two_groups()]
    made = written(*parts, name=name).encode()
    path = GOLDEN / f"programme{LAYOUTS[name].endings[0]}"
    if os.environ.get("PEERGROUP_GOLDEN") == "1":
        path.write_bytes(made)
    assert made == path.read_bytes()


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_the_programme_can_be_laid_out_in_the_other_formats(name: str) -> None:
    pytest.importorskip({"docx": "docx", "pdf": "typst"}[name])
    document = programme_document(programme("Blue Harbour", two_groups()))
    made = LAYOUTS[name].render(document)
    assert made == LAYOUTS[name].render(document)
    for words in ("Say it first", "Lead 1", "What was withheld, and why"):
        assert words in words_of(name, made)


def test_a_strategy_that_was_linked_over_two_cohorts_is_one() -> None:
    told = programme("", two_groups())
    assert [(one.text, len(one.lessons)) for one in told.strategies] == [("Say it first", 8)]
    assert told.strategies[0].standing == "tried 8 times by 8 managers in 2 cohorts: kept 8"


def test_a_strategy_that_few_people_tried_has_its_lessons_and_no_numbers() -> None:
    (few,) = programme("", [two_groups()[1]]).strategies
    assert (few.standing, len(few.lessons)) == ("", 2)
    assert "No numbers: fewer than five people have told of it." in written(two_groups()[1])


def test_verdicts_of_few_people_are_not_counted_beside_those_of_many() -> None:
    north = practised("north", SIX)
    last = north[1].lessons[-1].changed(verdict="drop")
    mixed = part_of(group("North"), [north[0], north[1].with_record(last)])
    (one,) = programme("", [mixed]).strategies
    assert one.standing == "tried 6 times by 6 managers in 1 cohort"


def test_a_small_cohort_is_told_without_its_numbers_and_without_those_of_all() -> None:
    shown = written(*two_groups())
    assert "| North | 5 November 2026 | 2 | 6 | 6 |" in shown
    assert "| South | 5 November 2026 | 2 | withheld | withheld |" in shown
    assert "- experiments planned: withheld, for the reason below" in shown
    # two of the small cohort, and three of all: experiments, tests and verdicts
    assert "Here that withholds 5 numbers." in shown
    assert "5 numbers (fewer than five people behind such a number)" in shown


def test_where_every_number_hides_its_people_that_is_said() -> None:
    assert "Here no number had to be withheld." in written(two_groups()[0])


def test_nothing_but_what_was_released_leaves_and_no_name_and_no_cohort_with_a_lesson() -> None:
    shown = written(*two_groups())
    for inside in (
        "Kept inside",
        "Inside, too",
        "Inside as well",
        "Change",
        "m3-lesson",
        "Northson",
    ):
        assert inside not in shown
    learned = shown[shown.index("## What was tried") : shown.index("## What was withheld")]
    assert "North" not in learned
    assert "South" not in learned
    assert learned.count("*Released:* 7 January 2027") == 8


def test_who_is_in_two_cohorts_is_one_manager() -> None:
    again = group("North").changed(id="north-2", name="North 2")
    told = programme("", [part_of(group("North"), []), part_of(again, [])])
    assert told.managers == 6
    erased = [one.changed(name=FORMER) for one in group("East").members]
    others = [part_of(group("East").changed(members=tuple(erased)), [])]
    assert programme("", others).managers == 6


def test_cohorts_stand_by_name_whatever_they_did() -> None:
    parts = two_groups()
    assert written(*parts) == written(*reversed(parts))
    shown = written(*reversed(parts))
    assert shown.index("| North |") < shown.index("| South |")


def test_a_lesson_whose_strategy_was_not_released_with_it_is_told_alone() -> None:
    part = part_of(group("North"), practised("north", SIX[:1], strategy=""))
    told = programme("", [part])
    assert (told.strategies, len(told.lessons)) == ((), 1)
    assert "### Lessons whose strategy was not released with them" in written(part)
    loose = practised("north", SIX[:1])[1]
    assert len(programme("", [part_of(group("North"), [loose])]).lessons) == 1


def test_a_programme_without_cohorts_and_one_without_lessons_say_so() -> None:
    assert "There is no cohort yet." in written()
    shown = written(part_of(group("North"), []))
    assert "No lesson has been released yet." in shown
    assert "| North | 5 November 2026 | 0 | withheld | withheld |" in shown


def test_a_cohort_that_has_ended_is_told_with_its_day() -> None:
    ended = group("North").changed(ended=THIRD)
    shown = written(part_of(ended, []))
    assert "5 November 2026, ended on 7 January 2027" in shown
    assert "1 cohort, of which one has ended" in shown


def test_the_organisation_is_that_of_the_workspace_or_the_one_of_all_cohorts() -> None:
    parts = [part_of(group(one).changed(organisation="Quay"), []) for one in ("North", "South")]
    assert programme("Blue Harbour", parts).organisation == "Blue Harbour"
    assert programme("", parts).organisation == "Quay"
    assert programme("", [*parts, *two_groups()]).organisation == ""
    assert written(organisation="").startswith("# The programme: peer learning groups\n")


def test_names_of_members_of_every_cohort_are_looked_for_in_every_text() -> None:
    south = group("South", ("gus",))
    north = practised("north", SIX, conditions="When Gus was there")
    told = programme("", [part_of(group("North"), north), part_of(south, [])])
    found = names_in_programme(told)
    assert {one.name for one in found} == {"Gus"}
    assert found[0].where == "north/m3-lesson-1, conditions"
    named = programme("Blue Fay", [part_of(group("Bo's", ("bo", "fay")), [])])
    assert [one.where for one in names_in_programme(named)] == [
        "the organisation's name",
        "the name of the cohort bo-s",
    ]


def test_no_hostile_text_changes_the_structure_of_the_page() -> None:
    tags = []
    for texts in (HOSTILE, ["plain"] * len(HOSTILE)):
        parts = [
            part_of(group(f"C{n}"), practised(f"c{n}", SIX[:1], insight=text, conditions=text))
            for n, text in enumerate(texts)
        ]
        page = Page(written(*parts, name="html"))
        assert page.open == []
        tags.append([tag for tag in page.tags if tag != "br"])
    assert tags[0] == tags[1]
