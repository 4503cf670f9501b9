"""A rehearsal: the real agenda, the real clock, and nothing that is kept."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from peergroup_cli.model.agenda import Agenda
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.module import Module
    from peergroup_cli.session.scene import Context
    from peergroup_cli.terminal.ask import Ask
    from peergroup_cli.terminal.steering import Present


def rehearse(
    ask: "Ask",
    workspace: Path | None,
    cohort: str | None,
    agenda: str | None,
    day: "date",
    present: "Present",
    module: str | None = None,
) -> None:
    """Walk a meeting in which nothing is stored, not even what is half-typed.

    Args:
        ask: asks.
        workspace: the one that was named, if one was.
        cohort: the cohort's id or name. Without it the only one there is, or an invented one.
        agenda: the agenda's key; without it the one that is next.
        day: the day of the meeting.
        present: is told where the meeting stands.
        module: the topic module's key; without it the cohort's, if it has one.

    Raises:
        NoWorkspace: a workspace was named, and there is none.
        NotFound: there is no such cohort, agenda or module.
        StoppedByPerson: the rehearsal was stopped.
    """
    from peergroup_cli.commands.shared.desk import told_of
    from peergroup_cli.commands.shared.options import now, screen
    from peergroup_cli.errors import Ended, Interrupted, StoppedByPerson
    from peergroup_cli.session.machine import begin
    from peergroup_cli.terminal.session_screen import SessionScreen
    from peergroup_cli.terminal.session_summary import show_made
    from peergroup_cli.terminal.show import plain, results

    console = screen()
    context, held, topic = _stage(workspace, cohort, agenda, module)
    number = len(context.earlier) + 1
    before = sum(meeting.agenda.key == held.key for meeting in context.earlier)
    name = context.cohort.name
    console.print(plain(f"A rehearsal of {held.title} with {name}: nothing is stored.", "bold"))
    session = begin(context, held.with_variant(before), number, day, topic)
    if topic:
        console.print(plain(told_of(topic, session.meeting)))
    screen_of = SessionScreen(ask, console, lambda _meeting: None, now, present=present)
    try:
        session = screen_of.run(session)
    except Ended:
        raise
    except KeyboardInterrupt:
        raise Interrupted("Interrupted. It was a rehearsal: nothing is kept.") from None
    if session.meeting.state == "open":
        raise StoppedByPerson("The rehearsal is over. Nothing was stored.")
    show_made(results(), context.cohort, session.meeting)
    results().print("That was a rehearsal: nothing was stored.")


def _stage(
    workspace: Path | None, cohort: str | None, agenda: str | None, module: str | None
) -> "tuple[Context, Agenda, Module | None]":
    from peergroup_cli.commands.shared.damage import readable_packs
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.commands.shared.topic import topic_of
    from peergroup_cli.content.library import chosen, shipped_agendas
    from peergroup_cli.content.rehearsal import rehearsal_cohort
    from peergroup_cli.ledger.following import open_experiments
    from peergroup_cli.model.practice import NO_PRACTICE
    from peergroup_cli.session.proposal import propose
    from peergroup_cli.session.scene import Context
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.show import plain

    found = Workspace.find(workspace) if cohort else Workspace.find_if_any(workspace)
    agendas = {**shipped_agendas(), **readable_packs(found)}
    record: Cohort
    practice = NO_PRACTICE
    if found and (cohort or len(found.cohort_ids()) == 1):
        record = found.cohort(cohort).record
        meetings = tuple(stored.record for stored in found.meetings(record.id))
        told = found.practice(record.id)
        practice = told.record if told else NO_PRACTICE
    else:
        record, meetings = rehearsal_cohort(), ()
    still = open_experiments(record, meetings, practice)
    context = Context(record, meetings, still, practice=practice)
    key = agenda or propose(record, meetings, context.open_experiments).agenda
    topic = topic_of(module, record, found, lambda text: screen().print(plain(text)))
    return context, chosen(agendas, key), topic
