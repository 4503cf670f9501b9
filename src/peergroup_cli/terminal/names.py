"""What members are called on the screen."""

from collections import Counter

from peergroup_cli.model.cohort import Cohort


class Names:
    """Gives the first name of a member, for an id; the whole name where two share the first.

    Args:
        cohort: whose members they are.
    """

    def __init__(self, cohort: Cohort) -> None:
        shared = Counter(member.first_name for member in cohort.members)
        self._names = {
            member.id: (
                cohort.name_of(member.id) if shared[member.first_name] > 1 else member.first_name
            )
            for member in cohort.members
        }

    def __call__(self, member: str) -> str:
        """The name; the id itself where nobody has it."""
        return self._names.get(member, member)
