"""What stands on the screen before a question: its segment, its list, how it is answered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from peergroup_cli.session.question import Question, choices_in_a_line
from peergroup_cli.session.walk import Session
from peergroup_cli.terminal.ask import CLEARING
from peergroup_cli.terminal.remarks import what_was_stepped_over
from peergroup_cli.terminal.segment_card import show_segment
from peergroup_cli.terminal.show import plain, show_line

if TYPE_CHECKING:
    from rich.console import Console

_QUESTIONS_UNTIL_SHOWN_AGAIN = 6
"""After so many questions a list to choose from has left a screen of 24 lines."""

_DETAIL = "   "
"""How a line begins that says more about the numbered one above it."""

_BESIDE_LISTS = 6
"""So many lines of a screen a question needs for itself."""


@dataclass
class LeadIn:
    """What is shown before the questions of a meeting, each thing once.

    Args:
        console: shows it.
        at_a_segment: told of each segment that is shown.
    """

    console: "Console"
    at_a_segment: Callable[[Session], None] = lambda _session: None
    _segment: str = ""
    _about: tuple[str, ...] = ()
    _asked_since_about: int = 0
    _hints: set[str] = field(default_factory=set)
    _told_how_to_clear: bool = False
    _told_how_to_empty: bool = False

    def show(self, session: Session) -> None:
        """Show what the next question needs and the screen does not show yet."""
        segment, question = session.segment, session.question
        if segment is None or question is None:
            return
        if segment.key != self._segment:
            for line in what_was_stepped_over(session, self._segment, segment):
                self.console.print(plain(line, "dim"))
            show_segment(self.console, session.meeting, segment)
            self.at_a_segment(session)
            self._segment = segment.key
            self._hints.clear()
            self._about = ()
        again = self._asked_since_about >= _QUESTIONS_UNTIL_SHOWN_AGAIN
        if question.about and (question.about != self._about or again):
            for line in self._fitting(question.about):
                show_line(self.console, line, "cyan")
            self._about = question.about
            self._asked_since_about = 0
        self._asked_since_about += 1

    def show_again(self, session: Session) -> None:
        """Show the segment and its list, whether they were shown or not."""
        self._segment = ""
        self.show(session)

    def hint(self, question: Question) -> str:
        """How the question is answered: once in each segment."""
        choices = choices_in_a_line(choice for choice in question.choices if choice.label)
        parts = [part for part in (choices, question.hint) if part]
        if question.earlier and not choices and not self._told_how_to_clear:
            self._told_how_to_clear = True
            parts.append(CLEARING)
        hint = "\n".join(parts)
        if not hint or hint in self._hints:
            return ""
        self._hints.add(hint)
        return hint

    def how_to_empty(self) -> str:
        """How a line with a refused answer is emptied: once in a meeting."""
        told = self._told_how_to_clear or self._told_how_to_empty
        self._told_how_to_empty = True
        return "" if told else "Ctrl-U empties the line."

    def _fitting(self, about: tuple[str, ...]) -> tuple[str, ...]:
        """The lines; without their details where those would push the question off the screen."""
        short = tuple(line for line in about if not line.startswith(_DETAIL))
        wide = sum(-(-len(line) // self.console.width) for line in about)
        fits = not self.console.is_terminal or wide + _BESIDE_LISTS <= self.console.height
        if fits or len(short) == len(about):
            return about
        return (*short, "/find and a number tells all on it, such as /find 1.")
