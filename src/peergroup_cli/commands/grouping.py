"""What the commands that form groups have in common: the search, and where its answer goes."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peergroup_cli.errors import Ended, Interrupted, NeedsTerminal, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.commands.roster_file import Given
    from peergroup_cli.formation.forming import Formation
    from peergroup_cli.formation.tiers import Tier
    from peergroup_cli.terminal.ask import Ask

OrderOption = Annotated[
    str | None,
    typer.Option(
        "--order",
        help="What is wanted, the most wanted first; what is left out does not count. "
        "Without it: what the workspace's settings say, or slot,unit,history,topic,site.",
        show_default=False,
        metavar="WISHES",
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="Write who is in which group as CSV, with person_id and group_id; “-” prints it.",
        show_default=False,
        metavar="FILE",
    ),
]
CertificateOption = Annotated[
    Path | None,
    typer.Option(
        "--certificate",
        help="Write how good the groups are and how the bounds follow: as JSON into FILE, "
        "and to be read beside it, as .txt.",
        show_default=False,
        metavar="FILE",
    ),
]
ExplainOption = Annotated[
    str | None,
    typer.Option(
        "--explain", help="Say why these are in one group.", show_default=False, metavar="GROUP"
    ),
]
ExplainToOption = Annotated[
    str | None,
    typer.Option(
        "--explain-to",
        help="Say to a person, by id, why they are where they are; it holds nobody else's data.",
        show_default=False,
        metavar="PERSON",
    ),
]
CreateOption = Annotated[
    bool,
    typer.Option(
        "--create", help="Make the cohorts in the workspace, all or none. Else nothing is kept."
    ),
]
NamesOption = Annotated[
    Path | None,
    typer.Option(
        "--names",
        help="The cohorts' names, one a line; else plants lend them theirs.",
        show_default=False,
        metavar="FILE",
    ),
]
ThemeOption = Annotated[
    str | None,
    typer.Option(
        "--theme",
        help="The challenge theme of the new cohorts; else the topic that a group shares.",
        show_default=False,
        metavar="TEXT",
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")]
ExactOption = Annotated[
    bool,
    typer.Option(
        "--exact",
        help="Prove or improve small levels with a solver; it needs the extra “exact”.",
    ),
]
IfStoppedOption = Annotated[
    str | None,
    typer.Option(
        "--if-stopped",
        help="What Ctrl-C gives while groups are formed: the best so far, or nothing. "
        "Without it you are asked; without a terminal it is nothing.",
        show_default=False,
        metavar="best|nothing",
    ),
]


@dataclass(frozen=True)
class Answer:
    """What is wanted of the groups, as the options say it."""

    out: Path | None
    as_json: bool
    certificate: Path | None
    explain: str | None
    explain_to: str | None
    create: bool
    names: Path | None
    theme: str | None
    force: bool
    workspace: Path | None

    def check(self) -> None:
        """Refuse what cannot be given, before anything is searched for.

        Raises:
            UsageProblem: options do not go together, or hold what cannot be used.
        """
        from peergroup_cli.commands.given_cohort import name_in

        name_in("--theme", self.theme)
        if not self.create and (self.names or self.theme):
            raise UsageProblem("--names and --theme are for --create.", "Add --create to use them.")
        printed = [
            option
            for option, given in (
                ("--json", self.as_json),
                ("--out -", self.out == Path("-")),
                ("--explain", self.explain),
                ("--explain-to", self.explain_to),
            )
            if given
        ]
        if len(printed) > 1:
            raise UsageProblem(
                f"{' and '.join(printed)} cannot both be printed.", "Choose one of them."
            )


def order_of(text: str | None, workspace: Path | None) -> "tuple[Tier, ...]":
    """The order of wishes that `--order` gives, else the workspace, where there is one.

    Raises:
        UsageProblem: the option names what is no wish, or one twice.
        NoWorkspace: the chosen workspace is none.
        UnreadableFile: the workspace's settings are broken.
    """
    from peergroup_cli.formation.tiers import DEFAULT_ORDER

    if text is None:
        return _order_in(workspace)
    words = [word.strip().casefold() for word in text.split(",") if word.strip()]
    known: dict[str, Tier] = {str(tier): tier for tier in DEFAULT_ORDER}
    wrong = [word for word in words if word not in known or words.count(word) > 1]
    if wrong or not words:
        raise UsageProblem(
            f"--order {text!r} cannot be used.",
            f"Write some of {','.join(DEFAULT_ORDER)}, each once.",
        )
    return tuple(known[word] for word in words)


def _order_in(chosen: Path | None) -> "tuple[Tier, ...]":
    from peergroup_cli.formation.tiers import DEFAULT_ORDER
    from peergroup_cli.storage.workspace import Workspace

    workspace = Workspace.find_if_any(chosen)
    return workspace.settings.defaults.wishes if workspace else DEFAULT_ORDER


def formed(
    given: "Given",
    order: "tuple[Tier, ...]",
    ask: "Ask",
    *,
    exact: bool,
    if_stopped: str | None,
) -> "Formation":
    """The groups for these people, with how far it is on standard error.

    Args:
        given: the people and their rules.
        order: what is wanted, the most wanted first.
        ask: who is asked after Ctrl-C.
        exact: whether a solver proves or improves small levels.
        if_stopped: what Ctrl-C gives, “best” or “nothing”; None asks.

    Raises:
        UsageProblem: `if_stopped` is something else.
        RulesContradict: no grouping keeps the rules.
    """
    from peergroup_cli.commands.options import screen
    from peergroup_cli.formation.forming import form
    from peergroup_cli.terminal.forming_progress import FormingProgress

    if if_stopped not in (None, "best", "nothing"):
        raise UsageProblem("--if-stopped is neither best nor nothing.", "Write one of the two.")

    def wants_best() -> bool:
        return if_stopped == "best" or (if_stopped is None and _asked_for_best(ask))

    stopping = "Stopping; the best groups so far follow." if if_stopped == "best" else ""
    bar = FormingProgress(screen(), wants_best, stopping)
    with _without_garbage_collection(), bar as progress:
        return form(given.people, given.rules, order=order, progress=progress, exact=exact)


def give(answer: Answer, given: "Given", formation: "Formation", ask: "Ask") -> None:
    """Give the answer as it is wanted: files first, then the cohorts, then what is printed.

    Raises:
        NotFound: no group or person has the id that is to be explained.
        AlreadyExists: a file or a cohort is there already.
        NotSaved: the system refused.
    """
    from peergroup_cli.exports.assignment import assignment_csv
    from peergroup_cli.storage.durable import write_out

    if answer.explain or answer.explain_to:
        printed = _explanation(answer, given, formation)
    elif answer.out == Path("-"):
        printed = assignment_csv(formation)
    else:
        printed = ""
    if answer.out and answer.out != Path("-"):
        write_out(answer.out, assignment_csv(formation).encode(), overwrite=answer.force)
    if answer.certificate:
        _write_certificate(answer.certificate, given, formation, overwrite=answer.force)
    if answer.create:
        _create(answer, given, formation, ask)
    if printed:
        sys.stdout.write(printed)
    elif answer.as_json:
        from peergroup_cli.commands.options import print_json
        from peergroup_cli.exports.assignment import formation_as_json

        print_json(formation_as_json(formation))
    else:
        _show(answer, given, formation)


def _explanation(answer: Answer, given: "Given", formation: "Formation") -> str:
    from peergroup_cli.formation.explaining import explain, explain_to
    from peergroup_cli.terminal.safe import safe

    if answer.explain:
        sentences = explain(formation, given.people, answer.explain)
    else:
        sentences = explain_to(formation, given.people, answer.explain_to or "")
    return "".join(f"{safe(sentence)}\n" for sentence in sentences)


def _write_certificate(
    path: Path, given: "Given", formation: "Formation", *, overwrite: bool
) -> None:
    import json

    from peergroup_cli.formation.certificate import certificate, readable
    from peergroup_cli.storage.durable import write_out

    text = path.with_suffix(".txt")
    if text == path:
        path = path.with_suffix(".json")
    written = certificate(given.people, given.rules, formation)
    as_json = json.dumps(written, ensure_ascii=False, indent=2) + "\n"
    write_out(path, as_json.encode(), overwrite=overwrite)
    write_out(text, readable(written).encode(), overwrite=overwrite)


def _show(answer: Answer, given: "Given", formation: "Formation") -> None:
    from peergroup_cli.commands.options import screen
    from peergroup_cli.terminal.groups_screen import show_figures, show_groups
    from peergroup_cli.terminal.show import plain, results

    if not answer.out:
        show_groups(results(), formation, given.people)
        results().print()
    show_figures(results(), formation, given.people)
    for path in filter(None, (answer.out, answer.certificate)):
        screen().print(plain(f"Written: {path}"), soft_wrap=True)
    if not answer.create:
        screen().print("Nothing is kept in a workspace: to make these cohorts, add --create.")


def _create(answer: Answer, given: "Given", formation: "Formation", ask: "Ask") -> None:
    from peergroup_cli.commands.options import screen, today
    from peergroup_cli.content.cohort_names import cohort_names
    from peergroup_cli.formation.cohorts import cohorts_from
    from peergroup_cli.storage.workspace import Workspace
    from peergroup_cli.terminal.show import plain

    workspace = Workspace.find(answer.workspace)
    taken = set(workspace.cohort_ids())
    names = _names_in(answer.names) if answer.names else cohort_names(taken)
    theme = answer.theme or _theme(given, formation, ask)
    try:
        made = cohorts_from(
            formation, given.people, names=names, theme=theme, taken_ids=taken, day=today()
        )
    except ValueError as error:
        raise UsageProblem(f"No cohort was made: {error}.", _CREATE_HINT) from None
    workspace.add_cohorts([cohort for _, cohort in made])
    count = len(made)
    screen().print(f"{count:,} {'cohort is' if count == 1 else 'cohorts are'} made:")
    for group, cohort in made:
        line = f"  {group.id}  {cohort.id}  {cohort.name}, {len(cohort.members)} members"
        screen().print(plain(line), soft_wrap=True)
    for group in formation.groups:
        if len(group.members) == 1:
            line = f"  {group.id}  no cohort: one person of “{group.level}” alone is no group"
            screen().print(plain(line), soft_wrap=True)


_CREATE_HINT = "Give what is missing: --theme TEXT, or more lines in --names FILE."


def _theme(given: "Given", formation: "Formation", ask: "Ask") -> str:
    """The theme where not every group has a topic in common; empty where all have one."""
    from peergroup_cli.formation.cohorts import common_topic, people_of
    from peergroup_cli.model.record import clean_name
    from peergroup_cli.terminal.ask import Asking
    from peergroup_cli.terminal.member_form import Back, put

    by_id = {person.id: person for person in given.people}
    if all(common_topic(people_of(group, by_id)) for group in formation.groups):
        return ""
    asking = Asking(
        "Challenge theme",
        hint="The one challenge that all members share. It is chosen before a group meets.",
        option="--theme",
    )
    while True:
        try:
            return put(ask, asking, clean_name)
        except Back:
            continue


def _names_in(path: Path) -> Iterator[str]:
    from peergroup_cli.formation.rules import folded
    from peergroup_cli.model.record import clean_name
    from peergroup_cli.storage.text_file import read_text

    names: dict[str, str] = {}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            name = clean_name(line)
        except ValueError as error:
            raise UsageProblem(f"{path}, line {number}: the name {error}.") from None
        if folded(name) in names:
            raise UsageProblem(f"{path}, line {number}: the name is there twice.")
        names[folded(name)] = name
    return iter(names.values())


def _asked_for_best(ask: "Ask") -> bool:
    from peergroup_cli.terminal.ask import Asking, ask_until

    try:
        return ask_until(
            ask, Asking("Stopped. Take the best groups so far?", default="yes"), _yes_or_no
        )
    except (EOFError, NeedsTerminal):
        return False


def _yes_or_no(text: str) -> bool:
    word = text.strip().casefold()
    if word not in ("", "y", "yes", "n", "no"):
        raise ValueError("Answer yes or no")
    return word not in ("n", "no")


@contextmanager
def nothing_formed() -> Iterator[None]:
    """Say after Ctrl-C what is so as long as nothing was written."""
    try:
        yield
    except Ended:
        raise
    except KeyboardInterrupt:
        raise Interrupted("Nothing was formed, and nothing was written.") from None


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Hundreds of thousands of small objects live until the end: looking for dead ones is waste."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
