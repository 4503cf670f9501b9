"""`peergroup show-pulse`: how the group's pulse moves."""

from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.options import (
    CohortArgument,
    JsonOption,
    WorkspaceOption,
    print_json,
    print_table,
    result,
    screen,
)

if TYPE_CHECKING:
    from peergroup_cli.ledger.pulse import Trend


def show_pulse(
    cohort: CohortArgument = None, as_json: JsonOption = False, workspace: WorkspaceOption = None
) -> None:
    """Show how a cohort's pulse moves from meeting to meeting.

    The pulse is five statements of our own on safety, equality, support and growth, marked from 1
    to 5 on slips without names, of which only the count is kept. It is no validated scale: it
    helps a group to talk about itself, and says nothing about a person. There are results only
    where five slips or more were counted.

    \b
    Example:
      peergroup show-pulse north-star

    Exit codes: 0 shown, 11 a file is damaged, 12 no such cohort.
    """
    from peergroup_cli.ledger.pulse import pulse_trends
    from peergroup_cli.storage.workspace import Workspace

    found = Workspace.find(workspace)
    record = found.cohort(cohort).record
    trends = pulse_trends([stored.record for stored in found.meetings(record.id)])
    if as_json:
        print_json([_as_json(trend) for trend in trends])
    elif trends:
        print_table([_row(trend) for trend in trends])
        screen().print("Means of 1 (not at all) to 5 (fully). No validated scale; our own words.")
    else:
        result("No pulse has been counted yet. Explore and reflect meetings offer it at the end.")


def _row(trend: "Trend") -> dict[str, object]:
    means = " → ".join(f"{reading.counts.mean:.1f}" for reading in trend.readings[-5:])
    last = trend.readings[-1]
    moved = trend.moved
    return {
        "statement": trend.statement,
        "mean": means,
        "change": "" if moved is None else f"{moved:+.1f}",
        "slips": last.counts.slips,
    }


def _as_json(trend: "Trend") -> dict[str, object]:
    return {
        "key": trend.key,
        "statement": trend.statement,
        "readings": [
            {
                "meeting": reading.number,
                "date": reading.on.isoformat(),
                "counts": list(reading.counts.counts),
                "slips": reading.counts.slips,
                "mean": round(reading.counts.mean, 2),
            }
            for reading in trend.readings
        ],
    }
