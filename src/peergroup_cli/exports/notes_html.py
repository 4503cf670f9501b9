"""Notes as one web page, plain or in a template of one's own, with pictures at its end."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from typing import TYPE_CHECKING

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.document import Block, Heading, shown
from peergroup_cli.exports.document_notes import document_of, member_grid
from peergroup_cli.exports.html_blocks import block_as_html, text_as_html
from peergroup_cli.exports.html_page import STYLED, Page, page_parts
from peergroup_cli.exports.pictures import pictures
from peergroup_cli.model.cohort import Cohort

if TYPE_CHECKING:
    from peergroup_cli.exports.template import Look

_IN_SIGHT = "display: block !important; visibility: visible !important"
"""No class of a template's own style takes these lines away by mistake."""


def pieces(cohort: Cohort, release: Release, look: "Look | None" = None) -> Iterator[str]:
    """The notes of a release as one HTML page, piece by piece.

    Its last line says what was left out; in a template of one's own its place is told.
    """
    document = document_of(cohort, release)
    document = document._replace(blocks=chain(document.blocks, _drawn(release)))
    page = page_parts(document, look.logo if look else None, cohort.organisation or cohort.name)
    if look and look.template:
        from peergroup_cli.exports.template import filled

        return filled(look.template, _values(cohort, release, page))
    return page.pieces()


def _drawn(release: Release) -> Iterator[Block]:
    """The pictures below a heading, where there are any."""
    for number, picture in enumerate(pictures(release)):
        if number == 0:
            yield Heading(2, "In pictures", "pictures")
        yield picture


def _values(cohort: Cohort, release: Release, page: Page) -> dict[str, str | Iterable[str]]:
    """What stands in the places of a template."""
    from peergroup_cli.exports.reader import reader_sentence

    members = () if release.sheet else member_grid(cohort)
    reader = escape(shown(reader_sentence(cohort, release)))
    return {
        "head": page.head,
        "style": STYLED,
        "logo": page.logo,
        "title": _isolated(cohort.name),
        "theme": _isolated(cohort.theme),
        "organisation": _isolated(cohort.organisation or ""),
        "members": "".join(map(block_as_html, members)),
        "contents": page.contents,
        "reader": f'<p class="reader" style="{_IN_SIGHT}"><strong>{reader}</strong></p>',
        "notes": (f"{part}\n" for part in page.notes),
        "left_out": f'<p class="left-out" style="{_IN_SIGHT}">{page.left_out}</p>',
    }


def _isolated(text: str) -> str:
    return f"<bdi>{text_as_html(shown(text))}</bdi>"
