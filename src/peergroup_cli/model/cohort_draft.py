"""A cohort that is being formed: the answers so far, so that Ctrl-C loses none of them."""

from typing import Literal

from peergroup_cli.model.people import Member
from peergroup_cli.model.record import Name, Record


class CohortDraft(Record):
    """One file a workspace: `cohort-draft.toml`. It goes when the cohort is formed or given up."""

    format: Literal[1]
    name: Name | None = None
    theme: Name | None = None
    members: tuple[Member, ...] = ()
