"""Reads the text of a filled worksheet: as it comes back from Word, Notepad or a mail.

Headings and labels are found by their words alone, whatever stands around them. What belongs to no
place of the sheet is not lost: it is given back with its line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from peergroup_cli.model.record import clean_text
from peergroup_cli.model.stages import OUTCOMES
from peergroup_cli.model.worksheet import (
    END,
    EXPERIMENT,
    LOG_LABELS,
    REPORT,
    REPORT_LABELS,
    TIP,
    WEEK,
    SheetLog,
    SheetReport,
)
from peergroup_cli.session.question import folded, lettered, one_of
from peergroup_cli.storage.worksheet_labels import (
    ID_LINE,
    KEYS,
    LABELS,
    heading_of,
    is_structure,
    label_of,
    plain,
    week_of,
)
from peergroup_cli.storage.written_days import day_in


@dataclass(frozen=True)
class Line:
    """A line of the file, with its number."""

    number: int
    text: str


@dataclass(frozen=True)
class Understood:
    """What a filled worksheet says.

    `strange` are lines that belong to no place of the sheet; `remarks` are sentences about what
    was understood otherwise than it stands there. Neither is ever left unsaid. `weeks` are the
    numbers of the weeks that the logs are, one each; 0 where it is not known.
    """

    cohort: str
    experiment: str
    logs: tuple[SheetLog, ...] = ()
    report: SheetReport = field(default_factory=SheetReport)
    strange: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()
    weeks: tuple[int, ...] = ()

    def without(self, empty_sheet: str) -> "Understood":
        """The same without the lines that stand on the empty sheet already, also if broken anew."""
        known = {_words(line) for line in empty_sheet.split("\n")}
        left, strange = list(self.strange), []
        while left:
            # a mail breaks long lines: as many as make one line of the sheet are that line
            joined = [_words(" ".join(line.text for line in left[:n])) for n in range(1, _BROKEN)]
            same = next((n for n, words in enumerate(joined, start=1) if words in known), 0)
            if not same:
                strange.append(left[0])
            left = left[same or 1 :]
        return replace(self, strange=tuple(strange))


def understood(text: str, today: date) -> Understood:
    """What the text of a filled worksheet says.

    Args:
        text: the text of the file.
        today: no day in a log is later.

    Raises:
        ValueError: it names no experiment, so that it is no worksheet.
    """
    lines = [Line(n, line) for n, line in enumerate(clean_text(text).split("\n"), start=1)]
    at, depth, cohort, experiment = _named(lines)
    lines = [replace(line, text=_unquoted(line.text, depth)) for line in lines]
    reader = _Reader(strange=[line for line in lines[:at] if line.text.strip()])
    for line in lines[at + 1 :]:
        reader.read(line)
    return reader.result(cohort, experiment, today)


_BROKEN = 40
"""So many lines, and no more, can one line of the sheet have become."""
_LIKE_A_LABEL = re.compile(r"[#*_ ]*what (i|was|got|became|happen)[^:.?!]{0,25}:")


def _words(text: str) -> str:
    """A line as it is compared: its letters and digits, or all of it where it has none."""
    whole = plain(text)
    return " ".join(re.findall(r"\w+", whole)) or whole


def _named(lines: Sequence[Line]) -> tuple[int, int, str, str]:
    """Where the experiment is named, how deep a mail has quoted it, and what is named."""
    for at, line in enumerate(lines):
        if found := ID_LINE.match(plain(line.text).lstrip("> ")):
            before = line.text.casefold().partition(EXPERIMENT.casefold())[0]
            return at, before.count(">"), found[1], found[2]
    raise ValueError(f"has no line such as “{EXPERIMENT}: north-quay m2-experiment-3”")


def _unquoted(text: str, depth: int) -> str:
    for _ in range(depth):
        text = re.sub(r"^\s*>[ \u00a0]?", "", text)
    return text


class _Section:
    """A week or the report, as far as it was read."""

    def __init__(self, kind: str, without_heading: int = 0, week: int = 0) -> None:
        self.kind = kind
        self.week = week
        self.without_heading = without_heading
        self.answers: dict[str, list[Line]] = {}
        self.key = ""

    def takes(self, line: Line) -> bool:
        """Begin the answer whose label this line is, if it has not been begun yet."""
        label = label_of(line.text, LABELS[self.kind])
        key = KEYS[self.kind].get(label.words, "")
        if not key or key in self.answers:
            return False
        self.key = key
        self.answers[self.key] = [replace(line, text=label.rest)]
        return True

    def text(self, key: str) -> str:
        """An answer, without the blanks around it."""
        lines = (_as_typed(line.text).rstrip() for line in self.answers.get(key, []))
        return "\n".join(lines).strip()

    def line_of(self, key: str) -> int:
        """The line on which an answer begins."""
        return self.answers[key][0].number


def _as_typed(line: str) -> str:
    """A line of a text without the backslash that kept it from being one of the sheet's own."""
    bare = line.lstrip("\\")
    return line[1:] if bare != line and is_structure(bare) else line


class _Reader:
    """Reads line after line into the places of the sheet."""

    def __init__(self, strange: list[Line]) -> None:
        self.strange = strange
        self.remarks: list[str] = []
        self.sections: list[_Section] = []
        self._now: _Section | None = None
        self._over = False

    def read(self, line: Line) -> None:
        """Put a line where it belongs."""
        if self._over or ID_LINE.match(plain(line.text)):
            # below the sheet, or a second one, such as the one that a mail answers to
            self._over = True
            self._put_aside(line)
            return
        heading = heading_of(line.text)
        if heading:
            self._begin(heading, line)
        elif not self._found_a_label(line):
            self._go_on(line)

    def result(self, cohort: str, experiment: str, today: date) -> Understood:
        """What was read."""
        for section in self.sections:
            if section.without_heading and any(map(section.text, section.answers)):
                where, kind = section.without_heading, section.kind.lower()
                self.remarks.append(f"line {where}: taken as a {kind}, without its heading")
        weeks = [one for one in self.sections if one.kind == WEEK]
        told = [(one.week, self._log(one, today)) for one in self._numbered(weeks)]
        logs = [(week, log) for week, log in told if log]
        report = SheetReport()
        for section in self.sections:
            if section.kind == REPORT:
                report = self._report(section, report)
        return Understood(
            cohort,
            experiment,
            tuple(log for _, log in logs),
            report,
            tuple(self.strange),
            tuple(self.remarks),
            tuple(week for week, _ in logs),
        )

    def _numbered(self, weeks: list[_Section]) -> list[_Section]:
        """The weeks, each with its number: where a heading was lost, the next one that is free."""
        taken: set[int] = {one.week for one in weeks if one.week}
        before, seen = 0, set[int]()
        for one in weeks:
            if not one.week or one.week in seen:
                one.week = before + 1 if before + 1 not in taken else 0
            seen.add(one.week)
            before = one.week or before
        return weeks

    def _begin(self, heading: str, line: Line) -> None:
        self._now = None
        if heading == END:
            self._over = True
        elif heading == WEEK:
            words = plain(line.text).strip("#*_()[] ")
            number = week_of(words)
            if not words.startswith(WEEK.lower()):
                self._taken_for(line, line.text.strip("#*_ "), f"{WEEK} {number}")
            self._open(_Section(WEEK, week=number))
        elif heading == REPORT:
            self._open(_Section(REPORT))
        elif heading == "?":
            self.remarks.append(f"line {line.number}: this heading is none of the sheet's")
            self.strange.append(line)

    def _found_a_label(self, line: Line) -> bool:
        if self._now and self._now.takes(line):
            self._name_slip(line, self._now.kind)
            return True
        kinds = [kind for kind, labels in LABELS.items() if label_of(line.text, labels).words]
        if not kinds or (self._now and label_of(line.text, LABELS[kinds[0]]).is_near):
            # a label twice begins another week, but not one that is only near
            return False
        # a heading was lost or changed: its labels say what it was
        now = self._now.kind if self._now else WEEK
        section = _Section(now if now in kinds else kinds[0], line.number)
        self._open(section)
        self._name_slip(line, section.kind)
        return section.takes(line)

    def _name_slip(self, line: Line, kind: str) -> None:
        """Say it where something that is not quite a label of the sheet was taken for one."""
        label = label_of(line.text, LABELS[kind])
        if label.is_near:
            known = {**LOG_LABELS, **REPORT_LABELS}.values()
            meant = next(one for one in known if folded(one) == label.words)
            self._taken_for(line, label.written, meant)

    def _taken_for(self, line: Line, written: str, meant: str) -> None:
        self.remarks.append(f"line {line.number}: “{written}” taken for “{meant}”")

    def _go_on(self, line: Line) -> None:
        if self._now and self._now.key:
            if _LIKE_A_LABEL.match(plain(line.text)):
                self.remarks.append(
                    f"line {line.number}: no label of the sheet, so it belongs to the answer above"
                )
            self._now.answers[self._now.key].append(line)
        elif self._now and plain(line.text).startswith(f"{TIP.lower()}:"):
            # the module's tip of the week, whatever module it was
            return
        else:
            self._put_aside(line)

    def _put_aside(self, line: Line) -> None:
        if line.text.strip():
            self.strange.append(line)

    def _open(self, section: _Section) -> None:
        self.sections.append(section)
        self._now = section

    def _log(self, section: _Section, today: date) -> SheetLog | None:
        parts = {key: section.text(key) for key in LOG_LABELS if key != "on"}
        said = section.text("on")
        if said and day_in(said, today) is None and day_in(said.split("\n")[0], today):
            # what else stands below the day does not lose it
            said = self._first_line(section, "on")
        log = SheetLog.model_validate({**parts, "on": self._day(section, said, today)})
        if log.is_empty:
            lines = [line for line in section.answers.get("on", []) if line.text.strip()]
            self.remarks += [
                f"line {line.number}: a day, and nothing told: left out" for line in lines
            ]
            return None
        return log

    def _day(self, section: _Section, said: str, today: date) -> date | None:
        if not said:
            return None
        found = day_in(said, today)
        if found is None or found > today:
            what = "this day is not understood" if found is None else "this day is in the future"
            number = section.line_of("on")
            self.remarks.append(f"line {number}: {what}; taken as told today (write 2026-11-12)")
            self._put_all_aside(section, "on")
            return None
        return found

    def _report(self, section: _Section, before: SheetReport) -> SheetReport:
        parts = {key: section.text(key) for key in REPORT_LABELS}
        said = parts.pop("outcome")
        report = SheetReport.model_validate(parts)
        if said:
            if _outcome(said) is None and _outcome(said.split("\n")[0]):
                said = self._first_line(section, "outcome")
            outcome = _outcome(said)
            if outcome:
                report = report.changed(outcome=outcome)
            else:
                number = section.line_of("outcome")
                known = ", ".join(OUTCOMES)
                self.remarks.append(f"line {number}: the outcome is none of: {known}")
                self._put_all_aside(section, "outcome")
        if report.is_empty or before.is_empty:
            return before if report.is_empty else report
        self.remarks.append("there are two reports on the sheet: the first one counts")
        for key in section.answers:
            self._put_all_aside(section, key)
        return before

    def _first_line(self, section: _Section, key: str) -> str:
        """The first line of an answer; the others are put aside."""
        lines = section.answers[key]
        first = next(n for n, line in enumerate(lines) if line.text.strip())
        for line in lines[first + 1 :]:
            self._put_aside(line)
        section.answers[key] = lines[: first + 1]
        return section.text(key)

    def _put_all_aside(self, section: _Section, key: str) -> None:
        for line in section.answers[key]:
            self._put_aside(line)


_SAID_OTHERWISE = {
    "no": "not",
    "not yet": "not",
    "not at all": "not",
    "tried it": "tried",
    "i tried it": "tried",
    "i tried": "tried",
    "partially": "partly",
    "in part": "partly",
}


def _outcome(said: str) -> str | None:
    words = folded(said).strip(" .!")
    try:
        return one_of(_SAID_OTHERWISE.get(words, words), lettered(OUTCOMES.items()))
    except ValueError:
        return None
