"""`peergroup run-session`: hold a meeting, from its next question on."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from peergroup_cli.commands.shared.completing import agenda_keys, member_ids
from peergroup_cli.commands.shared.options import (
    CohortArgument,
    WorkspaceOption,
    now,
    screen,
    today,
)
from peergroup_cli.commands.shared.topic import ModuleOption
from peergroup_cli.errors import UsageProblem


def run_session(
    cohort: CohortArgument = None,
    agenda: Annotated[
        str | None,
        typer.Option(
            "--agenda",
            metavar="NAME",
            autocompletion=agenda_keys,
            help="Hold this agenda instead of the one that is next.",
        ),
    ] = None,
    facilitator: Annotated[
        str | None,
        typer.Option(
            "--facilitator",
            metavar="MEMBER",
            autocompletion=member_ids,
            help="The member who facilitates.",
        ),
    ] = None,
    held_on: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="The day, if not today."
        ),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Take the answers from a TOML file."),
    ] = None,
    override: Annotated[
        str | None,
        typer.Option(
            "--override",
            metavar="REASON",
            help="Hold another agenda before Learning Together; the reason is kept.",
        ),
    ] = None,
    new: Annotated[
        bool,
        typer.Option("--new", help="End an unfinished meeting as it stands, and begin the next."),
    ] = False,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help="Ask in plain lines that never change: for screen readers and plain terminals. "
            "PEERGROUP_PLAIN=1 does so everywhere.",
        ),
    ] = False,
    elsewhere: Annotated[
        str | None,
        typer.Option(
            "--elsewhere",
            metavar="FILE",
            help="Where the whole meeting goes if the workspace cannot be written any more: a new "
            "file outside of it. A person is asked, and finds it in the line.",
        ),
    ] = None,
    rehearse: Annotated[
        bool,
        typer.Option(
            "--rehearse",
            help="Walk the real agenda with the clock, and store nothing; also before there is a "
            "cohort.",
        ),
    ] = False,
    present: Annotated[
        bool,
        typer.Option(
            "--present",
            help="Open a page for the projector, on this computer only; it needs the extra "
            "“present”.",
        ),
    ] = False,
    module: ModuleOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Hold the meeting that is next.

    It walks the segments of an agenda one by one, and saves each answer at once.

    Which meeting is next follows from what was: an unfinished one goes on at the very question
    where it stopped; Learning Together comes first; open experiments ask for a reflect meeting;
    else the group explores. --agenda chooses another.

    With --module, or where the cohort has one, the strategies of a topic module are shown in
    stage 3, after the group's own ideas: as material, not as answers. A number alone takes one
    over.

    At every question a word after a slash steers: /back, /pass, /skip, /park, /note, /pause,
    /stop and others; /help shows them. Most have a key: Alt and a letter, or Esc and then the
    letter, also in mid-sentence: what you were typing stays. Enter ends a short answer; a long
    one ends with Enter on an empty line, or with Alt-Enter. Ctrl-C is safe: everything answered
    before is on disk, and what you were typing stands in the line again when you go on.

    Without a terminal the answers are read from standard input, a line each; a long answer ends
    with an empty line.

    \b
    Examples:
      peergroup run-session
      peergroup run-session north-star --agenda explore
      peergroup run-session --answers examples/explore.toml --date 2026-12-03
      peergroup run-session --rehearse --agenda reflect
      peergroup run-session --present
      peergroup run-session --agenda explore --module delegation

    Exit codes: 0 the meeting is over, 1 stopped and saved, 2 an answer could not be used,
    12 no such cohort, agenda or module, 14 not possible now, or held in another window already,
    15 the file was changed meanwhile, 18 nothing can be kept here, 23 the meeting was
    kept elsewhere (`peergroup bring-back` brings it back), 130 Ctrl-C.
    """
    from peergroup_cli.commands.shared.dates import in_range
    from peergroup_cli.commands.shared.desk import Desk, who_answers
    from peergroup_cli.commands.shared.presenting import participants_view
    from peergroup_cli.commands.shared.rehearsal import rehearse as rehearsed
    from peergroup_cli.storage.elsewhere import OtherPlace
    from peergroup_cli.storage.seat import seat_taken
    from peergroup_cli.storage.workspace import Workspace

    ask = who_answers(answers, plain_lines=plain)
    try:
        day = in_range(held_on).date() if held_on else today()
    except ValueError as error:
        raise UsageProblem(f"--date: {error}") from None
    if present:
        # before anything is asked, or kept
        from peergroup_cli.presenting.server import require_server

        require_server()
    if rehearse:
        with participants_view(wanted=present) as shown:
            rehearsed(ask, workspace, cohort, agenda, day, shown, module)
        return
    found = Workspace.find(workspace)
    at = found.cohort(cohort)
    with seat_taken(at.path.parent, now()):
        desk = Desk(found, at.record.id, screen(), ask)
        desk.refuse_ended()
        if desk.unfinished and not new:
            desk.refuse_choices(
                agenda=agenda,
                facilitator=facilitator,
                date=held_on,
                override=override,
                module=module,
            )
            session = desk.resumed()
        else:
            topic = desk.module(module)
            desk.end_unfinished()
            session = desk.begun(desk.chosen(agenda, override, day), day, facilitator, topic)
        with participants_view(wanted=present) as shown:
            desk.hold(session, shown, OtherPlace(found.folder, elsewhere or ""))
