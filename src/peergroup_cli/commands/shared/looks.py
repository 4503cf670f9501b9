"""The workspace's own template and logo, for a format that has them."""

from typing import TYPE_CHECKING

from peergroup_cli.errors import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

    from peergroup_cli.exports.template import Look, Template

LOGOS = ("logo.svg", "logo.png", "logo.jpg", "logo.jpeg")


def own_look(folder: "Path", form: str) -> "Look | None":
    """How the notes are to look in this workspace; None where nothing is said of it.

    Args:
        folder: that of the workspace.
        form: the name of the format.

    Raises:
        UnreadableFile: the template or the logo cannot be used.
    """
    from peergroup_cli.storage.own_files import TEMPLATES, own_picture, own_template

    if not (folder / TEMPLATES).is_dir():
        return None
    # most workspaces have none, and what finds the starters takes its time to load
    from peergroup_cli.content.starters import STARTERS

    if form not in STARTERS:
        return None
    from peergroup_cli.exports.logo import LARGEST_LOGO, logo_of
    from peergroup_cli.exports.template import Look
    from peergroup_cli.terminal.show import tell

    found = own_template(folder, STARTERS[form])
    template = checked(form, found[0], found[1]) if found else None
    picture = own_picture(folder, LOGOS, LARGEST_LOGO) if form == "html" else None
    logo = logo_of(picture[1]) if picture else None
    if picture and logo is None:
        problem = "is no picture: it begins neither like a PNG or JPEG nor like an SVG"
        raise UnreadableFile(picture[0], [problem], "Save it as one of these, or take it away.")
    if not (template or logo):
        return None
    there = [one[0].name for one in (found, picture) if one]
    tell(f"With {' and '.join(there)} from {TEMPLATES}; without: --plain")
    return Look(template, logo)


def checked(form: str, path: object, text: str) -> "Template":
    """The template that a text is.

    Args:
        form: the name of the format.
        path: its file, as errors should name it.
        text: what is in it.

    Raises:
        UnreadableFile: something in it cannot be; all of it at once, with line numbers.
    """
    from importlib import import_module

    module = import_module(f"peergroup_cli.exports.template_{form}")
    made: Template = module.template_in(text, path)
    return made
