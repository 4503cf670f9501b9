"""The pulse: tallied slips on a few statements. Five numbers a statement are kept, and no slip.

The statements are our own and no validated scale: they help a group to talk, not to be measured.
"""

import re

from peergroup_cli.model.meeting import FEWEST_SLIPS, Meeting, PulseCounts
from peergroup_cli.session.question import Question
from peergroup_cli.session.scene import Scene

_PAIR = re.compile(r"([1-5])\s*[:=x×]\s*([0-9]{1,2})")


class Pulse:
    """One question a statement, in the agenda's words; with fewer than five here, none."""

    def questions(self, scene: Scene) -> list[Question]:
        """The statements, all in one turn: who passes the first leaves out the pulse."""
        if len(scene.meeting.taking_part) < FEWEST_SLIPS:
            return []
        known = {row.statement: row for row in scene.meeting.pulse}
        return [
            Question(
                field="counts",
                label=asked.label,
                segment=scene.segment.key,
                subject=asked.key,
                turn=scene.segment.key,
                hint=_HINT,
                earlier=as_counts(known[asked.key]) if asked.key in known else "",
            )
            for asked in scene.segment.questions
        ]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note how many slips marked each step.

        Raises:
            ValueError: the counts are not understood, or are too few, or more than people here.
        """
        here = len(scene.meeting.taking_part)
        counts = counts_in(text)
        if sum(counts) > here:
            raise ValueError(f"That is {sum(counts)} slips, and {here} of you are here.")
        if sum(counts) < FEWEST_SLIPS:
            raise ValueError(
                f"That is {sum(counts)} slips. With fewer than {FEWEST_SLIPS} one could tell "
                "whose they are, so they are not kept. Enter leaves the statement out."
            )
        row = PulseCounts(statement=question.subject, counts=counts)
        others = (old for old in scene.meeting.pulse if old.statement != row.statement)
        return scene.meeting.changed(pulse=(*others, row))


def counts_in(text: str) -> tuple[int, int, int, int, int]:
    """The counts that a text such as `5: 2, 4: 3` gives, for the steps 1 to 5.

    Raises:
        ValueError: it is not understood, or names a step twice.
    """
    pairs = _PAIR.findall(text)
    steps = [int(step) for step, _ in pairs]
    if not pairs or _PAIR.sub("", text).strip(" ,;·\t") or len(set(steps)) < len(steps):
        raise ValueError("Please give each step and how many slips have it, as in: 5: 2, 4: 3")
    found = {int(step): int(count) for step, count in pairs}
    one, two, three, four, five = (found.get(step, 0) for step in range(1, 6))
    return one, two, three, four, five


def as_counts(row: PulseCounts) -> str:
    """The counts as they are typed, the highest step first: `5: 2, 4: 3`."""
    steps = sorted(enumerate(row.counts, start=1), reverse=True)
    return ", ".join(f"{step}: {count}" for step, count in steps if count)


_HINT = "How many slips say 5 (fully), 4, 3, 2, 1 (not at all)? Such as 5: 2, 4: 3"
