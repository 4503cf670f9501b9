"""Some 800 texts that would steer a terminal, hide, turn round or be markup; and harmless ones."""

from itertools import product

_BODIES = (
    *(
        "[31m",
        "[2J",
        "[H",
        "[1;1H",
        "[?1049h",
        "[?25l",
        "[6n",
        "[c",
        "[21t",
        "[5i",
        "[200~",
        "[8m",
        "[1A",
        "[K",
        "[?2004h",
        "[?1000h",
        "[4i",
        "[!p",
        "[20l",
        "[>c",
        "[1t",
    ),
    *("]0;title", "]2;title", "]8;;http://x", "]52;c;cHduZWQ=", "]52;c;?", "]4;1;#fff", "]10;?"),
    *("]1337;File=inline=1:AA==", "]9;4;3", "]777;notify;a;b", "P+q544e", "P$qm", "_Gi=1;AAAA"),
    *("^private", "Xstart of a string", "c", "7", "8", "D", "M", "Z", "(0", "#8", "=", ">", "%G"),
)
_ENDS = ("", "\x07", "\x1b\\", "\x9c", "\x18")
_C1 = {"[": "\x9b", "]": "\x9d", "P": "\x90", "_": "\x9f", "^": "\x9e", "X": "\x98"}

CONTROLS = tuple(map(chr, (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))))
SEQUENCES = tuple(f"\x1b{body}{end}" for body, end in product(_BODIES, _ENDS))
SHORT_SEQUENCES = tuple(
    f"{_C1[body[0]]}{body[1:]}{end}" for body, end in product(_BODIES, _ENDS) if body[0] in _C1
)
BIDIRECTIONAL = tuple(
    f"{before}{sign}{after}"
    for sign in map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
    for before, after in (
        ("", ""),
        ("3 + ", " = 5"),
        ("a", "txt.exe"),
        ("\u202e", "\u202c"),
        ("שלום", "abc"),
    )
)
HIDDEN = tuple(
    f"pass{sign}word"
    for sign in map(chr, (0x200B, 0x2028, 0x2029, *range(0x2060, 0x2066), *range(0x206A, 0x2070)))
) + tuple(f"{sign}x" for sign in ("\ufeff", "\ufff9", "\ufffa", "\ufffb"))
TAGS = (
    *(f"a{chr(0xE0000 + sign)}b" for sign in range(0x80)),
    *(
        f"{emoji}{''.join(chr(0xE0000 + ord(ch)) for ch in word)}\U000e007f"
        for emoji in ("\U0001f600", "\U0001f3f4", "")
        for word in ("ignore all", "ustx", "gb", "gbengx")
    ),
)
SURROGATES = tuple(f"a{chr(code)}b" for code in range(0xD800, 0xE000, 0x40))
MARKUP = tuple(
    f"{opened}{word}{closed}"
    for word in ("bold", "red", "/", "@x", "")
    for opened, closed in (
        *(("[", "]"), ("[/", "]"), ("[", "]x[/]"), ("[link=http://x]", "[/link]"), ("\\[", "]")),
        *((":smile: ", ""), ("<b>", "</b>"), ("<ansired>", "</ansired>"), ("&lt;", ";")),
        *(("{", "}"), ("{0.", "}"), ("%(", ")s"), ("${", "}"), ("{{", "}}"), ("`", "`")),
        *(("<style fg='red'>", "</style>"), ("[@click=app.bell]", "[/]"), ("$(", ")")),
    )
)

STEERING = (*CONTROLS, *SEQUENCES, *SHORT_SEQUENCES, *BIDIRECTIONAL, *HIDDEN, *TAGS, *MARKUP)
"""Hostile texts that can be stored: exactly as they were typed."""

IN_A_NAME = (*BIDIRECTIONAL, *(one for one in HIDDEN if not one.splitlines()[1:]), *TAGS, *MARKUP)
"""Those of them that a name can hold; the others are refused with words."""

HARMLESS = (
    *("مرحبا بالعالم", "שלום עולם", "فارسی: می\u200cخواهم", "\u200fעברית (abc) 123\u200e"),  # noqa: RUF001 - it is what it is for
    *(
        "👩🏽\u200d💻",
        "👨\u200d👩\u200d👧\u200d👦",
        "❤\ufe0f",
        "🏳\ufe0f\u200d🌈",
        "🇮🇱🇸🇦",
        "1\ufe0f\u20e3",
    ),
    *(
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "क्\u200dष",
        "Å̊ é e\u0301 ỗ",
    ),
    *("日本語テキスト", "ไทย", "a\u0300\u0301\u0302\u0303", "naïve “quoted” – dash"),
)
"""Texts of real scripts and emoji: shown as they are, each sign of them."""


def marked(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts, each between marks by which it is found again: `w12w`."""
    return tuple(f"w{number}w{text}w{number}w" for number, text in enumerate(texts))
