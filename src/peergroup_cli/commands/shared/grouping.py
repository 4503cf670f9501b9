"""What the commands that form groups have in common: the search, and where its answer goes."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peergroup_cli.commands.shared.outputs import (
    STANDARD_OUTPUT,
    Named,
    certificate_paths,
    given,
    refuse_same,
    refuse_unwritable,
)
from peergroup_cli.errors import Ended, Interrupted, NeedsTerminal, UsageProblem

if TYPE_CHECKING:
    from peergroup_cli.commands.shared.creating import Creation, Old
    from peergroup_cli.commands.shared.roster_file import Given
    from peergroup_cli.formation.forming import Formation
    from peergroup_cli.model.settings import Wish
    from peergroup_cli.terminal.ask import Ask


@dataclass(frozen=True)
class Wanted:
    """What is wanted, as the options say it.

    Args:
        sources: the files that are read.
        old: what becomes of the cohorts in which the people are, with `create`.
    """

    order: str | None
    exact: bool
    if_stopped: str | None
    out: Path | None
    people: Path | None
    as_json: bool
    certificate: Path | None
    explain: str | None
    explain_to: str | None
    create: bool
    old: "Old"
    names: Path | None
    theme: str | None
    force: bool
    workspace: Path | None
    sources: tuple[tuple[str, Path | None], ...]

    def check(self) -> None:
        """Refuse what cannot be given, before anything is read or searched for.

        Raises:
            UsageProblem: options do not go together, or hold what cannot be used.
            AlreadyExists: a file is there already.
            NotSaved: the folder of a file is not there.
        """
        from peergroup_cli.commands.shared.given_cohort import name_in

        name_in("--theme", self.theme)
        if self.people == STANDARD_OUTPUT:
            raise UsageProblem("--people is written into a file.", "Name it: --people FILE")
        if self.certificate == STANDARD_OUTPUT:
            raise UsageProblem(
                "--certificate is written into two files.",
                "Name the first: --certificate NAME.json gives NAME.txt too.",
            )
        if not self.create and (self.names or self.theme):
            raise UsageProblem("--names and --theme are for --create.", "Add --create to use them.")
        if self.if_stopped not in (None, "best", "nothing"):
            raise UsageProblem("--if-stopped is neither best nor nothing.", "Write one of the two.")
        self._refuse_two_prints()
        names = given(("the list of names", self.names))
        sources = given(*self.sources)
        for file in names:
            refuse_same(file, sources)
        refuse_unwritable(self.outputs, [*sources, *names], overwrite=self.force)

    @property
    def outputs(self) -> list[Named]:
        """The files that are to be written."""
        as_json, text = certificate_paths(self.certificate) if self.certificate else (None, None)
        return given(
            ("--out", self.out),
            ("--people", self.people),
            ("--certificate", as_json),
            ("the certificate to be read", text),
        )

    def _refuse_two_prints(self) -> None:
        printed = [
            option
            for option, is_given in (
                ("--json", self.as_json),
                ("--out -", self.out == STANDARD_OUTPUT),
                ("--explain", self.explain),
                ("--explain-to", self.explain_to),
            )
            if is_given
        ]
        if len(printed) > 1:
            raise UsageProblem(
                f"{' and '.join(printed)} cannot both be printed.", "Choose one of them."
            )


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """For a whole command: of 100,000 rows all lives until the end; looking for the dead is waste.

    Nothing made here hangs together in circles, so memory is given back all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def groups_wanted(wanted: Wanted, read: "Callable[[], Given]", ask: "Ask") -> None:
    """Form the groups and give them as they are wanted.

    Whatever can be refused is refused first; then comes the search, and only then is anything
    written.

    Args:
        wanted: what is wanted.
        read: gives the people and their rules.
        ask: who is asked.
    """
    from peergroup_cli.commands.shared.creating import Creation
    from peergroup_cli.formation.explaining import person_called

    wanted.check()
    order = order_of(wanted.order, wanted.workspace)
    creation = None
    with nothing_formed():
        if wanted.create:
            creation = Creation.begun(
                wanted.workspace, wanted.names, wanted.theme or "", wanted.old
            )
        people = read()
        if wanted.explain_to:
            person_called(people.people, wanted.explain_to)
        if creation:
            creation.allowed_for(people.people, ask)
        formation = _formed(wanted, people, order, ask)
        if creation:
            creation.make(formation, people.people, ask, people.rules)
    _give(wanted, people, formation, creation)


def order_of(text: str | None, workspace: Path | None) -> "tuple[Wish, ...]":
    """The order of wishes that `--order` gives, else the workspace, where there is one.

    Raises:
        UsageProblem: the option names what is no wish, or one twice.
        NoWorkspace: the chosen workspace is none.
        UnreadableFile: the workspace's settings are broken.
    """
    from peergroup_cli.model.settings import WISHES

    if text is None:
        return _order_in(workspace)
    words = [word.strip().casefold() for word in text.split(",") if word.strip()]
    known: dict[str, Wish] = {str(wish): wish for wish in WISHES}
    wrong = [word for word in words if word not in known or words.count(word) > 1]
    if wrong or not words:
        raise UsageProblem(
            f"--order {text!r} cannot be used.",
            f"Write some of {','.join(WISHES)}, each once.",
        )
    return tuple(known[word] for word in words)


def _order_in(chosen: Path | None) -> "tuple[Wish, ...]":
    from peergroup_cli.model.settings import WISHES
    from peergroup_cli.storage.workspace import Workspace

    workspace = Workspace.find_if_any(chosen)
    return workspace.settings.defaults.wishes if workspace else WISHES


def _formed(wanted: Wanted, given: "Given", order: "tuple[Wish, ...]", ask: "Ask") -> "Formation":
    """The groups for these people, with how far it is on standard error."""
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.formation.forming import form
    from peergroup_cli.terminal.forming_progress import FormingProgress

    def wants_best() -> bool:
        said = wanted.if_stopped
        return said == "best" or (said is None and _asked_for_best(ask))

    stopping = "Stopping; the best groups so far follow." if wanted.if_stopped == "best" else ""
    bar = FormingProgress(screen(), wants_best, stopping)
    with bar as progress:
        return form(given.people, given.rules, order=order, progress=progress, exact=wanted.exact)


def _give(
    wanted: Wanted, given: "Given", formation: "Formation", creation: "Creation | None"
) -> None:
    """Give the answer as it is wanted: files first, then the cohorts, then what is printed."""
    from peergroup_cli.commands.shared.results import result
    from peergroup_cli.exports.assignment import assignment_csv
    from peergroup_cli.exports.people_list import people_csv
    from peergroup_cli.storage.durable import write_out

    sentences = _explanation(wanted, given, formation)
    if wanted.out and wanted.out != STANDARD_OUTPUT:
        write_out(wanted.out, assignment_csv(formation).encode(), overwrite=wanted.force)
    if wanted.certificate:
        _write_certificate(wanted.certificate, given, formation, overwrite=wanted.force)
    if wanted.people:
        cohorts = creation.names_of_groups if creation else {}
        listed = people_csv(formation, given.people, cohorts)
        # the mark at its beginning tells a spreadsheet that this is UTF-8
        write_out(wanted.people, listed.encode("utf-8-sig"), overwrite=wanted.force)
    if creation:
        creation.keep(formation, given.people)
    if sentences:
        for sentence in sentences:
            result(sentence)
    elif wanted.out == STANDARD_OUTPUT:
        sys.stdout.write(assignment_csv(formation))
    elif wanted.as_json:
        from peergroup_cli.commands.shared.options import print_json
        from peergroup_cli.exports.assignment import formation_as_json

        print_json(formation_as_json(formation, given.people))
    else:
        _show(wanted, given, formation)
        if creation:
            creation.say_next()


def _explanation(wanted: Wanted, given: "Given", formation: "Formation") -> list[str]:
    """The sentences of --explain or --explain-to; none where neither is wanted."""
    from peergroup_cli.formation.explaining import explain, explain_to, person_called

    if wanted.explain:
        return explain(formation, given.people, wanted.explain)
    if wanted.explain_to:
        person = person_called(given.people, wanted.explain_to)
        return explain_to(formation, given.people, person.id)
    return []


def _write_certificate(
    path: Path, given: "Given", formation: "Formation", *, overwrite: bool
) -> None:
    import json

    from peergroup_cli.formation.certificate import certificate, readable, who_pays
    from peergroup_cli.storage.durable import write_out

    path, text = certificate_paths(path)
    written = certificate(given.people, given.rules, formation)
    as_json = json.dumps(written, ensure_ascii=False, indent=2) + "\n"
    write_out(path, as_json.encode(), overwrite=overwrite)
    write_out(
        text, readable(written, who_pays(formation, given.people)).encode(), overwrite=overwrite
    )


def _show(wanted: Wanted, given: "Given", formation: "Formation") -> None:
    from peergroup_cli.commands.shared.options import screen
    from peergroup_cli.terminal.groups_screen import show_figures, show_groups
    from peergroup_cli.terminal.show import results, say

    if not (wanted.out or wanted.people):
        show_groups(results(), formation, given.people)
        results().print()
    show_figures(results(), formation, given.people)
    for output in wanted.outputs:
        say(screen(), f"Written: {output.path}")
    if not wanted.create:
        screen().print("Nothing is kept in a workspace: to make these cohorts, add --create.")


def _asked_for_best(ask: "Ask") -> bool:
    from peergroup_cli.terminal.ask import Asking, ask_until

    try:
        return ask_until(
            ask, Asking("Stopped. Take the best groups so far?", default="yes"), _yes_or_no
        )
    except (EOFError, NeedsTerminal):
        return False


def _yes_or_no(text: str) -> bool:
    from peergroup_cli.terminal.ask import NotThis

    word = text.strip().casefold()
    if word not in ("", "y", "yes", "n", "no"):
        raise NotThis("Answer yes or no")
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
