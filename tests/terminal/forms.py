"""A cohort form that is filled in by a script."""

from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from rich.console import Console

from peergroup_cli.model.cohort_draft import CohortDraft
from peergroup_cli.terminal.cohort_form import CohortForm

from .script import Script

DAY = date(2026, 11, 24)
ADA = "Ada Brook; claims; head of unit; Claims"
BEN = "Ben Stone; sales; head of unit; Sales"
CLEO = "Cleo Park; IT; head of unit; IT"
DOV = "Dov Reed; law; head of unit; Law"
SIX = (ADA, BEN, CLEO, DOV, "Eve; e; head of unit; E", "Fay; f; head of unit; F")
START = ("Harbour", "Leading without rank")
SHARED = (ADA, "Ben; b; head of unit; Claims", CLEO, DOV)


@dataclass
class Filled:
    form: CohortForm
    script: Script
    kept: list[CohortDraft] = field(default_factory=list)
    out: StringIO = field(default_factory=StringIO)

    @property
    def draft(self) -> CohortDraft:
        return self.form.draft

    @property
    def names(self) -> list[str]:
        return [member.name for member in self.draft.members]

    @property
    def screen(self) -> str:
        return self.out.getvalue()

    @property
    def rules(self) -> list[tuple[str, str]]:
        return [(override.rule, override.reason) for override in self.form.overrides]


def form(*answers: str, width: int = 80, draft: CohortDraft | None = None) -> Filled:
    """A form that is not filled in yet."""
    script = Script(answers)
    kept: list[CohortDraft] = []
    out = StringIO()
    console = Console(file=out, width=width, markup=False, highlight=False, emoji=False)
    start = draft or CohortDraft(format=1)
    return Filled(CohortForm(script, console, kept.append, DAY, start), script, kept, out)


def fill(*answers: str, width: int = 80, draft: CohortDraft | None = None) -> Filled:
    """A form after these answers; all of them were needed."""
    filled = form(*answers, width=width, draft=draft)
    filled.form.fill_in()
    assert filled.script.done
    return filled
