"""A topic module on paper: for the facilitator, alone or within a run sheet."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from peergroup_cli.exports.markdown_text import bullets, in_line, laid_out, numbered
from peergroup_cli.model.module import Material, Module
from peergroup_cli.model.plain_text import one_line, spelled_out

_QUESTIONS = "Questions for stages 1 and 2"
_CAUSES = "Causes often met"
_MATERIAL = "Material for stage 3, after the group's own ideas"
_FRAME = "What others have found, as material, not as answers."
_TIPS = "Tips for the worksheet"
_TAGS = "Tags for the ledger"


def module_sheet(module: Module, width: int = 80) -> str:
    """A module as plain text.

    Args:
        module: the module.
        width: the longest line, in characters.
    """
    parts = [module.title, *filled(module.purpose, width), "", *question_lines(module, width), ""]
    parts.append(_CAUSES)
    for number, cause in enumerate(module.causes, start=1):
        parts += filled(cause.text, width, f"  {number}  ")
    parts += ["", _MATERIAL, *filled(_FRAME, width)]
    for number, strategy in enumerate(module.strategies, start=1):
        parts += _strategy(module, number, strategy, width)
    parts += ["", _TIPS]
    for week, tip in enumerate(module.tips, start=1):
        parts += filled(tip, width, f"  week {week}  ")
    if module.tags:
        parts += ["", *filled(f"{_TAGS}: {', '.join(module.tags)}", width)]
    return "\n".join(map(spelled_out, parts)).rstrip() + "\n"


def question_lines(module: Module, width: int) -> list[str]:
    """The questions of a module as plain text, below their heading."""
    lines = [line for one in module.questions for line in filled(one, width, "  - ")]
    return [_QUESTIONS, *lines]


def material_lines(strategies: Sequence[Material], width: int, start: str) -> Iterator[str]:
    """Strategies as plain text, numbered, each with when it fits and when it fails."""
    rest = " " * len(start)
    yield from filled(_FRAME, width, start)
    for number, one in enumerate(strategies, start=1):
        yield from filled(one.text, width, f"{rest}{number}  ")
        yield from filled(one.fits, width, f"{rest}   fits  ")
        yield from filled(one.fails, width, f"{rest}   fails ")


def module_markdown(module: Module) -> str:
    """A module as Markdown."""
    parts = [
        f"# {in_line(module.title)}",
        laid_out(in_line(one_line(module.purpose))),
        *questions_markdown(module),
        f"## {_CAUSES}",
        numbered(in_line(cause.text) for cause in module.causes),
        f"## {_MATERIAL}",
        f"*{_FRAME}*",
        *(_strategy_markdown(module, *row) for row in enumerate(module.strategies, start=1)),
        f"## {_TIPS}",
        bullets(f"**Week {week}.** {in_line(tip)}" for week, tip in enumerate(module.tips, 1)),
    ]
    if module.tags:
        parts.append(f"{_TAGS}: {', '.join(module.tags)}")
    return "\n\n".join(parts) + "\n"


def questions_markdown(module: Module) -> list[str]:
    """The questions of a module as blocks of Markdown, below their heading."""
    return [f"## {_QUESTIONS}", bullets(map(in_line, module.questions))]


def material_markdown(strategies: Sequence[Material]) -> list[str]:
    """Strategies as blocks of Markdown, each with when it fits and when it fails."""
    rows = (
        f"{in_line(one.text)}\nFits {in_line(one.fits)}\nFails {in_line(one.fails)}"
        for one in strategies
    )
    return [f"*{_FRAME}*", numbered(rows)]


def filled(text: str, width: int, start: str = "") -> list[str]:
    """A text in lines of this width, the later ones below the words of the first."""
    words = one_line(text)
    rest = " " * len(start)
    return fill(words, width, initial_indent=start, subsequent_indent=rest).splitlines()


def _strategy(module: Module, number: int, strategy: Material, width: int) -> Iterator[str]:
    yield from filled(strategy.text, width, f"  {number}  ")
    yield from filled(_causes(module, strategy), width, "     on    ")
    yield from filled(strategy.fits, width, "     fits  ")
    yield from filled(strategy.fails, width, "     fails ")
    if strategy.source:
        yield from filled(strategy.source, width, "     from  ")


def _strategy_markdown(module: Module, number: int, strategy: Material) -> str:
    rows = [
        f"Acts on {_causes(module, strategy)}",
        f"Fits {in_line(strategy.fits)}",
        f"Fails {in_line(strategy.fails)}",
        *([f"From: {in_line(strategy.source)}"] if strategy.source else []),
    ]
    return f"### {number}. {in_line(strategy.text)}\n\n{bullets(rows)}"


def _causes(module: Module, strategy: Material) -> str:
    numbers = module.numbers_of_causes(strategy)
    word = "cause" if len(numbers) == 1 else "causes"
    return f"{word} {', '.join(map(str, numbers))}"
