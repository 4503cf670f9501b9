"""A zip file that is the same whenever it is written."""

import io
import zipfile

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip file can hold."""


def steady(document: bytes) -> bytes:
    """The zip file with the same parts in the same order, and no clock in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            # else it tells on which system it was made
            part.create_system = 3
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return out.getvalue()
