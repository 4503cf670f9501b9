"""Reads the text of a filled worksheet: as it comes back from Word, Notepad or a mail.

Headings and labels are found by their words alone, whatever stands around them. What belongs to no
place of the sheet is not lost: it is given back with its line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from peergroup_cli.model.days import MONTHS
from peergroup_cli.model.record import clean_text
from peergroup_cli.model.stages import OUTCOMES
from peergroup_cli.model.worksheet import (
    END,
    EXPERIMENT,
    LOG_LABELS,
    PLAN,
    REPORT,
    REPORT_LABELS,
    TITLE,
    WEEK,
    SheetLog,
    SheetReport,
)
from peergroup_cli.session.question import day, folded, lettered, one_of


@dataclass(frozen=True)
class Line:
    """A line of the file, with its number."""

    number: int
    text: str


@dataclass(frozen=True)
class Understood:
    """What a filled worksheet says.

    `strange` are lines that belong to no place of the sheet; `remarks` are sentences about what
    was understood otherwise than it stands there. Neither is ever left unsaid.
    """

    cohort: str
    experiment: str
    logs: tuple[SheetLog, ...] = ()
    report: SheetReport = field(default_factory=SheetReport)
    strange: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()

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


def is_structure(line: str) -> bool:
    """Whether a line could be one of the sheet's own. A backslash before it makes it a text."""
    return bool(
        _heading(line)
        or _label(line, _LABELS[WEEK] | _LABELS[REPORT])[0]
        or _ID_LINE.match(_plain(line))
    )


_ID = r"([a-z0-9]+(?:-[a-z0-9]+)*)\s+(m[0-9]+-experiment-[0-9]+)"
_ID_LINE = re.compile(rf"[^\w>\\]*{EXPERIMENT.lower()}\s*[:\uff1a]?\W*{_ID}\W*$")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-")
_KEYS = {
    WEEK: {folded(label): key for key, label in LOG_LABELS.items()},
    REPORT: {folded(label): key for key, label in REPORT_LABELS.items()},
}
_LABELS = {kind: set(keys) for kind, keys in _KEYS.items()}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_BROKEN = 40
"""So many lines, and no more, can one line of the sheet have become."""
_WEEK = re.compile(rf"{WEEK.lower()}\s*([0-9]+)\s*:?")


def _plain(text: str) -> str:
    return folded(text.translate(_DASHES))


def _words(text: str) -> str:
    """A line as it is compared: its letters and digits, or all of it where it has none."""
    plain = _plain(text)
    return " ".join(re.findall(r"\w+", plain)) or plain


def _named(lines: Sequence[Line]) -> tuple[int, int, str, str]:
    """Where the experiment is named, how deep a mail has quoted it, and what is named."""
    for at, line in enumerate(lines):
        if found := _ID_LINE.match(_plain(line.text).lstrip("> ")):
            before = line.text.casefold().partition(EXPERIMENT.casefold())[0]
            return at, before.count(">"), found[1], found[2]
    raise ValueError(f"has no line such as “{EXPERIMENT}: north-quay m2-experiment-3”")


def _unquoted(text: str, depth: int) -> str:
    for _ in range(depth):
        text = re.sub(r"^\s*>[ \u00a0]?", "", text)
    return text


def _heading(line: str) -> str:
    """The heading that a line is, or nothing; `?` is one that the sheet does not have."""
    marked = line.lstrip().startswith("## ")
    words = _plain(line).strip("#*_()[] ")
    if _WEEK.fullmatch(words):
        return WEEK
    for known in (PLAN, REPORT, TITLE, END):
        if words.rstrip(" :") == known.lower():
            return known
    return "?" if marked else ""


def _label(line: str, labels: set[str]) -> tuple[str, str]:
    """The label that a line begins with, if it does, and what stands behind its colon."""
    head, *rest = re.split("[:\uff1a]", line, maxsplit=1)
    words = _plain(re.sub(r"\([^)]*\)", "", head)).strip("#*_-\u2022 ")
    if words not in labels:
        return "", ""
    # a label that was set in bold ends behind its colon
    bold = head.lstrip()[:1] in ("*", "_")
    return words, "".join(rest).lstrip("*_ " if bold else None)


class _Section:
    """A week or the report, as far as it was read."""

    def __init__(self, kind: str, without_heading: int = 0) -> None:
        self.kind = kind
        self.without_heading = without_heading
        self.answers: dict[str, list[Line]] = {}
        self.key = ""

    def takes(self, line: Line) -> bool:
        """Begin the answer whose label this line is, if it has not been begun yet."""
        words, rest = _label(line.text, _LABELS[self.kind])
        key = _KEYS[self.kind].get(words, "")
        if not key or key in self.answers:
            return False
        self.key = key
        self.answers[self.key] = [replace(line, text=rest)]
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
        if self._over or _ID_LINE.match(_plain(line.text)):
            # below the sheet, or a second one, such as the one that a mail answers to
            self._over = True
            self._put_aside(line)
            return
        heading = _heading(line.text)
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
        logs = [log for log in (self._log(one, today) for one in weeks) if log]
        report = SheetReport()
        for section in self.sections:
            if section.kind == REPORT:
                report = self._report(section, report)
        return Understood(
            cohort, experiment, tuple(logs), report, tuple(self.strange), tuple(self.remarks)
        )

    def _begin(self, heading: str, line: Line) -> None:
        self._now = None
        if heading == END:
            self._over = True
        elif heading == WEEK:
            self._open(_Section(WEEK))
        elif heading == REPORT:
            self._open(_Section(REPORT))
        elif heading == "?":
            self.remarks.append(f"line {line.number}: this heading is none of the sheet's")
            self.strange.append(line)

    def _found_a_label(self, line: Line) -> bool:
        if self._now and self._now.takes(line):
            return True
        kinds = [kind for kind, labels in _LABELS.items() if _label(line.text, labels)[0]]
        if not kinds:
            return False
        # a heading was lost or changed: its labels say what it was
        now = self._now.kind if self._now else WEEK
        section = _Section(now if now in kinds else kinds[0], line.number)
        self._open(section)
        return section.takes(line)

    def _go_on(self, line: Line) -> None:
        if self._now and self._now.key:
            self._now.answers[self._now.key].append(line)
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
        log = SheetLog.model_validate({**parts, "on": self._day(section, said, today)})
        if log.is_empty:
            if said:
                number = section.line_of("on")
                self.remarks.append(f"line {number}: a day, and nothing told: left out")
            return None
        return log

    def _day(self, section: _Section, said: str, today: date) -> date | None:
        if not said:
            return None
        found = _day_in(said, today)
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
            try:
                outcome = one_of(said.strip(".!"), lettered(OUTCOMES.items()))
                report = report.changed(outcome=outcome)
            except ValueError:
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

    def _put_all_aside(self, section: _Section, key: str) -> None:
        for line in section.answers[key]:
            self._put_aside(line)


def _day_in(text: str, today: date) -> date | None:
    """The day that somebody wrote: 2026-11-12, 12.11.2026, 12 November, November 12, 2026."""
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", _plain(text)).rstrip(" .").replace(",", " ")
    try:
        return day(words, today)
    except ValueError:
        pass
    months = {word: n for n, name in enumerate(MONTHS, start=1) for word in (name, name[:3])}
    parts = [word for word in words.split() if word[:3] not in _WEEKDAYS]
    named = [months[word.title()] for word in parts if word.title() in months]
    numbers = [int(word) for word in parts if word.isdigit()]
    if len(named) != 1 or len(parts) != len(numbers) + 1 or len(numbers) not in (1, 2):
        return None
    try:
        if len(numbers) == 2:
            return date(max(numbers), named[0], min(numbers))
        this_year = date(today.year, named[0], numbers[0])
        return this_year if this_year <= today else this_year.replace(year=today.year - 1)
    except ValueError:
        return None
