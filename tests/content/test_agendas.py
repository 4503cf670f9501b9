"""What every shipped agenda keeps to: read over all of them, so that a new one is tested too."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib import resources

import pytest

from peergroup_cli.content.library import chosen, shipped_agendas
from peergroup_cli.errors import NotFound
from peergroup_cli.model.agenda import OPENING, STAGES, Agenda, Segment

AGENDAS = shipped_agendas()
SEGMENTS = [
    pytest.param(segment, id=f"{key}/{segment.key}")
    for key, agenda in AGENDAS.items()
    for segment in agenda.segments
]

every_agenda = pytest.mark.parametrize("agenda", AGENDAS.values(), ids=AGENDAS.keys())
every_segment = pytest.mark.parametrize("segment", SEGMENTS)

# the tables of the programme: minutes by stage, and the form of each segment in turn
PROGRAMME = {
    "learning-together": {
        "opening": 5,
        "trust-story": 20,
        "root-causes": 12,
        "expectations": 12,
        "each-other": 18,
        "guidelines": 15,
        "commitment": 8,
    },
    "explore": {
        "opening": 3,
        "discuss": 20,
        "articulate": 15,
        "gain": 25,
        "practice": 17,
        "reflect": 10,
    },
    "reflect": {
        "opening": 5,
        "discuss": 8,
        "articulate": 36,
        "gain": 15,
        "practice": 12,
        "reflect": 14,
    },
}


def read_aloud(agenda: Agenda) -> list[str]:
    return [prompt.say for segment in agenda.segments for prompt in segment.prompts]


def texts(agenda: Agenda) -> Iterator[tuple[str, str]]:
    """Every text of an agenda that a person reads, and where it stands."""
    yield "title", agenda.title
    yield "purpose", agenda.purpose
    yield from ((f"rail/{step.key}", step.title) for step in agenda.rail)
    for segment in agenda.segments:
        for field in ("title", "aim", "do"):
            yield f"{segment.key}/{field}", getattr(segment, field)
        for question in segment.questions:
            yield f"{segment.key}/{question.key}", question.label
        for number, prompt in enumerate(segment.prompts, start=1):
            yield f"{segment.key}/say {number}", prompt.say
            yield f"{segment.key}/rescue {number}", prompt.rescue


def sentences(text: str) -> int:
    return len(re.findall(r"[.?!]”?(?=\s|$)", text))


def test_the_three_agendas_of_the_programme_are_shipped() -> None:
    assert AGENDAS.keys() == PROGRAMME.keys()


def test_a_file_is_named_after_its_agenda() -> None:
    folder = resources.files("peergroup_cli.content") / "agendas"
    assert {file.name for file in folder.iterdir()} == {f"{key}.toml" for key in AGENDAS}


@every_agenda
def test_an_agenda_fills_ninety_minutes(agenda: Agenda) -> None:
    assert sum(segment.minutes for segment in agenda.segments) == agenda.minutes == 90


@every_agenda
def test_each_stage_has_the_minutes_of_the_programme(agenda: Agenda) -> None:
    minutes: Counter[str] = Counter()
    for segment in agenda.segments:
        minutes[segment.stage] += segment.minutes
    assert list(minutes.items()) == list(PROGRAMME[agenda.key].items())


@pytest.mark.parametrize("key", ["explore", "reflect"])
def test_a_meeting_on_the_challenge_walks_the_five_stages_in_order(key: str) -> None:
    walked = dict.fromkeys(segment.stage for segment in AGENDAS[key].segments)
    assert not AGENDAS[key].rail
    assert list(walked) == [OPENING, *STAGES]


@every_agenda
def test_a_meeting_begins_with_who_is_here_and_ends_with_the_next_date(agenda: Agenda) -> None:
    assert agenda.segments[0].capture == "opening"
    assert agenda.segments[-1].capture == "closing"


@every_agenda
def test_the_purpose_is_a_sentence_or_two(agenda: Agenda) -> None:
    assert 1 <= sentences(agenda.purpose) <= 2


@every_agenda
def test_titles_fit_on_the_screen(agenda: Agenda) -> None:
    assert [step.title for step in agenda.steps if len(step.title) > 11] == []
    assert [segment.title for segment in agenda.segments if len(segment.title) > 40] == []


def test_no_words_are_read_aloud_twice() -> None:
    said = Counter(text for agenda in AGENDAS.values() for text in read_aloud(agenda))
    assert [text for text, times in said.items() if times > 1] == []


@every_agenda
def test_every_text_is_one_clean_line(agenda: Agenda) -> None:
    unclean = [
        (where, text)
        for where, text in texts(agenda)
        if text != " ".join(text.split())
        or any(unicodedata.category(ch) in ("Cc", "Cf") for ch in text)
    ]
    assert unclean == []


@every_agenda
def test_nothing_is_called_a_best_practice(agenda: Agenda) -> None:
    assert [where for where, text in texts(agenda) if "best practice" in text.casefold()] == []


@every_segment
def test_every_segment_has_time_a_form_and_a_class(segment: Segment) -> None:
    # what is only done if the group wants it has no time of its own
    assert segment.minutes > 0 or segment.optional
    assert segment.capture
    assert segment.disclosure


@every_segment
def test_every_segment_tells_the_facilitator_why_and_how(segment: Segment) -> None:
    assert sentences(segment.aim) == 1
    assert 1 <= sentences(segment.do) <= 2
    assert len(segment.aim) <= 90
    assert len(segment.do) <= 240


@every_segment
def test_every_segment_says_three_different_things(segment: Segment) -> None:
    assert len({prompt.say for prompt in segment.prompts}) >= 3


@every_segment
def test_every_segment_has_three_different_rescues(segment: Segment) -> None:
    assert len({prompt.rescue for prompt in segment.prompts}) >= 3


@every_segment
def test_what_is_read_aloud_is_short_enough_to_listen_to(segment: Segment) -> None:
    for prompt in segment.prompts:
        assert 2 <= sentences(prompt.say) <= 4, prompt.say
        assert len(prompt.say) <= 420, prompt.say


@every_segment
def test_what_is_read_aloud_speaks_to_those_who_listen(segment: Segment) -> None:
    for prompt in segment.prompts:
        assert re.search(r"\b(you|your|yours|yourselves)\b", prompt.say, re.IGNORECASE), prompt.say


@every_segment
def test_a_rescue_can_be_taken_in_at_a_glance(segment: Segment) -> None:
    assert [p.rescue for p in segment.prompts if len(p.rescue) > 160] == []


@every_segment
def test_labels_fit_before_the_answer(segment: Segment) -> None:
    assert [q.label for q in segment.questions if len(q.label) > 45] == []


@every_segment
def test_only_stories_of_trust_and_what_members_say_of_themselves_are_kept_closer_than_the_group(
    segment: Segment,
) -> None:
    closer = {"trust-story": "room", "each-other": "member"}
    assert segment.disclosure == closer.get(segment.key, "group")


def test_of_a_trust_story_no_text_is_asked_for() -> None:
    segments = AGENDAS["learning-together"].segments
    stories = [segment for segment in segments if segment.stage == "trust-story"]
    assert [(story.capture, story.questions) for story in stories] == [("presence", ())]


def test_the_group_hears_its_own_ideas_before_those_from_outside() -> None:
    gain = [s for s in AGENDAS["explore"].segments if s.stage == "gain"]
    assert [s.source for s in gain if s.capture == "strategies"] == ["own", "material"]


def test_the_pulse_asks_the_same_everywhere_so_that_a_trend_shows() -> None:
    asked = {
        segment.questions
        for agenda in AGENDAS.values()
        for segment in agenda.segments
        if segment.capture == "pulse"
    }
    assert len(asked) == 1


def test_an_agenda_is_chosen_by_its_key() -> None:
    assert chosen(AGENDAS, "reflect").title == "Reflect"


def test_a_mistyped_agenda_is_answered_with_near_names() -> None:
    with pytest.raises(NotFound) as caught:
        chosen(AGENDAS, "explor")
    assert "explor" in caught.value.message
    assert caught.value.hint == "Did you mean explore?"
