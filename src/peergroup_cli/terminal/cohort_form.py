"""The form that a cohort is formed with: name, theme, members one by one, a review, reasons."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from peergroup_cli.formation.roster import fields_of, member_from_fields, members_from_lines
from peergroup_cli.formation.rules import check, in_use, overridden, unmet
from peergroup_cli.model.cohort import LARGEST, SMALLEST, Override
from peergroup_cli.model.cohort_draft import CohortDraft
from peergroup_cli.model.file_format import FORMAT
from peergroup_cli.model.people import Member
from peergroup_cli.model.record import new_name
from peergroup_cli.terminal.ask import Ask, Asking
from peergroup_cli.terminal.cohort_table import (
    shortened,
    show_details,
    show_findings,
    show_members,
)
from peergroup_cli.terminal.member_form import Back, ask_fields, ask_reason, field_text, put
from peergroup_cli.terminal.show import plain

if TYPE_CHECKING:
    from rich.console import Console

_TOO_FEW = f"A cohort needs at least {SMALLEST} members"
_FULL = f"A cohort has at most {LARGEST} members"
_REVIEW_HINT = (
    "Enter: form it.  2: change member 2.  -2: take member 2 out.\n"
    "+: one more.  name, theme: change these."
)


@dataclass
class CohortForm:
    """The form, and the answers so far.

    Args:
        ask: who is asked.
        console: where the table is shown.
        keep: is given the answers after each of them that stands, to store them.
        day: the day on which the members join and the reasons are written.
        draft: the answers that are known already.
        overrides: the reasons that are known already.
        reason: one reason for every rule that is not kept; nothing is asked then.
        reviewed: whether the person has seen the whole cohort.
    """

    ask: Ask
    console: "Console"
    keep: Callable[[CohortDraft], None]
    day: date
    draft: CohortDraft = field(default_factory=lambda: CohortDraft(format=FORMAT))
    overrides: tuple[Override, ...] = ()
    reason: str = ""
    reviewed: bool = False

    def fill_in(self, given: Collection[str] = ()) -> None:
        """Ask for all that is not known; `draft` and `overrides` are complete afterwards.

        Args:
            given: which of “name”, “theme” and “members” are not to be asked for.

        Raises:
            StoppedByPerson: the form was left.
        """
        steps = self._steps(given)
        at = self._first_open(steps)
        if steps[at] != "reasons":
            self.console.print(plain("At every question: /back corrects the last, /cancel ends."))
        while at < len(steps):
            try:
                self._take(steps[at])
                at += 1
            except Back:
                at = max(at - 1, 0)

    def _steps(self, given: Collection[str]) -> list[str]:
        left_out = {*given, "review"} if "members" in given else {*given}
        every = ("name", "theme", "members", "review", "reasons")
        return [step for step in every if step not in left_out]

    def _first_open(self, steps: list[str]) -> int:
        answered = {
            "name": self.draft.name is not None,
            "theme": self.draft.theme is not None,
            "members": len(self.draft.members) == LARGEST,
        }
        at = next(place for place, step in enumerate(steps) if not answered.get(step))
        if steps[at] == "members" and self.draft.members:
            self._show(adding=True)
        return at

    def _take(self, step: str) -> None:
        takes = {
            "name": self._ask_name,
            "theme": self._ask_theme,
            "members": self._ask_members,
            "review": self._review,
            "reasons": self._reasons,
        }
        takes[step]()

    def _ask_name(self) -> None:
        asking = Asking(
            label="The cohort's name",
            prefill=self.draft.name or "",
            option="--name",
        )
        self._keep(name=put(self.ask, asking, lambda text: _named("name", text)))

    def _ask_theme(self) -> None:
        asking = Asking(
            label="The challenge theme",
            hint="The one management challenge that all members share.",
            prefill=self.draft.theme or "",
            option="--theme",
        )
        self._keep(theme=put(self.ask, asking, lambda text: _named("theme", text)))

    def _ask_members(self) -> None:
        fields: dict[str, str] = {}
        first = "name"
        if len(self.draft.members) == LARGEST:
            fields, first = self._last_again(), "more"
        while len(self.draft.members) < LARGEST:
            try:
                if not self._add(fields, first):
                    return
                fields, first = {}, "name"
            except Back:
                if not self.draft.members:
                    raise
                fields, first = self._last_again(), "more"

    def _last_again(self) -> dict[str, str]:
        """The last member's answers; the member is out of the cohort until they are given again."""
        *others, last = self.draft.members
        # not kept: should the form end here, the member is in the stored draft as before
        self.draft = self.draft.changed(members=tuple(others))
        return fields_of(last)

    def _add(self, fields: dict[str, str], first: str) -> bool:
        while True:
            if first == "name":
                pasted = self._name_or_lines(fields)
                if pasted is not None:
                    self._join(pasted)
                    return bool(pasted)
                first = "role"
            try:
                ask_fields(self.ask, fields, first=first, lowest="role", level=self._usual_level())
            except Back:
                first = "name"
            else:
                self._join([member_from_fields(fields, self._ids(), self.day)])
                return True

    def _name_or_lines(self, fields: dict[str, str]) -> list[Member] | None:
        """Put a name into the fields, or give whole members; none at all: that is everyone."""
        enough = len(self.draft.members) >= SMALLEST
        asking = Asking(
            label=f"Member {len(self.draft.members) + 1} - name",
            hint=""
            if self.draft.members
            else "Or paste whole lines: Name; role; level; unit; e-mail",
            prefill=fields.get("name", ""),
            default="that's everyone" if enough else "",
            option="--member or --from",
        )
        heard = put(self.ask, asking, self._understood_member)
        if isinstance(heard, str):
            fields["name"] = heard
            return None
        return heard

    def _understood_member(self, text: str) -> str | list[Member]:
        if not text.strip():
            if len(self.draft.members) < SMALLEST:
                raise ValueError(_TOO_FEW)
            return []
        if ";" not in text:
            return field_text("name", text)
        try:
            members = members_from_lines(text, self._ids(), self.day)
        except ValueError as error:
            raise ValueError(f"{error}.\nWrite: Name; role; level; unit; e-mail") from None
        room = LARGEST - len(self.draft.members)
        if too_many := members[room:]:
            first = f"“{shortened(too_many[0].name)}” in line {room + 1}"
            raise ValueError(f"{_FULL}. The first too many is {first}")
        return members

    def _usual_level(self) -> str:
        return self.draft.members[-1].level if self.draft.members else ""

    def _ids(self) -> set[str]:
        return {member.id for member in self.draft.members}

    def _join(self, members: Sequence[Member]) -> None:
        if members:
            self._keep(members=(*self.draft.members, *members))
        if members and len(self.draft.members) < LARGEST:
            self._show(adding=True)

    def _keep(self, **answers: object) -> None:
        self.draft = self.draft.changed(**answers)
        self.keep(self.draft)

    def _show(self, *, adding: bool) -> None:
        """Show the table and the rules; while members are still added, few are no finding."""
        self.console.print()
        if not adding:
            title = f"{shortened(self.draft.name or '')}: {shortened(self.draft.theme or '')}"
            self.console.print(plain(title, style="bold"))
            # above the table: on a small screen the table is what has to stay
            show_details(self.console, self.draft.members)
        show_members(self.console, self.draft.members)
        found = check(self.draft.members)
        show_findings(self.console, [f for f in found if not (adding and f.rule == "size")])
        self.console.print()

    def _review(self) -> None:
        self.reviewed = True
        while True:
            self._show(adding=False)
            asking = Asking(label="Form this cohort?", hint=_REVIEW_HINT, default="yes")
            choice = put(self.ask, asking, self._understood_choice)
            if choice == "":
                return
            try:
                self._do(choice)
            except Back:
                continue

    def _understood_choice(self, text: str) -> str:
        choice = "".join(text.casefold().split())
        if choice in ("", "y", "yes"):
            if len(self.draft.members) < SMALLEST:
                raise ValueError(f"{_TOO_FEW}; + adds one")
            return ""
        if choice == "+" and len(self.draft.members) >= LARGEST:
            raise ValueError(_FULL)
        if choice in ("+", "name", "theme"):
            return choice
        numbers = {str(number + 1) for number in range(len(self.draft.members))}
        if re.fullmatch(r"-?\d+", choice) and choice.removeprefix("-") in numbers:
            return choice
        raise ValueError(_REVIEW_HINT)

    def _do(self, choice: str) -> None:
        if choice in ("+", "name", "theme"):
            self._take("members" if choice == "+" else choice)
        elif choice.startswith("-"):
            gone = int(choice[1:]) - 1
            self._keep(members=self.draft.members[:gone] + self.draft.members[gone + 1 :])
        else:
            self._change(int(choice) - 1)

    def _change(self, place: int) -> None:
        members = self.draft.members
        fields = fields_of(members[place])
        ask_fields(self.ask, fields)
        others = {member.id for member in members} - {members[place].id}
        changed = member_from_fields(fields, others, self.day)
        self._keep(members=(*members[:place], changed, *members[place + 1 :]))

    def _reasons(self) -> None:
        """Ask for each reason that is needed; an empty one leads back to the members."""
        corrected = ""
        while pending := unmet(self.draft.members, self.overrides):
            try:
                reason = self.reason or ask_reason(
                    self.ask, self.console, pending[0], "change the members instead", corrected
                )
            except Back:
                if not self.overrides:
                    raise
                corrected = self.overrides[-1].reason
                self.overrides = self.overrides[:-1]
                continue
            corrected = ""
            if reason:
                self.overrides = (*self.overrides, overridden(pending[0], reason, self.day))
            else:
                self._review()
        self.overrides = in_use(self.draft.members, self.overrides)


def _named(what: str, text: str) -> str:
    try:
        return new_name(text)
    except ValueError as error:
        problem = f"The {what} {error}"
    raise ValueError(problem)
