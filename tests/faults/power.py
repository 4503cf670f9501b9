"""A meeting on a disk that loses its power at any moment, with all that it may have lost."""

from collections.abc import Callable
from pathlib import Path

from tests.faults.disk import Disk, Files
from tests.faults.killing import is_toml
from tests.faults.meeting import FILE, Held, a_workspace, agenda_called
from tests.faults.savers import SHIPPED, Saver, saving


def recorded(
    folder: Path, agenda: str, saver: Saver = SHIPPED, *, drafts: bool = True
) -> tuple[Disk, Held]:
    """A meeting that was held, and the disk that it was held on."""
    place = a_workspace(folder / "workspace", 1 if agenda == "small" else 3)
    disk = Disk(place)
    held = Held(place, agenda_called(agenda), asked=lambda saves: disk.says(f"{saves}"))
    held.types_slowly = drafts
    with saving(saver), disk.calls().watched():
        held.run()
        disk.says(f"{len(held.saves)}")
    return disk, held


def swept(
    folder: Path, agenda: str = "small", saver: Callable[[], Saver] = lambda: SHIPPED
) -> tuple[int, list[str]]:
    """How many outcomes of a power cut there are, and what is wrong in some of them."""
    disk, held = recorded(folder, agenda, saver())
    file = FILE.format(agenda=held.agenda.key)
    outcomes, faults = 0, set[str]()
    for cut, said, files in disk.after_a_power_cut():
        outcomes += 1
        acknowledged = max((int(word) for word in said), default=0)
        faults |= {f"{one}, cut at {cut}" for one in _problems(held, acknowledged, files, file)}
    return outcomes, sorted(faults)


def _problems(held: Held, acknowledged: int, files: Files, file: str) -> list[str]:
    found = []
    allowed = [*([None] if not acknowledged else []), *held.saves[max(0, acknowledged - 1) :]]
    if files.get(file) not in allowed:
        found.append(f"what was acknowledged with save {acknowledged} is not there")
    tomls = {name: content for name, content in files.items() if name.endswith(".toml")}
    # these were there before, and nobody touches them
    for name in ("peergroup.toml", "cohorts/north/cohort.toml"):
        tomls.setdefault(name, b"")
    return [*found, *(f"{name} is damaged" for name in tomls if not is_toml(tomls[name]))]
