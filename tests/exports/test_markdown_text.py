import unicodedata
from copy import deepcopy
from functools import cache
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.markdown_text import escape, in_line, laid_out
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import KINDS, Meeting
from peergroup_cli.model.plain_text import spelled_out
from peergroup_cli.model.record import NAME_LIMIT, clean_text
from tests.exports.parts import TEXT_KEYS
from tests.exports.reading import markdown as render
from tests.exports.sample import all_for_the_group, cohort

HAS_LINKIFY = find_spec("linkify_it") is not None
PARSERS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": HAS_LINKIFY}))


@pytest.mark.parametrize(
    "readable",
    [
        "It costs $5, about ~20 minutes - 3 * 4 = 12, and #1 of 2 (or 3]) & more!",
        "snake_case, C#, e.g. at 3.30 p.m., a < b, I <3 it; either/or; R&D: “yes”",
        "-5 degrees\n+3 too\n1.5 hours\n:smile:\n@ada",
        "שלום עולם 👩🏽‍💻 cafe\u0301",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_text_that_needs_no_escape_stays_as_it_is(readable: str) -> None:
    assert escape(readable) == readable
    assert in_line(readable) == readable


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1. one", "1\\. one"),
        ("- one", "\\- one"),
        ("# one", "\\# one"),
        ("a\n===", "a\n\\==="),
        ("<b>", "&lt;b>"),
        ("&amp;", "&amp;amp;"),
        ("https://example.com", "https:\\//example\\.com"),
        ("www.x a@b.co", "www\\.x a\\@b\\.co"),
        ("\x1b\u202e", "\\\\x1b\\\\u202e"),
        ("  a  \n\n\n\n\tb\n\n", "a\n\nb"),
    ],
)
def test_text_that_would_be_markup_is_escaped(typed: str, written: str) -> None:
    assert escape(typed) == written


def test_in_a_line_only_later_lines_are_taken_as_the_start_of_one() -> None:
    assert in_line("- a\n- b") == "- a\n\\- b"


def test_lines_are_kept_inside_their_list_item() -> None:
    assert laid_out("a\nb\n\nc\nd", "10.") == "10. a\\\n    b\n\n    c\\\n    d"
    assert laid_out("a\nb") == "a\\\nb"


FRAGMENTS = [
    *("# ", "## ", " #", "#", "- ", "-", "+ ", "* ", "1. ", "12) ", "> ", ">", "===", "=", "---"),
    *("***", "___", "* * *", "```", "~~~", "    ", "\t", "| a | b |", "| --- | --- |", ":-:", ":-"),
    *("<b>", "<!-- ", "-->", "<script>", "</div>", "<?", "<", "<http://e.com>", "&amp;", "&#35;"),
    *("[x](y)", "![a](b)", "[x]: http://e.com 'x'", "[ ] ", "[", "]", "(", "![", "[^1]", "[[x]]"),
    *(
        "http://e.com",
        "https://",
        "www.e.com",
        "www.",
        "a@b.co",
        "mailto:a@b.co",
        "e.com",
        "//e.co",
    ),
    *("\\", "\n", "\n", "\n\n", "\n \n", "*a*", "_b_", "**", "*", "__", "_", "~~", "~", "$", "`"),
    *("``", "\x00", "\x1b", "\x1c", "\x85", "\u202e", "\u200b", "\u2028", "\u00a0", "\u3000", "\r"),
    *("é", "עברית", "😀", "word", "two words", "5", ".", ",", ":", ";", "!", "“", "'", '"', " "),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=12).map("".join), st.text(min_size=1)
)
NAME_KEYS = {"name", "organisation", "theme", "role", "unit", "title", "label"}
NOT_WRITTEN = {"private_notes", "voices", "prompts", "overrides"}
PLAIN = "plainword"

Spot = tuple[str | int, ...]


@cache
def _spots() -> tuple[Spot, ...]:
    """Every place of the cohort and its meetings where people's words stand, and are written."""
    everything = _everything()
    spots = [
        *_places(everything["cohort"], ("cohort",), NAME_KEYS),
        *_places(everything["meetings"], ("meetings",), TEXT_KEYS),
    ]
    return tuple(spot for spot in spots if PLAIN in _with_texts({spot: PLAIN}))


@given(data=st.data(), text=TEXTS)
def test_no_text_changes_the_structure_and_no_word_is_lost(data: st.DataObject, text: str) -> None:
    spot = data.draw(st.sampled_from(_spots()))
    text = clean_text(text)
    if "cohort" in spot or "agenda" in spot:
        text = "".join(ch for ch in text if unicodedata.category(ch) not in ("Cc", "Zl", "Zp"))
        text = text.strip()[:NAME_LIMIT].strip()
    assume(spelled_out(text).strip())
    _are_harmless({spot: text})


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_no_single_mark_changes_the_structure(fragment: str) -> None:
    places: list[Spot] = [
        ("meetings", 1, "thoughts", 0, "text"),
        ("meetings", 1, "challenges", 1, "case"),
        ("meetings", 1, "experiments", 0, "obstacle"),
        ("meetings", 0, "guidelines", "lines", 0, "text"),
        ("meetings", 0, "entries", 0, "text"),
    ]
    ways = (
        fragment,
        f"{fragment}\n{fragment}",
        f"a {fragment}",
        f"{fragment}a",
        f"a\n{fragment} b",
    )
    _are_harmless({spot: clean_text(way) for spot, way in zip(places, ways, strict=True)})


def test_the_property_looks_at_every_text_of_every_kind() -> None:
    looked_at = {
        (spot[2], spot[4]) for spot in _spots() if spot[0] == "meetings" and len(spot) == 5
    }
    texts = {(KINDS[kind], key) for kind in KINDS for key in kind.model_fields if key in TEXT_KEYS}
    assert texts <= looked_at
    assert {spot[-1] for spot in _spots() if spot[0] == "cohort"} == NAME_KEYS - {"title", "label"}
    assert {spot[-1] for spot in _spots() if "agenda" in spot} == {"title", "label"}
    assert any("lines" in spot for spot in _spots())


def _are_harmless(texts: dict[Spot, str]) -> None:
    document = _with_texts(texts)
    for number, parser in enumerate(PARSERS):
        tokens = parser.parse(document)
        assert _skeleton(tokens) == _plain_skeleton(tuple(texts), number)
        content = _content(tokens)
        for word in spelled_out(" ".join(texts.values())).split():
            assert word in content


@cache
def _plain_skeleton(spots: tuple[Spot, ...], parser: int) -> list[str]:
    return _skeleton(PARSERS[parser].parse(_with_texts(dict.fromkeys(spots, PLAIN))))


def _skeleton(tokens: list[Token]) -> list[str]:
    """All that is structure; paragraphs and line breaks of one list item are not."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            kept = (child for child in token.children or [] if child.type not in _WORDS)
            parts += [f"{child.type} {child.attrs}" for child in kept]
        elif not token.type.startswith("paragraph"):
            parts.append(f"{token.type} {token.tag} {token.level}")
    return parts


_WORDS = {"text", "hardbreak"}


def _content(tokens: list[Token]) -> str:
    children = [child for token in tokens for child in token.children or []]
    return "".join("\n" if c.type.endswith("break") else c.content for c in children)


def _with_texts(texts: dict[Spot, str]) -> str:
    """The minutes of the sample with these texts in these places."""
    everything = deepcopy(_everything())
    for spot, text in texts.items():
        place: Any = everything
        for key in spot[:-1]:
            place = place[key]
        place[spot[-1]] = text
    read = [Meeting.model_validate(one) for one in everything["meetings"]]
    return render(Cohort.model_validate(everything["cohort"]), release(read, Audience()))


@cache
def _everything() -> dict[str, Any]:
    rows = [meeting.model_dump(mode="json") for meeting in all_for_the_group()]
    return {"cohort": cohort().model_dump(mode="json"), "meetings": rows}


def _places(value: Any, path: Spot, keys: set[str]) -> list[Spot]:
    found: list[Spot] = []
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in pairs:
        if isinstance(part, dict | list) and key not in NOT_WRITTEN:
            below = NAME_KEYS if key == "agenda" else keys
            found += _places(part, (*path, key), below)
        elif isinstance(part, str) and key in keys:
            found.append((*path, key))
    return found
