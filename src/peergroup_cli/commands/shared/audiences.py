"""Who reads an export: found by name, given what they may read, and told of what is left out."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.results import result
from peergroup_cli.errors import NamesStand, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peergroup_cli.commands.shared.note_files import Wanted
    from peergroup_cli.exports.audience import Audience, Release
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.meeting import Meeting
    from peergroup_cli.model.practice import Practice
    from peergroup_cli.model.worksheet import Worksheet
    from peergroup_cli.storage.workspace import Workspace

FREE_TEXT = "In a group of six, free text can tell who is meant, even without a name."


def audience_called(cohort: "Cohort", reader: str, *, whole: bool = True) -> "Audience":
    """The audience with this name, or that of the member who is called so.

    Args:
        cohort: whose notes they are.
        reader: members, sponsor, facilitator, or a member's id or name.
        whole: whether all meetings are wanted.

    Raises:
        NotFound: nobody is called so.
        UsageProblem: several are, or the sponsor would get a part of the history.
    """
    from peergroup_cli.exports.audience import Audience

    if reader == "sponsor":
        if not whole:
            raise UsageProblem(
                "The sponsor reads of all meetings together: from the numbers of one and those "
                "of all, people could be told apart.",
                "Leave out --meeting.",
            )
        return Audience("sponsor")
    if reader == "members":
        return Audience()
    if reader == "facilitator":
        return Audience("facilitator")
    from peergroup_cli.commands.shared.membership import member_called

    return Audience(kind="member", member=member_called(cohort, reader).id)


def refuse_for_the_sponsor(audience: "Audience", wanted: "Wanted") -> None:
    """Refuse what would tell a sponsor more than the sheet: a part of the history.

    Raises:
        UsageProblem: the sponsor reads, and it is not one sheet.
    """
    if audience.kind != "sponsor":
        return
    if wanted.split:
        raise UsageProblem(
            "The sponsor reads of all meetings together: from the numbers of each, people could "
            "be told apart.",
            "Leave out --split.",
        )


def released_for(
    audience: "Audience",
    workspace: "Workspace",
    cohort: "Cohort",
    meetings: "Sequence[Meeting]",
    others: "Sequence[Meeting]",
) -> "Release":
    """What an audience may read of these meetings, and of what was told after them.

    Args:
        audience: who reads.
        workspace: where they are kept.
        cohort: whose meetings they are.
        meetings: those whose notes leave.
        others: the other meetings of the cohort.
    """
    from peergroup_cli.exports.audience import release
    from peergroup_cli.model.practice import NO_PRACTICE

    told = workspace.practice(cohort.id)
    practice = told.record if told else NO_PRACTICE
    sheets = _worksheets(audience, cohort, meetings, others, practice)
    return release(meetings, audience, others, practice, sheets, cohort)


def look_at(cohort: "Cohort", notes: "Release") -> None:
    """Print what would be left out, and the names that would stop the export."""
    from peergroup_cli.exports.audience import withheld_reasons

    look_at_places(
        withheld_reasons(notes.withheld), _places(cohort, notes) if notes.sheet else None
    )


def look_at_places(reasons: Sequence[str], places: Sequence[str] | None) -> None:
    """Print what would be left out, and where names still stand.

    Args:
        reasons: what would be left out, one part for each class and reason.
        places: the names that would stop the export; None where names may stand in it.
    """
    result("Left out would be:" if reasons else "Nothing would be left out.")
    for reason in reasons:
        result(f"  {reason}")
    if places is not None:
        result("Names that still stand, and stop the export:" if places else "No name was found.")
        for place in places:
            result(f"  {place}")
        result(FREE_TEXT)


def say_left_out(cohort: "Cohort", notes: "Release", *, accept_names: bool) -> None:
    """Say on the screen what is left out, and what has to be known of what is not.

    Raises:
        NamesStand: for the sponsor, a name still stands somewhere and was not accepted.
    """
    from peergroup_cli.exports.audience import withheld_sentence
    from peergroup_cli.terminal.show import tell

    if notes.sheet:
        say_names(_places(cohort, notes), cohort.id, accept_names=accept_names)
    if notes.audience.kind == "facilitator":
        warning = "Your private notes are in this export: it is for the facilitator alone."
        tell(warning, "bold red")
        if len(notes.notes) > 1:
            tell("They are those of all meetings, whoever facilitated; of one meeting: --meeting N")
    tell(withheld_sentence(notes.withheld))


def say_names(places: Sequence[str], cohort: str = "", *, accept_names: bool) -> None:
    """Say which names stand in what leaves for a sponsor, and that free text can tell as much.

    Args:
        places: where, and the name; of several cohorts each lesson is named with its cohort.
        cohort: the id of the only cohort.
        accept_names: whether they may stand.

    Raises:
        NamesStand: a name stands somewhere and was not accepted.
    """
    from peergroup_cli.terminal.show import tell

    if places and not accept_names:
        ways = " ".join(_ways_out(places, cohort))
        raise NamesStand(
            list(places), f"{ways} Or say that they may stand: --accept-names. {FREE_TEXT}"
        )
    if places:
        tell("Names that stand, as was accepted:", "red")
    for place in places:
        tell(f"  {place}")
    tell(FREE_TEXT)


_LESSON = re.compile(r"(?:([a-z0-9-]+)/)?(m([0-9]+)-lesson-[0-9]+), (?!role:)")


def _ways_out(places: Sequence[str], cohort: str) -> "Iterator[str]":
    """What can be done about the names: the command, and the files in which they stand."""
    found = [_LESSON.match(place) for place in places]
    lessons = {(one[1] or cohort, one[2], int(one[3])) for one in found if one}
    own = cohort or "COHORT"
    if len(lessons) == 1:
        ((where, lesson, meeting),) = lessons
        yield f"To take the lesson back: peergroup withdraw-consent {where} {lesson}."
        yield f"To reword it with its owner: cohorts/{where}/meetings/{meeting:03}-….toml."
    elif lessons:
        yield f"To take a lesson back: peergroup withdraw-consent {own} LESSON."
        yield f"To reword one with its owner: in cohorts/{own}/meetings, the file of its meeting."
    if None in found:
        yield f"To reword what is not a lesson's own: cohorts/{own}/cohort.toml."


def _places(cohort: "Cohort", notes: "Release") -> list[str]:
    from peergroup_cli.exports.sponsor import names_standing

    found = names_standing(cohort, notes.sheet) if notes.sheet else ()
    return [f"{one.where}: {one.name}" for one in found]


def _worksheets(
    audience: "Audience",
    cohort: "Cohort",
    meetings: "Sequence[Meeting]",
    others: "Sequence[Meeting]",
    practice: "Practice",
) -> "list[Worksheet]":
    """The worksheets of the member's own open experiments, as far as these meetings made them."""
    if audience.kind != "member":
        return []
    from peergroup_cli.exports.survey import followed
    from peergroup_cli.exports.worksheet import worksheet
    from peergroup_cli.ledger.following import open_experiments

    read = followed(meetings)
    made = {one.id: meeting for meeting in read for one in meeting.experiments}
    everything = sorted([*read, *followed(others)], key=lambda meeting: meeting.number)
    return [
        worksheet(cohort, made[one.id], one)
        for one in open_experiments(cohort, everything, practice)
        if one.member == audience.member and one.id in made
    ]
