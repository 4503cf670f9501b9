"""What `peergroup new-cohort` was given as options, each answer checked."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.formation.person import Person
    from peergroup_cli.model.cohort_draft import CohortDraft
    from peergroup_cli.model.people import Member
    from peergroup_cli.terminal.ask import Ask


def given_cohort(
    name: str | None, theme: str | None, lines: list[str], path: Path | None, ask: "Ask"
) -> "CohortDraft":
    """The answers that were given, as far as they go.

    Args:
        name: the cohort's name.
        theme: the challenge theme.
        lines: members, a line each.
        path: a list of members, or a longer one to choose from.
        ask: the person who chooses, if there is one.

    Raises:
        UsageProblem: an answer cannot be used, or the members are too few or too many.
        UnreadableFile: the list cannot be read.
        NotFound: there is no such list.
    """
    from peergroup_cli.formation.rules import check
    from peergroup_cli.model.cohort_draft import CohortDraft
    from peergroup_cli.model.file_format import FORMAT

    members = _members(lines, path, ask)
    if members or path:
        for finding in check(members):
            if finding.severity == "refused":
                raise UsageProblem(finding.sentence, "No cohort was formed.")
    return CohortDraft(
        format=FORMAT,
        name=name_in("--name", name),
        theme=name_in("--theme", theme),
        members=tuple(members),
    )


def name_in(option: str, text: str | None) -> str | None:
    """The name that an option gives, if it was given.

    Raises:
        UsageProblem: it is no name.
    """
    from peergroup_cli.model.record import clean_name

    if text is None:
        return None
    try:
        return clean_name(text)
    except ValueError as error:
        raise UsageProblem(f"{option} {error}.") from None


def _members(lines: list[str], path: Path | None, ask: "Ask") -> "list[Member]":
    from peergroup_cli.commands.options import today
    from peergroup_cli.formation.roster import LINE_FORM, member_from_line

    members = _members_in(path, ask) if path else []
    taken = {member.id for member in members}
    for number, line in enumerate(lines, start=1):
        try:
            members.append(member_from_line(line, taken, today()))
        except ValueError as error:
            which = "--member" if len(lines) == 1 else f"--member, number {number}"
            raise UsageProblem(f"{which}: {error}.", f"Write: {LINE_FORM}") from None
        taken.add(members[-1].id)
    return members


def _members_in(path: Path, ask: "Ask") -> "list[Member]":
    from peergroup_cli.commands.options import screen, today
    from peergroup_cli.formation.roster import members_from_csv, rows_in_csv, unused_columns
    from peergroup_cli.model.cohort import LARGEST
    from peergroup_cli.storage.spreadsheet_file import SPREADSHEETS
    from peergroup_cli.storage.table_file import read_table_file
    from peergroup_cli.storage.text_file import read_text
    from peergroup_cli.terminal.cohort_table import shortened
    from peergroup_cli.terminal.show import plain

    is_spreadsheet = path.suffix.lower() in SPREADSHEETS
    if is_spreadsheet or (ask.interactive and len(read_table_file(path).rows) - 1 > LARGEST):
        return _chosen_from(path, ask)
    text = read_text(path)
    rows = rows_in_csv(text, path)
    if len(rows) > LARGEST:
        raise _too_many(path, len(rows))
    members = members_from_csv(text, today(), path)
    if unused := unused_columns(text):
        columns = shortened(", ".join(unused))
        screen().print(plain(f"Columns of {path} that are not used: {columns}"))
    return members


def _chosen_from(path: Path, ask: "Ask") -> "list[Member]":
    """The members from a spreadsheet, or those whom a person chooses from a longer list."""
    from peergroup_cli.commands.options import today
    from peergroup_cli.commands.roster_file import read_roster
    from peergroup_cli.formation.cohorts import member_from_person
    from peergroup_cli.model.cohort import LARGEST

    people = read_roster(path, None, None, ask, skip_bad=False).people
    if len(people) > LARGEST and not ask.interactive:
        raise _too_many(path, len(people))
    group = _proposal(people, ask) if len(people) > LARGEST else people
    by_id = {person.id: person for person in people}
    members: list[Member] = []
    for person in group:
        taken = {member.id for member in members}
        try:
            members.append(member_from_person(person, by_id, taken, today()))
        except ValueError as error:
            raise UsageProblem(f"{path}: {error}.", "No cohort was formed.") from None
    return members


def _proposal(people: "Sequence[Person]", ask: "Ask") -> "list[Person]":
    from peergroup_cli.commands.options import screen
    from peergroup_cli.formation.proposing import Choice
    from peergroup_cli.terminal.proposal_form import ProposalForm, ask_level

    level = ask_level(ask, screen(), people)
    group = Choice(people).proposed(level)
    if not group:
        raise UsageProblem(f"No two people of “{level}” can sit together.", "No cohort was formed.")
    return ProposalForm(ask, screen(), people, group).fill_in()


def _too_many(path: Path, count: int) -> UsageProblem:
    from peergroup_cli.model.cohort import LARGEST

    return UsageProblem(
        f"{path} lists {count:,} people, and a cohort has at most {LARGEST} members.",
        "In a terminal this command proposes six of them. Or form groups of the whole list: "
        "`peergroup form-cohorts`.",
    )
