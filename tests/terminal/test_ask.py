"""How a question reaches somebody, or nobody."""

import io

import pytest

from peergroup_cli.errors import NeedsTerminal, UsageProblem
from peergroup_cli.terminal.ask import Asking, LineAsk, NobodyToAsk, NotThis, ScriptAsk, ask_until
from peergroup_cli.terminal.member_form import put
from peergroup_cli.terminal.safe import wrapped
from tests.terminal.script import Script


def number(text: str) -> int:
    """Understand a number."""
    if not text.isdigit():
        raise ValueError("Write a number.")
    return int(text)


def test_nobody_can_be_asked_and_the_option_is_named() -> None:
    with pytest.raises(NeedsTerminal) as caught:
        NobodyToAsk()(Asking("Name", option="--name"))
    assert "--name" in caught.value.hint


def test_a_pipe_gives_a_line_for_a_short_answer_and_lines_for_a_long_one() -> None:
    ask = LineAsk(io.StringIO("short\none\ntwo\n\n/pass\n//etc\nmore\n\nlast\nline"))
    long = Asking("?", long=True)
    assert [ask(Asking("?")), ask(long), ask(long), ask(long), ask(long)] == [
        "short",
        "one\ntwo",
        "/pass",
        "//etc\nmore",
        "last\nline",
    ]
    with pytest.raises(EOFError):
        ask(long)


def test_a_script_that_is_used_up_is_the_end_of_input() -> None:
    shown: list[str] = []
    ask = ScriptAsk({"a": ["one"], "b": ["two"]}, shown.append)
    assert ask(Asking("First", place="a")) == "one"
    with pytest.raises(EOFError):
        ask(Asking("Second", place="a"))
    assert ask(Asking("Third", place="b")) == "two"
    assert shown == ["First › one", "Third › two"]


def test_an_answer_is_asked_for_until_it_is_understood() -> None:
    script = Script(["many", "x", "7"])
    assert ask_until(script, Asking("How many?"), number) == 7
    assert [(asked.hint, asked.prefill) for asked in script.asked] == [
        ("", ""),
        ("Write a number.", "many"),
        ("Write a number.", ""),
    ]


def test_where_nobody_can_correct_it_a_wrong_answer_is_an_error() -> None:
    with pytest.raises(UsageProblem, match="Write a number"):
        ask_until(LineAsk(io.StringIO("many\n")), Asking("How many?"), number)


def test_long_lines_break_between_words_and_nothing_is_lost() -> None:
    text = "one two three\n\n  four \x1b[31m five"
    assert wrapped(text, 9).splitlines() == ["one two", "three", "", "  four", "\\x1b[31m", "five"]


def test_after_an_answer_that_no_correction_helps_the_line_is_empty_again() -> None:
    script = Script(["Zoe", "yes"])

    def understood(text: str) -> str:
        if text != "yes":
            raise NotThis("Not possible: Zoe reports to Ada")
        return text

    assert put(script, Asking("Who comes?"), understood) == "yes"
    assert [(one.hint, one.prefill) for one in script.asked] == [
        ("", ""),
        ("Not possible: Zoe reports to Ada", ""),
    ]
