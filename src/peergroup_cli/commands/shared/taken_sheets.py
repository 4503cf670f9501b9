"""What a filled worksheet brings to the logs: what is new in it, shown and stored after a yes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peergroup_cli.commands.shared.practising import PracticeDesk
    from peergroup_cli.ledger.practising import Standing
    from peergroup_cli.model.practice import EarlyReport, PracticeLog
    from peergroup_cli.model.worksheet import SheetLog, Worksheet
    from peergroup_cli.storage.worksheet_text import Understood
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.ask import Ask


def store_if_agreed(taken: "TakenSheet", name: str, ask: "Ask", *, yes: bool) -> bool:
    """Show what a sheet brings, and store it after a yes; False if the person said no.

    Where lines were not understood, Enter alone is a no.

    Args:
        taken: what it brings.
        name: the file's name, as it is shown.
        ask: the person who says yes or no.
        yes: the yes was given as an option.

    Raises:
        NeedsTerminal: there is nobody to ask.
        ChangedOnDisk: another window was faster.
    """
    from peergroup_cli.commands.shared.options import result
    from peergroup_cli.terminal.practice_form import agreed

    taken.show(name)
    if not taken.is_new:
        result(f"{name}: nothing new. {taken.summary}")
        return True
    default = "no" if taken.sheet.strange else "yes"
    if not (yes or agreed(ask, "Store this?", "--yes", default)):
        return False
    taken.store()
    result(f"{name}: stored. {taken.summary}")
    return True


@dataclass(frozen=True)
class _Change:
    """An entry that is new, or that stands in the place of another one."""

    log: "PracticeLog"
    instead_of: "PracticeLog | None" = None


@dataclass(frozen=True)
class TakenSheet:
    """What a sheet brings: what is new in it, what is known, and what cannot be taken."""

    desk: "PracticeDesk"
    standing: "Standing"
    sheet: "Understood"
    changes: tuple[_Change, ...]
    known: int
    report: "EarlyReport | None"
    about_report: str
    cleared: "tuple[PracticeLog, ...]" = ()

    @property
    def is_new(self) -> bool:
        """Whether there is anything to store."""
        return bool(self.changes or self.report)

    @property
    def summary(self) -> str:
        """What is new and what is not, in short sentences."""
        who = f"{self.desk.name(self.standing.experiment.member)}, {self.standing.experiment.id}"
        replaced = sum(one.instead_of is not None for one in self.changes)
        parts = [f"{who}: {_entries(len(self.changes) - replaced)} new"]
        if replaced:
            parts.append(f"{replaced} changed")
        if self.known:
            parts.append(f"{_entries(self.known)} stored already")
        sentences = [", ".join(parts) + ".", self.about_report]
        if lines := len(self.sheet.strange):
            sentences.append(f"Not understood: {lines} line{'s' if lines > 1 else ''}.")
        return " ".join(filter(None, sentences))

    def show(self, name: str) -> None:
        """Show what was understood, and what was not, on the screen."""
        from peergroup_cli.commands.shared.options import screen
        from peergroup_cli.terminal.show import say

        console = screen()
        for line in (f"{name} · {self.summary}", *self._lines()):
            say(console, line)

    def _lines(self) -> "Iterator[str]":
        from peergroup_cli.model.days import day

        for one in self.changes:
            log = one.log
            yield f"  {day(log.on)}, for the {log.disclosure}" + _replacing(one)
            yield from _told(log, ("did", "happened", "learned"))
        if self.report:
            yield f"  Report: {self.report.outcome}, for the {self.report.disclosure}"
            yield from _told(self.report, ("did", "happened", "surprise", "hindered"))
        for log in self.cleared:
            number = self.standing.logs.index(log) + 1
            yield (
                f"  Week {log.week} is empty now: what is stored of it stays. To take it out: "
                f"peergroup log-practice {self.desk.cohort.id} {log.experiment} --remove {number}"
            )
        strange = {f"line {line.number}": line.text.strip() for line in self.sheet.strange}
        # what was said of such a line stands with it, so that each is named once
        why = dict.fromkeys(strange, "")
        for remark in self.sheet.remarks:
            place, _, said = remark.partition(": ")
            if place in why:
                why[place] += f" ({said})"
            else:
                yield f"  {remark}"
        for place, text in strange.items():
            yield f"  not understood: {place}: {text}{why[place]}"

    def store(self) -> None:
        """Store what is new.

        Raises:
            ChangedOnDisk: another window was faster.
        """
        practice = self.desk.practice
        for one in self.changes:
            if one.instead_of:
                practice = practice.without_log(one.instead_of, one.log)
            else:
                practice = practice.with_log(one.log)
        if self.report:
            practice = practice.with_report(self.report, self.desk.meetings)
        self.desk.save(practice)


def taken_from(workspace: "Workspace", sheet: "Understood", disclosure: str | None) -> TakenSheet:
    """What a sheet brings, as things are stored now.

    Raises:
        NotFound: it belongs to no cohort or experiment that is known here.
    """
    from peergroup_cli.commands.shared.practising import PracticeDesk, disclosure_in, tips_for
    from peergroup_cli.exports.worksheet import worksheet
    from peergroup_cli.model.practice import PracticeLog

    desk = PracticeDesk(workspace, sheet.cohort)
    standing = desk.called(sheet.experiment)
    made = standing.experiment
    read_by = disclosure_in(disclosure, made)
    matched = _Matching(standing.logs, desk.practice.new_logs_of(made.id, desk.meetings))
    rows = list(zip(sheet.weeks, sheet.logs, strict=True))
    same = matched.with_rows(rows)
    changes = []
    for (week, row), known in zip(rows, same, strict=True):
        if known and row.is_in(known):
            continue
        log = PracticeLog(
            experiment=made.id,
            member=made.member,
            on=row.on or (known.on if known else desk.today),
            disclosure=read_by if disclosure or not known else known.disclosure,
            did=row.did,
            happened=row.happened,
            learned=row.learned,
            week=week or (known.week if known else None),
        )
        changes.append(_Change(log, known))
    report, about = _report(desk, standing, sheet, disclosure)
    tips = tips_for(workspace, desk.cohort, standing.meeting)
    empty = worksheet(desk.cohort, standing.meeting, made, tips)
    own = without_printed(sheet, empty)
    stored = len(sheet.logs) - len(changes)
    cleared = tuple(log for log in matched.left if log.week)
    return TakenSheet(desk, standing, own, tuple(changes), stored, report, about, cleared)


def without_printed(sheet: "Understood", empty: "Worksheet") -> "Understood":
    """What was understood, without the lines that stand on the empty sheet already."""
    from peergroup_cli.exports.worksheet_docx import printed_words
    from peergroup_cli.exports.worksheet_markdown import render
    from peergroup_cli.model.worksheet import READ_BY

    # the class may have changed since the sheet was written
    return sheet.without("\n".join((render(empty), printed_words(empty), *READ_BY.values())))


class _Matching:
    """Finds the stored entry that each week of a sheet is, so that none is stored twice.

    Args:
        stored: the entries of the experiment's log.
        unheard: those that no meeting has heard of yet; only these can be changed by their week,
            for the sheet of another cycle has the same weeks.
    """

    def __init__(self, stored: "Sequence[PracticeLog]", unheard: "Sequence[PracticeLog]") -> None:
        self._stored = list(stored)
        self._unheard = unheard

    @property
    def left(self) -> "list[PracticeLog]":
        """The entries that no meeting has heard of, and that are no week of the sheet."""
        return [log for log in self._stored if log in self._unheard]

    def with_rows(self, rows: "Sequence[tuple[int, SheetLog]]") -> "list[PracticeLog | None]":
        """For each week of the sheet the entry that it is; the surest ones are found first."""
        found: dict[int, PracticeLog] = {}
        for is_it in (self._unchanged, self._same_week, self._same_words, self._same_day):
            for at, (week, row) in enumerate(rows):
                log = next((one for one in self._stored if is_it(week, row, one)), None)
                if at not in found and log:
                    found[at] = log
                    self._stored.remove(log)
        return [found.get(at) for at in range(len(rows))]

    def _unchanged(self, week: int, row: "SheetLog", log: "PracticeLog") -> bool:
        return log.week in (week, None) and row.is_in(log)

    def _same_week(self, week: int, row: "SheetLog", log: "PracticeLog") -> bool:  # noqa: ARG002 - one of four alike
        return bool(week) and log.week == week and log in self._unheard

    def _same_words(self, week: int, row: "SheetLog", log: "PracticeLog") -> bool:  # noqa: ARG002 - one of four alike
        return row.is_in(log)

    def _same_day(self, week: int, row: "SheetLog", log: "PracticeLog") -> bool:
        """The week of that day; of an entry without a week, with some of the same words."""
        if row.on != log.on:
            return False
        parts = ("did", "happened", "learned") if log.week is None else ()
        alike = [getattr(row, p) == getattr(log, p) != "" for p in parts]
        return log.week == week if log.week else any(alike)


def _report(
    desk: "PracticeDesk", standing: "Standing", sheet: "Understood", disclosure: str | None
) -> "tuple[EarlyReport | None, str]":
    """The report that is to be stored, if one is, and a sentence about it."""
    from peergroup_cli.commands.shared.practising import disclosure_in
    from peergroup_cli.model.days import day
    from peergroup_cli.model.practice import EarlyReport

    told, made = sheet.report, standing.experiment
    waiting = desk.practice.report_on(made.id, desk.meetings)
    heard = [r for m in desk.meetings for r in m.reports if made.id in r.grew_from]
    later = desk.heard_in(made.id, desk.today)
    reasons = {
        "The report is not stored, as it names no outcome.": told.outcome is None,
        "The report is stored already.": waiting is not None and told.is_in(waiting),
        "A meeting has this report already.": any(map(told.is_in, heard)),
        f"The report is not stored, as the experiment is {standing.state}.": not standing.is_open,
        "The report is not stored, as a meeting has one of this day or later.": later is not None,
    }
    reason = next((sentence for sentence, holds in reasons.items() if holds), "")
    if told.is_empty or reason:
        return None, "" if told.is_empty else reason
    report = EarlyReport.model_validate(
        {
            **dict(told),
            "experiment": made.id,
            "member": made.member,
            "on": desk.today,
            "disclosure": disclosure_in(disclosure, made),
        }
    )
    replaces = f" and replaces that of {day(waiting.on)}" if waiting else ""
    return report, f"The report is new{replaces}."


def _replacing(change: _Change) -> str:
    if change.instead_of is None:
        return ""
    what = f"Week {change.log.week}" if change.log.week else "This entry"
    return f" · {what} has changed: replaced"


def _told(record: "PracticeLog | EarlyReport", parts: tuple[str, ...]) -> "Iterator[str]":
    for part in parts:
        if text := getattr(record, part).strip():
            yield f"    {part}: " + text.replace("\n", "\n      ")


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
