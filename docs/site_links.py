"""The site's first page is the README, and what pages link to outside of `docs` is in it too."""

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
HOME = "README.md"
_OUTSIDE = re.compile(r"\]\(\.\./([A-Za-z./-]+?)(#[\w-]+)?\)")
"""A link to a file beside the folder `docs`, and its heading."""


_TEST = re.compile(r"\[([^\]]+)\]\(\.\./tests/[^)]+\)")
"""A link to a test; the site has none."""


def on_files(files: Any, config: Any) -> Any:
    """Take the README into the site, and each other file that a page links to."""
    from mkdocs.structure.files import File

    for name in sorted({HOME, *_linked()}):
        content = (ROOT / name).read_text("utf-8")
        files.append(File.generated(config, _in_the_site(name), content=content))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Let links lead to the page within the site."""
    markdown = _TEST.sub(r"`\1`", markdown)
    inside = _OUTSIDE.sub(lambda found: f"]({_in_the_site(found[1])}{found[2] or ''})", markdown)
    return inside.replace("](docs/", "](")


def _in_the_site(name: str) -> str:
    return "index.md" if name == HOME else name


def _linked() -> set[str]:
    """The files beside `docs` that pages link to, and those that the README does."""
    pages = (ROOT / "docs").glob("*.md")
    found = {match[1] for page in pages for match in _OUTSIDE.finditer(page.read_text("utf-8"))}
    readme = re.findall(r"\]\((?!docs/|https?:|#)([^)#]+)", (ROOT / HOME).read_text("utf-8"))
    return found | set(readme)
