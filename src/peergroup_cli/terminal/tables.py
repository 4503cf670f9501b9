"""Tables: one look for all; and where the screen is too narrow for one, a sentence for each row."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from peergroup_cli.terminal.safe import safe
from peergroup_cli.terminal.show import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def table(*heads: str, numbered: bool = False) -> "Table":
    """A table without rows, in the look of all.

    Args:
        heads: what stands above each column.
        numbered: whether a column for numbers stands before them.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    if numbered:
        made.add_column("#", justify="right", no_wrap=True)
    for head in heads:
        made.add_column(plain(head), overflow="fold")
    return made


def show_rows(console: "Console", rows: Sequence[Mapping[str, object]]) -> None:
    """Show rows as a table; where that would break words, each row as a line of its own.

    Args:
        console: where.
        rows: at least one; the keys of the first are the heads. A column in which nothing stands
            is left out.
    """
    columns = {head: [_cell(row[head]) for row in rows] for head in rows[0]}
    said = {head.replace("_", " "): cells for head, cells in columns.items() if any(cells)}
    widths = _widths([[head, *cells] for head, cells in said.items()], console.width)
    if console.is_terminal and sum(widths) + _GAP * (len(widths) - 1) > console.width:
        for cells in zip(*said.values(), strict=True):
            known = (f"{head} {cell}" for head, cell in zip(said, cells, strict=True) if cell)
            _show_item(console, ", ".join(known))
        return
    made = table(*said)
    for column, width in zip(made.columns, widths, strict=True):
        # left to itself, rich breaks a date before it breaks a sentence
        column.width = width
    for cells in zip(*said.values(), strict=True):
        made.add_row(*map(plain, cells))
    console.print(made)


_GAP = 2


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """A width for each column: that of its longest word, and what is left to those in need."""
    from rich.cells import cell_len

    shown = [[safe(cell) for cell in cells] for cells in columns]
    widths = [max(cell_len(word) for cell in cells for word in cell.split()) for cells in shown]
    wanted = [max(map(cell_len, cells)) for cells in shown]
    left = room - sum(widths) - _GAP * (len(widths) - 1)
    while left > 0 and (needy := [n for n, width in enumerate(widths) if width < wanted[n]]):
        for n in needy[:left]:
            widths[n] += 1
        left -= len(needy)
    return widths


def _show_item(console: "Console", text: str) -> None:
    from rich.table import Table

    grid = Table.grid()
    grid.add_column(width=2)
    grid.add_column(overflow="fold")
    grid.add_row("·", plain(text))
    console.print(grid)


def _cell(value: object) -> str:
    return "" if value is None else str(value)
