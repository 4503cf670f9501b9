"""A question at the keyboard: what each key does, and that it does so in plain lines as well."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from peergroup_cli.errors import Ended
from peergroup_cli.terminal.ask import Asking, Pieces, Pressed
from peergroup_cli.terminal.prompt_ask import PLAIN_VARIABLE, PromptAsk, plain_wanted
from peergroup_cli.terminal.words import KEYS
from tests.terminal.keyboard import (
    ALT_ENTER,
    BACKSPACE,
    CTRL_C,
    CTRL_D,
    CTRL_R,
    CTRL_S,
    CTRL_Z,
    ENTER,
    HOME,
    Typist,
    alt,
    keyboard,
    paste,
)

SHORT = Asking("Takeaway")
LONG = Asking("Story", long=True)
STEERED = Asking("Takeaway", steered=True)

posix = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")


@pytest.fixture(params=[False, True], ids=["live", "plain"])
def plain(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(autouse=True)
def a_terminal_that_can_do_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def signals_as_they_were() -> Iterator[None]:
    numbers = (signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def typed(keys: str, asking: Asking, *, plain: bool) -> str:
    return Typist([keys], plain=plain)(asking)


def test_enter_ends_a_short_answer(plain: bool) -> None:
    assert typed(f"a strategy{ENTER}", SHORT, plain=plain) == "a strategy"


def test_enter_alone_is_an_empty_answer(plain: bool) -> None:
    assert typed(ENTER, SHORT, plain=plain) == ""
    assert typed(ENTER, LONG, plain=plain) == ""


def test_a_long_answer_ends_with_enter_on_an_empty_line_or_with_alt_enter(plain: bool) -> None:
    assert typed(f"one{ENTER}two{ENTER}{ENTER}", LONG, plain=plain) == "one\ntwo"
    assert typed(f"one{ENTER}two{ALT_ENTER}", LONG, plain=plain) == "one\ntwo"


def test_what_stands_in_the_line_already_can_be_taken_or_changed(plain: bool) -> None:
    given = replace(SHORT, prefill="half a sent")
    assert typed(ENTER, given, plain=plain) == "half a sent"
    assert typed(f"ence{ENTER}", given, plain=plain) == "half a sentence"
    assert typed(f"{BACKSPACE * 4}tale{ENTER}", given, plain=plain) == "half a tale"
    assert typed(f"{HOME}not {ENTER}", given, plain=plain) == "not half a sent"


def test_a_paste_of_many_lines_is_one_answer(plain: bool) -> None:
    pasted = "Line one\n\nline three\n"
    assert typed(paste(pasted) + ENTER, SHORT, plain=plain) == pasted
    assert typed(paste("one\r\ntwo") + ALT_ENTER, LONG, plain=plain) == "one\ntwo"


def test_a_paste_of_100_000_characters_is_one_answer(plain: bool) -> None:
    pasted = "word and line\n" * 7_143
    assert len(pasted) > 100_000
    # a pipe takes 64 KB at once
    with keyboard() as pipe:
        from threading import Thread

        writer = Thread(target=pipe.send_text, args=(paste(pasted) + ALT_ENTER,))
        writer.start()
        assert PromptAsk(plain=plain)(LONG) == pasted.rstrip("\n")
        writer.join()


@pytest.mark.parametrize(
    "text", ["naïve – “said”", "👩‍👩‍👧 🇩🇪 ✓", "漢字かな交じり", "عربي", "e\u0301", "\u202etfel"]
)
def test_letters_of_every_width_come_as_they_were_typed(text: str, plain: bool) -> None:
    assert typed(text + ENTER, SHORT, plain=plain) == text
    # what was typed wrongly is erased again, however wide it is
    assert typed(f"a{text}{BACKSPACE * len(text)}b{ENTER}", SHORT, plain=plain) == "ab"


def test_control_characters_of_a_paste_are_kept_and_steer_nothing(
    plain: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "red \x1b[31m bell \x07 c1 \x9b31m"
    given = replace(SHORT, prefill=evil, label="Ada\x1b[31m")
    assert typed(ENTER, given, plain=plain) == evil
    shown = capsys.readouterr().err
    assert "\x1b[31m" not in shown
    assert "\x07" not in shown
    assert "\x9b" not in shown


@pytest.mark.parametrize(("word", "key"), [*KEYS.items(), ("more", "=")])
def test_each_key_gives_its_word_also_in_mid_sentence(word: str, key: str, plain: bool) -> None:
    pressed = typed(f"half a sent{alt(key)}", STEERED, plain=plain)
    assert isinstance(pressed, Pressed)
    assert pressed == f"/{word}"


def test_f1_shows_the_help(plain: bool) -> None:
    assert typed("half\x1bOP", STEERED, plain=plain) == "/help"


def test_where_nothing_is_steered_the_keys_press_nothing(plain: bool) -> None:
    answer = typed(f"half{alt('n')}{ENTER}", SHORT, plain=plain)
    assert not isinstance(answer, Pressed)


def test_a_word_in_a_long_answer_needs_no_empty_line(plain: bool) -> None:
    assert typed(f"/pass{ENTER}", LONG, plain=plain) == "/pass"
    assert typed(f"one{ENTER}/note he is afraid{ENTER}", LONG, plain=plain) == (
        "one\n/note he is afraid"
    )
    assert typed(f"one{ENTER}/etc/hosts{ENTER}{ENTER}", LONG, plain=plain) == "one\n/etc/hosts"
    assert typed(f"//etc{ENTER}more{ALT_ENTER}", LONG, plain=plain) == "//etc\nmore"


def test_ctrl_c_and_ctrl_d_do_what_they_do_everywhere(plain: bool) -> None:
    with pytest.raises(KeyboardInterrupt):
        typed(f"half{CTRL_C}", SHORT, plain=plain)
    with pytest.raises(EOFError):
        typed(CTRL_D, SHORT, plain=plain)
    assert typed(f"half{CTRL_D}{ENTER}", SHORT, plain=plain) == "half"


@pytest.mark.parametrize("key", [CTRL_S, CTRL_R])
def test_who_wants_to_save_or_search_goes_on_typing(key: str, plain: bool) -> None:
    assert typed(f"half {key}a sentence{ENTER}", SHORT, plain=plain) == "half a sentence"


def test_ctrl_z_is_no_part_of_an_answer_in_plain_lines() -> None:
    assert typed(f"half {CTRL_Z}a sentence{ENTER}", SHORT, plain=True) == "half a sentence"


def test_what_is_typed_is_kept_however_the_question_ends(plain: bool) -> None:
    ends = {f"half{ENTER}": "half", f"half{CTRL_C}": "half", f"half{alt('n')}": "half"}
    for keys, last in ends.items():
        kept: list[str] = []
        with suppress(KeyboardInterrupt):
            typed(keys, replace(STEERED, keep=kept.append), plain=plain)
        assert kept[-1] == last


def test_what_was_not_touched_is_not_kept_anew(plain: bool) -> None:
    kept: list[str] = []
    typed(ENTER, replace(SHORT, prefill="as it was", keep=kept.append), plain=plain)
    assert kept == []


@posix
@pytest.mark.usefixtures("signals_as_they_were")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_ends_the_question_and_what_is_typed_is_kept(name: str, code: int) -> None:
    kept: list[str] = []
    number = getattr(signal, name)

    def raised_in_mid_sentence(_width: int) -> Pieces:
        # the line below is drawn again after each key
        if app_text() == "half a sent":
            signal.raise_signal(number)
        return []

    asking = replace(SHORT, keep=kept.append, status=raised_in_mid_sentence)
    with pytest.raises(Ended) as caught:
        typed("half a sent", asking, plain=False)
    assert caught.value.exit_code == code
    assert kept == ["half a sent"]
    # a second one, as a closed terminal sends it, no longer disturbs the end
    assert signal.getsignal(number) is signal.SIG_IGN


def app_text() -> str:
    from prompt_toolkit.application import get_app

    return get_app().current_buffer.text


@posix
def test_signals_are_as_before_once_a_question_is_answered(plain: bool) -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)
    typed(f"an answer{ENTER}", SHORT, plain=plain)
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)) == before


@posix
@pytest.mark.usefixtures("signals_as_they_were")
def test_a_signal_that_was_ignored_stays_ignored(plain: bool) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    typed(f"an answer{ENTER}", SHORT, plain=plain)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_a_keyboard_that_is_closed_is_a_terminal_that_is_gone(plain: bool) -> None:
    kept: list[str] = []
    with keyboard() as pipe:
        pipe.send_text("half a sent")
        pipe.close()
        with pytest.raises(Ended) as caught:
            PromptAsk(plain=plain)(replace(SHORT, keep=kept.append))
    assert caught.value.exit_code == 129
    assert kept == ["half a sent"]


def test_a_computer_that_slept_is_noticed_by_the_beat_and_what_is_typed_is_kept(
    plain: bool,
) -> None:
    kept: list[str] = []
    with keyboard() as pipe:
        pipe.send_text("half a sent")
        asking = replace(SHORT, keep=kept.append, beat=lambda: "away")
        pressed = PromptAsk(plain=plain)(asking)
    assert isinstance(pressed, Pressed)
    assert (pressed, kept) == ("away", ["half a sent"])


def test_the_lines_below_a_question_do_not_outlive_it(capsys: pytest.CaptureFixture[str]) -> None:
    ask = PromptAsk()
    with keyboard() as pipe:
        pipe.send_text(f"one{ENTER}two{ENTER}")
        ask(replace(SHORT, status=lambda _width: [("", "The clock")]))
        assert "The clock" in capsys.readouterr().err
        ask(SHORT)
        assert "The clock" not in capsys.readouterr().err


def test_what_stands_below_a_question_cannot_steer_the_screen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed(ENTER, replace(SHORT, status=lambda _: [("", "Ada\x9b31m")]), plain=False)
    assert "\\x9b31m" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "terminal", "wanted"),
    [
        (None, "xterm", False),
        ("", "xterm", False),
        ("0", "xterm", False),
        ("No", "xterm", False),
        (" false ", "xterm", False),
        ("1", "xterm", True),
        ("yes", "xterm", True),
        ("0", "dumb", True),
        (None, "unknown", True),
    ],
)
def test_plain_lines_are_wanted_by_the_variable_or_by_the_terminal(
    monkeypatch: pytest.MonkeyPatch, said: str | None, terminal: str, wanted: bool
) -> None:
    monkeypatch.delenv(PLAIN_VARIABLE, raising=False)
    if said is not None:
        monkeypatch.setenv(PLAIN_VARIABLE, said)
    monkeypatch.setenv("TERM", terminal)
    assert plain_wanted() is wanted


def test_plain_lines_are_labelled_and_write_nothing_but_text_and_erasing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asking = Asking("Whose to change", hint="m mine", prefill="a", default="mine")
    typed(f"bc{BACKSPACE}漢{BACKSPACE}{ENTER}", asking, plain=True)
    shown = capsys.readouterr().err
    assert shown == (
        "m mine\n\x1b[?2004hWhose to change [mine] › abc\b \b漢\b \b\b \b\n\x1b[?2004l"
    )


def test_a_dumb_terminal_is_sent_no_escape_at_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    typed(f"one{ENTER}two{ALT_ENTER}", LONG, plain=True)
    assert capsys.readouterr().err == "Story › one\ntwo\n"


def test_a_plain_line_that_changes_in_its_middle_is_written_once_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    typed(f"{HOME}n{ENTER}", Asking("?", prefill="ot\tnow"), plain=True)
    assert capsys.readouterr().err == "? › ot now\nnot now\n"
    typed(f"{paste('a' + chr(10) + 'b')}{BACKSPACE * 2}{ENTER}", SHORT, plain=True)
    assert capsys.readouterr().err == "Takeaway › a\nb\b \b\na\n"


@posix
def test_a_ctrl_c_in_the_moment_after_enter_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, plain: bool
) -> None:
    from prompt_toolkit.application import Application

    ends = Application.exit

    def ends_and_is_interrupted(app: "Application[str]", *given: Any, **named: Any) -> None:
        ends(app, *given, **named)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Application, "exit", ends_and_is_interrupted)
    kept: list[str] = []
    with keyboard() as pipe:
        pipe.send_text("one\r")
        with pytest.raises(KeyboardInterrupt):
            PromptAsk(plain=plain)(Asking("One", keep=kept.append))
    assert kept == ["one"]


@pytest.mark.parametrize("end", [ENTER * 2, ENTER + ALT_ENTER])
def test_in_plain_lines_a_long_answer_stands_on_the_screen_once(
    end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(f"one{ENTER}CASE5 hmm{end}", LONG, plain=True) == "one\nCASE5 hmm"
    assert capsys.readouterr().err.count("CASE5 hmm") == 1
