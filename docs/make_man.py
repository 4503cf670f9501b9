"""Makes `peergroup.1`, the manual page, from the commands' own help; `make docs`."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

from typer.main import get_command

from peergroup_cli import __version__
from peergroup_cli.command_list import SECTIONS
from peergroup_cli.main import app

MANUAL = Path(__file__).with_name("peergroup.1")
EXIT_CODES = Path(__file__).with_name("exit-codes.md")
ENVIRONMENT = Path(__file__).with_name("environment.md")


def manual() -> str:
    """The whole page, in the language of troff."""
    group: Any = get_command(app)
    lines = [
        f'.TH PEERGROUP 1 "" "peergroup {__version__}" "Peer learning groups"',
        ".SH NAME",
        r"peergroup \- the facilitator's toolkit for peer learning groups",
        ".SH SYNOPSIS",
        r".B peergroup",
        r"[\-\-version] [\-\-help] COMMAND [ARGUMENTS]",
        ".SH DESCRIPTION",
        *_paragraphs(_without_codes(group.help)),
        ".SH COMMANDS",
    ]
    for title, commands in SECTIONS.items():
        lines += [f".SS {_safe(title)}"]
        for name in commands:
            lines += _command(group.commands[name], name)
    lines += [".SH EXIT STATUS", *_table(EXIT_CODES, r"(\d[\d, ]*)")]
    lines += [".SH ENVIRONMENT", *_table(ENVIRONMENT, r"(`[A-Z_]+`(?:, `[A-Z_]+`)*)")]
    lines += [
        ".SH FILES",
        "A workspace is a folder with",
        ".IR peergroup.toml ;",
        "its files are explained in docs/files.md of the project.",
        ".SH NOTES",
        "The project is not affiliated with the Peer Learning Institute.",
    ]
    return "\n".join(lines) + "\n"


def _command(command: Any, name: str) -> Iterator[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    named = " ".join(f"[{one.metavar or one.name.upper()}]" for one in arguments)
    yield from (".PP", rf"\fBpeergroup {_safe(name)}\fR {_safe(named)} [OPTIONS]", ".RS")
    yield from _paragraphs(_without_codes(command.help))
    for one in options:
        if one.name != "help":
            value = "" if one.is_flag else f" {one.metavar or 'TEXT'}"
            yield from (".TP", rf"\fB{_safe(', '.join(one.opts))}\fR{_safe(value)}")
            yield _safe(one.help or "")
    yield ".RE"


def _without_codes(text: str) -> str:
    """A help without its exit codes: they have a section of their own."""
    return re.sub(r"\n*Exit codes:.*", "", cleandoc(text), flags=re.DOTALL)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        if paragraph.startswith("\b"):
            yield from (".PP", ".nf", *map(_safe, paragraph.lstrip("\b\n").split("\n")), ".fi")
        else:
            yield from (".PP", *map(_safe, paragraph.split("\n")))


def _table(page: Path, key: str) -> Iterator[str]:
    """The rows of a page's table: the first two columns."""
    rows = re.findall(rf"^\| {key} \| (.*?) \|", page.read_text("utf-8"), flags=re.MULTILINE)
    for name, meaning in rows:
        yield from (
            ".TP",
            rf"\fB{_safe(name.replace('`', ''))}\fR",
            _safe(meaning.replace("`", "")),
        )


def _safe(text: str) -> str:
    """Text that troff prints as it is."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("`", "")
    text = "".join(sign if sign.isascii() else rf"\[u{ord(sign):04X}]" for sign in text)
    return rf"\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
