"""What editors and disks do to a file: changes that say the same, and damage."""

from collections.abc import Callable

Edit = Callable[[bytes], bytes]

BOM = b"\xef\xbb\xbf"


def _with_a_comment(content: bytes) -> bytes:
    return content + "\n# looked at in spring – [[logs]]\n".encode()


def _with_blank_lines(content: bytes) -> bytes:
    return content + b"\n\n  \n"


def _with_a_mark(content: bytes) -> bytes:
    return content if content.startswith(BOM) else BOM + content


def _with_other_line_ends(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _with_keys_in_another_order(content: bytes) -> bytes:
    """The plain lines at the top, the last one first, where each is a whole value."""
    head, blank, rest = content.removeprefix(BOM).replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = head.split(b"\n")
    if not all(b" = " in line and line[-1:] in b'"0123456789' for line in lines[1:]):
        return content
    return b"\n".join([lines[0], *reversed(lines[1:])]) + blank + rest


def _emptied(_content: bytes) -> bytes:
    return b""


def _full_of_nul(content: bytes) -> bytes:
    return b"\0" * len(content)


def _cut_in_a_line(content: bytes) -> bytes:
    return content[: content.rindex(b" = ")] + b" = "


def _half_of_it_nul(content: bytes) -> bytes:
    half = len(content) // 2
    return content[:half] + b"\0" * half


def _in_another_code(content: bytes) -> bytes:
    return content + b"# caf\xe9\n"


HARMLESS: tuple[Edit, ...] = (
    *(_with_a_comment, _with_blank_lines, _with_a_mark, _with_other_line_ends),
    _with_keys_in_another_order,
)
"""After them the file says the same."""

HARMFUL: tuple[Edit, ...] = (
    *(_emptied, _full_of_nul, _cut_in_a_line, _half_of_it_nul, _in_another_code),
)
"""After them it says nothing that may be believed."""
