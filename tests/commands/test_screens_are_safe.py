"""Whatever stands in names and notes: no command that shows it lets it steer the terminal."""

import json

import pytest

from peergroup_cli.model.plain_text import spelled_out
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import Peergroup
from tests.exports.hard import Hard

STEERING = (
    "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
    + "\x1b[2J\x1b]52;c;cHduZWQ=\x07\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\x9b31m"
    + "\u200b\u2028\u2029\u202a\u202b\u202d\u202e\u2060\u2066\u2067\u2068\ufeff\ufff9"
    + "\U000e0001\U000e0041\U000e007f [red]bold[/red]"
)
"""All that could move a cursor, write to a clipboard, hide a text or turn it round."""

IN_A_NAME = "\u200b\u202a\u202e\u2066\u2067\ufeff\U000e0041[red]"
"""What of it a name can hold."""

LOOKING = (
    ("status",),
    ("status", "--week"),
    ("list-cohorts",),
    ("show-cohort",),
    ("list-sessions",),
    ("list-experiments", "--logs"),
    ("list-strategies",),
    ("search-knowledge",),
    ("show-lesson", "north/m3-lesson-1"),
    ("show-pulse",),
    ("check-cohorts",),
    ("check-workspace",),
    ("export-notes",),
    ("export-notes", "--preview"),
    ("export-notes", "--for", "facilitator"),
    ("export-notes", "--for", "sponsor"),
    ("export-review",),
    ("export-programme", "--accept-names"),
    (),
)
AS_JSON = tuple(
    (name, "--json")
    for name in (
        *("status", "list-cohorts", "show-cohort", "list-sessions", "list-experiments"),
        *("list-strategies", "search-knowledge", "check-workspace"),
    )
)


WITHOUT_TEXTS = (
    *(("list-sessions",), ("list-sessions", "--json"), ("show-pulse",), ("check-cohorts",)),
    *(("check-workspace",), ("check-workspace", "--json"), ("export-notes", "--preview")),
)
"""Commands that show no text of a person."""


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Peergroup:
    """A workspace with a hostile text in every field."""
    workspace = Workspace.create(tmp_path_factory.mktemp("hard") / "workspace", None)
    made = Hard(lambda text, number: f"{text} {STEERING} w{number}w")
    members = tuple(
        one.changed(name=f"{one.name[:20]}{IN_A_NAME}", role=IN_A_NAME)
        for one in made.cohort.members
    )
    workspace.add_cohort(made.cohort.changed(name=f"North{IN_A_NAME}", members=members))
    for meeting in made.meetings:
        workspace.add_meeting(meeting)
    workspace.save_practice(made.cohort.id, None, made.practice)
    return Peergroup(workspace.folder)


@pytest.mark.parametrize("words", [*LOOKING, *AS_JSON], ids=" ".join)
def test_nothing_that_is_shown_steers_the_terminal(hard: Peergroup, words: tuple[str, ...]) -> None:
    shown = hard(*words)
    assert shown.exit_code in (0, 21, 22), shown.output
    assert shown.output == spelled_out(shown.output)
    assert "[red]" in shown.output or words in WITHOUT_TEXTS


@pytest.mark.parametrize("command", ["list-cohorts", "show-cohort", "status"])
def test_in_json_a_name_is_what_was_typed(hard: Peergroup, command: str) -> None:
    told = json.loads(hard(command, "--json").stdout)
    row = told[0] if isinstance(told, list) else told
    assert row["name"] == f"North{IN_A_NAME}"
