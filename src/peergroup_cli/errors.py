"""Every expected error: what it says, the hint that says what to do, its exit code.

A message names the file, the name or the option; it never holds a note's text.
"""

from collections.abc import Sequence


class PeergroupError(Exception):
    """An error that a person can act on.

    Args:
        message: what is wrong, naming the file, name or option. No note's text.
        hint: what to do about it, or an empty string.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class StoppedByPerson(PeergroupError):
    """The person ended the work before it was complete; what was noted is saved."""

    exit_code = 1


class UsageProblem(PeergroupError):
    """An answer or option cannot be used as it was given."""

    exit_code = 2


class NoWorkspace(PeergroupError):
    """No workspace was found where one is needed."""

    exit_code = 10


class UnreadableFile(PeergroupError):
    """A file is damaged or breaks its format; all its problems are named at once.

    Args:
        path: the file, as it should be shown.
        problems: one line each, with key and line number where they are known.
        hint: what to do.
    """

    exit_code = 11

    def __init__(self, path: object, problems: Sequence[str], hint: str = "") -> None:
        self.path = str(path)
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(
            f"{path} cannot be read:\n{lines}",
            hint or "The file was left as it is. Mend it with a text editor, then try again.",
        )


class NotFound(PeergroupError):
    """Nothing has the name that was asked for; near names are suggested."""

    exit_code = 12

    @classmethod
    def named(cls, what: str, name: str, known: Sequence[str]) -> "NotFound":
        """The error for a name that is not among the known ones, with its near misses."""
        # difflib costs 10 ms of start-up, and only an error needs it
        from difflib import get_close_matches

        near = get_close_matches(name.casefold(), [k.casefold() for k in known], n=3, cutoff=0.5)
        meant = [k for k in known if k.casefold() in near]
        if meant:
            hint = f"Did you mean {' or '.join(meant)}?"
        elif len(known) > _MOST_KNOWN:
            hint = f"There are {len(known):,}, and none is called anything like it."
        elif known:
            hint = f"There is: {', '.join(known)}."
        else:
            hint = f"There is no {what} yet."
        return cls(f"There is no {what} called “{name}”.", hint)


_MOST_KNOWN = 12


class AlreadyExists(PeergroupError):
    """Something is there already and is not overwritten."""

    exit_code = 13


class IllegalMove(PeergroupError):
    """The move is not allowed at this point; nothing was changed."""

    exit_code = 14


class ChangedOnDisk(PeergroupError):
    """The file was changed by something else since it was read; nothing was overwritten."""

    exit_code = 15


class NeedsTerminal(PeergroupError):
    """A question must be asked and there is nobody to ask; the message names the option."""

    exit_code = 16


class NewerFormat(PeergroupError):
    """The file was written by a newer version of the toolkit; it was left unchanged."""

    exit_code = 17


class NotSaved(PeergroupError):
    """The file could not be written; what was saved before is whole.

    Args:
        path: the file, as it should be shown.
        reason: what the system says, such as "No space left on device".
        hint: what to do.
    """

    exit_code = 18

    def __init__(self, path: object, reason: str, hint: str = "") -> None:
        super().__init__(
            f"not saved: {reason}, {path}",
            hint
            or "What was saved before is whole. Make room on the disk, "
            "or see whether you may write in the folder, then try again.",
        )


class KeptElsewhere(PeergroupError):
    """The workspace did not take the meeting, and the whole of it is in a file elsewhere."""

    exit_code = 23


class RulesContradict(PeergroupError):
    """The rules of a roster cannot all be kept, so no group was formed.

    Args:
        contradictions: one sentence each, naming the people and the rules.
        hint: what to do.
    """

    exit_code = 19

    def __init__(self, contradictions: Sequence[str], hint: str = "") -> None:
        self.contradictions = tuple(contradictions)
        lines = "\n".join(f"  {sentence}" for sentence in self.contradictions)
        super().__init__(
            f"the rules cannot all be kept, so nothing was formed:\n{lines}",
            hint or "Leave out or change one rule of each line, then try again.",
        )


class RulesNotKept(PeergroupError):
    """A cohort does not keep a rule of who sits with whom, and no reason is on record."""

    exit_code = 20


class NamesStand(PeergroupError):
    """Names of members still stand in what would leave for the sponsor; nothing was written.

    Args:
        places: one line each, with where and the name. No note's text.
        hint: what to do.
    """

    exit_code = 21

    def __init__(self, places: Sequence[str], hint: str) -> None:
        self.places = tuple(places)
        lines = "\n".join(f"  {place}" for place in self.places)
        super().__init__(
            f"names of members still stand here, so nothing was written:\n{lines}", hint
        )


class NotWhole(PeergroupError):
    """Something in the workspace needs a look; all of it was named, and nothing was changed."""

    exit_code = 22


INTERRUPTED = 130
"""Exit code after Ctrl-C: everything that was noted is saved."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C.

    Args:
        message: what became of the work; empty where the command has nothing of its own to say.
    """

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


class Ended(KeyboardInterrupt):
    """The system wants this program to end: the terminal was closed, or somebody said `kill`.

    Args:
        signal: its number; by custom the exit code is that number and 128.
    """

    def __init__(self, signal: int) -> None:
        super().__init__()
        self.exit_code = 128 + signal


BUG = 3
"""Exit code for a fault of the toolkit itself."""
