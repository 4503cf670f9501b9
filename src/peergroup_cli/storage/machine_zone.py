"""The time zone of this machine, by its IANA name: the standard library knows only its offset."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from zoneinfo import available_timezones

LOCALTIME = Path("/etc/localtime")
TIMEZONE = Path("/etc/timezone")
_DATABASE = r"/zoneinfo(\.default)?/"
"""The folder of the zone database; macOS has its own one as zoneinfo.default."""


def machine_zone() -> str | None:
    """The zone's name, or None where the system does not tell (as on Windows)."""
    known = available_timezones()
    return next((name for name in _candidates() if name in known), None)


def _candidates() -> Iterator[str]:
    if named := os.environ.get("TZ", ""):
        yield named.removeprefix(":")
    # the link leads into the zone database, and the rest of its path is the name
    target = os.path.realpath(LOCALTIME).replace("\\", "/")
    if found := re.search(_DATABASE, target):
        yield target[found.end() :]
    with suppress(OSError, UnicodeDecodeError):
        yield TIMEZONE.read_text(encoding="utf-8").strip()
    if os.name == "posix" and not os.path.lexists(LOCALTIME):
        yield "UTC"
