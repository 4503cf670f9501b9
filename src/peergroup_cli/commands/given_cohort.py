"""What `peergroup new-cohort` was given as options, each answer checked."""

from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.errors import UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.model.cohort_draft import CohortDraft
    from peergroup_cli.model.people import Member


def given_cohort(
    name: str | None, theme: str | None, lines: list[str], path: Path | None
) -> "CohortDraft":
    """The answers that were given, as far as they go.

    Args:
        name: the cohort's name.
        theme: the challenge theme.
        lines: members, a line each.
        path: a list of members.

    Raises:
        UsageProblem: an answer cannot be used, or the members are too few or too many.
        UnreadableFile: the list cannot be read.
        NotFound: there is no such list.
    """
    from peergroup_cli.formation.rules import check
    from peergroup_cli.model.cohort_draft import CohortDraft
    from peergroup_cli.model.record import FORMAT

    members = _members(lines, path)
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


def _members(lines: list[str], path: Path | None) -> "list[Member]":
    from peergroup_cli.commands.options import today
    from peergroup_cli.formation.roster import LINE_FORM, member_from_line

    members = _members_in(path) if path else []
    taken = {member.id for member in members}
    for number, line in enumerate(lines, start=1):
        try:
            members.append(member_from_line(line, taken, today()))
        except ValueError as error:
            which = "--member" if len(lines) == 1 else f"--member, number {number}"
            raise UsageProblem(f"{which}: {error}.", f"Write: {LINE_FORM}") from None
        taken.add(members[-1].id)
    return members


def _members_in(path: Path) -> "list[Member]":
    from peergroup_cli.commands.options import screen, today
    from peergroup_cli.formation.roster import members_from_csv, rows_in_csv, unused_columns
    from peergroup_cli.model.cohort import LARGEST
    from peergroup_cli.storage.text_file import read_text
    from peergroup_cli.terminal.cohort_table import shortened
    from peergroup_cli.terminal.show import plain

    text = read_text(path)
    rows = rows_in_csv(text, path)
    if len(rows) > LARGEST:
        raise UsageProblem(
            f"{path} lists {len(rows):,} people, and a cohort has at most {LARGEST} members.",
            "This command does not choose a group from a longer list: "
            "leave only the group's members in the file.",
        )
    members = members_from_csv(text, today(), path)
    if unused := unused_columns(text):
        columns = shortened(", ".join(unused))
        screen().print(plain(f"Columns of {path} that are not used: {columns}"))
    return members
