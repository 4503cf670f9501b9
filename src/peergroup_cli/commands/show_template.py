"""`peergroup show-template`: a template to begin with, for notes that look like one's own."""

import sys
from typing import Annotated

import typer


def show_template(
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="markdown or html.")
    ] = "html",
) -> None:
    """Print a template to begin with.

    Put it into the folder templates of the workspace, as notes.md or notes.html, and change it:
    export-notes takes it from then on, and says what is wrong with it, if anything is. A picture
    beside it, logo.svg, logo.png or logo.jpg, stands in the page at $logo.

    \b
    Examples:
      mkdir templates
      peergroup show-template > templates/notes.html
      peergroup show-template --format markdown > templates/notes.md

    Exit codes: 0 printed, 12 there is no template for this format.
    """
    from peergroup_cli.content.starters import STARTERS, starter
    from peergroup_cli.errors import NotFound

    if form not in STARTERS:
        raise NotFound.named("template for the format", form, list(STARTERS))
    sys.stdout.write(starter(form))
