"""What stands on a member's practice worksheet, and nothing else."""

from typing import Any

from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.wording import plan
from peergroup_cli.model.cohort import Cohort
from peergroup_cli.model.file_format import FORMAT
from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import Experiment
from peergroup_cli.model.worksheet import WEEKS, SheetLog, SheetReport, Worksheet

NOT_WRITTEN = "(As you said it in the room.)"
"""Stands for a plan that leaves the workspace in nothing."""


def worksheet(
    cohort: Cohort, meeting: Meeting, experiment: Experiment, tips: tuple[str, ...] = ()
) -> Worksheet:
    """The empty worksheet of an experiment: the member's own plan, the partner, and room to write.

    The plan is there if its class lets the member take it home; of anybody else there is the
    partner's name and nothing more.

    Args:
        cohort: whose members they are.
        meeting: the meeting that made the experiment.
        experiment: the experiment.
        tips: those of the topic module, one a week, if there is one.
    """
    packet = release([meeting], Audience("member", experiment.member))
    own = packet.record(experiment.id)
    readable = (
        own
        if isinstance(own, Experiment)
        else experiment.changed(situation="", action="", obstacle="", sign="")
    )
    return Worksheet(
        format=FORMAT,
        cohort=cohort.id,
        experiment=experiment.id,
        member=cohort.name_of(experiment.member),
        partners=tuple(map(cohort.name_of, meeting.partners_of(experiment.member))),
        by=experiment.by,
        plan=plan(readable) or NOT_WRITTEN,
        obstacle=readable.obstacle,
        sign=readable.sign,
        tips=tips[:WEEKS],
        disclosure=experiment.disclosure,
        logs=(SheetLog(),) * WEEKS,
    )


def worksheet_table(sheet: Worksheet) -> dict[str, Any]:
    """The worksheet as a table to be filled in: every place is there, also the empty ones."""
    # who reads it is a sentence for the member; a program has no use for it
    without = {"logs", "report", "disclosure", *(() if sheet.tips else ("tips",))}
    whole = sheet.model_dump(exclude=without, exclude_none=True)
    logs = [_places(SheetLog, row) for row in sheet.logs]
    return {**whole, "logs": logs, "report": _places(SheetReport, sheet.report)}


def _places(kind: type[SheetLog | SheetReport], row: SheetLog | SheetReport) -> dict[str, Any]:
    values = {key: getattr(row, key) for key in kind.model_fields}
    return {key: "" if value is None else value for key, value in values.items()}
