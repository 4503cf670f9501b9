"""An agenda as a run sheet: what a facilitator needs without a screen, to be read or printed."""

from collections.abc import Iterator
from textwrap import fill

from peergroup_cli.exports.markdown_text import bullets, escape, in_line, table
from peergroup_cli.exports.module_sheet import (
    material_lines,
    material_markdown,
    question_lines,
    questions_markdown,
)
from peergroup_cli.model.agenda import OPENING, Agenda, Segment
from peergroup_cli.model.module import Module
from peergroup_cli.model.plain_text import one_line


def run_sheet(agenda: Agenda, width: int = 80, module: Module | None = None) -> str:
    """The sheet as plain text: for each segment when it begins, what to say, ask and do.

    Args:
        agenda: the agenda; of each segment's prompts the first is shown.
        width: the longest line, in characters.
        module: a topic module: its questions stand at the top, its strategies where they are shown.
    """
    parts = _head(agenda, width, module)
    if module:
        parts += ["", *question_lines(module, width)]
    for begins, segment in _begun(agenda):
        parts += ["", *_heading(agenda, begins, segment, width)]
        prompt = segment.prompts[0]
        words = [("Say", prompt.say), *(("Ask", question.label) for question in segment.questions)]
        for label, text in (*words, ("Do", segment.do), ("Rescue", prompt.rescue)):
            parts += _filled(text, width, f"      {label:<7}")
        if module and agenda.shows_material(segment):
            parts += material_lines(module.strategies, width, "      Show   ")
    return "\n".join(parts) + "\n"


def run_sheet_overview(agenda: Agenda, width: int = 80, module: Module | None = None) -> str:
    """The sheet without the words to say: one or two lines a segment."""
    parts = [*_head(agenda, width, module), ""]
    for begins, segment in _begun(agenda):
        parts += _heading(agenda, begins, segment, width)
        parts += _filled(segment.aim, width, "      ")
    return "\n".join(parts) + "\n"


def run_sheet_markdown(agenda: Agenda, module: Module | None = None) -> str:
    """The sheet as Markdown, to be printed or changed."""
    parts = [f"# {in_line(agenda.title)} · {agenda.minutes} min", escape(agenda.purpose)]
    if module:
        parts += [f"Module: {in_line(module.title)}", *questions_markdown(module)]
    for begins, segment in _begun(agenda):
        title = f"## {_clock(begins)} · {in_line(segment.title)} · {_minutes(segment)}"
        prompt = segment.prompts[0]
        lines = [
            f"*{in_line(_stage(agenda, segment))}. {in_line(one_line(segment.aim))}*",
            f"**Say.** {in_line(prompt.say)}",
            f"**Do.** {in_line(segment.do)}",
            f"**Rescue.** {in_line(prompt.rescue)}",
        ]
        questions = bullets(escape(question.label) for question in segment.questions)
        parts += [title, *lines, *([questions] if questions else [])]
        if module and agenda.shows_material(segment):
            parts += ["**Show.**", *material_markdown(module.strategies)]
    return "\n\n".join(parts) + "\n"


def run_sheet_overview_markdown(agenda: Agenda, module: Module | None = None) -> str:
    """The sheet without the words to say, as one table in Markdown: a page when it is printed."""
    topic = [f"Module: {in_line(module.title)}"] if module else []
    rows = [
        (_clock(begins), _minutes(segment), _stage(agenda, segment), segment.title, segment.aim)
        for begins, segment in _begun(agenda)
    ]
    cells = ([in_line(one_line(text)) for text in row] for row in rows)
    parts = [
        f"# {in_line(agenda.title)} · {agenda.minutes} min",
        escape(agenda.purpose),
        *topic,
        table(("At", "Minutes", "Stage", "Segment", "When it is done"), cells),
    ]
    return "\n\n".join(parts) + "\n"


def _head(agenda: Agenda, width: int, module: Module | None) -> list[str]:
    title = _filled(f"{agenda.title} · {agenda.minutes} min", width, "")
    topic = _filled(f"Module: {module.title}", width, "") if module else []
    return [*title, *_filled(agenda.purpose, width, ""), *topic]


def _heading(agenda: Agenda, begins: int, segment: Segment, width: int) -> list[str]:
    words = f"{segment.title} · {_minutes(segment)} · {_stage(agenda, segment)}"
    return _filled(words, width, f"{_clock(begins)}  ")


def _begun(agenda: Agenda) -> Iterator[tuple[int, Segment]]:
    begins = 0
    for segment in agenda.segments:
        yield begins, segment
        begins += segment.minutes


def _stage(agenda: Agenda, segment: Segment) -> str:
    if segment.stage == OPENING:
        return "Opening"
    keys = [step.key for step in agenda.steps]
    number = keys.index(segment.stage)
    return f"{number + 1} {agenda.steps[number].title}"


def _minutes(segment: Segment) -> str:
    return f"{segment.minutes} min" if segment.minutes else "if the group wants it"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _filled(text: str, width: int, start: str) -> list[str]:
    words = one_line(text)
    rest = " " * len(start)
    return fill(words, width, initial_indent=start, subsequent_indent=rest).splitlines()
