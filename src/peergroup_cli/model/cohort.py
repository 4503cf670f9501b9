"""A cohort: at most six members, one challenge theme, and the rules that were overridden."""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from peergroup_cli.model.people import Member
from peergroup_cli.model.record import Name, Record, Slug, Text

LARGEST = 6
"""Small enough that every member speaks and is heard
(source: "In a Changing World, Managers Need to Create Knowledge, Not Just Share It")."""

SMALLEST = 2
COMFORTABLE = 4

Rule = Literal[
    "same-level", "different-units", "not-with-own-manager", "apart", "learning-together-first"
]


class Override(Record):
    """A rule that does not hold in this cohort, and the written reason why it may not."""

    rule: Rule
    who: tuple[Slug, ...] = ()
    reason: Text
    on: date


class Apart(Record):
    """A member, and somebody else of any cohort with whom this member must not be in one."""

    member: Slug
    name: Name
    email: Name | None = None


class Cohort(Record):
    """A peer learning group. One file: `cohorts/<id>/cohort.toml`."""

    format: Literal[1]
    id: Slug
    name: Name
    organisation: Name | None = None
    theme: Name
    module: Slug | None = None
    formed: date
    ended: date | None = None
    overrides: tuple[Override, ...] = ()
    apart: tuple[Apart, ...] = ()
    members: tuple[Member, ...]

    @model_validator(mode="after")
    def _members_are_distinct_and_few(self) -> Self:
        ids = [member.id for member in self.members]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"two members have the id {', '.join(twice)}")
        if len(self.present_members) > LARGEST:
            raise ValueError(f"a cohort has at most {LARGEST} members")
        return self

    @property
    def present_members(self) -> tuple[Member, ...]:
        """The members who have not left, in the order in which they joined."""
        return tuple(member for member in self.members if member.left is None)

    def member(self, member_id: str) -> Member:
        """The member with this id, also one who has left.

        Raises:
            KeyError: nobody has it.
        """
        for member in self.members:
            if member.id == member_id:
                return member
        raise KeyError(member_id)

    def name_of(self, member_id: str) -> str:
        """The member's name, or the id itself where the member is not known here.

        Of two who are called the same, each has the part of the organisation behind the name.
        """
        try:
            member = self.member(member_id)
        except KeyError:
            return member_id
        alike = [one.unit for one in self.members if one.name == member.name]
        return f"{member.name} ({member.unit})" if len(set(alike)) > 1 else member.name

    def with_member(self, member: Member) -> "Cohort":
        """The cohort with the member added, or changed where the id is known."""
        if any(known.id == member.id for known in self.members):
            members = tuple(member if known.id == member.id else known for known in self.members)
        else:
            members = (*self.members, member)
        return self.changed(members=members)

    def with_overrides(self, overrides: tuple[Override, ...]) -> "Cohort":
        """The cohort with further overridden rules and their reasons."""
        return self.changed(overrides=(*self.overrides, *overrides))

    def overrides_rule(self, rule: Rule) -> bool:
        """Whether a reason for not keeping this rule is on record."""
        return any(override.rule == rule for override in self.overrides)
