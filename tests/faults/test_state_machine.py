"""Commands in any order, with crashes and other people's edits: the files say what was typed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.faults import editing
from tests.faults.between import Between
from tests.faults.calls import POSIX, files_in
from tests.faults.desk import CALLS, GROUP, TEXTS, TODAY, WORDS
from tests.faults.notebook import Notebook, Table, rows_in, table_in
from tests.faults.savers import WRONG, saving

if not POSIX:
    pytest.skip("crashes are made of POSIX calls", allow_module_level=True)

NEW_NAMES = ("Gil Reeve", "Hana Moss", "Ivo Lake", "Jun Park")


class Workspaces(Between):
    """Rules for the members, the meetings, what is taken back, and other people's edits."""

    @precondition(lambda self: len(self.notebook.here) < 6)
    @rule(name=st.sampled_from(NEW_NAMES), role=WORDS, dies=CALLS)
    def add_a_member(self, name: str, role: str, dies: int | None) -> None:
        known = self.notebook.members
        if any(row["name"] == name for row in known) or ";" in role:
            return
        level, unit = self.notebook.here[0]["level"], f"Unit of {name}"
        row: Table = {"id": name.lower().replace(" ", "-"), "name": name, "role": role}
        row |= {"level": level, "unit": unit, "joined": TODAY}
        asked = ("--override", "They asked for it")
        given = ("--name", name, f"--role={role}", "--level", level, "--unit", unit, *asked)
        self.does("add-member", GROUP, *given, dies=dies, change=lambda n: n.members.append(row))

    @rule(data=st.data(), site=WORDS, dies=CALLS)
    def edit_a_member(self, data: st.DataObject, site: str, dies: int | None) -> None:
        who = data.draw(st.sampled_from(self.notebook.members))["id"]

        def change(notebook: Notebook) -> None:
            next(row for row in notebook.members if row["id"] == who)["site"] = site

        self.does("edit-member", GROUP, who, f"--site={site}", dies=dies, change=change)

    @precondition(lambda self: len(self.notebook.here) > 3)
    @rule(data=st.data(), dies=CALLS)
    def remove_a_member(self, data: st.DataObject, dies: int | None) -> None:
        who = data.draw(st.sampled_from(self.notebook.here))["id"]

        def change(notebook: Notebook) -> None:
            next(row for row in notebook.members if row["id"] == who)["left"] = TODAY

        self.does("remove-member", GROUP, who, dies=dies, change=change)

    @precondition(lambda self: len(self.others) < 2)
    @rule()
    def form_another_cohort(self) -> None:
        name = f"South {len(self.others) + 1}"
        rows = [
            {"id": f"{who}-{name}".lower().replace(" ", "-"), "name": f"{who} {name}"}
            | {"role": "Lead", "level": "Manager", "unit": f"Unit of {who}", "joined": TODAY}
            for who in ("Kit", "Lea", "Mo", "Nan")
        ]
        keys = ("name", "role", "level", "unit")
        self.peergroup.form(name, ["; ".join(str(row[key]) for key in keys) for row in rows])
        self.others[name.lower().replace(" ", "-")] = {
            "format": 1,
            "id": name.lower().replace(" ", "-"),
            "name": name,
            "theme": "Bad news",
            "formed": TODAY,
            "members": rows,
        }

    # a meeting

    @precondition(lambda self: self.notebook.open_meeting is None)
    @rule(said=st.lists(TEXTS, min_size=1, max_size=3), dies=CALLS)
    def hold_a_meeting(self, said: list[str], dies: int | None) -> None:
        number = len(self.notebook.meetings) + 1
        meeting: Table = {"format": 1, "cohort": GROUP, "number": number, "held_on": TODAY}
        there = [{"member": row["id"], "presence": "present"} for row in self.notebook.here]
        meeting |= {"attendance": there}
        name = f"meetings/{number:03d}-check-in.toml"
        options = ("--agenda", "check-in", "--date", TODAY.isoformat())
        self.types(name, meeting, said, *options, dies=dies)

    @precondition(lambda self: self.notebook.open_meeting is not None)
    @rule(said=st.lists(TEXTS | st.just("/back"), min_size=1, max_size=5), dies=CALLS)
    def go_on_with_the_meeting(self, said: list[str], dies: int | None) -> None:
        name = max(one for one in self.notebook.tables if one.startswith("meetings/"))
        self.types(name, self.notebook.tables[name], said, dies=dies)

    @precondition(lambda self: self.notebook.open_meeting is not None)
    @rule(dies=CALLS)
    def end_the_meeting(self, dies: int | None) -> None:
        def change(notebook: Notebook) -> None:
            meeting = notebook.meetings[-1]
            notebook.note_who_left(meeting)
            meeting["state"] = "cut-short"
            meeting.pop("position", None)

        self.does("run-session", GROUP, typed="/end\n", dies=dies, change=change)

    # what is taken back

    @precondition(lambda self: self.notebook.released)
    @rule(data=st.data(), dies=CALLS)
    def withdraw(self, data: st.DataObject, dies: int | None) -> None:
        lesson = data.draw(st.sampled_from(self.notebook.released))["id"]

        def change(notebook: Notebook) -> None:
            row = next(one for one in notebook.released if one["id"] == lesson)
            row["disclosure"] = "group"
            for key in ("consent", "strategy", "cause"):
                row.pop(key, None)

        self.does("withdraw-consent", GROUP, lesson, dies=dies, change=change)

    @rule(dies=CALLS)
    def undo(self, dies: int | None) -> None:
        found = [
            (name, then) for name, then in self.notebook.earlier if then != self.bytes_of(name)
        ]
        if not found:
            self.refuses(12, "undo", GROUP, "--yes")
            return
        name, then = found[-1]
        table = table_in(then)
        lost = name == "cohort.toml" and (
            self.notebook.named() - {row["id"] for row in table["members"]}
        )
        if name.startswith("meetings/") or lost:
            # a released lesson that was taken back, or members of whom the notes speak
            self.refuses(14, "undo", GROUP, "--yes")
            return
        self.does(
            "undo", GROUP, "--yes", dies=dies, change=lambda n: n.tables.update({name: table})
        )
        if dies is None:
            assert self.bytes_of(name) == then

    @precondition(lambda self: len(self.notebook.here) > 3)
    @rule(data=st.data(), dies=CALLS)
    def erase(self, data: st.DataObject, dies: int | None) -> None:
        known = [row for row in self.notebook.members if row["name"] != "A former member"]
        who = data.draw(st.sampled_from(known))
        erased = ("erase-member", GROUP, who["id"], "--yes")
        if self.notebook.open_meeting is not None:
            self.refuses(14, *erased)
            return
        before = self.notebook
        if dies is not None:
            self.dies_in(dies, *erased)
            if any(row["id"] == who["id"] for row in Notebook.of(self.folder).members):
                self.peergroup.done(*erased)
            self.tidy()
        else:
            self.peergroup.done(*erased)
        self.notebook = Notebook.of(self.folder)
        assert self.notebook.earlier == []
        for name, table in self.notebook.tables.items():
            assert others(table, who["id"]) == others(before.tables[name], who["id"])
            assert who["id"] not in {row.get("member") for _, row in rows_in(table)}
        assert who["name"] not in {row["name"] for row in self.notebook.members}

    # reading, and what others do to the files

    @rule(
        command=st.sampled_from(
            [
                *(("export-notes",), ("export-notes", "--for", "sponsor", "--accept-names")),
                *(("status",), ("list-experiments",), ("list-sessions",), ("undo", "--list")),
                *(("show-cohort",), ("export-notes", "--for", "facilitator")),
            ]
        )
    )
    def read(self, command: tuple[str, ...]) -> None:
        before = files_in(self.peergroup.folder)
        self.peergroup.done(command[0], *(() if command[0] == "status" else (GROUP,)), *command[1:])
        self.peergroup.done("check-workspace")
        assert files_in(self.peergroup.folder) == before

    @rule(data=st.data(), edit=st.sampled_from(editing.HARMLESS))
    def an_editor_changes_no_word(self, data: st.DataObject, edit: editing.Edit) -> None:
        path = self.folder / data.draw(st.sampled_from(sorted(self.notebook.tables)))
        path.write_bytes(edit(path.read_bytes()))

    @rule(data=st.data(), harm=st.sampled_from(editing.HARMFUL))
    def an_editor_damages_a_file(self, data: st.DataObject, harm: editing.Edit) -> None:
        name = data.draw(st.sampled_from(sorted(self.notebook.tables)))
        path = self.folder / name
        whole = path.read_bytes()
        path.write_bytes(harm(whole))
        before = files_in(self.peergroup.folder)
        self.says_what_is_damaged(name)
        assert files_in(self.peergroup.folder) == before
        path.write_bytes(whole)

    def says_what_is_damaged(self, name: str) -> None:
        last = Path(name).name
        found = self.peergroup("check-workspace")
        assert found.exit_code == 22
        assert last in found.output
        blocked = {"cohort.toml": "show-cohort", "practice.toml": "list-experiments"}
        command = blocked.get(name, "reschedule" if name == "dates.toml" else "list-sessions")
        arguments = ("1", "2027-03-03") if command == "reschedule" else ()
        assert self.peergroup(command, GROUP, *arguments).exit_code == 11
        if name != "cohort.toml":
            self.peergroup.done("show-cohort", GROUP)
        for other in self.others:
            self.peergroup.done("show-cohort", other)


def others(table: Table, who: str) -> list[tuple[str, Table]]:
    """The rows that say nothing of a member, without their links."""
    links = {"grew_from", "to", "partner", "before", "next_facilitator", "facilitator", "scribe"}
    found = [
        (kind, {k: v for k, v in row.items() if not isinstance(v, list) and k not in links})
        for kind, row in rows_in(table)
        if kind not in ("", "members", "handovers", "decided")
        and row.get("member") != who
        and not row.get("member", "").startswith("former-member")
    ]
    return sorted(found, key=lambda one: one[0])


Workspaces.TestCase.settings = settings(
    max_examples=2 if settings().max_examples < 100 else 500,
    stateful_step_count=15,
    # to make a walk shorter takes minutes, and each of its steps can be read as it is
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestTheFilesSayWhatWasTyped = Workspaces.TestCase


def test_a_file_that_is_half_written_at_a_death_is_found() -> None:
    assert all(_changes_a_site(dies) for dies in range(12))
    with saving(WRONG["in place"]()):
        assert not all(_changes_a_site(dies) for dies in range(12))


def _changes_a_site(dies: int) -> bool:
    """Whether the files say afterwards what they said before, or what was typed."""
    desk = Workspaces()
    row = desk.notebook.members[0]
    typed = ("edit-member", GROUP, row["id"], "--site=Lyon")
    try:
        desk.does(*typed, dies=dies, change=lambda one: one.members[0].update(site="Lyon"))
    except ValueError:
        return False
    finally:
        desk.teardown()
    return True
