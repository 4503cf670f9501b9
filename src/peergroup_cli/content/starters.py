"""Templates to begin with: a page for each format that a workspace may have a template for."""

from importlib.resources import files

STARTERS = {"markdown": "notes.md", "html": "notes.html"}
"""The file of each starter, by its format."""


def starter(form: str) -> str:
    """The template to begin with for a format."""
    folder = files("peergroup_cli.content") / "templates"
    return (folder / STARTERS[form]).read_text("utf-8")
