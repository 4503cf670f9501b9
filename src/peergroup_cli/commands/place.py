"""`peergroup place`: newcomers and leftovers into groups with room."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peergroup_cli.commands.shared.options import JsonOption, WorkspaceOption
from peergroup_cli.commands.shared.roster_file import (
    MapOption,
    OutsideManagersOption,
    SkipBadOption,
)
from peergroup_cli.errors import IllegalMove, NotFound, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.commands.shared.roster_file import Given
    from peergroup_cli.formation.history import Gathered
    from peergroup_cli.formation.person import Person
    from peergroup_cli.formation.placing import Place, Placement
    from peergroup_cli.storage.workspace import Workspace

MOST_NEWCOMERS = 200
"""As many as can be placed at once; more than these are groups of their own."""


def place(
    people: Annotated[
        list[str],
        typer.Argument(
            help="Each newcomer as “Name; role; level; part of the organisation[; e-mail; "
            "reports to; site; time zone]”; with --from by id, e-mail or name.",
            show_default=False,
            metavar="PERSON…",
        ),
    ],
    *,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="The list that the people are in: CSV, or a spreadsheet.",
            show_default=False,
            metavar="ROSTER",
        ),
    ] = None,
    maps: MapOption = None,
    skip_bad: SkipBadOption = False,
    outside_managers: OutsideManagersOption = False,
    add: Annotated[
        bool,
        typer.Option(
            "--add",
            help="Add those who have a place to these cohorts. Else nothing is changed.",
        ),
    ] = False,
    as_json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Find a place for newcomers and leftovers, in cohorts with room.

    A cohort has room for six, of one level of responsibility, and nobody joins their own manager,
    or somebody from whom they were to be apart when the groups were formed.
    As many as possible find a place. Then groups of fewer than four are filled first; then
    it counts that people are from different parts of the organisation, were not in a group
    together before, and work at different sites. What speaks for a place and what against it
    stands beside it.

    Nothing is changed without --add. With it, those who have a place are added: all of them or, if
    anything fails, nobody. Who has no place is named, and it ends with exit code 14. Where two are
    then from the same part of the organisation, that is kept in the cohort as a written reason.
    At most 200 are placed at once.

    \b
    Examples:
      peergroup place "Zoe Lund; lead; head of unit; Legal"
      peergroup place E417 E502 --from people.csv --add

    Exit codes: 0 everybody has a place, 2 an option cannot be used, 11 a list, or rows of it,
    cannot be used, 12 no such list or person, 14 somebody has no place, 15 a cohort was changed
    meanwhile, 18 not saved; then nobody was added.
    """
    from peergroup_cli.commands.shared.damage import readable_cohorts
    from peergroup_cli.commands.shared.options import print_json
    from peergroup_cli.commands.shared.roster_file import Given, read_roster
    from peergroup_cli.formation.history import History
    from peergroup_cli.formation.placing import placed
    from peergroup_cli.formation.rules import listed
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.ask import NobodyToAsk

    if not from_file and (maps or skip_bad):
        raise UsageProblem(
            "--map and --skip-bad are for a list of people.",
            "Name it: --from FILE",
        )
    if len(people) > MOST_NEWCOMERS:
        raise UsageProblem(
            f"{len(people):,} newcomers are more than the {MOST_NEWCOMERS} that can be placed.",
            "Form groups of them: `peergroup form-cohorts`.",
        )
    found = Workspace.find(workspace)
    if from_file:
        given = read_roster(
            from_file,
            maps,
            None,
            NobodyToAsk(),
            skip_bad=skip_bad,
            outside_managers=outside_managers,
        )
        newcomers = _from_list(people, given)
    else:
        given = Given((), ())
        newcomers = _from_lines(people)
    gathered = History(stored.record for stored in readable_cohorts(found)).gathered(newcomers)
    _refuse_known(gathered)
    _check_managers(newcomers, gathered, given.people, outside=outside_managers)
    placement = placed(gathered.arrivals, gathered.rooms, gathered.apart)
    if add:
        pairs = zip(gathered.arrivals, newcomers, strict=True)
        said = {arrival.id: newcomer.reports_to for arrival, newcomer in pairs}
        _add(found, placement, gathered, said)
    if as_json:
        print_json(_as_json(placement))
    else:
        _print(placement, added=add)
    if left := [one.person.name for one in placement.places if not one.cohort]:
        raise IllegalMove(
            f"There is no place for {listed(left)}.", "Form a new group with others: new-cohort."
        )


def _from_lines(lines: Sequence[str]) -> "list[Person]":
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.formation.history import is_same
    from peergroup_cli.formation.person import Person
    from peergroup_cli.formation.roster import LINE_FORM, member_from_line

    found = []
    for number, line in enumerate(lines, start=1):
        try:
            member = member_from_line(line, set(), today())
        except ValueError as error:
            which = "The person" if len(lines) == 1 else f"Person number {number}"
            hint = f"Write: {LINE_FORM}. Or name the list that the person is in: --from ROSTER."
            raise UsageProblem(f"{which}: {error}.", hint) from None
        found.append(
            Person(
                str(number),
                member.name,
                member.level,
                member.unit,
                email=member.email or "",
                site=member.site or "",
                reports_to=member.reports_to or "",
                time_zone=member.time_zone or "",
                role=member.role,
            )
        )
        if any(is_same(found[-1], other) for other in found[:-1]):
            hint = "Name each once. Two people of one name? Give both an e-mail address."
            raise UsageProblem(f"“{member.name}” is named twice.", hint)
    return found


def _from_list(words: Sequence[str], given: "Given") -> "list[Person]":
    from dataclasses import replace

    from peergroup_cli.formation.directory import Directory

    people = given.people
    by_id = {person.id: person for person in people}
    directory = Directory((person.id, person.email, person.name) for person in people)
    found: dict[str, Person] = {}
    for word in words:
        ids = directory.find(word)
        if not ids:
            raise NotFound.named("person", word, [person.name for person in people])
        if len(ids) > 1:
            raise UsageProblem(f"“{word}” names {len(ids)} people.", f"Give an id: {_some(ids)}.")
        person = by_id[ids[0]]
        manager = by_id.get(person.reports_to)
        # who is not in the list may sit in a cohort all the same
        outsider = given.outsiders.get(person.id, "")
        said = (manager.email or manager.name) if manager else outsider
        found[person.id] = replace(person, reports_to=said)
    return list(found.values())


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:6])


def _refuse_known(gathered: "Gathered") -> None:
    """Refuse those who are in a cohort already.

    Raises:
        IllegalMove: somebody is, or the workspace has no cohort.
    """
    from peergroup_cli.formation.history import is_same
    from peergroup_cli.formation.rules import listed

    if not gathered.rooms:
        raise IllegalMove(
            "There is no cohort yet, or all have ended.", "Form some: new-cohort or form-cohorts."
        )
    there = [
        f"{person.name} is in {room.id}"
        for arrival in gathered.arrivals
        for room in gathered.rooms
        for person in room.people
        if is_same(arrival, person)
    ]
    if there:
        hint = (
            "Leave them out, then try again. Is it somebody else of the same name? "
            "Give both an e-mail address."
        )
        raise IllegalMove(f"{listed(there)} already.", hint)


def _check_managers(
    newcomers: "Sequence[Person]",
    gathered: "Gathered",
    listed_people: "Sequence[Person]",
    *,
    outside: bool,
) -> None:
    """See whom the newcomers report to.

    Raises:
        UsageProblem: that is nobody here, or one of several, and nobody said that it is fine.
    """
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.commands.shared.roster_file import outside_lines
    from peergroup_cli.formation.directory import Directory
    from peergroup_cli.terminal.show import say

    here = [*gathered.people, *gathered.arrivals]
    directory = Directory((one.id, one.email, one.name) for one in here)
    of_list = Directory((one.id, one.email, one.name) for one in listed_people)
    absent = []
    for person in newcomers:
        said = person.reports_to
        found = directory.find(said) if said else ()
        if len(found) > 1:
            raise UsageProblem(
                f"{person.name} reports to “{said}”, and {len(found)} people are called so.",
                "Name the manager by the e-mail address.",
            )
        if said and not found and not of_list.find(said):
            absent.append(person)
    if absent and not outside:
        raise _nobody_called(absent[0], [one.name for one in here])
    for line in outside_lines([person.reports_to for person in absent]):
        say(screen(), line.replace("not in the list", "in no cohort here"))


def _nobody_called(person: "Person", known: Sequence[str]) -> UsageProblem:
    near = NotFound.named("manager", person.reports_to, known).hint
    meant = f"{near} " if near.startswith("Did you mean") else ""
    return UsageProblem(
        f"{person.name} reports to “{person.reports_to}”, and nobody here is called so.",
        f"{meant}Where it is right that the manager is in no cohort: --outside-managers",
    )


def _add(
    workspace: "Workspace",
    placement: "Placement",
    gathered: "Gathered",
    said: Mapping[str, str],
) -> None:
    from peergroup_cli.commands.shared.options import today
    from peergroup_cli.formation.cohorts import joined_by

    by_cohort: dict[str, list[Person]] = {}
    for one in placement.places:
        if one.cohort:
            by_cohort.setdefault(one.cohort, []).append(one.person)
    people = [*gathered.people, *gathered.arrivals]
    changes = []
    for cohort_id, newcomers in by_cohort.items():
        stored = workspace.cohort(cohort_id)
        try:
            changes.append((stored, joined_by(stored.record, newcomers, people, said, today())))
        except ValueError as error:
            raise UsageProblem(f"Nobody was added: {error}.") from None
    workspace.save_cohorts(changes)


def _as_json(placement: "Placement") -> dict[str, Any]:
    return {
        "proven": placement.proven,
        "places": [
            {"name": one.person.name, "cohort": one.cohort or None, "why": list(one.why)}
            for one in placement.places
        ],
    }


def _print(placement: "Placement", *, added: bool) -> None:
    from peergroup_cli.commands.shared.options import result, screen
    from peergroup_cli.formation.rules import counted

    for one in placement.places:
        result(_line(one))
        for sentence in one.why:
            result(f"  {sentence}")
    count = len(placement.places)
    if placement.proven and count > 1:
        result("Every way to place them was tried: none is better.")
    elif count > 1:
        result("Not every way to place so many was tried; this is the best that was found.")
    found = [one for one in placement.places if one.cohort]
    if not added:
        screen().print("Nothing is changed: to add them to these cohorts, --add.")
    elif found:
        cohorts = counted(len({one.cohort for one in found}), "cohort")
        screen().print(f"Added: {counted(len(found), 'person', 'people')} to {cohorts}.")


def _line(one: "Place") -> str:
    return f"{one.person.name}: {one.cohort or 'no place'}"
