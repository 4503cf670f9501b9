"""`peergroup reschedule`: move one meeting to another time, or cancel it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.dates import YesOption
from peergroup_cli.commands.shared.options import WorkspaceOption
from peergroup_cli.errors import IllegalMove, NotFound, UsageProblem
from peergroup_cli.model.numbers import number_in

if TYPE_CHECKING:
    from peergroup_cli.model.calendar import PlannedSession, SessionDates
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.terminal.ask import Ask


def reschedule(
    cohort: Annotated[
        str | None,
        typer.Argument(
            help="The cohort's id or name. May be left out where there is only one.",
            show_default=False,
            metavar="COHORT",
        ),
    ] = None,
    number: Annotated[
        str | None,
        typer.Argument(help="The meeting's number.", show_default=False, metavar="NUMBER"),
    ] = None,
    new_start: Annotated[
        str | None,
        typer.Argument(
            help="Its new day and time, such as 2026-12-10T14:00; a day alone keeps the time.",
            show_default=False,
            metavar="NEW-START",
        ),
    ] = None,
    cancel: Annotated[
        bool, typer.Option("--cancel", help="The meeting does not take place at all.")
    ] = False,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Move one meeting to another time, or cancel it.

    In people's calendars it moves with the next export: it keeps what they know it by, and
    counts up what tells them that it is newer. Meetings are numbered by their dates, so that a
    number may change when one is moved past another or cancelled; this is said.

    A new time that has passed, is more than a year away, or lies before a meeting that was held
    is asked about.

    \b
    Examples:
      peergroup reschedule 3 2027-02-04T15:00
      peergroup reschedule north-quay 3 2027-02-04
      peergroup reschedule north-quay 3 --cancel

    Exit codes: 0 moved or cancelled, 1 not moved as you said no, 2 an argument could not
    be used, 12 no such cohort, dates or meeting, 14 it has been held or cancelled already, 15 the
    file was changed meanwhile, 16 the new time is missing, or has to be asked about (--yes),
    and there is no terminal.
    """
    from peergroup_cli.commands.shared.dates import (
        as_local,
        confirm,
        newest_number,
        planned_dates,
        print_dates,
        say,
        say_next,
    )
    from peergroup_cli.commands.shared.options import asker, now
    from peergroup_cli.storage.workspace import Workspace

    cohort, number, new_start = _told_apart(cohort, number, new_start, cancel=cancel)
    found = Workspace.find(workspace)
    record = found.cohort(cohort).record
    meetings = found.meetings(record.id)
    held = newest_number(meetings)
    stored = planned_dates(found.dates(record.id), record)
    dates = stored.record
    session = _session(record, dates, number, held)
    if cancel:
        changed = session.moved_on(now(), cancelled=True)
        said = f"Meeting {session.number} on {as_local(session, dates)} is cancelled."
    else:
        ask = asker()
        start = _new_start(dates, session, new_start, ask)
        if start == session.start:
            say(f"Meeting {session.number} is on {as_local(session, dates)} already.")
            return
        _refuse_the_same_time(dates, held, start)
        confirm(ask, start, dates.zone, now(), meetings, yes=yes)
        changed = session.moved_on(now(), start=start)
        said = (
            f"Meeting {session.number} moves from {as_local(session, dates)} to "
            f"{as_local(changed, dates)}."
        )
    after = dates.with_sessions(held, [changed])
    found.save_dates(record.id, stored, after)
    say(said)
    _say_new_numbers(dates, after, held)
    print_dates(record, after, held)
    say_next(record)


def _told_apart(*given: str | None, cancel: bool) -> tuple[str | None, str | None, str | None]:
    """Cohort, number and time, where the cohort or the time may be left out."""
    words = [word for word in given if word is not None]
    needs_time = not cancel
    if cancel and len(words) == 3:
        raise UsageProblem("--cancel takes no new time.", "Nothing was changed.")
    without_time = len(words) == 1 or (len(words) == 2 and words[1].strip().isdecimal())
    if without_time or not needs_time:
        words.append("")
    cohort = words[0] if len(words) == 3 else None
    number, time = (words[-2], words[-1]) if len(words) > 1 else (None, None)
    return cohort, number, time or None


def _session(
    cohort: "Cohort", dates: "SessionDates", number: str | None, held: int
) -> "PlannedSession":
    wanted = number_in(number or "")
    if wanted is None:
        raise UsageProblem(
            "Which meeting? Give its number.", f"For example: peergroup reschedule {cohort.id} 3"
        )
    found = [one for one in dates.planned(held) if one.number == wanted]
    if found:
        return found[0]
    if wanted <= held:
        raise IllegalMove(f"Meeting {wanted} of {cohort.name} has been held.")
    if any(one.number == wanted for one in dates.sessions):
        raise IllegalMove(
            f"Meeting {wanted} of {cohort.name} is cancelled.",
            f"To plan anew: peergroup plan-sessions {cohort.id} --again",
        )
    known = ", ".join(str(one.number) for one in dates.planned(held)) or "none"
    raise NotFound(f"No meeting {wanted} is planned for {cohort.name}.", f"Planned: {known}.")


def _new_start(
    dates: "SessionDates", session: "PlannedSession", text: str | None, ask: "Ask"
) -> datetime:
    from peergroup_cli.commands.shared.dates import existing, refused
    from peergroup_cli.terminal.ask import Asking, ask_until

    def understood(text: str) -> datetime:
        return _time_or_day(text, session.start)

    if text is None:
        asking = Asking(
            f"When is meeting {session.number}", hint="Such as 2026-12-10T14:00", option="NEW-START"
        )
        start = ask_until(ask, asking, understood)
    else:
        try:
            start = understood(text)
        except ValueError as error:
            raise refused("NEW-START", error) from None
    return existing([start], dates.zone)[0]


def _time_or_day(text: str, before: datetime) -> datetime:
    """A day and a time, or a day alone, which keeps the time."""
    from peergroup_cli.commands.shared.dates import in_range, local_start

    try:
        return in_range(datetime.combine(date.fromisoformat(text.strip()), before.time()))
    except ValueError:
        return local_start(text)


def _refuse_the_same_time(dates: "SessionDates", held: int, start: datetime) -> None:
    for one in dates.planned(held):
        if one.start == start:
            raise UsageProblem(f"Meeting {one.number} is at that time.", "Nothing was changed.")


def _say_new_numbers(before: "SessionDates", after: "SessionDates", held: int) -> None:
    from peergroup_cli.commands.shared.dates import say

    numbers = {one.uid: one.number for one in before.planned(held)}
    for one in after.planned(held):
        if one.number != numbers[one.uid]:
            say(f"What was meeting {numbers[one.uid]} is meeting {one.number} now.")
