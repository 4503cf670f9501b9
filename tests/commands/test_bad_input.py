"""Every expected error: its exit code, what it names, and that no note's text is in it."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from peergroup_cli import errors
from peergroup_cli.errors import PeergroupError
from tests.commands.peergroup import MEMBERS, Peergroup

SECRET = "what-Bo-said-of-his-boss"


@pytest.fixture(scope="module")
def noted_once(formed_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace like that of `noted`; made once, and never changed."""
    folder = Path(copytree(formed_once, tmp_path_factory.mktemp("noted") / "workspace"))
    Peergroup(folder).hold("", "", "", "", SECRET, "", "", "", "", "/end")
    return folder


@pytest.fixture
def noted(noted_once: Path, tmp_path: Path) -> Peergroup:
    """A workspace with a meeting in which something confidential is noted."""
    return Peergroup(Path(copytree(noted_once, tmp_path / "workspace")))


def meeting_file(peergroup: Peergroup) -> Path:
    return peergroup.folder / "cohorts" / "north" / "meetings" / "001-explore.toml"


SECOND_ROW = """
[[thoughts]]
id = "m1-thought-1"
segment = "causes"
disclosure = "group"
text = "x"
"""

DAMAGES: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "blank": lambda _: " \n\n",
    "NUL": lambda text: "\0" * len(text),
    "truncated": lambda text: text[: len(text) // 2],
    "unknown key": lambda text: text.replace("number = 1", "numbre = 1"),
    "wrong type": lambda text: text.replace("number = 1", f'number = "{SECRET}"'),
    "no agenda": lambda text: text.partition("[agenda]")[0],
    "not text": lambda text: text.replace(SECRET, SECRET + "\udcff"),
    "same id": lambda text: text.replace("m1-challenge-1", "m1-thought-1", 1) + SECOND_ROW,
}


@pytest.mark.parametrize("command", ["run-session", "export-notes", "list-sessions", "status"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_meeting_is_refused_by_name_and_left_as_it_is(
    noted: Peergroup, damage: str, command: str
) -> None:
    path = meeting_file(noted)
    text = path.read_text(encoding="utf-8")
    path.write_bytes(DAMAGES[damage](text).encode("utf-8", "surrogateescape"))
    before = path.read_bytes()
    assert before != text.encode(), "the damage did nothing"
    result = noted(command)
    assert result.exit_code == 11
    assert "001-explore.toml" in result.stderr
    assert SECRET not in result.output
    assert path.read_bytes() == before


def test_an_unknown_key_is_named_with_its_line_and_the_key_that_was_meant(
    noted: Peergroup,
) -> None:
    path = meeting_file(noted)
    lines = path.read_text().replace("held_on", "hold_on").splitlines()
    path.write_text("\n".join(lines))
    number = next(n for n, line in enumerate(lines, start=1) if line.startswith("hold_on"))
    stderr = noted("export-notes").stderr
    assert f"line {number}: " in stderr
    assert "held_on" in stderr


def test_a_newer_format_is_refused_unchanged(noted: Peergroup) -> None:
    path = meeting_file(noted)
    path.write_text(path.read_text().replace("format = 1", "format = 2", 1))
    before = path.read_bytes()
    result = noted("run-session")
    assert result.exit_code == 17
    assert path.read_bytes() == before


def test_a_damaged_cohort_does_not_stand_in_the_way_of_another(peergroup: Peergroup) -> None:
    peergroup.form("North")
    peergroup.form("South")
    (peergroup.folder / "cohorts" / "south" / "cohort.toml").write_text("")
    assert peergroup("show-cohort", "south").exit_code == 11
    assert peergroup("show-cohort", "north").exit_code == 0


def test_a_broken_pack_is_named_with_key_and_reason_and_the_meeting_is_held(
    formed: Peergroup,
) -> None:
    pack = formed.folder / "packs" / "short.toml"
    pack.write_text('format = 1\nkind = "agenda"\nkey = "short"\ntitle = "Short"\nminuets = 30\n')
    result = formed.hold("", "/stop")
    assert result.exit_code == 1
    assert [meeting.agenda.key for meeting in formed.meetings] == ["explore"]
    assert "short.toml" in result.stderr
    assert "line 5: minuets" in result.stderr
    assert "did you mean minutes" in result.stderr


def test_without_a_workspace_it_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = Peergroup(tmp_path / "nowhere")("status")
    assert result.exit_code == 10
    assert "peergroup init" in result.stderr


def test_an_unknown_command_or_option_is_a_usage_error(peergroup: Peergroup) -> None:
    assert peergroup("statsu").exit_code == 2
    assert peergroup("status", "--nope").exit_code == 2


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", 2),
        ("   ", 2),
        ("x" * 10_000, 2),
        ("line\nbreak", 2),
        ("?", 2),
        ("\x1b[2J", 2),
        ("../../etc/passwd", 0),
        ("[red]North[/red]", 0),
        ("CON", 0),
        ("שלום עולם", 0),
        ("🌊 Harbour 🏴󠁧󠁢󠁳󠁣󠁴󠁿", 0),
        ("-rf", 0),
    ],
)
def test_a_hostile_name_is_kept_as_it_is_or_refused_and_never_becomes_a_path(
    peergroup: Peergroup, name: str, code: int
) -> None:
    members = [word for line in MEMBERS for word in ("--member", line)]
    result = peergroup("new-cohort", f"--name={name}", "--theme", "T", *members)
    assert result.exit_code == code, result.output
    made = [path.name for path in (peergroup.folder / "cohorts").iterdir()]
    assert len(made) == (1 if code == 0 else 0)
    assert all(part.replace("-", "").isalnum() and part.isascii() for part in made)
    assert sorted(path.name for path in peergroup.folder.parent.iterdir()) == ["workspace"]
    if code == 0:
        assert name in peergroup.done("show-cohort")


def test_two_members_with_the_same_name_have_different_ids(peergroup: Peergroup) -> None:
    peergroup.form(members=(MEMBERS[0], "Ada Brook; Lead; Manager; Other", *MEMBERS[2:]))
    shown = peergroup.done("show-cohort", "--json")
    assert '"ada-brook"' in shown
    assert '"ada-brook-2"' in shown


def test_more_than_six_are_refused(peergroup: Peergroup) -> None:
    lines = [f"Member {n}; Lead; Manager; Unit {n}" for n in range(7)]
    members = [word for line in lines for word in ("--member", line)]
    assert peergroup("new-cohort", "--name", "N", "--theme", "T", *members).exit_code == 2


def test_an_unknown_meeting_or_member_is_named(noted: Peergroup) -> None:
    wrong = noted("export-notes", "--meeting", "9")
    assert (wrong.exit_code, "Its meetings: 1" in wrong.stderr) == (12, True)
    wrong = noted("export-notes", "--for", "Bo Lund")
    assert (wrong.exit_code, "Bo Lind" in wrong.stderr) == (12, True)


def test_an_existing_file_is_not_overwritten_without_force(
    noted: Peergroup, tmp_path: Path
) -> None:
    out = tmp_path / "notes.md"
    out.write_text("mine")
    assert noted("export-notes", "--output", str(out)).exit_code == 13
    assert out.read_text() == "mine"
    noted.done("export-notes", "--output", str(out), "--force")
    assert SECRET in out.read_text()


@pytest.mark.parametrize("size", ["9" * 5000, "²", "1000000000000", "0"])
def test_a_size_that_no_screen_has_is_ignored(
    noted: Peergroup, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    shown = noted.done("list-sessions")
    for name in ("COLUMNS", "LINES"):
        monkeypatch.setenv(name, size)
    assert noted.done("list-sessions") == shown
    assert noted("show-agenda", "explore", "--overview").exit_code == 0


def test_every_expected_error_has_an_exit_code_of_its_own() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, PeergroupError)
        and kind is not PeergroupError
    ]
    codes = [kind.exit_code for kind in kinds]
    assert len(codes) == len(set(codes))
    assert errors.BUG not in codes


def test_a_fault_of_the_program_is_one_line_without_a_notes_text(
    noted: Peergroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    from peergroup_cli.storage.workspace import Workspace

    def broken(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(Workspace, "cohort_ids", broken)
    result = noted("status")
    assert result.exit_code == 3
    assert "RuntimeError" in result.stderr
    assert SECRET not in result.output
    assert "Traceback" not in result.output
