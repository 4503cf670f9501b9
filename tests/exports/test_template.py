"""Templates: what one may hold, what it may not leave out, and that no text in it is expanded."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.commands.shared.looks import checked
from peergroup_cli.content.starters import STARTERS, starter
from peergroup_cli.errors import UnreadableFile
from peergroup_cli.exports import template_html, template_markdown
from peergroup_cli.exports.audience import Audience, cohort_for, release
from peergroup_cli.exports.formats import FORMATS
from peergroup_cli.exports.logo import logo_of
from peergroup_cli.exports.template import MOST_PLACES, Look
from peergroup_cli.model.record import clean_text
from tests.exports.hard import HOSTILE, Hard, plainly
from tests.exports.reading import Page
from tests.exports.sample import cohort, explore, meetings

GOLDEN = Path(__file__).parent / "golden"
PLACES = {"markdown": template_markdown.PLACES, "html": template_html.PLACES}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXPANDED = ("$notes", "${left_out}", "$$", "$nothing", "{{ notes }}", "%(notes)s", "{notes}")


def looked(form: str, sample: Hard | None = None, template: str = "") -> str:
    """The hard sample in a template of this format."""
    sample = sample or Hard()
    out = release(sample.meetings, Audience(), practice=sample.practice)
    look = Look(checked(form, "notes", template or starter(form)))
    return FORMATS[form].render(sample.cohort, out, look).decode()


def problems(form: str, text: str) -> str:
    with pytest.raises(UnreadableFile) as refused:
        checked(form, "templates/notes", text)
    return refused.value.message


@pytest.mark.parametrize("form", STARTERS)
def test_notes_in_the_starter_are_the_golden_file_byte_for_byte(form: str) -> None:
    path = GOLDEN / f"hard-template{FORMATS[form].endings[0]}"
    document = looked(form).encode()
    if os.environ.get("PEERGROUP_GOLDEN") == "1":
        path.write_bytes(document)
    assert document == path.read_bytes()


@pytest.mark.parametrize("form", STARTERS)
def test_no_word_is_lost_in_a_template(form: str) -> None:
    sample = Hard()
    found = looked(form, sample)
    lost = {mark for mark in sample.marks() if mark not in found}
    # the starters leave out the organisation, and no word of the notes
    assert len(lost) == 1
    assert lost <= sample.titles


@pytest.mark.parametrize("form", STARTERS)
@pytest.mark.parametrize("place", ["notes", "reader", "left_out"])
def test_what_readers_have_to_know_cannot_be_left_out(form: str, place: str) -> None:
    told = problems(form, starter(form).replace(f"${place}", ""))
    assert f"${place} is missing" in told
    assert PLACES[form][place].why in told


@pytest.mark.parametrize("form", STARTERS)
def test_an_unknown_placeholder_is_named_with_its_line_and_with_those_that_are(form: str) -> None:
    told = problems(form, starter(form).replace("$title", "$titel"))
    line = starter(form).split("$title")[0].count("\n") + 1
    assert f"templates/notes cannot be read:\n  line {line}: there is no $titel" in told
    assert all(f"${name}" in told for name in PLACES[form])


@pytest.mark.parametrize("form", STARTERS)
def test_a_dollar_sign_is_written_twice(form: str) -> None:
    price = starter(form).replace("$reader", "$reader\n\ncosts $$5")
    assert "costs $5" in looked(form, template=price)
    assert "for a dollar sign write $$" in problems(form, price.replace("$$5", "$5"))


@pytest.mark.parametrize("form", STARTERS)
def test_a_template_cannot_make_notes_grow_without_end(form: str) -> None:
    twice = starter(form).replace("$left_out", "$notes\n\n$left_out")
    assert "$notes stands here a second time" in problems(form, twice)
    many = starter(form).replace("$title", "$title " * MOST_PLACES)
    assert f"at most {MOST_PLACES} placeholders" in problems(form, many)


@pytest.mark.parametrize("form", STARTERS)
def test_nothing_that_a_member_typed_is_expanded(form: str) -> None:
    text = " ".join(EXPANDED)
    meeting = explore()
    meeting = meeting.with_record(meeting.thoughts[0].changed(text=text))
    group = cohort().changed(name="$notes", theme="${left_out} $reader", organisation="$title")
    out = release([meeting], Audience())
    both = starter(form).replace("$title", "$title $organisation")
    page = FORMATS[form].render(group, out, Look(checked(form, "notes", both))).decode()
    without = page.replace("\\", "")
    assert text in without
    assert "$notes $title" in without.replace("<bdi>", "").replace("</bdi>", "")
    assert page.count("Left out of these notes") + page.count("Nothing was left out") == 1


def test_no_text_changes_the_structure_of_a_page_with_a_template() -> None:
    hostile, plain = (Page(looked("html", one)) for one in (Hard(), Hard(plainly)))
    assert [tag for tag in hostile.tags if tag != "br"] == [t for t in plain.tags if t != "br"]
    assert hostile.open == []


@given(text=st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_in_a_template_stands_there_as_text(text: str) -> None:
    theme = "".join(ch for ch in clean_text(text) if ch.isprintable()).strip()[:150]
    out = release([], Audience())
    look = Look(checked("html", "notes", starter("html")))
    pages = [
        Page(FORMATS["html"].render(cohort().changed(theme=one), out, look).decode())
        for one in (f"before {theme} after", "before after")
    ]
    assert pages[0].tags == pages[1].tags
    assert "before" in pages[0].text
    assert "after" in pages[0].text


PAGE = starter("html")
POWER = {
    "a script": "<script>alert(1)</script>",
    "a handler": '<p onclick="alert(1)">x</p>',
    "a picture from elsewhere": '<img src="https://example.org/x.png">',
    "a frame": '<iframe src="x"></iframe>',
    "a refresh": '<meta http-equiv="refresh" content="0">',
    "a style from elsewhere": '<link rel="stylesheet" href="x.css">',
    "a base": '<base href="https://example.org/">',
    "a form": '<form action="https://example.org/"></form>',
    "a drawing": "<svg onload=alert(1)></svg>",
    "an address that runs": '<a href="javascript:alert(1)">x</a>',
    "an address that is spelled out": '<a href="&#106;avascript:alert(1)">x</a>',
    "a style that loads": "<style>p { background: url(https://example.org/) }</style>",
    "a style that loads in other letters": "<style>p { background: \\75rl(x) }</style>",
    "a style that is loaded": "<style>@import 'x.css';</style>",
    "a style of a tag that loads": '<p style="background: url(x)">x</p>',
    "an unclosed quote": "<a href='https://example.org/?",
    "a comment without an end": "<!-- x",
    "a declaration": "<![CDATA[ x ]]>",
    "an instruction": "<?php x ?>",
    "an end of nothing": "</ p>",
    "what is hidden": "<p hidden>x</p>",
    "what is not shown": '<p style="display:none">x</p>',
    "what is closed": "<details>x</details>",
    "what is never shown": "<template>x</template>",
    "a placeholder in a tag": '<p title="$title">x</p>',
    "a placeholder in a style": "<style>p { color: $title }</style>",
}


@pytest.mark.parametrize("what", POWER)
def test_a_template_for_a_page_has_no_power(what: str) -> None:
    told = problems("html", PAGE.replace("<main>", f"<main>{POWER[what]}"))
    assert f"line {PAGE.split('<main>')[0].count(chr(10)) + 1}: " in told


def test_the_head_that_forbids_a_page_to_load_anything_comes_first() -> None:
    before = PAGE.replace("<head>\n$head", "<head>\n<style>p { color: red }</style>\n$head")
    for text in (before, PAGE.replace("$head\n", ""), f"<p>x</p>{PAGE}", "$notes$reader$left_out"):
        assert "has to begin with" in problems("html", text)
    assert "$notes has to stand in <body>" in problems(
        "html", PAGE.replace("$notes", "").replace("</head>", "$notes</head>")
    )


def test_a_comment_hides_nothing_and_leaves_with_no_page() -> None:
    kept = looked("html", template=PAGE.replace("<main>", "<main><!-- my own\nwords -->"))
    assert "my own" not in kept
    assert "$notes is missing" in problems("html", PAGE.replace("$notes", "<!-- $notes -->"))


HIDING = {
    "HTML": "<div>\n\n$notes",
    "a comment": "<!--\n\n$notes\n\n-->",
    "a link": "[x]: <\n$notes",
    "a line of other words": "See $notes",
    "a header": "---\n\n$notes",
}


@pytest.mark.parametrize("what", HIDING)
def test_a_template_for_markdown_hides_nothing(what: str) -> None:
    text = HIDING[what] if what == "a header" else f"# $title\n\n{HIDING[what]}"
    assert "line " in problems("markdown", f"{text}\n\n$reader\n\n$left_out\n")


@pytest.mark.parametrize("link", ["[x]($title)", "[x](https://example.org/$title)", "[x]: $title"])
def test_no_text_becomes_an_address_in_markdown(link: str) -> None:
    told = problems("markdown", f"{link}\n\n$reader\n\n$notes\n\n$left_out\n")
    assert "line 1: a placeholder cannot be a part of a link" in told


@pytest.mark.parametrize("form", STARTERS)
@pytest.mark.parametrize("kind", ["members", "facilitator", "sponsor", "member"])
def test_a_template_says_for_whom_the_notes_are(form: str, kind: str) -> None:
    ada = cohort().members[0]
    audience = Audience("member", ada.id) if kind == "member" else Audience(kind)  # type: ignore[arg-type]
    out = release(meetings(), audience, cohort=cohort())
    group = cohort_for(cohort(), out)
    page = FORMATS[form].render(group, out, Look(checked(form, "notes", starter(form)))).decode()
    said = {"members": "For the members of this group", "member": "alone"}
    assert said.get(kind, f"For the {kind}") in page
    assert "Left out of these notes" in page
    if kind == "sponsor":
        assert all(one.name not in page for one in cohort().members)
        assert cohort().theme not in page


def test_a_logo_is_known_by_how_it_begins() -> None:
    kinds = {b"\x89PNG\r\n\x1a\nx": "image/png", b"\xff\xd8\xffx": "image/jpeg"}
    kinds |= {SVG: "image/svg+xml", b'<?xml version="1.0"?>\n<!-- x -->' + SVG: "image/svg+xml"}
    for content, kind in kinds.items():
        logo = logo_of(content)
        assert logo is not None
        assert logo.kind == kind
    assert [logo_of(one) for one in (b"", b"GIF89a", b"<html><svg>", b"root:x:0:0")] == [None] * 4


def test_a_logo_stands_in_the_page_as_a_picture_that_cannot_run_anything() -> None:
    out = release(meetings(), Audience())
    group = cohort().changed(organisation='"><script>')
    for template in (None, checked("html", "notes", starter("html"))):
        look = Look(template, logo_of(SVG))
        page = Page(FORMATS["html"].render(group, out, look).decode())
        sources = [value for key, value in page.attributes if key == "src"]
        assert [one.partition(",")[0] for one in sources] == ["data:image/svg+xml;base64"]
        assert "script" not in page.tags
        policy = next(value for key, value in page.attributes if "default-src" in value)
        assert policy.startswith("default-src 'none'")
        assert policy.endswith("img-src data:")


def test_the_starters_ask_for_all_that_matters_and_their_headings_leave_out_no_level() -> None:
    levels = [int(tag[1]) for tag in Page(looked("html")).tags if tag in ("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
