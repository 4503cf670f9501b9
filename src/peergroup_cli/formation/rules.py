"""The rules of who sits with whom, and whom a group breaks them with.

At most six managers of the same level, each from another part of the organisation
(source: "In a Changing World, Managers Need to Create Knowledge, Not Just Share It").
That nobody sits with their own manager follows from the same level, and is checked by itself
because two titles may hide it.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from peergroup_cli.model.cohort import (
    COMFORTABLE,
    LARGEST,
    SMALLEST,
    Apart,
    Cohort,
    Override,
    Rule,
)
from peergroup_cli.model.people import Member
from peergroup_cli.model.record import clean_text

Severity = Literal["refused", "needs-reason", "advice"]


@dataclass(frozen=True)
class Finding:
    """One rule that the group does not keep.

    Args:
        rule: the rule, or "size".
        severity: "refused" cannot be had; "needs-reason" only with a written reason; "advice" can.
        who: the ids of the members it is about.
        sentence: what is so, naming the people; text of theirs, so not yet fit for a terminal.
    """

    rule: Rule | Literal["size"]
    severity: Severity
    who: tuple[str, ...]
    sentence: str


def check(members: Sequence[Member], apart: Iterable[Apart] = ()) -> list[Finding]:
    """All rules that these members break, the gravest first. Who has left does not count.

    Args:
        members: the members.
        apart: who must not be in one cohort with some of them.
    """
    present = [member for member in members if member.left is None]
    return [
        *_size(present),
        *_same_level(present),
        *_different_units(present),
        *_not_with_own_manager(present),
        *_apart(present, apart),
    ]


def unmet(
    group: Cohort | Sequence[Member],
    overrides: Iterable[Override] | None = None,
    apart: Iterable[Apart] | None = None,
) -> list[Finding]:
    """The findings that need a reason and have none yet.

    A reason holds for the people it was written for, and for those of them who stay when others
    leave; one that names nobody holds for the whole cohort.

    Args:
        group: a cohort or members.
        overrides: the reasons on record; those of the cohort where it is a cohort.
        apart: as for `check`; likewise.
    """
    members = group.members if isinstance(group, Cohort) else group
    given = overrides if overrides is not None else getattr(group, "overrides", ())
    foes = apart if apart is not None else getattr(group, "apart", ())
    on_record = tuple(given)
    return [
        finding
        for finding in check(members, foes)
        if finding.severity == "needs-reason" and not _has_reason(finding, members, on_record)
    ]


def in_use(members: Sequence[Member], overrides: Sequence[Override]) -> tuple[Override, ...]:
    """The reasons without which a rule would not be kept, in their order."""
    kept = list(overrides)
    for override in overrides:
        others = [other for other in kept if other is not override]
        if len(unmet(members, others)) == len(unmet(members, kept)):
            kept = others
    return tuple(kept)


def overridden(finding: Finding, reason: str, on: date) -> Override:
    """The record of a reason for not keeping the finding's rule.

    Raises:
        ValueError: the reason is no text, or the rule is one that no reason helps against.
    """
    if finding.rule == "size":
        raise ValueError("no reason makes up for the size")
    return Override(rule=finding.rule, who=finding.who, reason=clean_text(reason), on=on)


def folded(text: str) -> str:
    """The text as it is compared: letter case, blanks and ways of writing an accent fold away."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: “1 cohort”, “1,200 cohorts”.

    Args:
        count: how many.
        one: the noun for one.
        many: the noun for all other numbers, where it does not only end in s.
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def some_of(names: Sequence[str], most: int) -> str:
    """As `listed`, with no more than so many names: “Ada, Ben and 3 others”."""
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[:most])} and {counted(len(names) - most, 'other')}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them: “Ada, Ben and Cleo”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _has_reason(finding: Finding, members: Sequence[Member], overrides: Sequence[Override]) -> bool:
    about = [override for override in overrides if override.rule == finding.rule]
    if any(not override.who or set(finding.who) <= set(override.who) for override in about):
        return True
    # who the odd one is turns round when members come and go: what counts is
    # whether those without a reason have the same level
    excused = {member_id for override in about for member_id in override.who}
    others = [m for m in members if m.left is None and m.id not in excused]
    return finding.rule == "same-level" and not _same_level(others)


def _size(present: Sequence[Member]) -> list[Finding]:
    count = len(present)
    if count > LARGEST:
        return [
            _about_size(
                "refused",
                present,
                f"A cohort has at most {LARGEST} members, so that everyone speaks and is heard; "
                f"these are {count}.",
            )
        ]
    if count < SMALLEST:
        return [_about_size("refused", present, f"A cohort needs at least {SMALLEST} members.")]
    if count < COMFORTABLE:
        return [
            _about_size(
                "advice",
                present,
                f"{count} members are few: with {COMFORTABLE} to {LARGEST} there are more "
                "perspectives, and a meeting survives an absence.",
            )
        ]
    return []


def _about_size(severity: Severity, present: Sequence[Member], sentence: str) -> Finding:
    return Finding("size", severity, tuple(member.id for member in present), sentence)


def _same_level(present: Sequence[Member]) -> list[Finding]:
    by_level = _grouped(present, "level")
    if len(by_level) < 2:
        return []
    usual = max(by_level, key=len)
    others = [member for level in by_level if level is not usual for member in level]
    levels = "; ".join(
        f"{level[0].level}: {listed([member.name for member in level])}" for level in by_level
    )
    return [
        Finding(
            "same-level",
            "needs-reason",
            tuple(member.id for member in others),
            f"The levels of responsibility differ. {levels}.",
        )
    ]


def _different_units(present: Sequence[Member]) -> list[Finding]:
    return [
        Finding(
            "different-units",
            "needs-reason",
            tuple(member.id for member in unit),
            f"{listed([member.name for member in unit])} are from the same part of the "
            f"organisation: {unit[0].unit}.",
        )
        for unit in _grouped(present, "unit")
        if len(unit) > 1
    ]


def _grouped(present: Sequence[Member], field: Literal["level", "unit"]) -> list[list[Member]]:
    groups: dict[str, list[Member]] = {}
    for member in present:
        groups.setdefault(folded(getattr(member, field)), []).append(member)
    return list(groups.values())


def _not_with_own_manager(present: Sequence[Member]) -> list[Finding]:
    return [
        Finding(
            "not-with-own-manager",
            "needs-reason",
            (member.id, other.id),
            f"{member.name} reports to {other.name}.",
        )
        for member in present
        for other in present
        if other is not member and _names(member.reports_to, other)
    ]


def _names(manager: str | None, other: Member) -> bool:
    if manager is None:
        return False
    return folded(manager) in {
        folded(known) for known in (other.name, other.email, other.id) if known
    }


def _apart(present: Sequence[Member], rows: Iterable[Apart]) -> Iterable[Finding]:
    """Each two of them who must not be together, once, though each of the two may have a row."""
    known = {member.id: member for member in present}
    found = {
        frozenset((one.id, other.id)): (one, other)
        for row in rows
        for other in present
        if (one := known.get(row.member)) and other is not one and _means(row, other)
    }
    for one, other in found.values():
        sentence = f"{one.name} and {other.name} are to be apart."
        yield Finding("apart", "needs-reason", (one.id, other.id), sentence)


def _means(row: Apart, member: Member) -> bool:
    """Whether a row means a member: by the e-mail address, or else by the name."""
    if row.email and member.email:
        return folded(row.email) == folded(member.email)
    return folded(row.name) == folded(member.name)
