"""`peergroup run-session` as it is typed: what is next, stopping, resuming, ending early."""

import json

import pytest

from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup

OPENING = ("", "", "", "")


def test_learning_together_comes_first_and_is_not_skipped_without_a_reason(
    peergroup: Peergroup,
) -> None:
    peergroup.form()
    refused = peergroup.hold()
    assert refused.exit_code == 14
    assert "--override" in refused.stderr
    assert peergroup.meetings == []


def test_the_reason_for_skipping_learning_together_is_kept_in_the_cohort(
    formed: Peergroup,
) -> None:
    override = Workspace(formed.folder).cohort("north").record.overrides[0]
    assert (override.rule, override.reason) == ("learning-together-first", "They have held it")


def test_an_empty_reason_is_no_reason(peergroup: Peergroup) -> None:
    peergroup.form()
    result = peergroup("run-session", "--agenda", "explore", "--override", " ")
    assert result.exit_code == 2
    assert not Workspace(peergroup.folder).cohort("north").record.overrides


def test_a_meeting_without_any_input_says_that_it_needs_some(formed: Peergroup) -> None:
    result = formed("run-session", typed="")
    assert result.exit_code == 16
    assert "--answers" in result.stderr
    assert formed.meetings == []


def test_a_meeting_that_is_stopped_goes_on_at_the_very_question(formed: Peergroup) -> None:
    stopped = formed.hold(*OPENING, "Bo's challenge")
    assert stopped.exit_code == 1
    assert "001-explore.toml" in stopped.stderr
    position = formed.meetings[0].position
    assert position is not None
    assert position.question == "cases/ada-brook/case"
    resumed = formed("run-session", typed="The case\n\n/end\n")
    assert resumed.exit_code == 0
    assert "it goes on where it stopped" in resumed.stderr
    assert formed.meetings[0].challenges[0].case == "The case"


def test_choices_for_a_new_meeting_are_refused_while_one_is_unfinished(formed: Peergroup) -> None:
    formed.hold(*OPENING)
    for choice in (["--agenda", "reflect"], ["--facilitator", "Bo"], ["--date", "2026-12-04"]):
        result = formed("run-session", *choice, typed="/end\n")
        assert result.exit_code == 14
        assert "--new" in result.stderr
        assert f"of North is unfinished, and {choice[0]} belongs to a new one" in result.stderr
        assert "run-session north" in result.stderr
    assert formed.meetings[0].state == "open"


def test_new_ends_an_unfinished_meeting_as_it_stands(formed: Peergroup) -> None:
    formed.hold(*OPENING, "A challenge")
    result = formed("run-session", "--new", "--agenda", "explore", typed="\n/stop\n")
    assert result.exit_code == 1
    first, second = formed.meetings
    assert (first.state, second.state) == ("cut-short", "open")
    assert [told.title for told in first.challenges] == ["A challenge"]
    assert "Meeting 1 was cut short. Not held: " in result.stderr


def test_an_unfinished_meeting_is_ended_only_once_the_next_one_has_begun(
    formed: Peergroup,
) -> None:
    formed.hold(*OPENING, "A challenge")
    assert formed("run-session", "--new", "--agenda", "explore", typed="").exit_code == 16
    assert [meeting.state for meeting in formed.meetings] == ["open"]


def test_what_was_parked_comes_up_at_the_next_meeting(formed: Peergroup) -> None:
    formed.hold(*OPENING, "/park Ask the board", "/end")
    assert "Parked last time: Ask the board" in formed.hold("", "", "", "/stop").stderr


def test_open_experiments_make_the_next_meeting_a_reflect_meeting(formed: Peergroup) -> None:
    experiment = ("1", "it is late", "I will call", "", "", "", "")
    formed.hold(*OPENING, "/skip", "/skip", "Call at once", "", "/skip", "", *experiment, "/end")
    held = formed("run-session", typed="\n/stop\n")
    assert (
        "Next for North: Reflect. 1 experiment is open: the group hears what became of it."
        in held.stderr
    )
    assert formed.meetings[1].agenda.key == "reflect"


def test_the_same_agenda_speaks_in_other_words_the_next_time(formed: Peergroup) -> None:
    for _ in range(4):
        formed.hold("", "/end")
    said = [meeting.agenda.segments[0].prompts[0].say for meeting in formed.meetings]
    assert len(set(said[:3])) == 3
    assert said[3] == said[0]
    assert all(len(one.prompts) == 1 for one in formed.meetings[0].agenda.segments)


def test_a_chosen_facilitator_is_not_asked_for(formed: Peergroup) -> None:
    formed("run-session", "--facilitator", "Cleo", typed="\n\n\n")
    assert formed.meetings[0].facilitator == "cleo-hart"
    position = formed.meetings[0].position
    assert position is not None
    assert position.question.startswith("cases/")


def test_an_unknown_facilitator_or_agenda_suggests_a_near_one(formed: Peergroup) -> None:
    wrong = formed("run-session", "--facilitator", "Cleo Hurt", typed="\n")
    assert (wrong.exit_code, "Cleo Hart" in wrong.stderr) == (12, True)
    wrong = formed("run-session", "--agenda", "explor", typed="\n")
    assert (wrong.exit_code, "explore" in wrong.stderr) == (12, True)
    wrong = formed("run-session", "Nroth", typed="\n")
    assert (wrong.exit_code, "north" in wrong.stderr) == (12, True)


def test_an_answer_that_cannot_be_used_ends_the_pipe_and_keeps_the_rest(
    formed: Peergroup,
) -> None:
    result = formed.hold("", "SECRET-NAME")
    assert result.exit_code == 2
    assert "SECRET" not in result.output
    assert "Who joins later?" in result.stderr
    assert len(formed.meetings[0].attendance) == 4


def test_a_pipe_shows_what_is_asked_and_not_what_is_answered(formed: Peergroup) -> None:
    result = formed.hold(*OPENING, "SECRET")
    assert "Ada Brook · the challenge in a few words ›" in result.stderr
    assert "SECRET" not in result.output


def test_a_script_of_answers_is_shown_as_a_conversation(formed: Peergroup) -> None:
    script = formed.folder / "script.toml"
    script.write_text(
        'format = 1\n[[segments]]\nkey = "opening"\nanswers = ["Dov", "", "", ""]\n'
        '[[segments]]\nkey = "cases"\nanswers = ["One", """\nA case\nin lines""", "/end"]\n'
    )
    result = formed("run-session", "--agenda", "explore", "--answers", str(script))
    assert result.exit_code == 0
    assert "Who is missing today? [nobody] › Dov" in result.stderr
    assert formed.meetings[0].challenges[0].case == "A case\nin lines"


def test_a_script_that_does_not_fit_says_where(formed: Peergroup) -> None:
    script = formed.folder / "script.toml"
    script.write_text(
        'format = 1\n[[segments]]\nkey = "opening"\nanswers = ["", "", "", "", "one too many"]\n'
        '[[segments]]\nkey = "cases"\nanswers = ["One"]\n'
    )
    result = formed("run-session", "--agenda", "explore", "--answers", str(script))
    assert result.exit_code == 2
    assert "“opening” do not fit: 1" in result.stderr
    assert formed.meetings[0].state == "open"


def test_answers_that_nobody_asked_for_are_named_at_the_end(formed: Peergroup) -> None:
    script = formed.folder / "script.toml"
    script.write_text(
        'format = 1\n[[segments]]\nkey = "opening"\nanswers = ["/end"]\n'
        '[[segments]]\nkey = "casses"\nanswers = ["One"]\n'
    )
    result = formed("run-session", "--agenda", "explore", "--answers", str(script))
    assert result.exit_code == 2
    assert "not asked for: casses" in result.stderr
    assert formed.meetings[0].state == "cut-short"


def test_an_override_is_not_kept_for_an_agenda_that_does_not_exist(peergroup: Peergroup) -> None:
    peergroup.form()
    assert peergroup("run-session", "--agenda", "nosuch", "--override", "x").exit_code == 12
    assert not Workspace(peergroup.folder).cohort("north").record.overrides


def test_a_facilitator_who_is_missing_is_asked_for_again(formed: Peergroup) -> None:
    result = formed("run-session", "--facilitator", "Ada", typed="Ada\n\n")
    assert "Who facilitates? [Bo Lind]" in result.stderr


def test_a_member_who_left_the_cohort_meanwhile_is_not_asked_any_more(formed: Peergroup) -> None:
    formed.hold(*OPENING, "Ada's challenge", "", "Bo's challenge")
    formed.done("remove-member", "north", "Bo Lind")
    formed("run-session", typed="Cleo's challenge\n/stop\n")
    meeting = formed.meetings[0]
    assert [told.member for told in meeting.challenges] == ["ada-brook", "bo-lind", "cleo-hart"]
    assert {a.member: a.presence for a in meeting.attendance}["bo-lind"] == "left"


def test_a_member_who_is_not_known_in_the_file_does_no_harm(formed: Peergroup) -> None:
    formed.hold(*OPENING, "/skip")
    path = Workspace(formed.folder).meetings("north")[0].path
    path.write_text(path.read_text().replace('member = "bo-lind"', 'member = "bo-lindt"'))
    result = formed("run-session", typed="Ada: a thought\n")
    assert result.exit_code == 1
    assert formed.meetings[0].thoughts[0].member == "ada-brook"


def test_a_day_that_is_a_slip_of_a_key_is_refused(formed: Peergroup) -> None:
    refused = formed("run-session", "--date", "9999-12-20", typed="\n")
    assert refused.exit_code == 2
    assert "outside the years 1990 to 2200" in refused.stderr


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(
    formed: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    formed.hold(*OPENING, "A challenge")
    path = Workspace(formed.folder).meetings("north")[0].path
    save = Workspace.save_meeting

    def edited_by_hand_first(*arguments: object) -> object:
        path.write_text(path.read_text() + "# edited by hand\n")
        return save(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Workspace, "save_meeting", edited_by_hand_first)
    result = formed("run-session", typed="The case\n\n")
    assert result.exit_code == 15
    assert path.read_text().endswith("# edited by hand\n")


def test_at_the_end_it_says_what_was_made_and_what_comes_next(formed: Peergroup) -> None:
    experiment = ("1", "it is late", "call", "", "", "2027-01-07", "Bo")
    result = formed.hold(
        *OPENING,
        *("One", "case", "", "", "", "", "Cause", "", "m"),
        *("Call at once", "", "", ""),
        *experiment,
        *("", "", ""),
        *("Now I know", "/skip", "It goes well", "", "Dov", "2027-01-08"),
    )
    assert result.exit_code == 0, result.stderr
    for line in (
        "Meeting 1 · Explore is complete.",
        "1 challenge, 1 thought, 1 strategy, 1 experiment",
        "if it is late, then I will call by 2027-01-07, with Bo Lind",
        "Next time Dov Marsh facilitates.",
        "The group meets again on 2027-01-08.",
        "001-explore.toml",
    ):
        assert line in result.stdout


def test_status_says_what_is_next_and_what_is_due(formed: Peergroup) -> None:
    formed.hold(*OPENING, "A challenge")
    assert "Meeting 1 · explore is unfinished" in formed.done("status")
    row = json.loads(formed.done("status", "--json"))[0]
    assert (row["cohort"], row["next"], row["unfinished"]) == ("north", "explore", 1)


def test_a_day_before_the_last_meeting_is_remarked_on_and_taken(practising: Peergroup) -> None:
    held = practising.meetings[-1].held_on
    said = practising("run-session", "--date", "2025-01-07", typed="\n\n").stderr
    assert f"Note: meeting 1 was held later, on {held}. A slip?" in said
    assert practising.meetings[-1].number == 2
