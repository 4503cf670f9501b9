"""A filled worksheet is understood whatever an editor did to it, and nothing in it is lost."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peergroup_cli.exports.worksheet import worksheet
from peergroup_cli.exports.worksheet_markdown import render
from peergroup_cli.model.record import clean_text
from peergroup_cli.model.worksheet import LOG_LABELS, REPORT_LABELS
from peergroup_cli.storage.worksheet_labels import is_structure
from peergroup_cli.storage.worksheet_text import Understood, understood
from tests.exports.sample import cohort, explore

TODAY = date(2026, 12, 20)
PLACES = [
    *((f"## Week {n}", key, label) for n in (1, 4) for key, label in LOG_LABELS.items()),
    *(("## Report", key, label) for key, label in REPORT_LABELS.items()),
]
TEXT_PLACES = [place for place in PLACES if place[1] not in ("on", "outcome")]
HARD = st.sampled_from(
    [
        *("What I did: no", "What I learned", "Day: 5", "Report", "## Week 2", "week 3", "My plan"),
        *(
            "(End of the worksheet)",
            "Experiment: north m2-experiment-1",
            "## Anything",
            "\\",
            "\\\\",
        ),
        *(
            "<b>",
            "&amp;",
            "[x](y)",
            "> quoted",
            "* one",
            "_two_",
            "# three",
            "| a |",
            "```",
            ":",
            "\uff1a",
        ),
        *(
            "\\Day:",
            "  Day: 5",
            "**What I did:** x",
            "C:\\temp",
            "\\\\server\\share",
            "\t",
            "\u00a0",
            "\u2028",
        ),
        *(
            "words",
            "two words",
            "שלום",
            "😀",
            "- What happened:",
            "What became of it (tried): tried",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(HARD, min_size=1, max_size=6).map("\n".join),
    st.lists(HARD, min_size=1, max_size=4).map("".join),
    st.text(st.characters(exclude_categories=["Cs"])),
)


def empty() -> str:
    meeting = explore()
    return render(worksheet(cohort(), meeting, meeting.experiments[0]))


def filled(sheet: str, heading: str, label: str, text: str) -> str:
    """The sheet with a text behind a label, as it is typed."""
    before, after = sheet.split(f"{heading}\n")
    return f"{before}{heading}\n" + re.sub(
        rf"^{label}.*:$", lambda found: f"{found[0]} {text}", after, count=1, flags=re.MULTILINE
    )


def careful(text: str) -> str:
    """The text with a backslash before each line that could be one of the sheet's own."""
    # blanks before a text go, so that a backslash behind them stands first
    lines = clean_text(text).strip().split("\n")
    return "\n".join(f"\\{line}" if is_structure(line.lstrip("\\")) else line for line in lines)


def normal(text: str) -> str:
    """A text as a sheet keeps it: without blanks around it and at the ends of its lines."""
    return "\n".join(line.rstrip() for line in clean_text(text).split("\n")).strip()


def said(found: Understood) -> dict[str, object]:
    """All that was told, by its place."""
    told = {str(("Report", key)): value for key, value in dict(found.report).items()}
    for number, log in enumerate(found.logs):
        told |= {str((number, key)): value for key, value in dict(log).items()}
    return {place: value for place, value in told.items() if value}


def read(text: str) -> Understood:
    return understood(text, TODAY).without(empty())


@given(place=st.sampled_from(TEXT_PLACES), text=TEXTS)
def test_any_text_that_is_filled_in_comes_back_as_it_was(
    place: tuple[str, str, str], text: str
) -> None:
    heading, key, label = place
    found = read(filled(empty(), heading, label, careful(text)))
    where = "Report" if heading == "## Report" else 0
    expected = {str((where, key)): normal(text)} if normal(text) else {}
    assert said(found) == expected
    assert (found.strange, found.remarks) == ((), ())


@given(text=TEXTS, field=st.sampled_from(["situation", "action", "obstacle", "sign"]))
def test_no_text_of_a_plan_changes_the_sheet(text: str, field: str) -> None:
    meeting = explore()
    plan = meeting.experiments[0].changed(**{field: clean_text(text)})
    sheet = render(worksheet(cohort(), meeting.with_record(plan), plan))
    found = understood(sheet, TODAY)
    assert (found.cohort, found.experiment) == ("north", "m2-experiment-1")
    own = found.without(sheet)
    assert (said(own), own.strange, own.remarks) == ({}, (), ())
    assert len(re.findall("^## ", sheet, re.MULTILINE)) == 6
    assert "<" not in sheet.replace("\\<", "").split("## My plan")[1].split("## Week 1")[0] or not (
        re.search(r"<[a-zA-Z!/?]", sheet)
    )


@example(["Day: 5", "JUL"])
@given(
    st.lists(
        st.one_of(HARD, st.sampled_from(empty().split("\n")), st.text(max_size=20)), max_size=30
    )
)
def test_any_text_at_all_is_understood_or_named_and_no_line_of_it_is_lost(lines: list[str]) -> None:
    lines = [re.sub(r"[\r\n\ud800-\udfff]", "", line) for line in lines]
    text = "\n".join(["Experiment: north m2-experiment-1", *lines])
    found = understood(text, TODAY)
    kept = "\n".join([*(str(value) for value in said(found).values())])
    kept += "\n".join(line.text for line in found.strange)
    for number, line in enumerate(lines, start=2):
        words = line.strip().removeprefix("\\")
        told = any(remark.startswith(f"line {number}:") for remark in found.remarks)
        assert words in kept or is_structure(line) or is_structure(words) or told, (line, found)


def test_a_sheet_that_is_filled_in_is_understood() -> None:
    sheet = filled(empty(), "## Week 1", "Day", "5 December")
    sheet = filled(sheet, "## Week 1", "What I did", "\nRang *two* leads.\n\nThen   waited.\n")
    sheet = filled(sheet, "## Week 3", "What I learned", "Ask first")
    sheet = filled(sheet, "## Report", "What became of it", "partly")
    sheet = filled(sheet, "## Report", "What surprised me", "It worked")
    found = read(sheet)
    first, second = found.logs
    assert (first.on, first.did) == (date(2026, 12, 5), "Rang *two* leads.\n\nThen   waited.")
    assert (second.on, second.learned) == (None, "Ask first")
    assert (found.report.outcome, found.report.surprise) == ("partly", "It worked")
    assert (found.strange, found.remarks) == ((), ())


FULL = filled(
    filled(empty(), "## Week 1", "What I did", "Rang"), "## Report", "What became of it", "tried"
)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: "\n".join(f"{line}   \t" for line in text.split("\n")),
        lambda text: re.sub(r"\n\n+", "\n", text),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("## ", "").replace("# ", ""),
        lambda text: re.sub(r"^(What.*?:)", r"**\1**", text, flags=re.MULTILINE),
        lambda text: re.sub(r"^(\w.*?:)", r"- \1", text, flags=re.MULTILINE),
        lambda text: text.replace(":", " :"),
        lambda text: text.replace(":", "\uff1a"),
        lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace("-", "\u2013"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.upper().replace("RANG", "Rang"),
        lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
        lambda text: "\n".join(f">> {line}".strip() for line in text.split("\n")),
        lambda text: text.replace("(End of the worksheet)", ""),
        lambda text: text.replace("behind the colons, as much", "behind the colons,\nas much"),
        lambda text: text + "\n" + "\n".join(f"> {line}" for line in empty().split("\n")),
        lambda text: text.replace("\n## Week 2\n\nDay:\n\nWhat I did:\n", "\n"),
    ],
)
def test_what_editors_and_mails_do_to_a_sheet_changes_nothing(damage: object) -> None:
    assert callable(damage)
    found = read(damage(FULL))
    assert said(found) == {"(0, 'did')": "Rang", "('Report', 'outcome')": "tried"}
    assert found.strange == ()


def test_extra_text_is_named_with_its_line_and_not_lost() -> None:
    lines = FULL.split("\n")
    at = lines.index("## Week 1") + 1
    lines[at:at] = ["See my mail of Monday."]
    found = read("\n".join(["Hello Cleo,", *lines, "Best", "😀"]))
    assert [(line.number, line.text) for line in found.strange] == [
        (1, "Hello Cleo,"),
        (at + 2, "See my mail of Monday."),
        (len(lines) + 2, "Best"),
        (len(lines) + 3, "😀"),
    ]


def test_a_word_that_stands_on_the_sheet_too_is_still_named() -> None:
    assert [
        line.text for line in read(FULL.replace("## My plan", "you\n\n## My plan")).strange
    ] == ["you"]


def test_a_heading_that_was_changed_or_lost_is_named_and_its_week_is_kept() -> None:
    sheet = filled(
        filled(FULL, "## Week 2", "What I did", "More"), "## Week 3", "Day", "1 December"
    )
    sheet = filled(sheet, "## Week 3", "What I did", "Most")
    found = read(sheet.replace("## Week 2", "## Woche 2").replace("## Week 3\n", ""))
    assert [log.did for log in found.logs] == ["Rang", "More", "Most"]
    assert [line.text for line in found.strange] == ["## Woche 2"]
    assert [remark.partition(": ")[2] for remark in found.remarks] == [
        "this heading is none of the sheet's",
        "taken as a week, without its heading",
        "taken as a week, without its heading",
    ]
    lost = read(FULL.replace("## Report\n", ""))
    assert lost.report.outcome == "tried"
    assert "taken as a report" in lost.remarks[0]


def test_a_second_report_is_not_lost() -> None:
    again = (
        FULL.split("## Report")[1].replace("tried\n", "not\n").replace("(End of the worksheet)", "")
    )
    found = read(FULL.replace("(End of the worksheet)", f"## Report{again}"))
    assert found.report.outcome == "tried"
    assert [line.text for line in found.strange] == ["not"]
    assert "two reports" in found.remarks[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-12-05", (2026, 12, 5)),
        ("5.12.2026", (2026, 12, 5)),
        ("5 December", (2026, 12, 5)),
        ("5th Dec.", (2026, 12, 5)),
        ("Saturday, 5 December 2026", (2026, 12, 5)),
        ("December 5, 2026", (2026, 12, 5)),
        ("24 December", (2025, 12, 24)),
        ("25/11/2026", (2026, 11, 25)),
        ("25.11.", (2026, 11, 25)),
        ("24.12.", (2025, 12, 24)),
        ("5.12.26", (2026, 12, 5)),
        ("5 December 26", (2026, 12, 5)),
        ("Dec. 5, 26", (2026, 12, 5)),
        ("12 November 09", (2009, 11, 12)),
        ("Sept 3", (2026, 9, 3)),
        ("3 Sept 2026", (2026, 9, 3)),
        ("3. Sept. 2026", (2026, 9, 3)),
        ("2026 Febr 1", (2026, 2, 1)),
        ("2026/12/05", (2026, 12, 5)),
        ("2026.12.5", (2026, 12, 5)),
    ],
)
def test_a_day_can_be_written_in_several_ways(typed: str, expected: tuple[int, int, int]) -> None:
    (log,) = read(filled(FULL, "## Week 1", "Day", typed)).logs
    assert log.on == date(*expected)


@pytest.mark.parametrize(
    "typed",
    [
        *("soon", "12/5/2026", "31 February", "2026-12-21", "3w", "5 6 7 May", "May"),
        *("November ²", "1² November", "½ May", "3 May 5", "3 May 026", "3 Ma", "2026/13/5"),
    ],
)
def test_a_day_that_is_none_or_in_the_future_is_named_and_its_week_is_kept(typed: str) -> None:
    found = read(filled(FULL, "## Week 1", "Day", typed))
    assert (found.logs[0].on, found.logs[0].did) == (None, "Rang")
    assert [line.text for line in found.strange] == [typed]
    assert "taken as told today" in found.remarks[0]


def test_an_outcome_that_is_none_and_a_day_without_a_word_are_named() -> None:
    found = read(
        filled(filled(empty(), "## Week 2", "Day", "1 May"), "## Report", "What became", "good")
    )
    assert found.logs == ()
    assert found.report.is_empty
    assert [remark.partition(": ")[2] for remark in found.remarks] == [
        "a day, and nothing told: left out",
        "the outcome is none of: tried, partly, not, no-occasion",
    ]
    assert [line.text for line in found.strange] == ["good"]


@pytest.mark.parametrize("text", ["", "Dear Cleo", empty().replace("Experiment:", "Test:")])
def test_a_text_that_names_no_experiment_is_no_worksheet(text: str) -> None:
    with pytest.raises(ValueError, match="Experiment: north-quay"):
        understood(text, TODAY)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("What hapened :", "happened"),
        ("What happened -", "happened"),
        ("What happened \u2013", "happened"),
        ("What I learned -", "learned"),
        ("What I learnt:", "learned"),
        ("**What I larned:**", "learned"),
        ("Waht I did;", "did"),
    ],
)
def test_a_label_with_a_slip_is_recognised_and_named(label: str, key: str) -> None:
    right = {"did": "What I did", "happened": "What happened", "learned": "What I learned"}[key]
    sheet = empty().replace(f"{right}:", f"{label} They nodded", 1)
    found = read(sheet)
    assert said(found) == {str((0, key)): "They nodded"}
    written = label.strip("*:;- \u2013")
    named = f"“{written}” taken for “{right}”"
    assert all(remark.endswith(named) for remark in found.remarks)
    assert len(found.remarks) == (written != right)


def test_a_backslash_keeps_a_line_from_being_a_label_also_from_one_that_is_near() -> None:
    found = read(filled(empty(), "## Week 1", "What I did", "Rang\n\\What I learned: no"))
    assert said(found) == {"(0, 'did')": "Rang\nWhat I learned: no"}


def test_a_very_long_line_costs_no_time() -> None:
    long = f"What I {'a' * 15_000} " + " " * 15_000 + "- x"
    assert read(FULL.replace("did: Rang", f"did: Rang\n{long}", 1)).logs[0].did.startswith("Rang")


def test_a_week_with_a_slip_in_its_heading_is_that_week() -> None:
    found = read(filled(empty(), "## Week 3", "What I did", "Rang").replace("Week 3", "Wek 3"))
    assert (found.weeks, said(found)) == ((3,), {"(0, 'did')": "Rang"})
    assert "“Wek 3” taken for “Week 3”" in found.remarks[0]


def test_each_week_has_the_number_of_its_heading_or_the_next_one() -> None:
    sheet = filled(FULL, "## Week 2", "What I did", "More")
    sheet = filled(sheet, "## Week 4", "What I did", "Most")
    assert read(sheet).weeks == (1, 2, 4)
    assert read(sheet.replace("## Week 2", "## Woche 2")).weeks == (1, 2, 4)


def test_what_only_looks_like_a_label_is_named_and_belongs_to_the_answer() -> None:
    found = read(FULL.replace("did: Rang", "did: Rang\nWhat got them moving: the phone", 1))
    assert found.logs[0].did == "Rang\nWhat got them moving: the phone"
    assert "no label of the sheet" in found.remarks[0]


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [("no", "not"), ("Tried it!", "tried"), ("Not yet.", "not"), ("partially", "partly")],
)
def test_an_outcome_may_be_said_in_other_words(typed: str, outcome: str) -> None:
    assert read(filled(empty(), "## Report", "What became", typed)).report.outcome == outcome


@pytest.mark.parametrize("more", ["and more", "Hello Cleo,\nsee you"])
def test_a_day_or_outcome_that_was_understood_is_not_lost_through_another_line(more: str) -> None:
    sheet = filled(FULL, "## Week 1", "Day", f"5 December\n{more}")
    sheet = sheet.replace("no-occasion): tried", f"no-occasion): tried\n{more}")
    found = read(sheet)
    assert (found.logs[0].on, found.report.outcome) == (date(2026, 12, 5), "tried")
    assert [line.text for line in found.strange] == [*more.split("\n"), *more.split("\n")]
