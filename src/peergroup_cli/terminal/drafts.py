"""Where half-typed answers are kept, as the screen sees it."""

from dataclasses import dataclass, field
from typing import Protocol


class Drafts(Protocol):
    """Keeps what is being typed at each question, so that no interruption takes it."""

    @property
    def questions(self) -> list[str]:
        """The questions at which something is half-typed."""
        ...

    def text(self, question: str) -> str:
        """What is half-typed at a question."""
        ...

    def keep(self, question: str, text: str) -> None:
        """Keep it; an empty text keeps nothing."""
        ...


@dataclass
class DraftsInMind:
    """Keeps them as long as the program runs, and nowhere else."""

    texts: dict[str, str] = field(default_factory=dict)

    @property
    def questions(self) -> list[str]:
        """The questions at which something is half-typed."""
        return list(self.texts)

    def text(self, question: str) -> str:
        """What is half-typed at a question."""
        return self.texts.get(question, "")

    def keep(self, question: str, text: str) -> None:
        """Keep it in mind."""
        self.texts.pop(question, None)
        if text:
            self.texts[question] = text
