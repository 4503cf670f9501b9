"""Finding the line in which a key stands."""

from time import perf_counter

import pytest

from peergroup_cli.storage.toml_lines import (
    MOST_PARTS,
    Location,
    key_lines,
    line_of,
    line_of_endless_key,
)

TEXT = """\
format = 1
name = "North"

# [[members]]
[[members]]
id = "ada"
note = '''
[[members]]
email = "not here"
'''

[[members]]
id = "zoë # [x]"
list = [
    "a",
    ["email = 1"],
    { email = "nor here" },
]   # email = 2
"email" = "here"

  [ agenda . head ]
title = "x"
[[agenda.segments]]
title = \"""
\\\""" title = "no" ""
title = "no\"""\""
aim = "a"
[[agenda.segments]]
title = "second"
[[agenda.segments.prompts]]
say = "first"
[[agenda.segments.prompts]]
say.it.dotted = "second"
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("format",), 1),
        (("members",), 5),
        (("members", 0), 5),
        (("members", 0, "id"), 6),
        (("members", 0, "email"), 5),
        (("members", 1), 12),
        (("members", 1, "list", 2, "email"), 14),
        (("members", 1, "email"), 19),
        (("members", 1, "name"), 12),
        (("agenda",), 21),
        (("agenda", "head", "title"), 22),
        (("agenda", "segments", 0, "title"), 24),
        (("agenda", "segments", 0, "aim"), 27),
        (("agenda", "segments", 1, "title"), 29),
        (("agenda", "segments", 1, "prompts", 0, "say"), 31),
        (("agenda", "segments", 1, "prompts", 1, "say"), 33),
        (("agenda", "segments", 1, "prompts", 1, "say", "it", "dotted"), 33),
        (("theme",), None),
        ((), None),
    ],
)
def test_a_key_is_found_in_its_row_and_never_inside_a_text(
    where: Location, line: int | None
) -> None:
    assert line_of(where, key_lines(TEXT)) == line


def test_a_key_of_too_many_parts_is_found_outside_of_texts_only() -> None:
    within = ".".join("a" * MOST_PARTS)
    beyond = f"{within}.a"
    assert line_of_endless_key(f"x = 1\n{within} = 1\n") is None
    assert line_of_endless_key(f"x = '''\n{beyond}\n'''\n# {beyond}\ny = \"{beyond}\"\n") is None
    assert line_of_endless_key(f"x = '''\n{beyond}\n'''\n{beyond} = 1\n") == 4
    assert line_of_endless_key("\n[" + ' . "b.c"' * (MOST_PARTS + 1) + "]") == 2


@pytest.mark.parametrize(
    "hostile",
    ['"x' * 100_000, "a." * 100_000, "a" * 200_000, "[" * 200_000, '"""' + '""x' * 60_000],
)
def test_a_hostile_text_takes_no_more_than_a_moment(hostile: str) -> None:
    begun = perf_counter()
    line_of_endless_key(hostile)
    key_lines(hostile)
    assert perf_counter() - begun < 10
