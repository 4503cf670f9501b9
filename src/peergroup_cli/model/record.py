"""What every record has in common: it is frozen, and it knows no unknown key."""

import unicodedata
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

NAME_LIMIT = 200
TEXT_LIMIT = 200_000


class Record(BaseModel):
    """A frozen piece of the workspace; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def changed(self, **fields: Any) -> Self:
        """The same record with some fields changed, checked again."""
        return self.model_validate({**dict(self), **fields})

    def __reduce__(self) -> tuple[Any, ...]:
        """For pickle: its fields as they are, which takes half the time of pydantic's own way."""
        return _again, (type(self), self.__dict__, self.model_fields_set)


def _again(kind: type[Record], fields: dict[str, Any], given: set[str]) -> Record:
    """A record out of fields that were checked before."""
    record = kind.__new__(kind)
    for name, value in (
        ("__dict__", fields),
        ("__pydantic_fields_set__", given),
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(record, name, value)
    return record


def clean_text(text: str) -> str:
    """Text as it is stored: exactly as typed, with line ends as LF.

    Raises:
        ValueError: the text holds bytes that are no text, or is too long.
    """
    if len(text) > TEXT_LIMIT:
        raise ValueError(f"is longer than {TEXT_LIMIT:,} characters")
    if text.isascii() and "\r" not in text:
        # most texts are, which is seen much faster
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("holds bytes that are not valid UTF-8 text") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean_name(name: str) -> str:
    """A name as it is stored: one line, no outer blanks, no control characters.

    Raises:
        ValueError: the name is empty, too long, or holds what a name cannot hold.
    """
    name = clean_text(name).strip()
    if not name:
        raise ValueError("is empty")
    if len(name) > NAME_LIMIT:
        raise ValueError(f"is longer than {NAME_LIMIT} characters")
    # most names can be printed, which is seen much faster
    if not name.isprintable() and any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in name):
        raise ValueError("holds a line break or a control character")
    return name


def new_name(name: str) -> str:
    """A name that somebody gives now: as `clean_name`, with a letter or a digit of any script.

    Names that are stored already are read as they are.

    Raises:
        ValueError: the name cannot be used.
    """
    cleaned = clean_name(name)
    if not says_a_name(cleaned):
        raise ValueError("has no letter and no digit in it")
    return cleaned


def says_a_name(text: str) -> bool:
    """Whether there is a letter or a digit of any script in a text."""
    return any(map(str.isalnum, text))


Text = Annotated[str, AfterValidator(clean_text)]
Name = Annotated[str, AfterValidator(clean_name)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A word made of small letters, digits and single hyphens: safe in a path on every system."""


# letters that NFKD leaves as they are: no accent can be taken off them
_SPELLED_OUT = str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th", **dict(zip("øłđðıħŧŋə", "olddihtne", strict=True))}
)


def slug(name: str, fallback: str) -> str:
    """A file-system-safe word for a name: “Zoë Brook” gives `zoe-brook`, “Łukasz” `lukasz`.

    Args:
        name: any text.
        fallback: the word to use where no letter or digit of the name can be kept.
    """
    spelled = unicodedata.normalize("NFKD", name.casefold().translate(_SPELLED_OUT))
    plain = spelled.encode("ascii", "ignore").decode().lower()
    words = "".join(ch if ch.isalnum() else " " for ch in plain).split()
    made = "-".join(words)[:40].strip("-")
    reserved = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
    return f"{fallback}-{made}" if made in reserved else made or fallback


def free_slug(name: str, fallback: str, taken: set[str]) -> str:
    """The name's slug, with a number behind it where another has it already."""
    first = slug(name, fallback)
    if first not in taken:
        return first
    number = 2
    while f"{first}-{number}" in taken:
        number += 1
    return f"{first}-{number}"
