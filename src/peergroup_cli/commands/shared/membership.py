"""What the commands that change a cohort's members have in common."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.completing import member_ids
from peergroup_cli.errors import NeedsTerminal, NotFound, StoppedByPerson, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.formation.rules import Finding
    from peergroup_cli.model.cohort import Cohort, Override
    from peergroup_cli.model.people import Member
    from peergroup_cli.storage.toml_file import Stored
    from peergroup_cli.terminal.ask import Ask

MemberArgument = Annotated[
    str | None,
    typer.Argument(
        help="The member's id or name.",
        show_default=False,
        metavar="MEMBER",
        autocompletion=member_ids,
    ),
]
OverrideOption = Annotated[
    str | None,
    typer.Option(
        help="A written reason why a rule need not be kept here; it stays in the cohort.",
        show_default=False,
        metavar="REASON",
    ),
]
NameOption = Annotated[
    str | None, typer.Option(help="The member's name.", show_default=False, metavar="TEXT")
]
RoleOption = Annotated[
    str | None, typer.Option(help="The member's role.", show_default=False, metavar="TEXT")
]
LevelOption = Annotated[
    str | None,
    typer.Option(help="The level of responsibility.", show_default=False, metavar="TEXT"),
]
UnitOption = Annotated[
    str | None,
    typer.Option(help="The part of the organisation.", show_default=False, metavar="TEXT"),
]
EmailOption = Annotated[
    str | None, typer.Option(help="The e-mail address.", show_default=False, metavar="TEXT")
]
ReportsToOption = Annotated[
    str | None,
    typer.Option(
        help="Whom the member reports to, by name or e-mail.", show_default=False, metavar="TEXT"
    ),
]
SiteOption = Annotated[
    str | None,
    typer.Option(help="Where the member works.", show_default=False, metavar="TEXT"),
]
TimeZoneOption = Annotated[
    str | None,
    typer.Option(help="Such as Europe/Paris.", show_default=False, metavar="TEXT"),
]


def given_fields(**options: str | None) -> dict[str, str]:
    """The options that were given, as fields of a member."""
    return {field: text for field, text in options.items() if text is not None}


def member_called(cohort: "Cohort", text: str) -> "Member":
    """The member with this id, or the only one whom the name fits, as in a meeting.

    Raises:
        NotFound: nobody has it.
        UsageProblem: several have this name.
    """
    from peergroup_cli.formation.rules import folded
    from peergroup_cli.model.naming import those_called

    wanted = folded(text)
    for member in cohort.members:
        if member.id == wanted:
            return member
    found = those_called(text, {member.id: member.name for member in cohort.members})
    if len(found) > 1:
        raise UsageProblem(
            f"Several members are called “{text}”: {', '.join(found)}.", "Give the id."
        )
    if not found:
        names = [folded(member.name) for member in cohort.members]
        known = [m.id if names.count(folded(m.name)) > 1 else m.name for m in cohort.members]
        raise NotFound.named("member", text, known)
    return cohort.member(found[0])


def with_members(
    before: "Cohort", members: "Sequence[Member]", override: str | None, ask: "Ask", day: date
) -> "Cohort":
    """The cohort with these members, and with reasons for the rules that they newly break.

    A reason that is given though they newly break none is for those that were broken before.

    Args:
        before: the cohort as it was.
        members: all members as they are to be, also those who left.
        override: the reason that was given, if any.
        ask: who is asked for one otherwise.
        day: the day on which the reason is written.

    Raises:
        UsageProblem: the members would be too many, or the reason is blank.
        NeedsTerminal: a reason is needed and there is nobody to ask.
        StoppedByPerson: a reason was asked for and not given.
    """
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.formation.rules import overridden, unmet
    from peergroup_cli.terminal.member_form import ask_reason

    refuse_too_many(members)
    reason = written(override)
    known = {(finding.rule, finding.who) for finding in unmet(before)}
    found = unmet(members, before.overrides, before.apart)
    new = [finding for finding in found if (finding.rule, finding.who) not in known]
    if reason and not new:
        # it is for what was not kept before
        new = found
    if not reason:
        need_a_person(ask, new)
    elif not new:
        say_unused()
    overrides: list[Override] = []
    for finding in new:
        said = reason or ask_reason(ask, screen(), finding, "nothing is changed")
        if not said:
            raise StoppedByPerson("Without a reason nothing was changed.")
        overrides.append(overridden(finding, said, day))
    return before.changed(members=tuple(members), overrides=(*before.overrides, *overrides))


def refuse_too_many(members: "Sequence[Member]") -> None:
    """Refuse members that are more than a cohort can have.

    Raises:
        UsageProblem: they are too many.
    """
    from peergroup_cli.formation.rules import check
    from peergroup_cli.model.cohort import LARGEST

    for finding in check(members):
        if finding.severity == "refused" and len(finding.who) > LARGEST:
            raise UsageProblem(finding.sentence, "Nothing was changed.")


def refuse_full(cohort: "Cohort") -> None:
    """Refuse one more member before anything is asked.

    Raises:
        UsageProblem: the cohort has as many members as it can have.
    """
    from peergroup_cli.model.cohort import LARGEST

    if len(cohort.present_members) >= LARGEST:
        raise UsageProblem(
            f"{cohort.name} has {LARGEST} members, and a cohort has at most {LARGEST}, "
            "so that everyone speaks and is heard.",
            "If somebody left: `peergroup remove-member` first.",
        )


def written(override: str | None) -> str:
    """The reason that was given as an option, or an empty text where none was.

    Raises:
        UsageProblem: it is blank, or cannot be stored.
    """
    from peergroup_cli.model.record import clean_text

    if override is None:
        return ""
    try:
        reason = clean_text(override).strip()
    except ValueError as error:
        raise UsageProblem(f"--override {error}.") from None
    if not reason:
        raise UsageProblem("--override is empty.", "Write the reason, in your own words.")
    return reason


def say_unused() -> None:
    """Say that the reason that was given is not kept, as all rules are."""
    from peergroup_cli.commands.shared.options import screen

    screen().print("All rules are kept, so the reason of --override is not needed and not kept.")


def need_a_person(ask: "Ask", findings: "Sequence[Finding]") -> None:
    """Make sure that somebody can be asked for the reasons that are needed.

    Raises:
        NeedsTerminal: there is nobody; all rules that are not kept are named.
    """
    from peergroup_cli.terminal.ask import NobodyToAsk

    if findings and isinstance(ask, NobodyToAsk):
        lines = "\n".join(f"  {finding.sentence}" for finding in findings)
        raise NeedsTerminal(
            f"A written reason is needed:\n{lines}",
            "Give it as an option: --override REASON, or change the members.",
        )


def need_options(ask: "Ask", missing: "Mapping[str, bool]") -> None:
    """Make sure that somebody can be asked for what is missing.

    Args:
        ask: who can be asked.
        missing: for each option whether it is missing.

    Raises:
        NeedsTerminal: there is nobody; all missing options are named.
    """
    from peergroup_cli.terminal.ask import NobodyToAsk

    names = [option for option, is_missing in missing.items() if is_missing]
    if names and isinstance(ask, NobodyToAsk):
        raise NeedsTerminal(
            f"Not all answers are given, and there is no terminal to ask in: {', '.join(names)}",
            f"Give {'it as an option' if len(names) == 1 else 'them as options'}.",
        )


def print_cohort(stored: "Stored[Cohort]") -> None:
    """Print the cohort's id, its file and its members: the result."""
    from peergroup_cli.terminal.safe import safe

    lines = [f"cohort  {stored.record.id}", f"file    {stored.path}"]
    width = max((len(member.id) for member in stored.record.members), default=0)
    for member in stored.record.members:
        gone = f" (left {member.left})" if member.left else ""
        lines.append(f"member  {member.id:<{width}}  {member.name}{gone}")
    typer.echo(safe("\n".join(lines)))


def tell(cohort: "Cohort", done: str, *, table: bool) -> None:
    """Say on the screen what was done, and what the rules say of the cohort as it is now.

    Args:
        cohort: the cohort as it is now.
        done: what was done, a sentence.
        table: whether to show who is in the cohort now.
    """
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.terminal.cohort_table import show_members
    from peergroup_cli.terminal.show import plain

    if table:
        show_members(screen(), cohort.present_members)
    show_rules(cohort)
    screen().print(plain(done))


def show_rules(cohort: "Cohort") -> None:
    """Show what the rules say of a cohort that is kept: its size, and what has no reason yet."""
    from dataclasses import replace

    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.formation.rules import check, unmet
    from peergroup_cli.terminal.cohort_table import show_findings

    size = [finding for finding in check(cohort.members) if finding.rule == "size"]
    # it is done already: nothing of it is impossible any more
    show_findings(screen(), [replace(f, severity="advice") for f in (*size, *unmet(cohort))])
