"""A person at the terminal whose answers are known beforehand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from peergroup_cli.terminal.ask import Asking

SAME = "\0same"
"""Enter, with whatever stands in the input line already."""

CTRL_C = "\0ctrl-c"


@dataclass
class Script:
    """Answers one question after the other; at their end there is no more input."""

    answers: Iterable[str]
    interactive: bool = True
    asked: list[Asking] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._left = iter(list(self.answers))

    def __call__(self, asking: Asking) -> str:
        self.asked.append(asking)
        for answer in self._left:
            if answer == CTRL_C:
                raise KeyboardInterrupt
            return asking.prefill if answer == SAME else answer
        raise EOFError

    @property
    def labels(self) -> list[str]:
        return [asking.label for asking in self.asked]

    @property
    def done(self) -> bool:
        return next(self._left, None) is None
