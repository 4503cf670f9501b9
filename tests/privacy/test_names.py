"""Names that still stand in a text, however they are written."""

from datetime import date
from typing import Any

import pytest

from peergroup_cli.model.people import Member
from peergroup_cli.privacy.names import Roll, standing_in


def member(name: str, *nicknames: str) -> Member:
    fields: dict[str, Any] = {"role": "Lead", "level": "4", "unit": "U", "joined": date(2026, 1, 1)}
    return Member(id="one", name=name, nicknames=nicknames, **fields)


def found(text: str, name: str, *nicknames: str) -> bool:
    people = [member(name, *nicknames)]
    standing = [*standing_in("here", text, people)]
    # whoever is looked for among many is found as one is
    assert [*Roll(people).standing_in("here", text)] == standing
    return bool(standing)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ada Okafor", "Then ADA said it"),
        ("Ada Okafor", "as ada said"),
        ("Ada Okafor", "Mr okafor was late"),
        ("Ada Okafor", "It was Ada’s idea, or Ada's, or Ada\u02bcs"),
        ("Ada Okafor", "Adas Plan"),
        ("Ada Okafor", "mail ada.okafor@example.org"),
        ("Ada Okafor", "ask_Ada_first"),
        ("Ada Okafor", "A\u00adda stayed"),
        ("Zoë Łukasz", "zoe was there"),
        ("Zoe Lukasz", "ZOË was there, and Łukasz"),
        ("Jörg Müller", "Mueller said so"),
        ("Jorg Mueller", "Herr Müller said so"),
        ("Anne-Marie Fox", "anne-marie knows"),
        ("Anne-Marie Fox", "Anne Marie knows"),
        ("Dr. Ida Holm", "Ida knows"),
        ("Will Marsh", "Will said no"),
        ("王 伟", "后来王伟说"),
        ("אורי לוי", "אז אורי אמר"),
        ("Jo Étienne", "E\u0301tienne"),
    ],
)
def test_a_name_is_found(name: str, text: str) -> None:
    assert found(text, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ada Okafor", "an adage from Adamant people, Canada"),
        ("Will Marsh", "I will say it in the marsh"),
        ("Will Marsh", "where there is a will"),
        ("J Lindqvist", "plan J"),
        ("Dr. Ida Holm", "a dr. said so"),
        ("Bo Lind", "Bob and the elbow"),
        ("Ada Okafor", ""),
        ("A former member", "a former member of the board, a member"),
    ],
)
def test_another_word_is_no_name(name: str, text: str) -> None:
    assert not found(text, name)


def test_a_nickname_is_found_and_named() -> None:
    people = [member("Cleopatra Hart", "Pat", "Cee Cee")]
    assert [one.name for one in standing_in("m1", "cee cee and PAT", people)] == ["Cee Cee"]
    assert [one.where for one in standing_in("m1-lesson-1", "Pat!", people)] == ["m1-lesson-1"]


def test_among_many_members_each_is_found_in_their_order() -> None:
    people = [member("Ada Okafor"), member("Bo Lind"), member("王 伟"), member("Zoë Łukasz")]
    roll = Roll(people)
    text = "Zoe met Ada, and 后来王伟说"
    assert [one.name for one in roll.standing_in("here", text)] == ["Ada", "王 伟", "Zoë"]
    assert [*roll.standing_in("here", "nobody")] == []
