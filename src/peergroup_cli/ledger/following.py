"""Following the links between records: what is still open, and what a record grew from."""

from collections.abc import Iterator, Sequence

from peergroup_cli.model.agenda import Segment
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.practice import Practice
from peergroup_cli.model.stages import Captured, Experiment


def open_experiments(
    cohort: Cohort, meetings: Sequence[Meeting], practice: Practice
) -> tuple[Experiment, ...]:
    """The experiments on which nothing final was reported, oldest first.

    The verdict stands in the report, or in the lesson that grew from it. Those that were dropped
    between the meetings, and those of members who have left, are not open any more.
    """
    here = {member.id for member in cohort.present_members}
    closed = {
        source
        for meeting in meetings
        for report in meeting.reports
        if report.closes_the_experiment
        for source in report.grew_from
    }
    judged = {source for m in meetings for x in m.lessons if x.verdict for source in x.grew_from}
    closed |= {
        source
        for meeting in meetings
        for report in meeting.reports
        if report.id in judged
        for source in report.grew_from
    }
    closed |= {row.experiment for row in practice.dropped}
    made = (experiment for meeting in meetings for experiment in meeting.experiments)
    return tuple(e for e in made if e.id not in closed and e.member in here)


def roots(record: Captured, meetings: Sequence[Meeting]) -> Iterator[Captured]:
    """What a record grew from, nearest first: a lesson's report, experiment, … and challenge."""
    known = {one.id: one for meeting in meetings for one in meeting.captured}
    seen = {record.id}
    waiting = list(record.grew_from)
    while waiting:
        source = waiting.pop(0)
        if source in known and source not in seen:
            seen.add(source)
            yield known[source]
            waiting += known[source].grew_from


def not_held(meeting: Meeting) -> tuple[Segment, ...]:
    """The segments that left no trace; unknown where a finished meeting has no times at all."""
    if meeting.state == "finished" and not meeting.spans:
        return ()
    traces = {record.segment for record in meeting.captured}
    traces |= {row.segment for row in meeting.turns} | {row.segment for row in meeting.marks}
    traces |= {span.segment for span in meeting.spans}
    if meeting.guidelines:
        traces.add(meeting.guidelines.segment)
    return tuple(s for s in meeting.agenda.segments if s.minutes and s.key not in traces)
