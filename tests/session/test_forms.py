"""What each form asks, and what it notes."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from peergroup_cli.model.agenda import Question, Segment
from peergroup_cli.model.calendar import PlannedSession
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.session import events
from peergroup_cli.session.forms.closing import Closing
from peergroup_cli.session.forms.rewording import revised
from peergroup_cli.session.scene import Scene
from tests.session.table import FIRST_DAY, Table, agenda, segment, shipped


def explored() -> Meeting:
    """An explore meeting in which Ada and Bo planned an experiment."""
    table = Table.with_forms(
        segment("challenges"),
        segment("thoughts"),
        segment("strategies"),
        segment("experiments"),
    )
    table.say("Ada's title", "Ada's case", "Bo's title", "Bo's case", "")
    table.say("A cause", "Ada: Another cause", "", "m 1", "outside")
    table.say("A strategy", "Bo: Another strategy", "", "1", "1 2")
    table.say("1", "it is Friday", "ask first", "no time", "they smile", "2026-11-20", "bo")
    table.say("2", "it rains", "walk", "", "", "", "")
    table.finish()
    return table.meeting


def test_attendance_names_who_is_missing_and_who_comes_later() -> None:
    table = Table.with_agenda(agenda())
    table.say("Cleo", "bo")
    assert {a.member: a.presence for a in table.meeting.attendance} == {
        "ada-brook": "present",
        "bo-lind": "late",
        "cleo-hart": "absent",
    }
    assert table.meeting.taking_part == ("ada-brook", "bo-lind")


def test_attendance_can_be_corrected() -> None:
    table = Table.with_agenda(agenda())
    table.say("1 2", "")
    table.happens(events.Back)
    table.happens(events.Back)
    assert table.question.earlier == "Ada Brook, Bo Lind"
    table.say("nobody")
    assert table.meeting.taking_part == ("ada-brook", "bo-lind", "cleo-hart")


def test_nobody_at_all_is_no_meeting() -> None:
    table = Table.with_agenda(agenda())
    with pytest.raises(ValueError, match="Somebody"):
        table.say("1, 2, 3")


def test_the_facilitator_is_the_one_announced_if_present_and_else_by_rota() -> None:
    before = Table.with_agenda(agenda()).finish()
    announced = before.changed(facilitator="ada-brook", next_facilitator="cleo-hart")
    table = Table.with_agenda(agenda(), earlier=(announced,))
    table.say("", "")
    assert table.question.default == "Cleo Hart"
    table = Table.with_agenda(agenda(), earlier=(announced,))
    table.say("Cleo", "")
    assert table.question.default == "Bo Lind"


def test_the_guidelines_are_shown_at_the_opening() -> None:
    agreed = Table.with_forms(
        segment("guidelines", questions=(Question(key="trust", label="Trust"),))
    )
    agreed.say("We keep it here.")
    table = Table.with_agenda(agenda(), earlier=(agreed.finish(),))
    table.say("", "", "")
    assert table.question.field == "scribe"
    assert "· We keep it here." in table.question.about


def test_each_open_experiment_is_asked_about_with_one_key() -> None:
    table = Table.with_agenda(agenda(), earlier=(explored(),))
    table.say("", "", "", "")
    assert table.question.about == (
        "Ada Brook: if it is Friday, then I will ask first (by 2026-11-20)",
    )
    table.say("t", "n")
    assert [(r.member, r.outcome, r.grew_from) for r in table.meeting.reports] == [
        ("ada-brook", "tried", ("m1-experiment-1",)),
        ("bo-lind", "not", ("m1-experiment-2",)),
    ]


def test_absent_members_are_not_asked_what_became_of_their_experiment() -> None:
    table = Table.with_agenda(agenda(), earlier=(explored(),))
    table.say("Ada", "", "", "")
    assert table.question.subject == "m1-experiment-2"


def test_each_stage_makes_its_record_and_points_back_at_its_source() -> None:
    meeting = explored()
    ada, bo = meeting.challenges
    assert (ada.title, ada.case, ada.case_disclosure) == ("Ada's title", "Ada's case", "room")
    first, second = meeting.thoughts
    assert (first.control, first.grew_from) == ("mine", (ada.id,))
    assert (second.member, second.control) == ("ada-brook", "outside")
    assert second.grew_from == (ada.id, bo.id)
    one, two = meeting.strategies
    assert one.grew_from == (first.id,)
    assert (two.member, two.grew_from) == ("bo-lind", (first.id, second.id))
    plan = meeting.experiments[0]
    assert (plan.situation, plan.action, plan.grew_from) == (
        "it is Friday",
        "ask first",
        (one.id,),
    )
    assert (plan.by, plan.partner) == (date(2026, 11, 20), "bo-lind")


def test_a_strategy_in_own_words_becomes_a_strategy_of_its_own() -> None:
    table = Table.with_forms(segment("strategies"), segment("experiments"))
    table.say("Listed", "", "Something quite different", "when", "then")
    assert [s.text for s in table.meeting.strategies] == ["Listed", "Something quite different"]
    assert table.meeting.experiments[0].grew_from == ("m1-strategy-2",)


def test_a_number_that_is_not_listed_is_asked_again() -> None:
    table = Table.with_forms(segment("strategies"), segment("experiments"))
    table.say("Listed", "")
    with pytest.raises(ValueError, match="one of: 1"):
        table.say("7")


def test_a_plan_does_not_begin_twice() -> None:
    table = Table.with_forms(segment("experiments"))
    table.say("a plan", "If it rains", "then I will walk", "", "", "", "")
    table.say("another", "iffy weather", "I'll stay")
    plans = [(plan.situation, plan.action) for plan in table.meeting.experiments]
    assert plans == [("it rains", "walk"), ("iffy weather", "stay")]


def test_everybody_has_the_same_number_in_every_question() -> None:
    table = Table.with_forms(segment("experiments"), size=4)
    table.say("a plan", "if", "then", "", "", "")
    assert table.question.field == "partner"
    assert [(c.key, c.value) for c in table.question.choices] == [
        ("2", "bo-lind"),
        ("3", "cleo-hart"),
        ("4", "dov-marsh"),
    ]


def test_a_strategy_to_pick_shows_the_marks_that_it_was_given() -> None:
    table = Table.with_forms(segment("strategies"), segment("marks"), segment("experiments"))
    table.say("one", "two", "", "2 2", "2", "")
    assert table.question.about == ("1  one", "2  two · marks: 3")


def test_partner_and_date_are_proposed() -> None:
    table = Table.with_forms(segment("experiments"), size=4)
    table.say("a plan", "if", "then", "", "")
    assert table.question.default == "2026-12-03"
    table.say("")
    assert table.question.default
    table.say("")
    plan = table.meeting.experiments[0]
    assert plan.by == date(2026, 12, 3)
    assert plan.partner not in (None, plan.member)


def test_marks_are_given_by_number_and_a_number_may_stand_twice() -> None:
    table = Table.with_forms(segment("strategies"), segment("marks"))
    table.say("one", "two", "three", "", "1 3", "2 2")
    assert [(m.member, m.to) for m in table.meeting.marks] == [
        ("bo-lind", ("m1-strategy-1", "m1-strategy-3")),
        ("cleo-hart", ("m1-strategy-2", "m1-strategy-2")),
    ]
    with pytest.raises(ValueError, match="2 marks each"):
        table.say("1 2 3")


def test_marks_can_be_corrected() -> None:
    table = Table.with_forms(segment("strategies"), segment("marks"))
    table.say("one", "two", "", "1 2")
    table.happens(events.Back)
    assert table.question.earlier == "1 2"
    table.say("2")
    assert [m.to for m in table.meeting.marks] == [("m1-strategy-2",)]


def test_a_presence_round_keeps_no_word() -> None:
    table = Table.with_forms(segment("presence", disclosure="room"))
    table.say("", "p")
    with pytest.raises(ValueError, match="one of: s shared · p passed"):
        table.say("a long story of betrayal")
    table.finish()
    assert [turn.outcome for turn in table.meeting.turns] == ["shared", "passed", "shared"]
    assert table.meeting.captured == ()


def test_a_list_ends_with_an_empty_line_and_can_be_reopened() -> None:
    table = Table.with_forms(
        segment("list", questions=(Question(key="a", label="A"), Question(key="b", label="B")))
    )
    table.say("first", "Ada: second", "")
    assert table.ref == "list/1/b"
    table.happens(events.Back)
    table.say("third")
    assert [(e.question, e.text, e.member) for e in table.meeting.entries] == [
        ("a", "first", None),
        ("a", "second", "ada-brook"),
        ("a", "third", None),
    ]


@pytest.mark.parametrize("text", ["Trust: it takes time", "Zoe: not here", ": odd", "Ada:"])
def test_a_colon_is_a_speaker_only_after_the_name_of_one_who_is_here(text: str) -> None:
    table = Table.with_forms(segment("thoughts"))
    table.say(text)
    assert [(t.text, t.member) for t in table.meeting.thoughts] == [(text, None)]


@pytest.mark.parametrize(
    ("typed", "control", "cases"),
    [
        ("m", "mine", (1, 2)),
        ("i 2", "influence", (2,)),
        ("o1,2", "outside", (1, 2)),
        ("2", None, (2,)),
        ("mine to change", "mine", (1, 2)),
    ],
)
def test_a_thought_is_sorted_in_one_answer(
    typed: str, control: str | None, cases: tuple[int, ...]
) -> None:
    table = Table.with_forms(segment("challenges"), segment("thoughts"))
    table.say("one", "", "two", "", "", "A cause", "", typed)
    thought = table.meeting.thoughts[0]
    assert thought.control == control
    assert thought.grew_from == tuple(f"m1-challenge-{number}" for number in cases)


def test_reports_grow_from_experiments_and_not_tried_is_asked_what_got_in_the_way() -> None:
    table = Table.with_forms(segment("reports"), earlier=(explored(),))
    table.turns(ada=["t", "I asked", "They laughed", "So did I"], bo=["not", "No time at all"])
    first, second = sorted(table.meeting.reports, key=lambda report: report.member)
    assert first.grew_from == ("m1-experiment-1",)
    assert (first.did, first.happened, first.surprise) == ("I asked", "They laughed", "So did I")
    assert (second.outcome, second.hindered) == ("not", "No time at all")


def test_an_outcome_noted_at_the_opening_is_not_asked_twice() -> None:
    table = Table.with_agenda(agenda(segment("reports")), earlier=(explored(),))
    table.say("", "", "", "", "t", "p")
    assert table.question.field == "did"
    assert {report.segment for report in table.meeting.reports} == {"reports"}


def test_an_outcome_that_is_corrected_brings_up_its_own_questions() -> None:
    table = Table.with_forms(segment("reports"), earlier=(explored(),))
    table.say("t", "I asked", "They laughed")
    for _ in range(3):
        table.happens(events.Back)
    table.say("n")
    assert table.question.field == "hindered"
    assert table.meeting.reports[0].did == "I asked"


def reflecting(*more: Segment) -> Table:
    """A reflect meeting with one report told, at the first question after it."""
    table = Table.with_forms(
        segment("reports"),
        segment("verdicts"),
        segment("lessons"),
        *more,
        earlier=(explored(),),
    )
    table.turns(ada=["t", "I asked", "They laughed", ""], bo=["n", "busy"])
    return table


def test_the_owner_says_keep_adapt_or_drop() -> None:
    table = reflecting()
    table.turns(ada=["a"], bo=["k"])
    assert {r.member: r.verdict for r in table.meeting.reports} == {
        "ada-brook": "adapt",
        "bo-lind": "keep",
    }


def test_a_lesson_leaves_the_group_only_with_its_owners_dated_yes() -> None:
    table = reflecting()
    table.say("k", "k", "Asking first helps", "On Fridays")
    assert table.question.about == (
        "Ada Brook, others would read:",
        "north/m2-lesson-1 · 2026-11-05 · keep · released",
        "Asking first helps",
        "Tried: A strategy",
        "Cause: A cause",
        "Conditions: On Fridays",
        "Told by: Lead 1, north, 5 November 2026",
    )
    table.say("y")
    lesson = table.meeting.lessons[0]
    assert (lesson.disclosure, lesson.consent) == ("organisation", FIRST_DAY)
    report = table.meeting.record(lesson.grew_from[0])
    assert report is not None
    assert (lesson.verdict, report.grew_from) == ("keep", ("m1-experiment-1",))


def test_whoever_is_asked_for_a_release_hears_where_a_name_stands_in_it() -> None:
    table = reflecting()
    table.say("k", "k", "Asking Bo first helps", "When ADA BROOK is there; I will ask")
    named = [line for line in table.question.about if "stands in" in line]
    assert named == [
        "Bo stands in the lesson: others would read it. Reword it with /back, or leave it.",
        named[0].replace("Bo", "Ada Brook").replace("the lesson", "the conditions"),
    ]


def test_a_name_in_a_cause_of_an_earlier_meeting_is_said_with_what_can_be_done_about_it() -> None:
    before = explored()
    named = before.with_record(before.thoughts[0].changed(text="Nobody asks Ada"))
    table = Table.with_forms(
        segment("reports"), segment("verdicts"), segment("lessons"), earlier=(named,)
    )
    table.turns(ada=["t", "I asked", "They laughed", ""], bo=["n", "busy"])
    table.say("k", "k", "Asking first helps", "")
    assert table.question.about[-1].startswith("Ada stands in the cause: others would read it.")
    assert table.question.about[-1].endswith("Say no, or leave it.")


@pytest.mark.parametrize(
    ("kind", "line"), [("thoughts", "Cause: A cause"), ("strategies", "Tried: A strategy")]
)
def test_the_words_of_somebody_else_go_along_only_where_they_can_be_asked(
    kind: str, line: str
) -> None:
    before = explored()
    what = {"thoughts": "cause", "strategies": "strategy"}[kind]
    for who, said in (
        ("bo-lind", f"Bo Lind said the {what}: a yes only if Bo Lind agrees too."),
        ("gone", f"Left out: the {what}. gone said it, and is not here to agree."),
    ):
        known = getattr(before, kind)[0].changed(member=who)
        table = Table.with_forms(
            segment("reports"),
            segment("verdicts"),
            segment("lessons"),
            earlier=(before.with_record(known),),
        )
        table.turns(ada=["t", "I asked", "They laughed", ""], bo=["n", "busy"])
        table.say("k", "k", "Asking first helps", "")
        assert said in table.question.about
        assert (line in table.question.about) is (who == "bo-lind")
        table.say("y")
        (lesson,) = table.meeting.lessons
        assert (known.text in (lesson.strategy, lesson.cause)) is (who == "bo-lind")


def test_a_lesson_that_is_taken_back_has_no_consent_any_more() -> None:
    table = reflecting()
    table.say("k", "k", "Asking first helps", "On Fridays", "y")
    lesson = table.meeting.lessons[0]
    assert lesson.opened_to("group", FIRST_DAY).consent is None
    assert lesson.opened_to("organisation", FIRST_DAY).consent == FIRST_DAY


def test_without_a_yes_a_lesson_stays_with_the_group() -> None:
    table = reflecting()
    table.say("k", "k", "Asking first helps", "", "")
    assert (table.meeting.lessons[0].disclosure, table.meeting.lessons[0].consent) == (
        "group",
        None,
    )


def test_new_words_in_a_lesson_need_a_new_yes() -> None:
    table = reflecting(segment("silence"))
    table.say("k", "k", "Asking first helps", "On Fridays", "y")
    while table.question.field != "conditions":
        table.happens(events.Back)
    table.say("On any day")
    assert (table.meeting.lessons[0].disclosure, table.meeting.lessons[0].consent) == (
        "group",
        None,
    )
    assert table.question.field == "consent"
    table.say("y")
    assert table.meeting.lessons[0].consent == FIRST_DAY
    assert table.question.segment == "silence"


def test_guidelines_are_agreed_when_everybody_can_live_with_them() -> None:
    wanted = (Question(key="confidentiality", label="Confidentiality"),)
    table = Table.with_forms(segment("guidelines", questions=wanted))
    table.say("It stays here.", "We end on time.", "", "2027-05-01", "", "yes", "y")
    agreed = table.meeting.guidelines
    assert agreed is not None
    assert [line.text for line in agreed.lines] == ["It stays here.", "We end on time."]
    assert (agreed.version, agreed.agreed, agreed.review) == (1, FIRST_DAY, date(2027, 5, 1))
    assert table.meeting.state == "finished"


def test_an_objection_is_worked_in_and_not_outvoted() -> None:
    wanted = (Question(key="confidentiality", label="Confidentiality"),)
    table = Table.with_forms(segment("guidelines", questions=wanted))
    table.say("Everything stays here.", "", "", "I must tell my deputy")
    assert table.question.field == "worked-in"
    table.say("1: Names and stories stay here.")
    assert table.question.about == ("1  Names and stories stay here.",)
    table.say("", "", "")
    agreed = table.meeting.guidelines
    assert agreed is not None
    assert agreed.agreed == FIRST_DAY
    voice = agreed.voice_of("ada-brook")
    assert voice is not None
    assert (voice.consents, voice.objection) == (True, "I must tell my deputy")


def test_a_yes_does_not_hold_for_other_words() -> None:
    table = Table.with_forms(segment("guidelines"), segment("silence"))
    table.say("Everything stays here.", "", "", "y", "y", "Not everything", "1: Names stay here.")
    table.say("y")
    assert table.meeting.guidelines is not None
    assert table.meeting.guidelines.agreed is None
    assert table.question.label == "the words have changed: still yes?"
    table.say("", "n", "")
    assert table.question.segment == "silence"
    assert table.meeting.guidelines.agreed is None
    table.happens(events.Back)
    table.happens(events.Back)
    assert (table.question.member, table.question.earlier) == ("bo-lind", "no")
    table.say("yes")
    assert table.meeting.guidelines.agreed == FIRST_DAY
    assert table.question.segment == "silence"


def test_a_line_that_is_added_after_the_yes_needs_it_again() -> None:
    table = Table.with_forms(segment("guidelines"), segment("silence"))
    table.say("One.", "", "", "y")
    while table.question.field != "line":
        table.happens(events.Back)
    table.say("Two.")
    assert table.question.field == "line"
    table.finish()
    assert [ref.split("/")[-1] for ref in table.asked if "ada" in ref][-1] == "once-more"


def test_an_objection_that_stays_open_leaves_the_guidelines_unagreed() -> None:
    table = Table.with_forms(segment("guidelines"))
    table.say("A line.", "", "", "Never!", "", "", "")
    assert table.meeting.guidelines is not None
    assert table.meeting.guidelines.agreed is None


def test_guidelines_that_change_later_are_a_new_version_unless_somebody_says_no() -> None:
    first = Table.with_forms(segment("guidelines"))
    first.say("One.", "Two.", "")
    table = Table.with_forms(segment("guidelines-check"), earlier=(first.finish(),))
    table.say("2: Two, better.\n- 1\nThree.")
    now = table.meeting.guidelines
    assert now is not None
    assert (now.version, now.agreed) == (2, None)
    assert [line.text for line in now.lines] == ["Two, better.", "Three."]
    table.say("n")
    before = first.meeting.guidelines
    after = table.meeting.guidelines
    assert before is not None
    assert after is not None
    assert (after.version, after.lines, after.refused) == (1, before.lines, True)


def test_changed_guidelines_are_agreed_when_everybody_can_live_with_them() -> None:
    first = Table.with_forms(segment("guidelines"))
    first.say("One.", "")
    table = Table.with_forms(segment("guidelines-check"), earlier=(first.finish(),))
    table.say("Two.", "")
    now = table.meeting.guidelines
    assert now is not None
    assert now.agreed == FIRST_DAY


def test_guidelines_that_are_still_right_are_not_written_again() -> None:
    first = Table.with_forms(segment("guidelines"))
    first.say("One.", "")
    for answer in ("", "yes"):
        table = Table.with_forms(segment("guidelines-check"), earlier=(first.finish(),))
        table.say(answer)
        assert table.meeting.guidelines is None


def test_there_is_no_guideline_with_a_number_that_is_not_shown() -> None:
    first = Table.with_forms(segment("guidelines"))
    first.say("One.")
    guidelines = first.meeting.guidelines
    assert guidelines is not None
    with pytest.raises(ValueError, match="lines 1 to 1"):
        revised(guidelines, "2: two")


def test_a_commitment_is_signed() -> None:
    table = Table.with_forms(segment("commitments"))
    table.say("I will ask before I judge", "Monday's review", "", "I will call", "", "n")
    first, second = table.meeting.commitments
    assert (first.behaviour, first.tested, first.signed) == (
        "ask before I judge",
        "Monday's review",
        FIRST_DAY,
    )
    assert second.signed is None


def test_a_no_stays_a_no_when_one_comes_by_again() -> None:
    table = Table.with_forms(segment("commitments"), segment("guidelines"), segment("silence"))
    table.say("call", "", "n")
    table.happens(events.Back)
    assert table.question.earlier == "no"
    table.say("")
    assert table.meeting.commitments[0].signed is None
    table.happens(events.Skip)
    table.say("A line", "", "", "Never", "1: Another", "n")
    table.happens(events.Back)
    assert (table.question.field, table.question.earlier) == ("again", "no")
    table.say("")
    guidelines = table.meeting.guidelines
    assert guidelines is not None
    assert [voice.consents for voice in guidelines.voices] == [False]


def test_a_no_of_the_whole_group_stays_a_no() -> None:
    table = Table.with_forms(segment("guidelines-check"), segment("silence"))
    table.say("A line", "n")
    table.happens(events.Back)
    assert table.question.earlier == "no"
    table.say("")
    assert table.meeting.guidelines is not None
    assert table.meeting.guidelines.agreed is None


def test_what_a_strategy_acts_on_is_shown_when_one_comes_by_again() -> None:
    table = Table.with_forms(segment("thoughts"), segment("strategies"), segment("silence"))
    table.say("one", "two", "", "m", "m", "A strategy", "", "2")
    table.happens(events.Back)
    assert table.question.earlier == "2"


def test_a_challenge_restated_points_back_at_the_earlier_one() -> None:
    table = Table.with_forms(segment("restate"), earlier=(explored(),))
    table.turns(ada=["It looks smaller now"], bo=[""], cleo=["I have one now"])
    told = {one.member: (one.title, one.grew_from) for one in table.meeting.challenges}
    assert told == {
        "ada-brook": ("It looks smaller now", ("m1-challenge-1",)),
        "bo-lind": ("Bo's title", ("m1-challenge-2",)),
        "cleo-hart": ("I have one now", ()),
    }


def test_silence_refuses_a_text_that_would_be_lost() -> None:
    table = Table.with_forms(segment("silence"), segment("closing"))
    with pytest.raises(ValueError, match="/note and /park"):
        table.say("a thought")
    table.say("")
    assert table.question.segment == "closing"


def test_the_closing_names_another_facilitator_and_a_date() -> None:
    table = Table.with_forms(segment("closing"))
    assert table.question.default == "Bo Lind"
    table.say("Cleo", "3w")
    assert (table.meeting.next_facilitator, table.meeting.next_date) == (
        "cleo-hart",
        date(2026, 11, 26),
    )


def test_in_a_reflect_meeting_thoughts_grow_from_the_reports() -> None:
    table = Table.with_agenda(shipped("reflect"), earlier=(explored(),))
    while table.question.field != "outcome":
        table.say("")
    table.say("t", "t")
    while table.question.segment != "compare":
        table.say("" if table.question.choices else "words")
    assert table.question.subject == "1"
    table.say("It needs a quiet hour", "")
    assert table.meeting.thoughts[0].grew_from == ("m2-report-1", "m2-report-2")


def test_the_next_date_is_the_planned_one_of_a_later_meeting() -> None:
    table = Table.with_forms(segment("closing"))
    at = table.clock

    def planned(number: int, day: int) -> PlannedSession:
        start = datetime.fromisoformat(f"2026-12-{day:02}T14:00")
        return PlannedSession(number=number, start=start, uid=f"u-{number}", changed_at=at)

    for sessions, proposed in (
        ((planned(1, 1), planned(2, 10), planned(3, 20)), "2026-12-10"),
        ((planned(1, 1),), "2026-12-03"),
        ((), "2026-12-03"),
    ):
        context = replace(table.session.context, planned=sessions)
        question = Closing().questions(Scene(context, table.meeting, segment("closing")))[1]
        assert question.default == proposed
