"""What is said after groups were formed has the same bytes, however a machine hashes text."""

import os
import subprocess
import sys

_PROGRAM = """
import json
from peergroup_cli.content.cohort_names import cohort_names
from peergroup_cli.exports.assignment import assignment_csv, formation_as_json
from peergroup_cli.formation.cohorts import cohorts_from
from peergroup_cli.formation.explaining import explain, explain_to
from peergroup_cli.formation.forming import form
from peergroup_cli.formation.history import History
from peergroup_cli.formation.placing import placed
from peergroup_cli.formation.proposing import Choice
from tests.formation.people import DAY
from tests.formation.test_forming import crew_of

crew = crew_of(26)
formation = form(crew, evaluations=800)
print(assignment_csv(formation), json.dumps(formation_as_json(formation)))
for group in formation.groups:
    print(explain(formation, crew, group.id), explain_to(formation, crew, group.members[0]))
made = cohorts_from(
    formation, crew, names=cohort_names({"Elm", "Oak"}), theme="T", taken_ids={"elm"}, day=DAY
)
cohorts = [cohort for _, cohort in made]
gathered = History(cohorts).gathered(crew_of(31)[26:])
print([cohort.model_dump_json() for cohort in cohorts])
print([(p.id, sorted(p.past_groups)) for p in gathered.people])
places = placed(gathered.arrivals, gathered.rooms).places
print([(place.person.id, place.cohort, place.why) for place in places])
choice = Choice(sorted(crew, key=lambda one: one.id))
group = choice.proposed("lead")
print([p.id for p in group], choice.facts(group))
print([(s.comes.id, s.better, s.worse) for s in choice.swaps(group, group[2], 5)])
"""


def test_the_same_bytes_however_text_is_hashed() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "7", "4242")
    }

    (answer,) = answers
    assert answer.count(b"\n") > 30
