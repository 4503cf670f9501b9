"""A practice worksheet as a page to be printed: one sheet of A4, with nothing from elsewhere."""

from collections.abc import Iterator
from html import escape

from peergroup_cli.exports.wording import day
from peergroup_cli.model.plain_text import one_line
from peergroup_cli.model.stages import OUTCOMES
from peergroup_cli.model.worksheet import (
    EXPERIMENT,
    HAND_IN,
    LOG_LABELS,
    PLAN,
    REPORT,
    REPORT_LABELS,
    TIP,
    TITLE,
    WEEK,
    Worksheet,
)

_MOST = {"plan": 360, "obstacle": 160, "sign": 160, "member": 80, "partner": 120, "tip": 160}
"""In characters: what leaves room to write. The Markdown sheet has all of it."""

_STYLE = """
@page { size: A4; margin: 12mm }
:root { color-scheme: light }
* { box-sizing: border-box; margin: 0 }
body { font: 10pt/1.35 system-ui, sans-serif; color: #222; background: #fff }
main { width: 186mm; height: 270mm; margin: 0 auto; overflow: hidden;
  display: flex; flex-direction: column; gap: 3mm; overflow-wrap: anywhere }
h1 { font-size: 15pt; font-weight: 600 }
h2 { font-size: 11pt; font-weight: 600 }
.facts { display: flex; flex-wrap: wrap; gap: 0 6mm }
.plan { max-height: 48mm; overflow: hidden; padding: 2mm 3mm; border-left: 1mm solid #bbb }
.plan p + p { font-size: 9pt; color: #555 }
table { flex: 3; width: 100%; border-collapse: collapse; table-layout: fixed }
th { text-align: left; font-weight: 400; color: #555; font-size: 9pt; padding: 0 1.5mm }
tbody th, td { border: .2mm solid #999; vertical-align: top; padding: 1mm 1.5mm }
.tip { height: 0; color: #555; font-size: 9pt }
.when { width: 24mm }
.report { flex: 2; display: flex; flex-direction: column; gap: 1mm }
.boxes span { margin-right: 5mm }
.line { flex: 1; border-bottom: .2mm solid #999; color: #555; font-size: 9pt }
footer { font-size: 8pt; color: #777 }
"""


def render(sheet: Worksheet) -> str:
    """The empty worksheet as one HTML page that stands alone: no script, nothing to load."""
    parts = [*_head(sheet), *_plan(sheet), *_weeks(sheet), *_report(), _foot(sheet)]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{TITLE} · {_text(sheet.member, 'member')}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def _head(sheet: Worksheet) -> Iterator[str]:
    yield f"<h1>{TITLE}</h1>"
    facts = [f"For <b>{_text(sheet.member, 'member')}</b>"]
    if sheet.partners:
        names = _text(" and ".join(sheet.partners), "partner")
        facts.append(f"Practice partner <b>{names}</b>")
    if sheet.by:
        facts.append(f"Until <b>{day(sheet.by)}</b>")
    yield f'<p class="facts">{"".join(f"<span>{fact}</span>" for fact in facts)}</p>'
    yield f"<p>When you have written, {HAND_IN} {sheet.read_by}</p>"


def _plan(sheet: Worksheet) -> Iterator[str]:
    yield f'<section class="plan">\n<h2>{PLAN}</h2>'
    yield f'<p dir="auto">{_text(sheet.plan, "plan")}</p>'
    for before, name in (
        ("What could get in the way", "obstacle"),
        ("How I will see that it works", "sign"),
    ):
        if text := _text(getattr(sheet, name), name):
            yield f'<p dir="auto">{before}: {text}</p>'
    yield "</section>"


def _weeks(sheet: Worksheet) -> Iterator[str]:
    first, *others = LOG_LABELS.values()
    heads = "".join(f'<th scope="col">{label}</th>' for label in others)
    yield f'<table>\n<thead><tr><th class="when"></th>{heads}</tr></thead>\n<tbody>'
    for number, _ in enumerate(sheet.logs, start=1):
        cells = "<td></td>" * len(others)
        if number <= len(sheet.tips):
            tip = _text(sheet.tips[number - 1], "tip")
            yield f'<tr class="tip"><td colspan="{len(others) + 1}">{TIP}: {tip}</td></tr>'
        yield f'<tr><th scope="row">{WEEK} {number}<br>{first}:</th>{cells}</tr>'
    yield "</tbody>\n</table>"


def _report() -> Iterator[str]:
    first, *others = REPORT_LABELS.values()
    boxes = "".join(f"<span>☐ {word}</span>" for word in OUTCOMES.values())
    yield f'<section class="report">\n<h2>{REPORT}</h2>'
    yield f'<p class="boxes">{first}: {boxes}</p>'
    yield from (f'<p class="line">{label}:</p>' for label in others)
    yield "</section>"


def _foot(sheet: Worksheet) -> str:
    return f"<footer>{EXPERIMENT}: {sheet.cohort} {sheet.experiment}</footer>"


def _text(text: str, name: str) -> str:
    """A person's text in one line, no longer than there is room, and powerless."""
    line = one_line(text)
    if len(line) > _MOST[name]:
        line = line[: _MOST[name]].rstrip() + "…"
    return escape(line)
