"""What every shipped module keeps to: read over all of them, so that a new one is tested too."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from pydantic import ValidationError

from peergroup_cli.content.library import chosen_module, shipped_modules
from peergroup_cli.errors import NotFound
from peergroup_cli.exports.module_sheet import module_sheet
from peergroup_cli.model.module import Module
from peergroup_cli.session.forms.lists import material_lines

MODULES = shipped_modules()
WORDS_IN_A_ROW = 6

every_module = pytest.mark.parametrize("module", MODULES.values(), ids=MODULES.keys())


def texts(module: Module) -> Iterator[tuple[str, str]]:
    """Every text of a module that a person reads, and where it stands."""
    yield "title", module.title
    yield "purpose", module.purpose
    yield from ((f"question {n}", text) for n, text in enumerate(module.questions, start=1))
    yield from ((f"tip {n}", text) for n, text in enumerate(module.tips, start=1))
    yield from ((cause.key, cause.text) for cause in module.causes)
    for strategy in module.strategies:
        yield strategy.key, strategy.text
        yield f"{strategy.key}/fits", strategy.fits
        yield f"{strategy.key}/fails", strategy.fails


def runs_of_words(text: str, length: int) -> set[str]:
    words = re.findall(r"[\w’']+", text.casefold())
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def a_module(**changes: object) -> dict[str, Any]:
    """A small module as its file says it."""
    row = {"text": "Do it", "fits": "when it fits", "fails": "when it fails"}
    return {
        "format": 1,
        "kind": "module",
        "key": "small",
        "title": "Small",
        "purpose": "To test.",
        "questions": ["Which?"],
        "tips": ["One", "Two", "Three", "Four"],
        "causes": [{"key": "why", "text": "Because"}, {"key": "how", "text": "So"}],
        "strategies": [{"key": "one", "causes": ["why"], **row}, {"key": "two", **row}],
        **changes,
    }


def test_the_five_modules_are_shipped() -> None:
    assert list(MODULES) == [
        "delegation",
        "difficult-conversation",
        "feedback-upwards",
        "leading-through-change",
        "meetings-that-decide",
    ]


def test_a_file_is_named_after_its_module() -> None:
    folder = resources.files("peergroup_cli.content") / "modules"
    assert {file.name for file in folder.iterdir()} == {f"{key}.toml" for key in MODULES}


@every_module
def test_a_module_offers_enough_to_choose_from_and_not_too_much(module: Module) -> None:
    assert 3 <= len(module.causes) <= 5
    assert 4 <= len(module.strategies) <= 6
    assert 4 <= len(module.questions) <= 6
    assert len(module.tips) == 4
    assert 2 <= len(module.tags) <= 5
    assert len(set(module.tags)) == len(module.tags)


@every_module
def test_every_strategy_names_the_causes_that_it_acts_on(module: Module) -> None:
    assert [strategy.key for strategy in module.strategies if not strategy.causes] == []


@every_module
def test_every_cause_has_a_strategy(module: Module) -> None:
    acted_on = {cause for strategy in module.strategies for cause in strategy.causes}
    assert acted_on == {cause.key for cause in module.causes}


@every_module
def test_every_strategy_says_when_it_fits_and_when_it_fails(module: Module) -> None:
    for strategy in module.strategies:
        for words in (strategy.fits, strategy.fails):
            assert words.startswith("when "), words
            assert words[-1] not in ".!", words
            assert len(words) >= 30, words
        assert strategy.fits != strategy.fails


@every_module
def test_every_text_is_short_enough_for_the_screen(module: Module) -> None:
    # a strategy is seen whole where the group gives its marks
    assert [s.text for s in module.strategies if len(s.text) > 70] == []
    assert [c.text for c in module.causes if len(c.text) > 75] == []
    assert [s.key for s in module.strategies if max(len(s.fits), len(s.fails)) > 80] == []
    assert [one for one in (*module.questions, *module.tips) if len(one) > 100] == []
    assert len(module.title) <= 40
    assert len(module.purpose) <= 240


@every_module
def test_a_module_fits_eighty_columns_and_its_material_one_screen(module: Module) -> None:
    assert [line for line in module_sheet(module, 80).splitlines() if len(line) > 80] == []
    shown = material_lines(module.strategies)
    wrapped = sum(1 if len(line) <= 80 else 2 for line in shown)
    assert wrapped <= 24


@every_module
def test_every_text_is_one_clean_line(module: Module) -> None:
    unclean = [
        (where, text)
        for where, text in texts(module)
        if text != " ".join(text.split())
        or any(unicodedata.category(ch) in ("Cc", "Cf") for ch in text)
    ]
    assert unclean == []


@every_module
def test_nothing_is_called_a_best_practice(module: Module) -> None:
    assert [where for where, text in texts(module) if "best practice" in text.casefold()] == []


@every_module
def test_nobody_is_told_what_they_should_do(module: Module) -> None:
    told = re.compile(r"\b(you|managers|leaders) (should|must|need to|have to)\b", re.IGNORECASE)
    assert [text for _, text in texts(module) if told.search(text)] == []


@every_module
def test_questions_ask_the_one_who_reads_them(module: Module) -> None:
    for question in module.questions:
        assert question.endswith(("?", ".")), question
        assert "?" in question, question


@every_module
def test_a_source_names_who_and_when(module: Module) -> None:
    sources = [strategy.source for strategy in module.strategies if strategy.source]
    assert [one for one in sources if not re.fullmatch(r"[A-Z].+, .+, (19|20)\d\d", one)] == []


def test_no_words_stand_in_two_modules_or_twice_in_one() -> None:
    written = Counter(text.casefold() for m in MODULES.values() for _, text in texts(m))
    assert [text for text, times in written.items() if times > 1] == []
    runs: dict[str, str] = {}
    for key, module in MODULES.items():
        mine = {
            run
            for where, text in texts(module)
            if where != "purpose"
            for run in runs_of_words(text, WORDS_IN_A_ROW)
        }
        assert {run: (runs[run], key) for run in mine if run in runs} == {}
        runs |= dict.fromkeys(mine, key)


def test_no_key_of_a_strategy_stands_in_two_modules() -> None:
    keys = Counter(strategy.key for module in MODULES.values() for strategy in module.strategies)
    assert [key for key, times in keys.items() if times > 1] == []


def test_a_module_is_chosen_by_its_key_and_a_mistyped_one_is_answered_with_near_names() -> None:
    assert chosen_module(MODULES, "delegation").title == "Delegation"
    with pytest.raises(NotFound) as caught:
        chosen_module(MODULES, "delegatoin")
    assert caught.value.hint == "Did you mean delegation?"


def test_a_strategy_without_causes_acts_on_all_of_them() -> None:
    module = Module.model_validate(a_module())
    assert [module.numbers_of_causes(one) for one in module.strategies] == [[1], [1, 2]]


ONE, TWO = a_module()["strategies"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"strategies": [ONE]}, "2 to 6 strategies, this one 1"),
        ({"strategies": [{**ONE, "key": f"s{n}"} for n in range(7)]}, "this one 7"),
        ({"tips": ["One"]}, "4 tips, one a week, this one 1"),
        ({"strategies": [ONE, {**TWO, "key": "one"}]}, "two strategies have the key one"),
        ({"causes": [{"key": "why", "text": "A"}] * 2}, "two causes have the key why"),
        ({"strategies": [ONE, {**TWO, "causes": ["x"]}]}, "two acts on x, which is no cause here"),
    ],
)
def test_a_module_that_does_not_hang_together_is_refused(
    changes: dict[str, object], problem: str
) -> None:
    with pytest.raises(ValidationError, match=problem):
        Module.model_validate(a_module(**changes))


@pytest.mark.parametrize("missing", ["fits", "fails", "text", "key"])
def test_a_strategy_without_one_of_its_parts_is_refused(missing: str) -> None:
    row = {key: value for key, value in TWO.items() if key != missing}
    with pytest.raises(ValidationError, match=rf"strategies\.1\.{missing}"):
        Module.model_validate(a_module(strategies=[ONE, row]))


@pytest.mark.parametrize(
    "changes", [{"key": "Two Words"}, {"tags": ["Not So"]}, {"colour": "red"}, {"questions": []}]
)
def test_what_is_no_key_or_not_known_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Module.model_validate(a_module(**changes))
