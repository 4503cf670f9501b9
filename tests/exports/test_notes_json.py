"""Notes as JSON, and the schema that is published for them."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from peergroup_cli.exports.audience import Audience, release
from peergroup_cli.exports.notes_json import schema
from peergroup_cli.model.cohort import Cohort
from tests.exports.hard import Hard
from tests.exports.parts import FIRST
from tests.exports.reading import notes_json as render
from tests.exports.sample import cohort, meetings

PUBLISHED = Path(__file__).parents[2] / "docs" / "notes.schema.json"
AUDIENCES = [Audience(), *(Audience("member", one.id) for one in cohort().members)]


def checked(document: str) -> Any:
    found = json.loads(document)
    Draft202012Validator(json.loads(PUBLISHED.read_text("utf-8"))).validate(found)
    return found


def test_the_published_schema_is_that_of_the_code() -> None:
    assert PUBLISHED.read_text("utf-8") == schema(), "bring it up to date: make docs"
    Draft202012Validator.check_schema(json.loads(schema()))


@pytest.mark.parametrize("audience", AUDIENCES, ids=lambda one: one.member or "members")
def test_notes_for_everybody_are_valid(audience: Audience) -> None:
    found = checked(render(cohort(), release(meetings(), audience)))
    assert [one["number"] for one in found["meetings"]] == [1, 2, 3]


def test_a_hard_cohort_is_valid_and_its_texts_are_as_they_were_typed() -> None:
    sample = Hard()
    found = checked(render(sample.cohort, release(sample.meetings, Audience())))
    thoughts = [e for m in found["meetings"] for e in m["entries"] if e["kind"] == "thought"]
    noted = [one for meeting in sample.meetings for one in meeting.thoughts]
    assert {e["id"]: e["text"] for e in thoughts} == {one.id: one.text for one in noted}


def test_a_cohort_without_anything_is_valid_too() -> None:
    bare = Cohort(format=1, id="new", name="New", theme="Change", formed=FIRST, members=())
    assert "meetings" not in checked(render(bare, release((), Audience())))


def test_another_key_is_not_valid() -> None:
    found = checked(render(cohort(), release(meetings(), Audience())))
    with pytest.raises(ValidationError):
        checked(json.dumps({**found, "secret": 1}))
