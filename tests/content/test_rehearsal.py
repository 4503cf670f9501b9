"""The invented cohort of a rehearsal keeps the rules that a real one has to keep."""

from peergroup_cli.content.rehearsal import rehearsal_cohort
from peergroup_cli.formation.rules import check


def test_the_invented_cohort_breaks_no_rule() -> None:
    cohort = rehearsal_cohort()
    assert check(cohort.members) == []
    assert len(cohort.present_members) == 6
    assert len({member.first_name for member in cohort.members}) == 6
    assert cohort.overrides == ()
