"""What is wrong with a file: the line and the key are named, a note never."""

from pathlib import Path

import pytest

from peergroup_cli.errors import NewerFormat, NotFound, UnreadableFile
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.record import Record
from peergroup_cli.model.settings import Settings
from peergroup_cli.storage.toml_file import read_record, write_record

from .sample import COHORT, a_meeting, all_names_in

SECRET = "Quixotic marmalade Zanzibar"


def problems(path: Path, content: str | bytes, kind: type[Record] = Cohort) -> str:
    """What reading such a file says, after a look that the file was left as it is."""
    content = content.encode() if isinstance(content, str) else content
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        read_record(path, kind)
    assert path.read_bytes() == content
    assert caught.value.exit_code == 11
    assert str(path) in str(caught.value)
    return "\n".join(caught.value.problems)


# files that cannot be read


def test_a_missing_file_is_not_found(path: Path) -> None:
    with pytest.raises(NotFound):
        read_record(path, Cohort)


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_damaged_and_never_nothing_yet(path: Path, content: bytes) -> None:
    assert problems(path, content) == "is empty, which no file here ever is: damaged"


@pytest.mark.parametrize("content", [b"\0" * 512, COHORT.encode() + b"\0", COHORT.encode("utf-16")])
def test_a_file_with_nul_bytes_is_damaged(path: Path, content: bytes) -> None:
    assert problems(path, content) == "holds NUL bytes: damaged, or not saved as UTF-8"


def test_bytes_that_are_no_text_are_named_with_their_line(path: Path) -> None:
    content = COHORT.encode().replace(b"Ada", "Zoë".encode("latin-1"))
    assert problems(path, content) == "line 9: holds bytes that are not valid UTF-8 text"


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("x 1", "line 2: has a key without a value, or a text that lost its quotes"),
        ("= 1", "line 2: begins with what is no key"),
        ("a.= 1", "line 2: begins with what is no key"),
        ("x = 1 y = 2", "line 2: goes on after the end of its value"),
        ("x = word", "line 2: has a value that is no text in quotes, number, date, true or false"),
        ("x = 2026-02-30", "line 2: has a date that does not exist"),
        ('x = """a\nb', "line 3: a text is not closed by its quotes"),
        ("x = '''a\nb", "line 3: a text is not closed by its quotes"),
        ('x = "a', "line 2: a text is not closed by its quotes"),
        ("x = 'a", "line 2: a text is not closed by its quotes"),
        ('x = "a\nb"', "line 2: a text is not closed by its quotes"),
        ('x = "\x1b"', "line 2: holds a control character"),
        ("# \x1b", "line 2: holds a control character"),
        ('x = "C:\\Users"', "line 2: is not valid TOML"),
        ('x = "C:\\apps"', "line 2: has a text with a lone backslash; write it twice"),
        ("x = [1", "line 2: a bracket is not closed"),
        ("[x", "line 2: a bracket is not closed"),
        ("x = 1\nx = 2", "line 3: has a key or a table that stands there twice"),
        ("[x]\n[x]", "line 3: has a key or a table that stands there twice"),
        ("x = {y = 1, y = 2}", "line 2: has a key that stands there twice"),
        (f"x = {'9' * 5000}", "holds a number of thousands of digits"),
        (f"x = {'[' * 9999}", "holds brackets in brackets without end"),
        (f"{'a.' * 100}a = 1", "line 2: has a key of more than 100 parts"),
    ],
)
def test_what_is_no_toml_is_named_with_its_line(path: Path, statement: str, problem: str) -> None:
    assert problems(path, f"format = 1\n{statement}\n") == problem


def test_a_note_with_thousands_of_dots_is_no_endless_key(path: Path) -> None:
    meeting = a_meeting("..a." * 1000)
    write_record(path, meeting, replaces=None)
    assert read_record(path, Meeting).record == meeting


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("format = 1\n", "", "format: is missing"),
        ("format = 1", 'format = "1"', "line 1: format: must be 1"),
        ("format = 1", "format = true", "line 1: format: must be 1"),
        ("format = 1", "format = 1.0", "line 1: format: must be 1"),
        ("format = 1", "format = 0", "line 1: format: must be 1"),
        ('theme = "Delegating"', "", "theme: is missing"),
        ('theme = "Delegating"', 'theme = " "', "line 4: theme: is empty"),
        ('theme = "Delegating"', "theme = 3", "line 4: theme: must be text in quotes"),
        (
            "formed = 2026-01-12",
            'formed = "then"',
            "line 5: formed: must be a date such as 2026-03-31",
        ),
        (
            'id = "north"',
            'id = "North!"',
            "line 2: id: may hold only small letters, digits and single hyphens",
        ),
        (
            'id = "north"',
            f'id = "{"n" * 61}"',
            "line 2: id: must have at most 60 characters",
        ),
        ('name = "Ada"\n', "", "line 7: members[0].name: is missing"),
        (
            'unit = "Sales"',
            'unit = "Sales"\nemial = "a@b.org"',
            "line 13: members[0].emial: is not a known key, did you mean email?",
        ),
        (
            'unit = "Sales"',
            'unit = "Sales"\n"some thing\\n" = 1',
            "members[0].'some thing\\n': is not a known key",
        ),
        ("format = 1", f"format = 1\n{'k' * 90} = 1", f"line 2: {'k' * 60}…: is not a known key"),
        ('id = "ada"', 'id = "ada"\nemail = "ada"', "members[0].email: is not an e-mail address"),
    ],
)
def test_a_broken_rule_is_named_with_line_and_key(
    path: Path, old: str, new: str, problem: str
) -> None:
    assert old in COHORT
    assert problem in problems(path, COHORT.replace(old, new, 1))


def test_all_problems_are_named_at_once_in_the_order_of_the_file(path: Path) -> None:
    content = COHORT.replace('"North"', '""').replace("joined", "joind").replace('"ada"', "1")
    assert problems(path, content).split("\n") == [
        "line 3: name: is empty",
        "line 7: members[0].joined: is missing",
        "line 8: members[0].id: must be text in quotes",
        "line 13: members[0].joind: is not a known key, did you mean joined?",
    ]


def test_a_rule_of_the_whole_record_has_no_line(path: Path) -> None:
    member = COHORT[COHORT.index("[[members]]") :]
    assert problems(path, COHORT + member) == "two members have the id ada"


def test_a_rule_inside_of_the_agenda_of_a_meeting_has_the_line_of_its_row(path: Path) -> None:
    write_record(path, a_meeting("one"), replaces=None)
    content = path.read_text("utf-8")
    row = content.count("\n", 0, content.rindex("[[agenda.segments]]")) + 1
    without = content[: content.index("[[agenda.segments.questions]]")]
    without += content[content.rindex("[[agenda.segments.prompts]]") :]
    assert problems(path, without, Meeting) == (
        f"line {row}: agenda.segments[1]: capture “round” needs at least one question"
    )


def test_an_unknown_key_deep_in_a_meeting_is_named_with_its_line(path: Path) -> None:
    write_record(path, a_meeting("one\n[[agenda.segments]]\nmany\nlines\ntitel"), replaces=None)
    content = path.read_text("utf-8").replace('title = "More"', 'titel = "More"')
    line = content.split("\n").index('titel = "More"') + 1
    assert (
        f"line {line}: agenda.segments[1].titel: is not a known key, did you mean title?"
    ) in problems(path, content, Meeting)


class Odd(Record):
    """A record as there is none yet: one of two kinds in the same place."""

    format: int
    either: Settings | Cohort
    share: complex = 0


def test_a_place_that_takes_two_kinds_of_records_gives_no_near_misses(path: Path) -> None:
    content = 'format = 1\nshare = "x"\n[either]\nformat = 1\norganistion = "A"\n'
    found = problems(path, content, Odd)
    assert "line 3: either.Settings.organistion: is not a known key" in found.split("\n")
    assert "line 2: share: does not fit here" in found


@pytest.mark.parametrize(
    "content",
    [
        f'{COHORT}note = "{SECRET}"',
        COHORT.replace('"Delegating"', f'["{SECRET}"]'),
        COHORT.replace('"Delegating"', f'{{ it = "{SECRET}" }}'),
        COHORT.replace('"Delegating"', f'"{SECRET * 10}"'),
        COHORT.replace('"Delegating"', f'"{SECRET}\\n{SECRET}"'),
        COHORT.replace('"Delegating"', f'"{SECRET}'),
        COHORT.replace('"Delegating"', f'"""{SECRET}'),
        COHORT.replace('"Delegating"', f'"{SECRET}\\z"'),
        COHORT.replace('"Delegating"', SECRET),
        COHORT.replace('"Delegating"', f'"Delegating" {SECRET}'),
        COHORT.replace('theme = "Delegating"', SECRET),
        COHORT.replace("2026-01-12", f'"{SECRET}"'),
        COHORT.replace('"ada"', f'"{SECRET}"'),
        COHORT.replace('level = "First line"', f'left = "{SECRET}"\nemail = "{SECRET}"'),
        COHORT.replace("[[members]]", f'[[overrides]]\nrule = "{SECRET}"\nwho = ["{SECRET}"]'),
        COHORT.replace("format = 1", f'format = "{SECRET}"'),
        COHORT[: COHORT.index("[[")] + f'members = "{SECRET}"',
        COHORT[: COHORT.index("[[")] + f'members = ["{SECRET}"]',
        COHORT.encode() + f'# "{SECRET}"\0'.encode(),
        COHORT.encode() + f'# "{SECRET}"'.encode() + b"\xff",
    ],
)
def test_a_note_is_never_quoted_whatever_is_wrong_with_its_file(
    path: Path, content: str | bytes
) -> None:
    content = content.encode() if isinstance(content, str) else content
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        read_record(path, Cohort)
    for word in SECRET.split():
        assert word.casefold() not in str(caught.value).casefold()
    # nor in the errors behind it, which a log file might show
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_of_more_problems_than_anybody_mends_the_first_are_named(path: Path) -> None:
    slips = "".join(f"slip{number} = 1\n" for number in range(1_000))
    path.write_text(slips + COHORT, "utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_record(path, Cohort)
    assert caught.value.problems[0].startswith("line 1: slip0: is not a known key")
    assert caught.value.problems[-1] == "and 900 more"
    assert len(caught.value.problems) == 101


def test_a_newer_format_is_left_unchanged(path: Path) -> None:
    content = COHORT.replace("format = 1", "format = 2\nshape = 'new'").encode()
    path.write_bytes(content)
    with pytest.raises(NewerFormat, match="newer version of peergroup") as caught:
        read_record(path, Cohort)
    assert caught.value.exit_code == 17
    assert str(path) in str(caught.value)
    assert "Update the toolkit" in caught.value.hint
    assert path.read_bytes() == content
    assert all_names_in(path.parent) == {"record.toml"}
