"""What `peergroup new-cohort` was given as options, each answer checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import NoWorkspace, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.formation.person import Person
    from peergroup_cli.model.cohort_draft import CohortDraft
    from peergroup_cli.model.people import Member
    from peergroup_cli.terminal.ask import Ask


@dataclass(frozen=True)
class FromList:
    """A list of members, or a longer one to choose from, and how it is read.

    Args:
        path: the file, if there is one.
        skip_bad: whether rows that cannot be used are left out.
        outside_managers: whether a manager may be none of the list.
    """

    path: Path | None
    skip_bad: bool = False
    outside_managers: bool = False


def given_cohort(
    name: str | None,
    theme: str | None,
    lines: list[str],
    source: FromList,
    ask: "Ask",
    workspace: Path | None,
) -> "CohortDraft":
    """The answers that were given, as far as they go.

    Args:
        name: the cohort's name.
        theme: the challenge theme.
        lines: members, a line each.
        source: the list, if there is one.
        ask: the person who chooses, if there is one.
        workspace: the one that was named, if one was: who is in a cohort there is not proposed.

    Raises:
        UsageProblem: an answer cannot be used, or the members are too few or too many.
        UnreadableFile: the list cannot be read.
        NotFound: there is no such list.
    """
    from peergroup_cli.formation.rules import check
    from peergroup_cli.model.cohort_draft import CohortDraft
    from peergroup_cli.model.file_format import FORMAT

    if not source.path and (source.skip_bad or source.outside_managers):
        raise UsageProblem(
            "--skip-bad and --outside-managers are for a list of people.", "Name it: --from FILE"
        )
    members = _members(lines, source, ask, workspace)
    if members or source.path:
        for finding in check(members):
            if finding.severity == "refused":
                hint = f"{_first_too_many(members)}No cohort was formed."
                raise UsageProblem(finding.sentence, hint)
    return CohortDraft(
        format=FORMAT,
        name=name_in("--name", name),
        theme=name_in("--theme", theme),
        members=tuple(members),
    )


def _first_too_many(members: "Sequence[Member]") -> str:
    from peergroup_cli.model.cohort import LARGEST
    from peergroup_cli.terminal.cohort_table import shortened

    if len(members) <= LARGEST:
        return ""
    return f"The first too many is “{shortened(members[LARGEST].name)}”. "


def name_in(option: str, text: str | None) -> str | None:
    """The name that an option gives, if it was given.

    Raises:
        UsageProblem: it is no name.
    """
    from peergroup_cli.model.record import new_name

    if text is None:
        return None
    try:
        return new_name(text)
    except ValueError as error:
        raise UsageProblem(f"{option} {error}.") from None


def _members(
    lines: list[str], source: FromList, ask: "Ask", workspace: Path | None
) -> "list[Member]":
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.formation.roster import LINE_FORM, member_from_line

    members = _members_in(source.path, source, ask, workspace) if source.path else []
    taken = {member.id for member in members}
    for number, line in enumerate(lines, start=1):
        try:
            members.append(member_from_line(line, taken, today()))
        except ValueError as error:
            which = "--member" if len(lines) == 1 else f"--member, number {number}"
            raise UsageProblem(f"{which}: {error}.", f"Write: {LINE_FORM}") from None
        taken.add(members[-1].id)
    return members


def _members_in(path: Path, source: FromList, ask: "Ask", workspace: Path | None) -> "list[Member]":
    from peergroup_cli.commands.shared.options import screen, today
    from peergroup_cli.formation.roster import members_from_csv, rows_in_csv, unused_columns
    from peergroup_cli.model.cohort import LARGEST
    from peergroup_cli.storage.spreadsheet_file import SPREADSHEETS
    from peergroup_cli.storage.table_file import read_table_file
    from peergroup_cli.storage.text_file import read_text
    from peergroup_cli.terminal.cohort_table import shortened
    from peergroup_cli.terminal.show import say

    is_spreadsheet = path.suffix.lower() in SPREADSHEETS
    if (
        is_spreadsheet
        or source.skip_bad
        or (ask.interactive and len(read_table_file(path).rows) - 1 > LARGEST)
    ):
        return _chosen_from(path, source, ask, workspace)
    text = read_text(path)
    rows = rows_in_csv(text, path)
    if len(rows) > LARGEST:
        seventh = rows[LARGEST]
        where = f" in line {seventh.line}"
        raise _too_many(path, len(rows), seventh.fields.get("name", ""), where)
    members = members_from_csv(text, today(), path)
    if unused := unused_columns(text):
        columns = shortened(", ".join(unused))
        say(screen(), f"Columns of {path} that are not used: {columns}")
    return members


def _chosen_from(
    path: Path, source: FromList, ask: "Ask", workspace: Path | None
) -> "list[Member]":
    """The members from a spreadsheet, or those whom a person chooses from a longer list."""
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.commands.shared.roster_file import read_roster
    from peergroup_cli.formation.cohorts import member_from_person
    from peergroup_cli.model.cohort import LARGEST

    given = read_roster(
        path,
        None,
        None,
        ask,
        skip_bad=source.skip_bad,
        outside_managers=source.outside_managers,
    )
    people = given.people
    if len(people) > LARGEST and not ask.interactive:
        raise _too_many(path, len(people), people[LARGEST].name)
    group = people
    if len(people) > LARGEST:
        group = tuple(_proposal(_without_members(people, workspace), ask))
    by_id = {person.id: person for person in people}
    members: list[Member] = []
    for person in group:
        taken = {member.id for member in members}
        try:
            member = member_from_person(person, by_id, taken, today())
            outsider = given.outsiders.get(person.id)
            members.append(member.changed(reports_to=outsider) if outsider else member)
        except ValueError as error:
            raise UsageProblem(f"{path}: {error}.", "No cohort was formed.") from None
    return members


def _without_members(people: "Sequence[Person]", chosen: Path | None) -> "Sequence[Person]":
    """Those of a list who are in no cohort yet; how many are left out is said."""
    from peergroup_cli.commands.shared.damage import readable_cohorts
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.formation.history import History
    from peergroup_cli.storage.workspace import Workspace

    try:
        workspace = Workspace.find_if_any(chosen)
    except NoWorkspace:
        # the one that was named is made later
        return people
    history = (
        History(stored.record for stored in readable_cohorts(workspace)) if workspace else None
    )
    there = {person.id for person, _ in history.members_among(people)} if history else set()
    if not there:
        return people
    left = [person for person in people if person.id not in there]
    if not left:
        raise UsageProblem("Everybody in the list is in a cohort already.", "No cohort was formed.")
    count = f"{len(there):,} {'person is' if len(there) == 1 else 'people are'}"
    screen().print(f"{count} in a cohort already, and not proposed.")
    return left


def _proposal(people: "Sequence[Person]", ask: "Ask") -> "list[Person]":
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.formation.proposing import Choice
    from peergroup_cli.terminal.proposal_form import ProposalForm, ask_level

    level = ask_level(ask, screen(), people)
    group = Choice(people).proposed(level)
    if not group:
        raise UsageProblem(f"No two people of “{level}” can sit together.", "No cohort was formed.")
    return ProposalForm(ask, screen(), people, group).fill_in()


def _too_many(path: Path, count: int, first: str, where: str = "") -> UsageProblem:
    from peergroup_cli.model.cohort import LARGEST
    from peergroup_cli.terminal.cohort_table import shortened

    return UsageProblem(
        f"{path} lists {count:,} people, and a cohort has at most {LARGEST} members. The first too "
        f"many is “{shortened(first)}”{where}.",
        "In a terminal this command proposes six of them. Or form groups of the whole list: "
        "`peergroup form-cohorts`.",
    )
