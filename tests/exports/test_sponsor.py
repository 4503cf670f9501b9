"""The sponsor's sheet: what was released, roles for names, and numbers that hide people."""

from datetime import date

import pytest

from peergroup_cli.exports.audience import Audience, Release, cohort_for, release
from peergroup_cli.exports.formats import FORMATS
from peergroup_cli.exports.sponsor import names_standing, sponsor_sheet
from peergroup_cli.model.meeting import KINDS, Meeting
from peergroup_cli.model.stages import Experiment, Lesson, Outcome, PracticeReport, Verdict
from tests.exports.parts import THIRD
from tests.exports.reading import cells_of, words_of
from tests.exports.reading import markdown as render
from tests.exports.sample import cohort, explore, learning_together, meetings, reflect

SPONSOR = Audience("sponsor")
EMPTY = dict.fromkeys(KINDS.values(), ())


def lesson(number: int = 1, member: str = "ada", **fields: object) -> Lesson:
    told = {"id": f"m3-lesson-{number}", "segment": "lessons", "member": member}
    released = {"disclosure": "organisation", "consent": THIRD, "insight": "Say it first"}
    return Lesson.model_validate({**told, **released, **fields})


def holding(*lessons: Lesson) -> Meeting:
    return reflect().changed(**{**EMPTY, "lessons": lessons})


def practised(outcomes: dict[str, Outcome], verdicts: dict[str, Verdict]) -> list[Meeting]:
    """An experiment of each member, and what was reported on it, if anything was."""
    plans = tuple(
        Experiment(
            id=f"m2-experiment-{n}", segment="plans", disclosure="group", member=one, action="Try"
        )
        for n, one in enumerate(verdicts, start=1)
    )
    reports = tuple(
        PracticeReport(
            id=f"m3-report-{plan.id[-1]}",
            segment="reports",
            disclosure="group",
            grew_from=(plan.id,),
            member=plan.member,
            outcome=outcomes.get(plan.member, "tried"),
            verdict=verdicts[plan.member],
        )
        for plan in plans
        if outcomes.get(plan.member) != "no-occasion"
    )
    return [
        explore().changed(**{**EMPTY, "experiments": plans}, state="finished"),
        reflect().changed(**{**EMPTY, "reports": reports}, state="finished"),
    ]


def counts(*read: Meeting) -> dict[str, int | None]:
    return {one.what: one.number for one in sponsor_sheet(cohort(), read).counts}


def sheet_of(*read: Meeting) -> tuple[Release, str]:
    out = release(read, SPONSOR, cohort=cohort())
    return out, render(cohort_for(cohort(), out), out)


def test_a_released_lesson_has_a_role_and_the_day_of_the_yes_and_what_was_released_with_it() -> (
    None
):
    one = lesson(conditions="On a Monday", verdict="keep", strategy="Say thanks", cause="Fear")
    _, shown = sheet_of(holding(one))
    assert "**Head of Care \\| Ward 3**: Say it first `m3-lesson-1`" in shown
    for line in ("Conditions:* On a Monday", "Strategy:* Say thanks", "Cause:* Fear"):
        assert line in shown
    assert "Verdict:* keep" in shown
    assert "Released:* 7 January 2027" in shown
    assert "Ada" not in shown
    assert "ada" not in shown


def test_without_a_dated_yes_nothing_leaves_whatever_its_class() -> None:
    thought = explore().thoughts[0].changed(disclosure="organisation")
    kept = lesson(2, disclosure="group", consent=None, insight="For us")
    read = explore().changed(**{**EMPTY, "thoughts": (thought,), "lessons": (kept,)})
    out, shown = sheet_of(read)
    assert out.notes == ()
    assert "None has been released yet." in shown
    assert thought.text not in shown
    assert "1 entry of class “organisation” (no lesson with its owner's dated yes)" in shown


def test_no_challenge_text_leaves_for_the_sponsor() -> None:
    _, shown = sheet_of(*meetings())
    assert "Saying no" not in shown
    assert "1 challenge (no text of a challenge leaves the group)" in shown


def test_what_any_format_is_given_holds_no_name_and_no_id_of_a_person() -> None:
    out, _ = sheet_of(holding(lesson(), lesson(2, "bo")))
    shown = cohort_for(cohort(), out)
    assert [one.name for one in shown.members] == ["Head of Care | Ward 3", "1. Lead"]
    for one in cohort().members:
        assert one.name not in f"{out}{shown}"
        assert f"'{one.id}'" not in f"{out}{shown}"
    assert "example.com" not in f"{out}{shown}"


def test_the_sponsor_needs_the_cohort_for_its_roles() -> None:
    with pytest.raises(ValueError, match="cohort"):
        release(meetings(), SPONSOR)


FIVE: dict[str, Verdict] = dict.fromkeys(("a", "b", "c", "d", "e"), "keep")


def test_numbers_of_five_people_are_told() -> None:
    assert counts(*practised({}, FIVE)) == {
        "experiments planned": 5,
        "experiments tried at work": 5,
        "of them with the verdict keep": 5,
    }


def test_numbers_of_fewer_people_are_withheld_and_that_is_said() -> None:
    four = practised({}, {one: FIVE[one] for one in "abcd"})
    assert set(counts(*four).values()) == {None}
    out, shown = sheet_of(*four)
    assert "experiments planned: withheld, as fewer than five people stand behind it" in shown
    assert "3 numbers (fewer than five people behind such a number)" in shown
    assert out.withheld["too few"] == 3


@pytest.mark.parametrize("outcome", ["not", "no-occasion"])
def test_a_number_that_would_tell_on_the_one_who_is_missing_is_withheld(outcome: Outcome) -> None:
    six: dict[str, Verdict] = {**FIVE, "f": "keep"}
    found = counts(*practised({"f": outcome}, six))
    assert found["experiments planned"] == 6
    assert found["experiments tried at work"] is None


def test_one_verdict_of_few_people_withholds_them_all() -> None:
    six: dict[str, Verdict] = {**FIVE, "f": "drop"}
    found = counts(*practised({}, six))
    assert found["experiments tried at work"] == 6
    assert found["verdicts"] is None
    assert "of them with the verdict keep" not in found


def test_five_tests_of_one_person_are_no_five_people() -> None:
    one_person = practised({}, FIVE)[0].experiments
    same = tuple(one.changed(member="ada") for one in one_person)
    assert (
        counts(explore().changed(**{**EMPTY, "experiments": same}))["experiments planned"] is None
    )


def test_names_are_looked_for_in_every_text_that_leaves() -> None:
    parts = ("insight", "conditions", "strategy", "cause")
    for part in parts:
        read = holding(lesson().changed(**{part: "as Cy_Cy said"}))
        (found,) = names_standing(cohort(), sponsor_sheet(cohort(), [read]))
        assert found.where == f"m3-lesson-1, {part}"
    boss = cohort().members[0].changed(role="Deputy of Ori, or אורי")
    other = cohort().with_member(boss)
    found_too = names_standing(other, sponsor_sheet(other, [holding(lesson())]))
    assert [one.where for one in found_too] == ["m3-lesson-1, role"]


def test_the_facilitator_reads_the_minutes_and_the_private_notes_and_is_told_so() -> None:
    out = release(meetings(), Audience("facilitator"))
    shown = render(cohort(), out)
    assert "**For the facilitator alone**" in shown
    notes = [note.text for one in meetings() for note in one.private_notes]
    assert notes
    assert sum(len(one.meeting.private_notes) for one in out.notes) == len(notes)
    assert "private note" not in out.withheld
    minutes = release(meetings(), Audience())
    assert [one.meeting.captured for one in out.notes] == [
        one.meeting.captured for one in minutes.notes
    ]


def test_the_days_of_meetings_that_are_still_open_do_not_count() -> None:
    opened = explore().changed(state="open", held_on=date(2027, 2, 1))
    assert sponsor_sheet(cohort(), [learning_together(), opened]).meetings == 1


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_the_sponsor_the_same_and_no_name(name: str) -> None:
    one = lesson(conditions="On a Monday", verdict="keep", strategy="Say thanks", cause="Fear")
    out = release([explore(), holding(one)], SPONSOR, cohort=cohort())
    found = words_of(name, FORMATS[name].render(cohort_for(cohort(), out), out)).replace("\\", "")
    for told in ("Head of Care | Ward 3", "Say it first", "On a Monday", "Say thanks", "Fear"):
        assert told in found
    assert "withheld" in found
    assert "Ada" not in found


def test_as_a_table_there_is_a_row_for_each_number_and_each_lesson_and_no_formula() -> None:
    out = release([holding(lesson(insight="=1+1", verdict="drop"))], SPONSOR, cohort=cohort())
    heads, *rows = cells_of(FORMATS["csv"].render(cohort_for(cohort(), out), out))
    told = [dict(zip(heads, row, strict=True)) for row in rows]
    assert {one["text"]: one["number"] for one in told if one["kind"] == "count"} == {
        "meetings held": "0",
        "experiments planned": "withheld",
        "experiments tried at work": "withheld",
        "verdicts": "withheld",
    }
    (found,) = (one for one in told if one["kind"] == "lesson")
    assert found["text"] == "'=1+1"
    assert found["role"] == "Head of Care | Ward 3"
    assert (found["verdict"], found["released"]) == ("drop", "2027-01-07")
