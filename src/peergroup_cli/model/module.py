"""A topic module: perspectives on one challenge, as material for stage 3. Data in TOML."""

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import Field, model_validator

from peergroup_cli.model.record import Name, Record, Slug, Text

FEWEST, MOST = 2, 6
"""As many strategies as a group can look at in a few minutes, and choose from."""

WEEKS = 4
"""A cycle of practice: a tip for the worksheet of each week."""


class Cause(Record):
    """What often lies behind the challenge; a group finds its own."""

    key: Slug
    text: Name


class Material(Record):
    """A strategy that others have found: when it fits, and when it fails.

    `causes` are the keys of those that it acts on; none means all of them. `source` names whose
    fact or method it uses, where it does.
    """

    key: Slug
    text: Name
    causes: tuple[Slug, ...] = ()
    fits: Name
    fails: Name
    source: Name | None = None


class Module(Record):
    """A module file. `questions` help to tell and to understand cases, `tips` are one a week."""

    format: Literal[1]
    kind: Literal["module"]
    key: Slug
    title: Name
    purpose: Text = Field(min_length=1)
    tags: tuple[Slug, ...] = ()
    questions: tuple[Name, ...] = Field(min_length=1)
    tips: tuple[Name, ...]
    causes: tuple[Cause, ...] = Field(min_length=1)
    strategies: tuple[Material, ...]

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if not FEWEST <= (count := len(self.strategies)) <= MOST:
            raise ValueError(f"a module has {FEWEST} to {MOST} strategies, this one {count}")
        if len(self.tips) != WEEKS:
            raise ValueError(f"a module has {WEEKS} tips, one a week, this one {len(self.tips)}")
        for what, rows in (("causes", self.causes), ("strategies", self.strategies)):
            if twice := _twice(row.key for row in rows):
                raise ValueError(f"two {what} have the key {twice}")
        known = [cause.key for cause in self.causes]
        for strategy in self.strategies:
            for key in strategy.causes:
                if key not in known:
                    raise ValueError(
                        f"the strategy {strategy.key} acts on {key}, which is no cause here; "
                        f"there is: {', '.join(known)}"
                    )
        return self

    def numbers_of_causes(self, strategy: Material) -> list[int]:
        """The numbers of the causes that a strategy acts on, from 1."""
        acts_on = strategy.causes or [cause.key for cause in self.causes]
        return [n for n, cause in enumerate(self.causes, start=1) if cause.key in acts_on]


def _twice(keys: Iterable[str]) -> str:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return ""
