"""The steps of the tour, and the files of the invented group that it visits."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import tomli

EXAMPLES = ("members.csv", "learning-together.toml", "explore.toml", "reflect.toml")
"""The files that the steps name."""


@dataclass(frozen=True)
class TourStep:
    """One step.

    Args:
        say: what it is about.
        command: the words of the command after `peergroup`; it is shown, then run.
        before: commands that are run unseen before it.
        in_person: whether it is for somebody who types, and left out where nobody does.
    """

    say: str
    command: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    in_person: bool = False


def tour_steps() -> tuple[TourStep, ...]:
    """The steps, in their order."""
    file = resources.files("peergroup_cli.content") / "tour.toml"
    return tuple(
        TourStep(
            say=step["say"],
            command=tuple(step["command"]),
            before=tuple(map(tuple, step.get("before", ()))),
            in_person=step.get("in_person", False),
        )
        for step in tomli.loads(file.read_text(encoding="utf-8"))["steps"]
    )


def example(name: str) -> bytes:
    """A file of the invented group, as it lies in the folder `examples` of the repository."""
    package = Path(__file__).parents[1]
    packed = package / "examples" / name
    # a wheel carries them; a checkout has them where people look for examples
    return (packed if packed.is_file() else package.parents[1] / "examples" / name).read_bytes()
