"""Copies that sync programs and editors leave beside a file: known by name, never read as data."""

import re
from collections.abc import Collection, Iterable

_SURE = (
    ("Dropbox", re.compile(r".+? \([^()]+ conflicted copy[^()]*\)", re.IGNORECASE)),
    ("Nextcloud", re.compile(r".+? \(conflicted copy[^()]*\)", re.IGNORECASE)),
    ("Syncthing", re.compile(r".+?\.sync-conflict-[0-9]{8}-[0-9]{6}.*")),
    ("OneDrive", re.compile(r".+?-[^/]+-safeBackup-[0-9]+")),
    ("git", re.compile(r".+?[._](?:BACKUP|BASE|LOCAL|REMOTE)[._][0-9]+")),
)
"""Names that nobody gives a file by hand, and what makes them."""

_WITH_ORIGINAL = (
    ("Google Drive", re.compile(r" ?\([0-9]{1,3}\)")),
    ("iCloud", re.compile(r" [0-9]{1,3}")),
    # with a capital: “north-2” is a cohort of its own, “north-ANNAS-PC” is not
    ("OneDrive", re.compile(r"-(?=[^A-Z]*[A-Z])[A-Za-z0-9_-]+")),
    ("an editor", re.compile(r" - Copy(?: \([0-9]+\))?")),
)
"""What stands behind a name, and is a copy's mark only where the original lies beside it."""

_ENDINGS = (".orig", ".rej", ".bak", "~", ".swp")


def made_by(name: str, beside: Collection[str]) -> str | None:
    """What has made a copy, such as “Dropbox”; None where the name is that of no copy.

    Args:
        name: of a file or folder.
        beside: the names in its folder.
    """
    if name.endswith(_ENDINGS):
        return "git or an editor"
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (name, "")
    sure = next((who for who, form in _SURE if form.fullmatch(stem)), None)
    return sure or _with_original(stem, ending, beside)


def without_copies(names: Iterable[str]) -> list[str]:
    """The names that are not those of copies, in their order."""
    known = list(names)
    beside = set(known)
    return [name for name in known if made_by(name, beside) is None]


def _with_original(stem: str, ending: str, beside: Collection[str]) -> str | None:
    # a computer's name may have hyphens, and so may the name of the file
    added = [stem[end:] for end in range(1, len(stem)) if stem[:end] + ending in beside]
    found = (who for who, form in _WITH_ORIGINAL for rest in added if form.fullmatch(rest))
    return next(found, None)
