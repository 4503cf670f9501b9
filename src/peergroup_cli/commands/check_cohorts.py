"""`peergroup check-cohorts`: do the cohorts that exist keep the rules?"""

from itertools import combinations
from typing import TYPE_CHECKING, Any

from peergroup_cli.commands.shared.damage import Damage
from peergroup_cli.commands.shared.options import (
    JsonOption,
    WorkspaceOption,
    print_json,
    result,
)
from peergroup_cli.errors import RulesNotKept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peergroup_cli.formation.history import Gathered
    from peergroup_cli.formation.rules import Finding
    from peergroup_cli.model.cohort import Cohort


def check_cohorts(as_json: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """Check the rules of who sits with whom, for all cohorts that have not ended.

    Members come, go and change their posts, so a group that kept the rules when it was formed
    may not keep them now. Each rule that is not kept is named, with who, and with the written
    reason where one is on record; so is everybody who is in two cohorts. Who was to be apart when
    the groups were formed is still to be apart.

    \b
    Example:
      peergroup check-cohorts

    Exit codes: 0 all rules are kept, or a reason is on record, 11 a cohort is damaged (it is named,
    and the others are checked), 20 a rule is not kept and no reason is on record.
    """
    from peergroup_cli.formation.history import History
    from peergroup_cli.storage.workspace import Workspace

    damage = Damage()
    everyone = (stored.record for stored in Workspace.find(workspace).cohorts(damage))
    cohorts = [cohort for cohort in everyone if cohort.ended is None]
    rows = [row for cohort in cohorts for row in _findings(cohort)]
    gathered = History(cohorts).gathered()
    rows += _not_apart(gathered, {cohort.id: cohort for cohort in cohorts})
    for person, ids in gathered.in_several:
        rows.append(
            {
                "cohorts": list(ids),
                "rule": "one-cohort",
                "severity": "advice",
                "sentence": f"{person.name} is in {len(ids)} cohorts.",
                "reason": "",
            }
        )
    open_ones = [row for row in rows if row["severity"] != "advice" and not row["reason"]]
    if as_json:
        print_json({"cohorts": len(cohorts), "findings": rows, "not_kept": len(open_ones)})
    else:
        _print(rows, len(cohorts), all_well=not (open_ones or damage.found))
    if open_ones:
        count = len(open_ones)
        raise RulesNotKept(
            f"{count} {'rule is' if count == 1 else 'rules are'} not kept, "
            "and no reason is on record.",
            "Change the members, with edit-member, add-member or remove-member. Or give the "
            "reason: `peergroup edit-member COHORT MEMBER --override REASON`.",
        )
    damage.leave()


def _findings(cohort: "Cohort") -> list[dict[str, Any]]:
    from peergroup_cli.formation.rules import check, unmet

    open_ones = unmet(cohort)
    return [
        {
            "cohorts": [cohort.id],
            "rule": finding.rule,
            "severity": finding.severity,
            "sentence": finding.sentence,
            "reason": "" if finding in open_ones else _reason(cohort, finding),
        }
        for finding in check(cohort.members)
    ]


def _not_apart(gathered: "Gathered", cohorts: "Mapping[str, Cohort]") -> list[dict[str, Any]]:
    rows = []
    for room in gathered.rooms:
        cohort = cohorts[room.id]
        who = {p.id: m.id for p, m in zip(room.people, cohort.present_members, strict=True)}
        for a, b in combinations(sorted(room.people, key=lambda one: one.id), 2):
            if (a.id, b.id) in gathered.apart:
                row = {
                    "cohorts": [room.id],
                    "rule": "apart",
                    "severity": "apart",
                    "sentence": f"{a.name} and {b.name} are to be apart.",
                    "reason": _reason_for(cohort, "apart", {who[a.id], who[b.id]}),
                }
                rows.append(row)
    return rows


def _reason_for(cohort: "Cohort", rule: str, who: set[str]) -> str:
    """The reason that is on record for these members, or an empty text."""
    about = (one for one in cohort.overrides if one.rule == rule)
    return next((one.reason for one in about if not one.who or who <= set(one.who)), "")


def _reason(cohort: "Cohort", finding: "Finding") -> str:
    about = [override for override in cohort.overrides if override.rule == finding.rule]
    own = [override for override in about if set(finding.who) <= set(override.who)]
    return next((override.reason for override in (*own, *about)), "")


def _print(rows: list[dict[str, Any]], cohorts: int, *, all_well: bool) -> None:
    for row in rows:
        result(f"{', '.join(row['cohorts'])}: {row['sentence']}")
        if row["reason"]:
            result(f"  Reason on record: {row['reason']}")
        elif row["severity"] == "needs-reason":
            result("  No reason is on record.")
        elif row["severity"] == "apart":
            result("  If that holds no more: take it out of `apart` in the cohorts' files.")
        elif row["severity"] == "refused":
            result("  No reason helps here: add members, with add-member.")
    checked = f"{cohorts:,} {'cohort is' if cohorts == 1 else 'cohorts are'} checked"
    result(f"{checked}; each rule is kept or has its reason." if all_well else f"{checked}.")
