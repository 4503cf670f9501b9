"""Writes `commands.md` from the commands' own `--help`, and the notes' JSON Schema; `make docs`."""

from pathlib import Path

from typer.testing import CliRunner

from peergroup_cli.command_list import COMMANDS
from peergroup_cli.exports.notes_json import schema
from peergroup_cli.main import app

PAGE = Path(__file__).with_name("commands.md")
SCHEMA = Path(__file__).with_name("notes.schema.json")

_HEAD = """\
# Commands

This page is made from the commands' own `--help`. After a change to one: `make docs`.
"""


def commands_page() -> str:
    """The whole page: the toolkit's help, then that of each command."""
    names = list(COMMANDS)
    listed = "\n".join(f"- [{name}](#{name})" for name in names)
    parts = [_section(name, [name]) for name in names]
    return "\n".join([_HEAD, listed, "", _section("peergroup", []), *parts])


def _section(title: str, command: list[str]) -> str:
    # the width of the terminal must not show in the page
    shown = CliRunner().invoke(
        app,
        [*command, "--help"],
        prog_name="peergroup",
        env={"COLUMNS": "80", "TERMINAL_WIDTH": "80", "NO_COLOR": "1"},
    )
    if shown.exit_code:
        raise RuntimeError(f"{title} --help ends with {shown.exit_code}")
    lines = [line.rstrip() for line in shown.stdout.strip().splitlines()]
    return "\n".join([f"## {title}", "", "```text", *lines, "```", ""])


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
    SCHEMA.write_text(schema(), encoding="utf-8")
