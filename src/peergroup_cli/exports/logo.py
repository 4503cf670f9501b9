"""A workspace's own logo, as a picture that stands in the page itself."""

import re
from base64 import b64encode
from dataclasses import dataclass
from html import escape

LARGEST_LOGO = 512 * 1024
"""In bytes."""

_BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_SVG = re.compile(rb"(\xef\xbb\xbf)?\s*(<\?xml[^<>]*\?>\s*)?(<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)


@dataclass(frozen=True)
class Logo:
    """A picture: its bytes, and what kind of picture they begin like."""

    kind: str
    content: bytes

    def as_html(self, called: str) -> str:
        """The picture as an element of a page.

        In an `img` an SVG runs no script and loads nothing: browsers see to that.

        Args:
            called: what those hear who do not see it.
        """
        data = b64encode(self.content).decode()
        return f'<img class="logo" src="data:{self.kind};base64,{data}" alt="{escape(called)}">'


def logo_of(content: bytes) -> Logo | None:
    """The logo that a file holds, whatever it is called; None where it is no PNG, JPEG or SVG."""
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return Logo(kind, content)
    return Logo("image/svg+xml", content) if _SVG.match(content) else None
