import pytest
from hypothesis import given
from hypothesis import strategies as st

from peergroup_cli.formation.slots import as_written, overlapping, own_label, slot


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Mon", "mon"),
        ("Mon AM", "mon-am"),
        ("monday morning", "mon-am"),
        ("Mo. vormittags", "mon-am"),
        ("MonAM", "mon-am"),
        ("mon_am", "mon-am"),
        ("lundi matin", "mon-am"),
        ("Di 14:00", "tue-14:00"),
        ("Tue 14", "tue-14:00"),
        ("mardi 14h30", "tue-14:30"),
        ("Wed 09-11", "wed-09:00-11:00"),
        ("Mi 9.30 – 11.00", "wed-09:30-11:00"),
        ("Do Nachmittag", "thu-pm"),
        ("jeu. après-midi", "thu-pm"),
        ("Fr Abend", "fri-evening"),
        ("viernes tarde", "fri-pm"),
        ("Sat 22-24", "sat-22:00-24:00"),
        ("So", "sun"),
    ],
)
def test_a_slot_has_one_canonical_text(text: str, canonical: str) -> None:
    assert slot(text) == canonical
    assert slot(canonical) == canonical


@pytest.mark.parametrize(
    "text",
    ["", "AM", "AM Mon", "Mond", "Mon later", "Mon 2pm", "Mon AM 9", "Mon 9:5", "14:00", "Mon ٣"],
)
def test_another_text_is_no_slot(text: str) -> None:
    with pytest.raises(ValueError, match="is no slot such as Mon AM"):
        slot(text)


@pytest.mark.parametrize("text", ["Mon 24", "Mon 25-26", "Mon 9:60", "Mon 23-24:30"])
def test_an_hour_is_one_of_the_day(text: str) -> None:
    with pytest.raises(ValueError, match="has an hour that no day has"):
        slot(text)


def test_a_slot_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        slot("Mon 11-9")


@given(st.text(max_size=20), st.sampled_from(["", "Mon ", "do ", "Wed 9-"]))
def test_any_text_is_a_slot_or_a_plain_value_error(text: str, begin: str) -> None:
    try:
        made = slot(begin + text)
    except ValueError as error:
        assert str(error).split()[0] in ("is", "has", "ends")  # noqa: PT017 - any of these
    else:
        assert slot(made) == made


@pytest.mark.parametrize(
    ("written", "pair"),
    [
        (["Mon AM", "Mon 09-11"], ("Mon AM", "Mon 09-11")),
        (["Mo", "Mon 23:00", "Tue AM"], ("Mo", "Mon 23:00")),
        (["Wed 09-11", "Wed 10-12"], ("Wed 09-11", "Wed 10-12")),
        (["Fri 08-18", "Fri 09-10", "Fri 17-19"], ("Fri 08-18", "Fri 09-10")),
        (["Mon AM", "Mon PM", "Mon evening", "Tue AM"], None),
        (["Wed 09-11", "Wed 11-13", "Wed 13:00"], None),
        (["S1", "early shift"], None),
        ([], None),
    ],
)
def test_slots_that_have_a_time_in_common_are_found(
    written: list[str], pair: tuple[str, str] | None
) -> None:
    assert overlapping(written) == pair
    assert overlapping(written[::-1]) == pair


def test_a_slot_is_given_back_as_most_people_write_it() -> None:
    entries = ["Mon AM", "Monday morning", " Mon  AM", "Tue 14:00", "tue 14h", "whenever"]

    read = as_written(entries, slot)

    assert [read("Monday morning"), read("mon-am"), read("Tue 14")] == [
        "Mon AM",
        "Mon AM",
        "Tue 14:00",
    ]
    with pytest.raises(ValueError, match="is no slot"):
        read("whenever")


def test_names_of_a_list_s_own_are_given_back_as_written() -> None:
    read = as_written(["Early shift", "S1", "early  shift", "Early shift"], own_label)

    assert [read("early shift"), read("s1")] == ["Early shift", "S1"]
