"""A script of answers, for demonstrations and tests: `run-session --answers FILE`."""

from typing import Literal

from peergroup_cli.model.record import Record, Slug, Text


class SegmentAnswers(Record):
    """The answers of one segment, one for each question that is asked in it, in order."""

    key: Slug
    answers: tuple[Text, ...]


class Answers(Record):
    """A file of answers, segment by segment; where it ends, the meeting is stopped."""

    format: Literal[1]
    segments: tuple[SegmentAnswers, ...]

    def by_segment(self) -> dict[str, list[str]]:
        """The answers of each segment, as a script that is used up."""
        script: dict[str, list[str]] = {}
        for segment in self.segments:
            script.setdefault(segment.key, []).extend(segment.answers)
        return script
