"""`peergroup new-cohort`: form a group."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.commands.shared.membership import OverrideOption
from peergroup_cli.commands.shared.options import WorkspaceOption
from peergroup_cli.commands.shared.roster_file import OutsideManagersOption, SkipBadOption
from peergroup_cli.commands.shared.topic import ModuleOption
from peergroup_cli.errors import NoWorkspace, StoppedByPerson

if TYPE_CHECKING:
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.cohort_draft import CohortDraft
    from peergroup_cli.storage.draft_file import DraftFile
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.ask import Ask
    from peergroup_cli.terminal.cohort_form import CohortForm


def new_cohort(
    *,
    name: Annotated[
        str | None, typer.Option(help="The cohort's name.", show_default=False, metavar="TEXT")
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option(
            help="The one management challenge that all members share.",
            show_default=False,
            metavar="TEXT",
        ),
    ] = None,
    member: Annotated[
        list[str] | None,
        typer.Option(
            help="A member: “Name; role; level; part of the organisation[; e-mail; "
            "reports to; site; time zone]”. Once for each member.",
            show_default=False,
            metavar="LINE",
        ),
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="A list of the members, with the columns name, role, level and unit: CSV, or a "
            "spreadsheet. From a longer one six are proposed.",
            show_default=False,
            metavar="FILE",
        ),
    ] = None,
    skip_bad: SkipBadOption = False,
    outside_managers: OutsideManagersOption = False,
    override: OverrideOption = None,
    organisation: Annotated[
        str | None,
        typer.Option(help="The organisation's name.", show_default=False, metavar="TEXT"),
    ] = None,
    module: ModuleOption = None,
    workspace: WorkspaceOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Make a workspace here if there is none.")
    ] = False,
) -> None:
    """Form a cohort: four to six managers who share a challenge.

    They have the same level of responsibility, come from different parts of the organisation,
    and nobody sits with their own manager. Where a rule is not kept, the toolkit names whom it
    is about and asks for a written reason, which stays in the cohort. More than six members are
    refused.

    What is not given as an option is asked. Every question takes /back and /cancel. Answers are
    kept while you type: after Ctrl-C the next `peergroup new-cohort` goes on where you stopped.

    A list of members names its columns in the first row: name, role, level, unit, and if wanted
    email, reports_to, site, time_zone. Commas, semicolons or tabs stand between the cells. From a
    list of more than six, in a terminal, the six who fit best are proposed, of those who are in no
    cohort yet; you swap whom you like, and see what each swap makes better or worse.

    With --module the group's meetings show the strategies of a topic module, as material for
    stage 3, after its own ideas.

    \b
    Examples:
      peergroup new-cohort
      peergroup new-cohort --name Harbour --theme "Leading without rank" --from members.csv
      peergroup new-cohort --name Harbour --theme "Leading without rank" \\
        --member "Ada Brook; head of claims; head of unit; Claims; ada@example.org" \\
        --member "Ben Stone; head of sales; head of unit; Sales"

    Exit codes: 0 formed, 1 cancelled (the answers are kept), 2 an option cannot be used, 11 the
    list cannot be read, 12 no such list, 16 something is missing, such as the reason for a rule
    that is not kept, and there is nobody to ask, 18 not saved, 130 stopped with Ctrl-C (the answers
    are kept).
    """
    from peergroup_cli.commands.shared.given_cohort import FromList, given_cohort, name_in
    from peergroup_cli.commands.shared.membership import need_a_person, need_options, written
    from peergroup_cli.commands.shared.options import asker
    from peergroup_cli.commands.shared.surroundings import warn_of_surroundings
    from peergroup_cli.formation.rules import unmet

    ask = asker()
    source = FromList(from_file, skip_bad, outside_managers)
    given = given_cohort(name, theme, member or [], source, ask, workspace)
    reason = written(override)
    organisation = name_in("--organisation", organisation)
    missing = {"--name": not given.name, "--theme": not given.theme}
    _check_module(module, workspace)
    need_options(ask, {**missing, "--member or --from": not given.members})
    if not reason:
        need_a_person(ask, unmet(given.members))
    kept_in = _workspace(workspace, organisation, ask, yes=yes)
    warn_of_surroundings(kept_in.folder)
    draft_file = _draft_file(kept_in, given, ask)
    form = _filled_in(given, draft_file, reason, ask)
    _form_it(form, kept_in, organisation, module)
    if draft_file:
        draft_file.drop()


def _check_module(key: str | None, chosen: Path | None) -> None:
    """Refuse an unknown module before anything is asked or made."""
    from peergroup_cli.commands.shared.topic import module_called
    from peergroup_cli.storage.workspace import Workspace

    if key is not None:
        try:
            kept_in = Workspace.find(chosen)
        except NoWorkspace:
            module_called(key, None)
        else:
            module_called(key, kept_in)


def _workspace(
    chosen: Path | None, organisation: str | None, ask: "Ask", *, yes: bool
) -> "Workspace":
    """The workspace, made here where there is none and that is wanted."""
    import os

    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.storage.locating import VARIABLE
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.show import say

    try:
        return Workspace.find(chosen)
    except NoWorkspace as nowhere:
        folder = Path(chosen or os.environ.get(VARIABLE) or Path.cwd()).absolute()
        where = f"There is no workspace yet. It would be made in\n{folder}"
        if not yes and not _agreed(ask, "Make a workspace here?", where, "--yes"):
            raise nowhere from None
    made = Workspace.create(folder, organisation)
    say(screen(), f"A workspace is made in {folder}")
    return made


def _agreed(ask: "Ask", label: str, hint: str, option: str = "") -> bool:
    from peergroup_cli.terminal.ask import Asking
    from peergroup_cli.terminal.member_form import Back, put

    def understood(text: str) -> bool:
        if text.strip().casefold() not in ("", "y", "yes", "n", "no"):
            raise ValueError(f"{hint}\nAnswer yes or no")
        return text.strip().casefold() in ("", "y", "yes")

    while True:
        try:
            return put(ask, Asking(label, hint=hint, default="yes", option=option), understood)
        except Back:
            continue


def _draft_file(workspace: "Workspace", given: "CohortDraft", ask: "Ask") -> "DraftFile | None":
    """Where the answers are kept while a person gives them; options can be given again."""
    from peergroup_cli.storage.draft_file import DraftFile

    complete = given.name and given.theme and given.members
    return DraftFile(workspace.folder) if ask.interactive and not complete else None


def _filled_in(
    given: "CohortDraft", file: "DraftFile | None", reason: str, ask: "Ask"
) -> "CohortForm":
    """The form with all its answers, asked for where they are not given."""
    from peergroup_cli.commands.shared.options import screen, today
    from peergroup_cli.terminal.cohort_form import CohortForm

    draft = _gone_on_with(file, given, ask) if file else given
    keep = file.keep if file else _keep_nothing
    form = CohortForm(ask, screen(), keep, today(), draft, reason=reason)
    try:
        form.fill_in({field for field in ("name", "theme", "members") if getattr(given, field)})
    except StoppedByPerson:
        kept = file is not None and file.path.exists()
        hint = "Your answers so far are kept: `peergroup new-cohort` goes on with them."
        raise StoppedByPerson("No cohort was formed.", hint if kept else "") from None
    return form


def _keep_nothing(_: "CohortDraft") -> None:
    """Keep no draft."""


def _gone_on_with(file: "DraftFile", given: "CohortDraft", ask: "Ask") -> "CohortDraft":
    """The answers that were left here before, if they are wanted; those given now go first."""
    left = file.read()
    if left is None:
        return given
    count = len(left.members)
    about = f"{left.name or 'without a name'}, {count} member{'' if count == 1 else 's'} so far"
    hint = f"A cohort was begun here: {about}.\nNo: it is deleted."
    if not _agreed(ask, "Go on with it?", hint):
        file.drop()
        return given
    return left.changed(**{field: value for field, value in dict(given).items() if value})


def _form_it(
    form: "CohortForm", workspace: "Workspace", organisation: str | None, module: str | None
) -> None:
    from peergroup_cli.commands.shared.damage import readable_cohorts
    from peergroup_cli.commands.shared.membership import print_cohort, say_unused, show_rules
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.formation.history import History
    from peergroup_cli.formation.rules import listed
    from peergroup_cli.model.record import slug
    from peergroup_cli.terminal.show import plain, say

    stored = workspace.add_cohort(_formed(form, workspace, organisation, module))
    cohort = stored.record
    done = f"{cohort.name} is formed, with {len(cohort.members)} members."
    if cohort.id != (other := slug(cohort.name, "cohort")):
        done += f" Its id is {cohort.id}, as there is a cohort {other} already."
    done += f" Next: `peergroup run-session {cohort.id}`."
    if form.reason and not form.overrides:
        say_unused()
    if not form.reviewed:
        show_rules(cohort)
    history = History(one.record for one in readable_cohorts(workspace))
    for member, others in history.elsewhere(cohort):
        say(screen(), f"Note: {member.name} is in {listed(others)} as well.")
    screen().print(plain(done))
    print_cohort(stored)


def _formed(
    form: "CohortForm", workspace: "Workspace", organisation: str | None, module: str | None
) -> "Cohort":
    from peergroup_cli.model.cohort import Cohort
    from peergroup_cli.model.file_format import FORMAT
    from peergroup_cli.model.record import free_slug

    draft = form.draft
    own = organisation if organisation != workspace.settings.organisation else None
    answers = {
        "format": FORMAT,
        "id": free_slug(draft.name or "", "cohort", set(workspace.cohort_ids())),
        "name": draft.name,
        "organisation": own,
        "theme": draft.theme,
        "module": module,
        "formed": form.day,
        "overrides": form.overrides,
        "members": tuple(member.changed(joined=form.day) for member in draft.members),
    }
    return Cohort.model_validate(answers)
