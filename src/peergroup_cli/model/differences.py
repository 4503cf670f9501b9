"""How two versions of a record differ, in counts and keys: no text of a note is among it."""

from collections.abc import Iterator
from typing import Any

from peergroup_cli.model.record import Record


def differences(now: Record | None, then: Record) -> tuple[str, ...]:
    """One line for each part that differs: `lessons: 2 now, 3 then, 1 of them other`.

    Args:
        now: how it stands, or None where it cannot be read.
        then: how it stood; a record of the same kind.
    """
    return tuple(_lines(now, then))


def _lines(now: Record | None, then: Record) -> Iterator[str]:
    for key, old in then:
        new = getattr(now, key) if now else None
        if old == new:
            continue
        if isinstance(old, tuple):
            if now is None and not old:
                continue
            yield f"{key}: {_counted(new, old)}"
        elif now:
            yield f"{key}: {_changed(new, old)}"


def _counted(new: tuple[Any, ...] | None, old: tuple[Any, ...]) -> str:
    if new is None:
        return f"{len(old)} then"
    other = sum(row not in new for row in old)
    counts = f"{len(new)} now, {len(old)} then"
    return f"{counts}, {other} of them other" if other else counts


def _changed(new: object, old: object) -> str:
    """Whether something stands there; what it is may be what somebody said."""
    if old in (None, ""):
        return "none then"
    return "other" if new not in (None, "") else "none now"
