"""What records refuse, and what they answer about themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from peergroup_cli.model.agenda import Agenda
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.disclosure import WIDENING, is_wider
from peergroup_cli.model.record import clean_name, clean_text, free_slug, slug
from peergroup_cli.model.stages import Experiment, Lesson
from tests.session.table import FIRST_DAY, agenda, cohort, segment

LESSON = {
    "id": "m2-lesson-1",
    "segment": "lessons",
    "member": "ada",
    "insight": "Ask first",
    "disclosure": "organisation",
}


def test_a_lesson_is_for_the_organisation_only_with_the_date_of_its_owners_yes() -> None:
    with pytest.raises(ValidationError, match="consent"):
        Lesson.model_validate(LESSON)
    assert Lesson.model_validate({**LESSON, "consent": FIRST_DAY}).consent == FIRST_DAY


def test_an_experiment_is_planned_once_it_has_a_situation_or_an_action() -> None:
    empty = Experiment(id="m1-experiment-1", segment="x", disclosure="group", member="ada")
    assert not empty.is_planned
    assert empty.changed(action="ask").is_planned


def test_a_record_knows_no_unknown_key_and_does_not_change() -> None:
    with pytest.raises(ValidationError):
        cohort().changed(colour="red")
    with pytest.raises(ValidationError):
        setattr(cohort(), "name", "Other")  # noqa: B010 - mypy knows that it is frozen


def test_a_cohort_has_at_most_six_members_who_have_not_left() -> None:
    six = cohort(6)
    seventh = six.members[0].changed(id="gus", name="Gus")
    with pytest.raises(ValidationError, match="at most 6"):
        six.with_member(seventh)
    left = six.with_member(six.members[0].changed(left=FIRST_DAY))
    assert len(left.with_member(seventh).present_members) == 6


def test_two_members_never_have_the_same_id() -> None:
    ada = cohort().members[0]
    with pytest.raises(ValidationError, match="ada-brook"):
        Cohort.model_validate({**dict(cohort()), "members": (ada, ada)})


def test_a_member_who_is_not_known_is_called_by_the_id() -> None:
    assert cohort().name_of("ada-brook") == "Ada Brook"
    assert cohort().name_of("long-gone") == "long-gone"


def test_an_agenda_sums_to_its_minutes_and_names_each_segment_once() -> None:
    whole = agenda(segment("silence"))
    with pytest.raises(ValidationError, match="the segments take 20 minutes"):
        whole.changed(minutes=21)
    with pytest.raises(ValidationError, match="same key"):
        agenda(segment("silence"), segment("silence"))


def test_an_agenda_without_a_rail_walks_all_five_stages_in_their_order() -> None:
    keys = ("discuss", "articulate", "gain", "practice", "reflect")
    walked = [segment("silence", key=key, stage=key) for key in keys]
    whole = {**dict(agenda()), "rail": (), "minutes": 50}
    assert Agenda.model_validate({**whole, "segments": tuple(walked)}).steps[0].title == "Discuss"
    for wrong in (walked[1:], [walked[1], walked[0], *walked[2:]]):
        with pytest.raises(ValidationError, match="discuss, articulate, gain"):
            Agenda.model_validate({**whole, "segments": tuple(wrong), "minutes": 10 * len(wrong)})


def test_no_segment_notes_for_the_whole_organisation() -> None:
    with pytest.raises(ValidationError):
        segment("list", disclosure="organisation", questions=({"key": "a", "label": "A"},))


def test_a_round_or_list_needs_questions_with_keys_of_their_own() -> None:
    with pytest.raises(ValidationError, match="at least one question"):
        segment("round")
    with pytest.raises(ValidationError, match="same key"):
        segment("list", questions=({"key": "a", "label": "A"}, {"key": "a", "label": "B"}))


def test_a_time_zone_is_known_or_refused_unless_the_system_knows_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ada = cohort().members[0]
    assert ada.changed(time_zone="Europe/Paris").time_zone == "Europe/Paris"
    with pytest.raises(ValidationError, match="time zone"):
        ada.changed(time_zone="Mars/Olympus")
    monkeypatch.setattr("zoneinfo.available_timezones", set)
    assert ada.changed(time_zone="Mars/Olympus").time_zone == "Mars/Olympus"


def test_a_wider_class_is_one_that_more_people_may_read() -> None:
    assert [is_wider("group", one) for one in WIDENING] == [True, True, False, False]


def test_line_ends_become_one_kind() -> None:
    assert clean_text("a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zoë Brook", "zoe-brook"),
        ("  A  b ", "a-b"),
        ("../../etc", "etc"),
        ("con", "cohort-con"),
        ("LPT1", "cohort-lpt1"),
        ("שלום", "cohort"),
        ("", "cohort"),
        ("ﬁne", "fine"),
        ("Łukasz Wałęsa", "lukasz-walesa"),
        ("K\u0131l\u0131ç İnan", "kilic-inan"),
        ("Weiß STRAẞE", "weiss-strasse"),
        ("Sørensen Ærø Þór Guðrún", "sorensen-aero-thor-gudrun"),
        ("Đorđe Œuvre", "dorde-oeuvre"),
        ("x" * 300, "x" * 40),
    ],
)
def test_a_slug_is_a_safe_word_for_a_path(name: str, expected: str) -> None:
    assert slug(name, "cohort") == expected


@given(st.text(max_size=300))
def test_any_name_gives_a_slug_of_letters_digits_and_single_hyphens(name: str) -> None:
    made = free_slug(name, "cohort", {"cohort", "a"})
    assert made
    assert made not in ("cohort", "a")
    assert all(
        (part.isalnum() and part.isascii() and part.islower()) or part.isdigit()
        for part in made.split("-")
    )


@given(st.text())
def test_a_clean_name_is_one_line_or_refused(name: str) -> None:
    try:
        clean = clean_name(name)
    except ValueError:
        return
    assert clean == clean.strip() != ""
    assert len(clean.splitlines()) == 1
