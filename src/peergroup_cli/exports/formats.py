"""The formats in which notes leave: a new one is a module and a line here."""

from collections.abc import Callable

from peergroup_cli.exports import markdown
from peergroup_cli.exports.audience import Release
from peergroup_cli.model.cohort import Cohort

FORMATS: dict[str, Callable[[Cohort, Release], str]] = {"markdown": markdown.render}
"""Each format's name, and the function that writes it."""
