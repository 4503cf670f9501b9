from hypothesis import given, settings
from hypothesis import strategies as st

from peergroup_cli.formation.directory import Directory, circles

PEOPLE = [
    ("E1", "ada@example.org", "Ada Brook"),
    ("E2", "", "Bo Lind"),
    ("e2", "bo@example.org", "bo  LIND"),
    ("bo", "", "E1"),
    ("E3", "", ""),
]


def test_an_id_goes_before_an_address_a_name_and_an_id_in_other_letter_case() -> None:
    directory = Directory(PEOPLE)

    assert directory.find("E1") == ("E1",)
    assert directory.find("e1") == ["bo"]
    assert directory.find("ADA@example.org") == ["E1"]
    assert directory.find(" ada brook ") == ["E1"]
    assert directory.find("e3") == ["E3"]


def test_all_who_share_a_name_are_found() -> None:
    assert Directory(PEOPLE).find("Bo Lind") == ["E2", "e2"]


def test_nobody_is_found_by_nothing_or_a_strange_word() -> None:
    directory = Directory(PEOPLE)

    assert [directory.find(text) for text in ("", " ", "Zoe", "ada")] == [(), (), (), ()]


def test_ids_that_were_made_up_name_nobody() -> None:
    directory = Directory([("p1", "", "Ada"), ("p2", "", "p1")], ids_are_known=False)

    assert (directory.find("p1"), directory.find("p2"), directory.find("ada")) == (
        ["p2"],
        (),
        ["p1"],
    )


def test_a_message_shows_the_name_with_the_id_and_never_more_than_fits() -> None:
    directory = Directory([("E1", "", "Ada"), ("E2", "", ""), ("x" * 500, "", "n" * 500)])

    assert [directory.shown(one) for one in ("E1", "E2")] == ["Ada (E1)", "E2"]
    assert len(directory.shown("x" * 500)) == 123


def test_a_circle_is_found_once_from_its_first_key_and_a_chain_into_it_is_no_part_of_it() -> None:
    follows = {"in": "c", "a": "b", "b": "c", "c": "a", "own": "own", "out": "nobody"}

    assert circles(follows) == [("a", "b", "c"), ("own",)]


KEYS = st.sampled_from("abcdefgh")


@settings(derandomize=True)
@given(st.dictionaries(KEYS, KEYS))
def test_just_those_who_come_back_to_themselves_are_in_a_circle(follows: dict[str, str]) -> None:
    def comes_back(start: str) -> bool:
        at = follows[start]
        for _ in follows:
            if at == start:
                return True
            at = follows.get(at, "")
        return False

    found = circles(follows)

    inside = [one for circle in found for one in circle]
    assert sorted(inside) == sorted(one for one in follows if comes_back(one))
    for circle in found:
        assert [follows[one] for one in circle] == [*circle[1:], circle[0]]


TEXT = st.text("aAåÅ @.e1E", max_size=4)


@settings(derandomize=True)
@given(st.dictionaries(TEXT, st.tuples(TEXT, TEXT), max_size=6), TEXT)
def test_everybody_is_found_by_the_own_id_and_among_those_of_the_own_name(
    people: dict[str, tuple[str, str]], text: str
) -> None:
    directory = Directory((one, *rest) for one, rest in people.items())

    assert all(directory.find(one) == (one,) for one in people)
    assert set(directory.find(text)) <= set(people)


def test_a_name_may_be_turned_round() -> None:
    known = Directory([("1", "", "Ada Lund"), ("2", "", "Brook, Cleo"), ("3", "", "Lund, Ada, Dr")])

    assert known.find("Lund, Ada") == ["1"]
    assert known.find(" LUND ,ada") == ["1"]
    # as it is written goes first
    assert known.find("Brook, Cleo") == ["2"]
    assert known.find("Lund Ada") == ["1"]
    assert known.find(",") == ()


def test_a_name_is_found_without_its_accents_and_in_any_order() -> None:
    directory = Directory([("E1", "", "Jörg d\u2019Arcy"), ("E2", "", "Łucja Ødegård")])
    for text in ("jorg d'arcy", "D'Arcy, Jörg", "d'arcy jorg"):
        assert directory.find(text) == ["E1"]
    assert directory.find("Odegard, Lucja") == ["E2"]


def test_ids_that_differ_only_in_zeros_or_in_how_they_are_written_are_near() -> None:
    directory = Directory([("8", "", ""), ("E 17", "", ""), ("0", "", ""), ("010", "", "")])
    assert [directory.nearly(text) for text in ("00008", "e17", "00", "10", "1", "")] == [
        ["8"],
        ["E 17"],
        ["0"],
        ["010"],
        (),
        (),
    ]
