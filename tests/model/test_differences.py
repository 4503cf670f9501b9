"""How two versions differ: in counts and keys, and never in words."""

from peergroup_cli.model.differences import differences
from tests.storage.sample import a_cohort, a_meeting


def test_two_that_are_the_same_do_not_differ() -> None:
    assert differences(a_cohort(), a_cohort()) == ()


def test_what_differs_is_counted_and_no_text_is_told() -> None:
    then = a_meeting("a secret", "another").changed(scribe="ada")
    now = a_meeting("a secret", "reworded", "and more").changed(facilitator="ada")
    assert differences(now, then) == (
        "facilitator: none then",
        "scribe: none now",
        "thoughts: 3 now, 2 then, 1 of them other",
        "guidelines: other",
        "private_notes: 3 now, 2 then, 1 of them other",
        "agenda: other",
    )


def test_where_nothing_can_be_read_now_it_is_counted_what_was_there() -> None:
    assert differences(None, a_meeting("a secret")) == ("thoughts: 1 then", "private_notes: 1 then")
