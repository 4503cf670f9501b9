"""Bytes that were something once: bits turned, pieces cut, doubled or put in where they harm."""

from hypothesis import strategies as st

LARGEST = 200_000
"""In bytes: so large a file becomes, at most."""

NASTY = (
    *(b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\x1b[31m", b"\x85"),
    *(
        b'"',
        b"'",
        b'"""',
        b"'''",
        b"\\",
        b"#",
        b"=",
        b"\n",
        b"\n\n",
        b",",
        b";",
        b"[[",
        b"]]",
        b"{",
    ),
    *(b"1e999", b"-inf", b"nan", b"0x" + b"f" * 40, b"9" * 5_000, b"9999-12-31", b"0000-00-00"),
    *(b"[" * 3_000, b"{a=" * 1_000, b"a." * 200 + b"a=1\n", b'"' * 999, b"<" * 999, b"&#0;"),
    b"".join(b"k%d = 1\n" % number for number in range(2_000)),
    b"[[members]]\n" * 2_000,
    *(b"PK\x01\x02", b"PK\x05\x06" + b"\0" * 18, b"\xff" * 8, b'{"format": 9}', b"format = 2\n"),
)


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """The content, after one to four accidents."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.integers(0, 400)))
        piece = content[at:end]
        match draw(st.sampled_from(("flip", "cut", "end", "insert", "repeat", "in place"))):
            case "flip":
                turned = bytes(byte ^ 1 << draw(st.integers(0, 7)) for byte in piece[:1])
                content = content[:at] + turned + content[at + 1 :]
            case "cut":
                content = content[:at] + content[end:]
            case "end":
                content = content[:at]
            case "insert":
                content = content[:at] + draw(st.sampled_from(NASTY)) + content[at:]
            case "repeat":
                content = content[:at] + piece * draw(st.integers(2, 50)) + content[at:]
            case _:
                content = content[:at] + draw(st.sampled_from(NASTY)) + content[end:]
    return content[:LARGEST]
