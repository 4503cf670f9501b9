"""Reads the text of a filled worksheet: as it comes back from Word, Notepad or a mail.

Headings and labels are found by their words alone, whatever stands around them. What belongs to no
place of the sheet is not lost: it is given back with its line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher

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
    TIP,
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


def is_structure(line: str) -> bool:
    """Whether a line could be one of the sheet's own. A backslash before it makes it a text."""
    return bool(
        _heading(line)
        or _label(line, _LABELS[WEEK] | _LABELS[REPORT]).words
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
_WEEK = re.compile(r"([a-z]{3,6})\s*-?\s*([0-9]{1,3})\s*[:.-]?")
_COLONS = "[:;=\uff1a\ufe55\ua789]"
_DASHED = re.compile(r"([^-]{1,40}?)\s{0,5}-{1,5}(?:\s+|$)")
_LIKE_A_LABEL = re.compile(r"[#*_ ]*what (i|was|got|became|happen)[^:.?!]{0,25}:")
_LONGEST = 40
_NEAR, _NEAR_WORD, _LONG_ENOUGH = 0.87, 0.75, 8
"""So alike are a label and one with a typing slip: as a whole, in each word, and if this long."""


@dataclass(frozen=True)
class _Label:
    """The label that a line begins with, what stands behind it, and whether it had a slip."""

    words: str = ""
    rest: str = ""
    written: str = ""
    is_near: bool = False


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
    if _week(words):
        return WEEK
    for known in (PLAN, REPORT, TITLE, END):
        if words.rstrip(" :") == known.lower():
            return known
    return "?" if marked else ""


def _week(words: str) -> int:
    """The number of the week whose heading these words are; 0 if they are none."""
    found = _WEEK.fullmatch(words)
    return int(found[2]) if found and _alike(found[1], WEEK.lower()) >= _NEAR_WEEK else 0


_NEAR_WEEK = 0.85


def _label(line: str, labels: set[str]) -> _Label:
    """The label that a line begins with, if it does, and what stands behind its colon."""
    for head, rest in _cut(line):
        words = _plain(re.sub(r"\([^)]*\)", "", head)).strip("#*_-\u2022 ")
        label = words if words in labels else _nearest(words, labels)
        if label:
            # a label that was set in bold ends behind its colon
            bold = head.lstrip()[:1] in ("*", "_")
            text = rest.lstrip("*_ " if bold else None)
            return _Label(label, text, head.strip("#*_-\u2022 "), is_near=label != words)
    return _Label()


def _cut(line: str) -> Iterator[tuple[str, str]]:
    """The line before and behind its colon, or else behind a dash that stands for one."""
    head, *rest = re.split(_COLONS, line, maxsplit=1)
    yield head, "".join(rest)
    start = len(line) - len(line.lstrip("#*_-\u2022 "))
    if found := _DASHED.match(line.translate(_DASHES), start):
        yield line[start : found.end(1)], line[found.end() :]


def _nearest(words: str, labels: set[str]) -> str:
    """The label that these words are but for a typing slip, if there is one."""
    if len(words) > _LONGEST or "\\" in words:
        # comparing costs time with the square of the length; a backslash makes a line a text
        return ""
    near = [
        (_alike(words, label), label)
        for label in sorted(labels)
        if len(label) >= _LONG_ENOUGH and len(words.split()) == len(label.split())
    ]
    best, label = max(near, default=(0.0, ""))
    slips = zip(words.split(), label.split(), strict=False)
    return label if best >= _NEAR and all(_alike(*pair) >= _NEAR_WORD for pair in slips) else ""


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


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
        label = _label(line.text, _LABELS[self.kind])
        key = _KEYS[self.kind].get(label.words, "")
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
            words = _plain(line.text).strip("#*_()[] ")
            number = _week(words)
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
        kinds = [kind for kind, labels in _LABELS.items() if _label(line.text, labels).words]
        if not kinds or (self._now and _label(line.text, _LABELS[kinds[0]]).is_near):
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
        label = _label(line.text, _LABELS[kind])
        if label.is_near:
            known = {**LOG_LABELS, **REPORT_LABELS}.values()
            meant = next(one for one in known if folded(one) == label.words)
            self._taken_for(line, label.written, meant)

    def _taken_for(self, line: Line, written: str, meant: str) -> None:
        self.remarks.append(f"line {line.number}: “{written}” taken for “{meant}”")

    def _go_on(self, line: Line) -> None:
        if self._now and self._now.key:
            if _LIKE_A_LABEL.match(_plain(line.text)):
                self.remarks.append(
                    f"line {line.number}: no label of the sheet, so it belongs to the answer above"
                )
            self._now.answers[self._now.key].append(line)
        elif self._now and _plain(line.text).startswith(f"{TIP.lower()}:"):
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
        if said and _day_in(said, today) is None and _day_in(said.split("\n")[0], today):
            # what else stands below the day does not lose it
            said = self._first_line(section, "on")
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


def _in_numbers(words: str, today: date) -> date | None:
    """A day as 25.11. or 25/11/2026; where day and month could be the other way round, none."""
    found = re.fullmatch(r"(\d{1,2})\s*([./])\s*(\d{1,2})(?:\s*[./]\s*(\d{4}|\d{2})?)?", words)
    if not found:
        return None
    one, other = int(found[1]), int(found[3])
    if found[2] == "/" and one <= 12 and one != other:
        return None
    year = found[4] or ""
    try:
        if year:
            return date(int(year) if len(year) == 4 else 2000 + int(year), other, one)
        this_year = date(today.year, other, one)
        return this_year if this_year <= today else this_year.replace(year=today.year - 1)
    except ValueError:
        return None


def _day_in(text: str, today: date) -> date | None:
    """The day that somebody wrote: 2026-11-12, 12.11., 25/11/2026, November 12, 2026 and such."""
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", _plain(text)).rstrip(" .").replace(",", " ")
    try:
        return day(words, today)
    except ValueError:
        pass
    if found := _in_numbers(words, today):
        return found
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
