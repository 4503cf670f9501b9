import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.exports.audience import (
    OPEN_FIELDS,
    Audience,
    Release,
    release,
    withheld_sentence,
)
from peergroup_cli.exports.formats import FORMATS
from peergroup_cli.model.disclosure import WIDENING
from peergroup_cli.model.meeting import KINDS, Guidelines, Marks, Meeting, Voice
from peergroup_cli.model.practice import NO_PRACTICE, EarlyReport, Practice, PracticeLog
from peergroup_cli.model.stages import Captured, Challenge, Thought
from tests.exports.marked import marked
from tests.exports.parts import SECOND, agenda, segment
from tests.exports.reading import words_of
from tests.exports.sample import cohort, explore, learning_together, meetings, reflect

MINUTES = Audience()
ADA = Audience("member", "ada")
AUDIENCES = [MINUTES, *(Audience("member", one.id) for one in cohort().members)]


@pytest.mark.parametrize("audience", AUDIENCES, ids=lambda a: a.member or "members")
@pytest.mark.parametrize("name", FORMATS)
def test_an_export_holds_exactly_the_texts_that_its_audience_may_read(
    name: str, audience: Audience
) -> None:
    made = marked()
    out = release(made.meetings, audience, practice=made.practice)
    document = words_of(name, FORMATS[name].render(cohort(), out)).encode()
    found = {mark.decode() for mark in re.findall(rb"mk_\w+?_[0-9]+z", document)}
    assert found == {mark.text for mark in made.marks if mark.is_for(audience.member)}
    assert len(made.never) == 5 + 3 * len(made.practice.dropped) + 1


@pytest.mark.parametrize("audience", AUDIENCES, ids=lambda a: a.member or "members")
def test_what_was_left_out_is_counted_by_class(audience: Audience) -> None:
    made = marked()
    out = release(made.meetings, audience)
    records = Counter(
        record.disclosure
        for meeting, notes in zip(made.meetings, out.notes, strict=True)
        for record in meeting.captured
        if notes.meeting.record(record.id) is None
    )
    cases = Counter(
        min(challenge.disclosure, challenge.case_disclosure, key=WIDENING.index)
        for meeting, notes in zip(made.meetings, out.notes, strict=True)
        for challenge in meeting.challenges
        if challenge.case and challenge.case not in str(notes.meeting)
    )
    # that another member objected is one more entry of class “member”
    objected = Counter("objection" if who == audience.member else "member" for who in ("bo", "cy"))
    assert out.withheld == records + cases + objected + Counter({"private note": 2})


@given(data=st.data(), audience=st.sampled_from(AUDIENCES))
def test_nothing_of_the_room_or_of_another_member_is_ever_released(
    data: st.DataObject, audience: Audience
) -> None:
    rows = [_with_classes(meeting, data) for meeting in meetings()]
    out = release(rows[1:], audience, rows)
    for meeting in _all_of(out):
        for record in meeting.captured:
            assert record.disclosure != "room"
            assert record.disclosure != "member" or _owner(record) == audience.member
        for challenge in (one for one in meeting.challenges if one.case):
            assert challenge.case_disclosure != "room"
            assert challenge.case_disclosure != "member" or challenge.member == audience.member
        assert (meeting.private_notes, meeting.turns, meeting.marks, meeting.spans) == ((),) * 4
        assert meeting.position is None
        assert meeting.guidelines is None or meeting.guidelines.voices == ()


def test_every_part_of_a_meeting_is_decided_on() -> None:
    # whoever adds a part to the meeting file decides here who may read it
    never = {"position", "marks", "turns", "last_turns", "private_notes", "spans"}
    never |= {"decided", "handovers", "offered", "plan", "pulse", "timing", "module", "material"}
    filtered = {*KINDS.values(), "guidelines"}
    assert {*OPEN_FIELDS} | filtered | never == set(Meeting.model_fields)
    assert not {*OPEN_FIELDS} & (filtered | never)


def test_every_part_of_a_practice_is_decided_on() -> None:
    # whoever adds a part to practice.toml decides here who may read it
    filtered, never = {"logs"}, {"reports", "dropped"}
    assert {"format"} | filtered | never == set(Practice.model_fields)
    out = release(marked().meetings, ADA, practice=marked().practice)
    assert (out.practice.reports, out.practice.dropped) == ((), ())
    assert {log.member for log in out.practice.logs} == {"ada"}


@pytest.mark.parametrize(
    ("audience", "key"),
    [
        (Audience("sponsor"), "member"),
        (MINUTES, "member"),
        (ADA, "member"),
        (Audience("member", "bo"), "objection"),
        (Audience("facilitator"), "objection"),
    ],
    ids=lambda one: getattr(one, "member", None) or getattr(one, "kind", one),
)
def test_that_there_was_an_objection_is_told_to_its_owner_and_the_facilitator(
    audience: Audience, key: str
) -> None:
    voices = (Voice(member="bo", consents=False, objection="My boss asks"),)
    agreed = learning_together().guidelines
    assert agreed is not None
    silent = release(
        [learning_together().changed(guidelines=agreed.changed(voices=()))],
        audience,
        cohort=cohort(),
    ).withheld
    heard = release(
        [learning_together().changed(guidelines=agreed.changed(voices=voices))],
        audience,
        cohort=cohort(),
    ).withheld
    assert heard - silent == Counter({key: 1})


@pytest.mark.parametrize("audience", [MINUTES, ADA], ids=["members", "ada"])
def test_in_a_trio_both_practice_partners_are_named(audience: Audience) -> None:
    named = {"ada": "bo", "bo": "cy", "cy": "ada"}
    plans = tuple(e.changed(partner=named[e.member]) for e in explore().experiments)
    meeting = explore().changed(experiments=plans)
    out = release([meeting], audience)
    ada = next(plan.id for plan in plans if plan.member == "ada")
    assert out.partners[ada] == ("bo", "cy")
    for name, form in FORMATS.items():
        words = " ".join(words_of(name, form.render(cohort(), out)).split())
        assert "and Cy" in words.replace("\\", "")


def test_a_pair_that_only_a_plan_for_one_member_tells_of_is_not_in_the_minutes() -> None:
    named = {"ada": "bo", "bo": None, "cy": "ada"}
    plans = tuple(e.changed(partner=named[e.member]) for e in explore().experiments)
    own = tuple(e.changed(disclosure="member") if e.member == "cy" else e for e in plans)
    out = release([explore().changed(experiments=own)], MINUTES)
    ada = next(plan.id for plan in plans if plan.member == "ada")
    assert out.partners[ada] == ("bo",)


def test_what_is_left_out_of_the_practice_is_counted() -> None:
    made = marked()
    before = release(made.meetings, MINUTES).withheld
    after = release(made.meetings, MINUTES, practice=made.practice)
    plans = sum(len(meeting.experiments) for meeting in made.meetings)
    kept = Counter(
        log.disclosure
        for log in made.practice.logs
        if log not in after.practice.logs and log.experiment != "m9-experiment-1"
    )
    others = {"early report": plans, "dropped": plans}
    assert after.withheld == before + kept + Counter(others)


def test_a_report_that_a_meeting_has_taken_up_waits_no_more() -> None:
    told = {"experiment": "m2-experiment-1", "member": "ada", "on": SECOND, "outcome": "tried"}
    practice = NO_PRACTICE.with_report(EarlyReport.model_validate(told), ())
    assert release([explore()], MINUTES, practice=practice).withheld["early report"] == 1
    both = release([explore()], MINUTES, [reflect()], practice)
    assert both.withheld["early report"] == 0


def test_logs_leave_with_the_meeting_that_made_their_experiment() -> None:
    log = PracticeLog(experiment="m2-experiment-1", member="ada", on=SECOND, did="Said it")
    practice = NO_PRACTICE.with_log(log)
    assert release([explore()], MINUTES, practice=practice).practice.logs == (log,)
    alone = release([reflect()], MINUTES, [explore()], practice)
    assert (alone.practice.logs, alone.withheld["group"]) == ((), 0)


def test_a_title_leaves_while_its_case_stays_in_the_room() -> None:
    out = release([explore()], MINUTES)
    first, second, third = out.notes[0].meeting.challenges
    assert (first.title, first.case) == ("The call that\nnever ends", "")
    assert second.case == "A case for the group.\n\n- one\n- two"
    assert third.title
    # the first case, a thought and a parked thought; the third case is empty
    assert out.withheld == Counter(room=3)


@pytest.mark.parametrize("audience", [MINUTES, ADA])
def test_a_case_is_never_wider_than_its_title(audience: Audience) -> None:
    challenge = Challenge(
        id="m2-challenge-9",
        segment="cases",
        disclosure="room",
        member="ada",
        title="Ours",
        case="What happened",
        case_disclosure="organisation",
    )
    out = release([_only(challenges=(challenge,))], audience)
    assert out.notes[0].meeting.challenges == ()
    assert out.withheld == Counter(room=2)


def test_a_member_reads_the_own_case_unless_it_stays_in_the_room() -> None:
    case = explore().challenges[0].changed(case_disclosure="member")
    assert release([_only(challenges=(case,))], ADA).notes[0].meeting.challenges == (case,)
    assert release([explore()], ADA).notes[0].meeting.challenges[0].case == ""


def test_a_packet_holds_the_guidelines_of_the_group() -> None:
    guidelines = release([learning_together()], ADA).notes[0].meeting.guidelines
    assert guidelines is not None
    assert len(guidelines.lines) == 2
    assert guidelines.voices == ()


def test_marks_are_totals_of_what_may_be_read() -> None:
    out = release(meetings(), MINUTES)
    assert out.marks == {"m2-thought-1": 2, "m2-thought-2": 1}
    assert release([reflect()], MINUTES, meetings()).marks == out.marks


def test_links_to_what_is_left_out_are_left_out() -> None:
    strategy = release(meetings(), MINUTES).record("m2-strategy-1")
    assert strategy is not None
    assert strategy.grew_from == ("m2-thought-1",)


def test_links_to_meetings_that_are_not_at_hand_are_kept() -> None:
    restated = release([reflect()], MINUTES).record("m3-challenge-1")
    assert restated is not None
    assert restated.grew_from == ("m2-challenge-1",)


def test_a_record_is_judged_by_its_own_class_even_if_another_has_its_id() -> None:
    thought = explore().thoughts[0]
    hidden = thought.changed(disclosure="room", text="hidden")
    twins = [_only(thoughts=(thought,)), _only(number=3, thoughts=(hidden,))]
    out = release(twins, MINUTES)
    assert [notes.meeting.thoughts for notes in out.notes] == [(thought,), ()]


def test_a_root_is_judged_by_its_own_class_even_if_another_has_its_id() -> None:
    first = explore()
    own, strategy = first.experiments[0], first.strategies[0]
    others = strategy.changed(disclosure="member", member="bo", text="Bo's own")
    case = first.challenges[1].changed(id=strategy.id)
    rows = [
        _only(number=4, strategies=(others,)),
        _only(number=3, challenges=(case,)),
        _only(strategies=(strategy,), experiments=(own,)),
    ]
    out = release(rows, ADA)
    assert [len(notes.meeting.captured) for notes in out.notes] == [0, 0, 2]


def test_roots_that_point_at_each_other_have_an_end() -> None:
    experiment = explore().experiments[0].changed(grew_from=("a",))
    circle = (
        Thought(id="a", segment="causes", disclosure="group", text="A", grew_from=("b",)),
        Thought(id="b", segment="causes", disclosure="group", text="B", grew_from=("a", "none")),
    )
    out = release([_only(thoughts=circle, experiments=(experiment,))], ADA)
    assert out.notes[0].meeting.thoughts == circle


def test_earlier_meetings_are_looked_up_but_not_counted() -> None:
    out = release([reflect()], MINUTES, meetings())
    assert [meeting.number for meeting in out.earlier] == [1, 2]
    assert [notes.meeting.number for notes in out.notes] == [3]
    assert out.withheld == Counter()
    assert out.record("m2-experiment-1") is not None
    assert out.record("m2-thought-3") is None


def test_consent_is_a_number_without_names() -> None:
    notes = release([learning_together()], MINUTES).notes[0]
    assert (notes.consenting, notes.asked) == (2, 3)


def test_one_who_was_in_the_room_and_was_not_heard_does_not_consent() -> None:
    heard = Guidelines(version=1, segment="ideas", voices=(Voice(member="ori", consents=True),))
    notes = release([explore().changed(guidelines=heard)], MINUTES).notes[0]
    assert (notes.consenting, notes.asked) == (1, 4)


def test_nobody_is_asked_where_no_voice_was_heard() -> None:
    quiet = Guidelines(version=1, segment="ideas")
    notes = release([explore().changed(guidelines=quiet)], MINUTES).notes[0]
    assert (notes.consenting, notes.asked) == (0, 0)


def test_segments_without_a_trace_were_not_held() -> None:
    assert _not_held(explore()) == ["more-ideas", "closing"]
    assert _not_held(learning_together()) == []


def test_a_segment_with_nothing_but_marks_was_held() -> None:
    marks = (Marks(segment="closing", member="ada", to=()),)
    assert _not_held(explore().changed(marks=marks)) == ["votes", "more-ideas"]


def test_a_finished_meeting_without_times_says_nothing_about_what_was_held() -> None:
    assert _not_held(explore().changed(spans=(), state="finished")) == []
    cut = explore().changed(spans=(), position=None)
    assert _not_held(cut) == ["more-ideas", "closing"]


def test_a_segment_without_minutes_is_not_missed() -> None:
    short = segment("short", "reflect", "silence").changed(minutes=0)
    walk = tuple(segment(k, k, "silence") for k in ("discuss", "articulate", "gain", "practice"))
    bare = _only().changed(agenda=agenda("bare", "Bare", (*walk, short)))
    assert _not_held(bare) == ["discuss", "articulate", "gain", "practice"]


@pytest.mark.parametrize("wrong", [("member", None), ("members", "ada")])
def test_an_audience_is_all_members_or_one_of_them(wrong: tuple[Any, Any]) -> None:
    with pytest.raises(ValueError, match="one named member"):
        Audience(*wrong)


@pytest.mark.parametrize(
    ("withheld", "sentence"),
    [
        ({}, "Nothing was left out."),
        ({"room": 0}, "Nothing was left out."),
        ({"room": 1}, "1 entry of class “room” (said for the room alone)."),
        (
            {"room": 6, "member": 12},
            (
                "6 entries of class “room” (said for the room alone), "
                "12 entries of class “member” (for that member alone)."
            ),
        ),
        (
            {"private note": 2, "group": 1},
            (
                "1 entry of class “group” (for the group alone), "
                "2 private notes (for the facilitator alone)."
            ),
        ),
        (
            {"objection": 1},
            "1 objection to the guidelines (between that member and the group).",
        ),
    ],
)
def test_one_sentence_says_what_was_left_out(withheld: dict[str, int], sentence: str) -> None:
    start = "" if sentence.startswith("Nothing") else "Left out of these notes: "
    assert withheld_sentence(Counter(withheld)) == start + sentence


def _only(**fields: Any) -> Meeting:
    """The second meeting with nothing in it but these fields."""
    nothing = {**dict.fromkeys(KINDS.values(), ()), "marks": (), "spans": ()}
    return explore().changed(**{**nothing, **fields})


def _not_held(meeting: Meeting) -> list[str]:
    return [one.key for one in release([meeting], MINUTES).notes[0].not_held]


def _owner(record: Captured) -> str | None:
    owner: str | None = getattr(record, "member", None)
    return owner


def _all_of(out: Release) -> list[Meeting]:
    return [*(notes.meeting for notes in out.notes), *out.earlier]


def _with_classes(meeting: Meeting, data: st.DataObject) -> Meeting:
    """The meeting with classes, owners and links that were drawn by lot."""
    members = st.sampled_from([member.id for member in cohort().members])
    ids = st.sampled_from([record.id for one in meetings() for record in one.captured])
    for record in meeting.captured:
        fields: dict[str, Any] = {
            "disclosure": data.draw(st.sampled_from(WIDENING)),
            "member": data.draw(members),
            "grew_from": tuple(data.draw(st.lists(ids, max_size=3))),
        }
        if isinstance(record, Challenge):
            fields |= {"case": "a case", "case_disclosure": data.draw(st.sampled_from(WIDENING))}
        if "consent" in type(record).model_fields:
            fields["consent"] = meeting.held_on
        meeting = meeting.with_record(record.changed(**fields))
    return meeting
