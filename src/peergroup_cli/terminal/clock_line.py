"""The clock line: where the meeting stands, for somebody who looks at it for a second."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from peergroup_cli.model.agenda import OPENING, Agenda
from peergroup_cli.session.clock import Clock, Turn
from peergroup_cli.terminal.ask import Pieces

NEAR = 0.8
"""The part of its minutes after which a segment's time is shown as nearly up."""

Name = Callable[[str], str]
"""Gives a member's first name, for an id."""

_MINUTE = timedelta(minutes=1)


def clock_line(
    clock: Clock, agenda: Agenda, name: Name, width: int, *, ascii_only: bool = False
) -> Pieces:
    """The clock as it stands below the input line: at most three lines, none wider than it may be.

    Args:
        clock: the meeting's time.
        agenda: what the meeting walks through.
        name: gives a member's name as it is shown.
        width: of the screen, in columns.
        ascii_only: whether the terminal knows no other letters.
    """
    rail = _rail(agenda, clock.segment.stage, ascii_only=ascii_only)
    style = _style(clock.pace) if clock.planned else ""
    where = [("", f"{rail}  "), ("bold", clock.segment.title), (style, f"  {_time(clock)}")]
    lines = [_fitted(where, width, cut=(1, 0)), _who_line(clock, name, width), _keys(width)]
    pieces: Pieces = []
    for line in filter(None, lines):
        pieces += [("", "\n"), *line] if pieces else line
    return pieces


def spoken_clock(clock: Clock, name: Name) -> str:
    """The same in one plain sentence, for those who ask for it."""
    parts = [f"{clock.segment.title}: {_time(clock)}"]
    if clock.turn:
        turn = clock.turn
        parts.append(f"{name(turn.member)}: {as_clock(turn.used)} of {as_clock(turn.slice)}")
    parts += [_names(label, who, name) for label, who in _who(clock) if who]
    parts.append(_pace(clock.behind) or "on time")
    return "; ".join(parts) + "."


def _rail(agenda: Agenda, stage: str, *, ascii_only: bool) -> str:
    keys = [step.key for step in agenda.steps]
    if stage == OPENING or stage not in keys:
        return "[-] " + " ".join(str(number) for number in range(1, len(keys) + 1))
    now = keys.index(stage)
    tick = "+" if ascii_only else "✓"
    stops = [tick] * now + [f"[{now + 1} {agenda.steps[now].title}]"]
    return " ".join([*stops, *(str(number + 1) for number in range(now + 1, len(keys)))])


def _time(clock: Clock) -> str:
    if not clock.planned:
        return as_clock(clock.used)
    shown = f"{as_clock(clock.used)} of {as_clock(clock.planned)}"
    left = clock.planned - clock.used
    if clock.pace > 1:
        return f"{shown}, {as_clock(-left)} over"
    return f"{shown}, {as_clock(left)} left" if clock.pace >= NEAR else shown


def _style(pace: float) -> str:
    return "class:over" if pace > 1 else "class:near" if pace >= NEAR else ""


def _who_line(clock: Clock, name: Name, width: int) -> Pieces:
    from rich.cells import cell_len

    parts: dict[str, Pieces] = {"turn": _turn(clock.turn, name)} if clock.turn else {}
    parts |= {label: [("", _names(label, who, name))] for label, who in _who(clock) if who}
    if pace := _pace(clock.behind):
        parts["pace"] = [("bold" if clock.behind > _MINUTE else "", pace)]
    pieces = _joined(parts)
    for least_needed in ("then", "heard"):
        if sum(cell_len(text) for _, text in pieces) > width:
            parts.pop(least_needed, None)
            pieces = _joined(parts)
    longest_first = sorted(range(len(pieces)), key=lambda one: -cell_len(pieces[one][1]))
    return _fitted(pieces, width, cut=longest_first)


def _joined(parts: Mapping[str, Pieces]) -> Pieces:
    pieces: Pieces = []
    for part in parts.values():
        pieces += [("", " · "), *part] if pieces else part
    return pieces


def _who(clock: Clock) -> list[tuple[str, Sequence[str]]]:
    next_one = clock.waiting[:1]
    return [
        ("next", next_one),
        ("then", clock.waiting[1:]),
        ("heard", clock.heard),
        ("not heard here", clock.silent),
    ]


def _turn(turn: Turn, name: Name) -> Pieces:
    style = _style(turn.used / turn.slice) if turn.slice else ""
    time = f"{as_clock(turn.used)} of {as_clock(turn.slice)}" if turn.slice else as_clock(turn.used)
    return [("bold", f"{name(turn.member)} "), (style, time)]


def _pace(behind: timedelta) -> str:
    whole = round(behind / _MINUTE)
    if not whole:
        return ""
    return f"{abs(whole)} min {'behind' if whole > 0 else 'ahead'}"


@lru_cache(maxsize=1)
def _keys(width: int) -> Pieces:
    shown = "Alt or Esc, then: "
    for word in ("n next", "b back", "p pass", "k park", "o note", "+ - min", "z pause"):
        if len(shown) + len(word) + len(" · ? all") > width:
            break
        shown += f"{word} · "
    return _fitted([("", f"{shown}? all")], width, cut=())


def _names(label: str, who: Sequence[str], name: Name) -> str:
    return f"{label} {', '.join(map(name, who))}"


def as_clock(time: timedelta) -> str:
    """A length of time as minutes and seconds, such as `3:20`."""
    seconds = max(0, int(time.total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02}"


def _fitted(pieces: Pieces, width: int, *, cut: Sequence[int]) -> Pieces:
    """The pieces in one line; what is too much is taken from these of them, then from the end."""
    from rich.cells import cell_len, set_cell_size

    line = list(pieces)
    for number in cut:
        too_much = sum(cell_len(text) for _, text in line) - width
        if too_much > 0:
            style, text = line[number]
            room = cell_len(text) - too_much
            shown = set_cell_size(text, room - 1).rstrip() + "…" if room > 1 else ""
            line[number] = (style, shown)
    fitted: Pieces = []
    for style, text in line:
        shown = text if cell_len(text) <= width else set_cell_size(text, width)
        width -= cell_len(shown)
        fitted.append((style, shown))
    return fitted
