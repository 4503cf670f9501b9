"""An independent count of what a workspace's files hold: no code of the program's own."""

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

Counted = tuple[int, int, int, tuple[int, int, int, int]]
"""Tests, people, cohorts, and how many were kept, adapted, dropped and left unclear."""


def counted(workspace: Path, own: str = "") -> list[Counted]:
    """What each strategy's tests add up to, sorted; seen from outside, or by one cohort."""
    cohorts = _meetings(workspace)
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.get(name, name) != name:
            name = parent[name]
        return name

    tests: list[tuple[str, str, str, str]] = []
    for cohort, meetings in cohorts.items():
        for one in (row for m in meetings for row in m.get("strategies", [])):
            if same := one.get("same_as"):
                other = same if "/" in same else f"{cohort}/{same}"
                parent[root(f"{cohort}/{one['id']}")] = root(other)
        plans = {row["id"]: row for m in meetings for row in m.get("experiments", [])}
        lessons = {
            g: row for m in meetings for row in m.get("lessons", []) for g in row["grew_from"]
        }
        for report in (row for m in meetings for row in m.get("reports", [])):
            lesson = lessons.get(report["id"], {})
            is_seen = cohort == own or lesson.get("disclosure") == "organisation"
            if report["outcome"] in ("tried", "partly") and is_seen:
                verdict = lesson.get("verdict") or report.get("verdict") or "unclear"
                strategy = plans[report["grew_from"][0]]["grew_from"][0]
                tests.append((f"{cohort}/{strategy}", cohort, report["member"], verdict))
    groups = defaultdict(list)
    for name, *test in tests:
        groups[root(name)].append(test)
    return sorted(_sum(group) for group in groups.values())


def learned_with(workspace: Path, module: str, own: str = "") -> list[str]:
    """The ids of what was learned with strategies of meetings with a module, sorted."""
    found = []
    for cohort, meetings in _meetings(workspace).items():
        noted = {
            row["id"]
            for m in meetings
            if m.get("module") == module
            for row in m.get("strategies", [])
        }
        plans = {
            row["id"]
            for m in meetings
            for row in m.get("experiments", [])
            if {*row["grew_from"]} & noted
        }
        lessons = {
            g: row for m in meetings for row in m.get("lessons", []) for g in row["grew_from"]
        }
        for report in (row for m in meetings for row in m.get("reports", [])):
            lesson = lessons.get(report["id"], {})
            is_seen = cohort == own or lesson.get("disclosure") == "organisation"
            was_tried = report["outcome"] in ("tried", "partly") and is_seen
            if was_tried and {*report["grew_from"]} & plans:
                found.append(f"{cohort}/{lesson.get('id', report['id'])}")
    return sorted(found)


def _sum(tests: list[list[str]]) -> Counted:
    ended = [test[2] for test in tests]
    keep, adapt, drop, unclear = map(ended.count, ("keep", "adapt", "drop", "unclear"))
    people = {(cohort, member) for cohort, member, _ in tests}
    return len(tests), len(people), len({one[0] for one in tests}), (keep, adapt, drop, unclear)


def _meetings(workspace: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((workspace / "cohorts").glob("*/meetings/[0-9]*.toml")):
        meeting = tomllib.loads(path.read_text("utf-8"))
        found.setdefault(meeting["cohort"], []).append(meeting)
    return found
