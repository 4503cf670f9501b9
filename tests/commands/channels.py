"""All ways by which a text comes into the program, each swept with hundreds of hostile ones."""

import csv
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import docx
import tomli
import xlsxwriter
from typer.testing import Result

from peergroup_cli.storage.toml_file import render
from peergroup_cli.storage.workspace import Workspace
from tests.commands.peergroup import MEMBERS, Peergroup
from tests.hostile import HARMLESS, IN_A_NAME, STEERING, marked

CONTENT = Path(__file__).parents[2] / "src" / "peergroup_cli" / "content"
TEXTS = marked((*STEERING, *HARMLESS))
NAMES = tuple(one for one in marked((*IN_A_NAME, *HARMLESS)) if ";" not in one)
ONE_LINE = tuple(one for one in TEXTS if "\n" not in one)
ARGUMENT = "".join(ONE_LINE).replace("\0", "")
BROKEN = "".join(map(chr, range(0xDC80, 0xDD00)))
"""Bytes that are no text, as a system hands them on in an argument."""


def packed(texts: Iterable[str], size: int) -> list[str]:
    """The texts, put together until they are about so long."""
    found, room = [""], size
    for text in texts:
        if len(found[-1]) + len(text) > room:
            found.append("")
        found[-1] += text
    return found


SHORT = packed(NAMES, 150)
"""All names, in texts that are no longer than a name may be."""

LONG = packed(ONE_LINE, 4000)
WITHOUT_NUL = "".join(one for one in ONE_LINE[:200] if "\0" not in one)


@dataclass
class Sweep:
    """The program, and what it has shown so far.

    Args:
        program: in a workspace with the cohort North.
        place: a folder beside it.
    """

    program: Peergroup
    place: Path
    results: list[tuple[str, Result]] = field(default_factory=list)

    def __call__(self, *words: str, typed: str = "") -> Result:
        """Run a command, and keep what it shows."""
        result = self.program(*words, typed=typed)
        self.results.append((words[0], result))
        return result

    @property
    def folder(self) -> Path:
        """The workspace."""
        return self.program.folder

    def file(self, name: str, content: str | bytes) -> str:
        """Write a file beside the workspace, and give its path."""
        path = self.place / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)


Channel = Callable[[Sweep], Sequence[str]]
"""Puts the texts in, looks at them, and gives those that must have been shown."""


def errors_about_arguments(sweep: Sweep) -> Sequence[str]:
    for words in (
        *(("show-cohort",), ("export-notes",), ("run-session", "--agenda"), ("show-agenda",)),
        *(("show-module",), ("remove-member", "north"), ("export-notes", "--format")),
        *(("tour",), ("status", "--workspace"), ("purge", "--older-than"), ("list-cohorts",)),
        *(("undo", "--number"), ("run-session", "--date"), ("show-lesson",), ()),
        *(("search-knowledge",), ("drop-experiment", "north"), ("new-cohort", "--name")),
    ):
        sweep(*words, ARGUMENT)
        sweep(*words, f"a{BROKEN}")
        sweep(*words, f"--{ARGUMENT}")
    return ONE_LINE[1:]


def options(sweep: Sweep) -> Sequence[str]:
    values = iter(SHORT)
    lines = [f"{next(values)};{next(values)};Manager;{next(values)}" for _ in range(6)]
    members = [word for line in lines for word in ("--member", line)]
    theme = next(values)
    sweep("new-cohort", "--name", "South", "--theme", theme, "--override", ARGUMENT, *members)
    south = Workspace(sweep.folder).cohort("south").record
    assert south.theme == theme
    assert [f"{m.name};{m.role};Manager;{m.unit}" for m in south.members] == lines
    sweep("edit-member", "north", "ada-brook", "--role", SHORT[-1], "--site", SHORT[-2])
    for words in (("show-cohort", "south"), ("show-cohort", "north"), ("list-cohorts",)):
        sweep(*words)
    return [*SHORT[:19], SHORT[-1]]


def names_that_are_refused(sweep: Sweep) -> Sequence[str]:
    for sign in ("\x1b[2J", "\x9b31m", "\x07", "\u2028", "\ud800"):
        members = [word for line in MEMBERS for word in ("--member", line)]
        refused = sweep("new-cohort", "--name", f"a{sign}b", "--theme", "x", *members)
        assert refused.exit_code == 2
        assert "control character" in refused.stderr or "UTF-8" in refused.stderr
    for head, name in (("name", "A\x0bB"), ("first name,last name", "A\x0bB,C")):
        path = sweep.file("people.csv", f"{head},level,role,unit\n{name},M,r,u\n")
        refused = sweep("form-cohorts", path)
        assert refused.exit_code == 11, refused.output
        assert "control character" in refused.stderr
    assert Workspace(sweep.folder).cohort_ids() == ["north"]
    return ()


def a_file_of_answers(sweep: Sweep) -> Sequence[str]:
    texts = packed(TEXTS, 3400)
    assert len(texts) <= len(MEMBERS) * 2
    cases = [*texts, *["x"] * (len(MEMBERS) * 2 - len(texts))]
    some = packed(TEXTS[:: len(TEXTS) // 40], 300)
    rows: dict[str, list[str]] = {
        "opening": ["", "", "", ""],
        "cases": cases,
        "causes": [*(f"{text}." for text in some), "", *["m"] * len(some)],
        "weigh-causes": ["/skip"],
        "own-ideas": [*(f"{text}." for text in some), "", *["1"] * len(some)],
        "material": [f"/note {texts[0]}", f"/park {texts[1]}", ""],
    }
    table = {"format": 1, "segments": [{"key": key, "answers": rows[key]} for key in rows]}
    path = sweep.file("answers.toml", render(table))
    sweep("run-session", "--agenda", "explore", "--override", "x", "--answers", path)
    (meeting,) = sweep.program.meetings
    assert [text for one in meeting.challenges for text in (one.title, one.case)] == cases
    assert [one.text for one in meeting.thoughts] == [f"{text}." for text in some]
    steering = "/sofar\n/say\n/heard\n/time\n/help\n/back\n/back\n/back\n/back\n"
    sweep("run-session", typed=f"{steering}\n\n/find {LONG[0]}\n/end\n")
    for words in (("list-sessions",), ("export-notes", "--for", "facilitator"), ("status",)):
        sweep(*words)
    return TEXTS


def answers_in_a_pipe(sweep: Sweep) -> Sequence[str]:
    begun = ("run-session", "--agenda", "explore", "--override", "x")
    texts = packed(ONE_LINE, 4500)[:4]
    typed = "".join(f"{text[:8]}\n{text}\n\n" for text in texts)
    sweep(*begun, typed=f"\n\n\n\n{typed}/sofar\n")
    assert [one.case for one in sweep.program.meetings[0].challenges] == texts
    sweep("run-session", typed=f"{ARGUMENT}\n/{ARGUMENT}\n")
    sweep("run-session", typed=f"/here {ARGUMENT}\n")
    return [text[:8] for text in texts]


def lists_of_people(sweep: Sweep) -> Sequence[str]:
    values = iter(SHORT)
    head = ["name", "role", "level", "unit", "email"]
    rows = [[next(values), next(values), "M", f"u{n}", f"a{n}@x.org"] for n in range(8)]
    with (sweep.place / "people.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    people = str(sweep.place / "people.csv")
    sweep("form-cohorts", people, "--create", "--yes", "--theme", next(values))
    for words in (("list-cohorts",), ("form-cohorts", people), ("regroup",), ("check-cohorts",)):
        sweep(*words)
    book = xlsxwriter.Workbook(sweep.place / "people.xlsx")
    sheet = book.add_worksheet()
    for at, row in enumerate(
        [[*head, SHORT[0], "reports_to"], *[[*row, "", SHORT[1]] for row in rows]]
    ):
        for column, value in enumerate(row):
            sheet.write_string(at, column, value)
    book.close()
    sweep("form-cohorts", str(sweep.place / "people.xlsx"))
    names = "".join(f'"{text}",M\n' for text in LONG)
    for number, content in enumerate((f"name,level,{SHORT[2]}\n{names}", ARGUMENT, "name\n\udc80")):
        sweep.file(f"bad{number}.csv", content.encode("utf-8", "surrogatepass"))
        sweep("form-cohorts", str(sweep.place / f"bad{number}.csv"))
        sweep("new-cohort", "--from", str(sweep.place / f"bad{number}.csv"))
        sweep("place", str(sweep.place / f"bad{number}.csv"))
    for cohort in Workspace(sweep.folder).cohort_ids():
        sweep("show-cohort", cohort)
    return [text for row in rows for text in row[:2]]


def rules(sweep: Sweep) -> Sequence[str]:
    people = sweep.file("people.csv", "name,role,level,unit\nA,r,M,u\nB,r,M,v\nC,r,M,w\nD,r,M,x\n")
    who = {"who": [SHORT[0], SHORT[1]]}
    for table in ({"apart": [who]}, {SHORT[2]: 1}, {"apart": LONG[:2]}, {"size": LONG[0]}):
        path = sweep.file("rules.toml", render({"format": 1, **table}))
        sweep("form-cohorts", people, "--rules", path)
        sweep("check-cohorts", "--rules", path)
    return ()


def modules(sweep: Sweep) -> Sequence[str]:
    value = cycle(SHORT)
    table = _filled(_shipped("modules", "delegation"), lambda: next(value), lambda: LONG[0])
    pack = sweep.folder / "packs" / "own.toml"
    pack.write_text(render(table), encoding="utf-8")
    for words in (
        ("check-pack", str(pack)),
        *(("list-modules",), ("show-module", "delegation"), ("check-workspace",)),
    ):
        sweep(*words)
    begun = ("run-session", "--agenda", "explore", "--override", "x", "--module", "delegation")
    sweep(*begun, typed="\n\n\n\n/skip\nA cause\n\nm\n/skip\nAn idea\n\n1\n1\n/find 1\n/sofar\n")
    return SHORT


def agendas(sweep: Sweep) -> Sequence[str]:
    name, text = cycle(SHORT), cycle(packed(TEXTS, 700))
    table = _filled(_shipped("agendas", "explore"), lambda: next(name), lambda: next(text))
    pack = sweep.folder / "packs" / "own.toml"
    pack.write_text(render({**table, "key": "own"}), encoding="utf-8")
    begun = ("run-session", "--agenda", "own")
    for words in (
        ("check-pack", str(pack)),
        *(("show-agenda", "own"), ("show-agenda", "own", "--overview"), (*begun, "--rehearse")),
        *((*begun, "--override", "x"), ("list-sessions",), ("status",)),
    ):
        sweep(*words, typed="\n\n\n\n/say\n/time\n/skip\n/skip\n/skip\n/skip\n/skip\n")
    return [row["title"] for row in table["segments"]]


def files_that_are_wrong(sweep: Sweep) -> Sequence[str]:
    settings = sweep.folder / "peergroup.toml"
    good = settings.read_text("utf-8")
    wrong = {"organisation": 1, **dict.fromkeys(SHORT, "x")}
    for text in (render({"format": 1, **wrong}), f"format = {LONG[0]}", f'"{LONG[0]}'):
        settings.write_text(text, encoding="utf-8")
        for words in (("show-cohort",), ("check-workspace",)):
            sweep(*words)
    settings.write_text(good, encoding="utf-8")
    for name in ("packs/a.toml", "cohorts/north/practice.toml", "cohorts/north/dates.toml"):
        (sweep.folder / name).write_text(render({"format": 1, "kind": "agenda", **wrong}), "utf-8")
    for command in ("check-workspace", "list-modules", "list-experiments", "status", "run-session"):
        sweep(command)
    return ()


def settings(sweep: Sweep) -> Sequence[str]:
    path = sweep.folder / "peergroup.toml"
    good = path.read_text("utf-8")
    for text in SHORT:
        path.write_text(f"{good}{render({'organisation': text})}", encoding="utf-8")
        sweep("show-cohort")
    return SHORT


def worksheets(sweep: Sweep) -> Sequence[str]:
    opening = "\n\n\n\n/skip\n/skip\nCall at once\n\n/skip\n\n"
    plan = "1\nit is late\nI will call\nno time\nthey nod\n2w\n\n"
    begun = ("run-session", "--agenda", "explore", "--override", "x")
    sweep(*begun, typed=f"{opening}{plan * 4}/end\n")
    out = sweep.place / "sheets"
    for form in ("markdown", "toml", "docx"):
        sweep("export-worksheets", "--format", form, "--output", str(out))
    sheet = out / "ada-brook.md"
    filled = sheet.read_text("utf-8").replace("What I did:\n", f"What I did: {WITHOUT_NUL}\n", 1)
    sheet.write_text(f"{filled}\n{LONG[1]}: {LONG[1]}\n", encoding="utf-8")
    (out / "bo-lind.toml").write_text(render({"format": 1, **dict.fromkeys(SHORT, "x")}), "utf-8")
    document = docx.Document(str(out / "cleo-hart.docx"))
    for row, text in zip(document.tables[0].rows[1:], SHORT, strict=False):
        row.cells[1].add_paragraph(text)
        row.cells[0].add_paragraph(text)
    document.save(str(out / "cleo-hart.docx"))
    for name in ("ada-brook.md", "bo-lind.toml", "cleo-hart.docx"):
        sweep("import-worksheet", str(out / name), "--yes")
    sweep("list-experiments", "--logs")
    return [text for text in ONE_LINE if text in WITHOUT_NUL]


def templates(sweep: Sweep) -> Sequence[str]:
    folder = sweep.folder / "templates"
    folder.mkdir()
    for text in (f"$notes {LONG[0]} ${SHORT[0]}", f"$notes ${{{LONG[0]}}}", f"{LONG[0]}"):
        for name in ("notes.md", "notes.html"):
            (folder / name).write_text(text, encoding="utf-8")
        sweep("export-notes", "--format", "markdown", "--output", str(sweep.place / "out.md"))
        sweep("export-notes", "--format", "html", "--output", str(sweep.place / "out.html"))
    return ()


def names_of_files(sweep: Sweep) -> Sequence[str]:
    names = packed((text.replace("/", "|").replace("\0", "") for text in TEXTS), 60)
    (sweep.folder / "cohorts" / "north" / "meetings").mkdir()
    places = cycle(("packs", "cohorts/north", "cohorts/north/meetings"))
    for name in [*(f"{one}.toml" for one in names), os.fsdecode(b"caf\xe9\xff\x9b31m.toml")]:
        (sweep.folder / next(places) / name).write_text("x")
    (sweep.folder / "cohorts" / names[0]).mkdir()
    for words in (
        *(("check-workspace",), ("check-workspace", "--json"), ("list-modules",), ("status",)),
        *(("list-cohorts",), ("run-session",), ("backup", "-o", str(sweep.place / "all.zip"))),
        *(("erase-member", "north", "ada-brook"), ("purge", "--older-than", "1d")),
        ("repair-workspace",),
    ):
        sweep(*words)
    for name in names[:3]:
        for words in (
            *(("restore",), ("bring-back",), ("check-pack",), ("import-worksheet",)),
            *(("form-cohorts",), ("run-session", "--answers"), ("export-notes", "-o")),
        ):
            sweep(*words, str(sweep.place / name / "x"))
    return names


def the_environment(sweep: Sweep) -> Sequence[str]:
    for name in ("TZ", "EDITOR", "VISUAL", "PEERGROUP_PLAIN", "COLUMNS", "LANG", "TERM", "HOME"):
        before = os.environ.get(name)
        os.environ[name] = ARGUMENT[:3000]
        try:
            sweep("status")
            sweep("run-session", "--rehearse", typed="\n")
        finally:
            # a COLUMNS that no screen has is gone already
            os.environ.pop(name, None)
            if before is not None:
                os.environ[name] = before
    return ()


CHANNELS: dict[str, Channel] = {
    channel.__name__: channel
    for channel in (
        *(errors_about_arguments, options, names_that_are_refused, a_file_of_answers),
        *(answers_in_a_pipe, lists_of_people, rules, modules, agendas, files_that_are_wrong),
        *(settings, worksheets, templates, names_of_files, the_environment),
    )
}


def _shipped(folder: str, name: str) -> dict[str, Any]:
    return tomli.loads((CONTENT / folder / f"{name}.toml").read_text("utf-8"))


def _filled(table: Any, name: Callable[[], str], text: Callable[[], str], key: str = "") -> Any:
    """A table of content with other names and other texts in it."""
    if isinstance(table, dict):
        return {k: _filled(value, name, text, k) for k, value in table.items()}
    if isinstance(table, list):
        return [_filled(value, name, text, key) for value in table]
    if key in ("purpose", "aim", "do", "say", "rescue"):
        return text()
    return (
        name() if key in ("title", "label", "text", "fits", "fails", "questions", "tips") else table
    )
