"""Where the index of a workspace is kept: in the user's cache folder, under a name of its own."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

NO_INDEX = "PEERGROUP_NO_INDEX"
"""The environment variable that keeps an index from being used or written."""


def _own_sha256() -> Any:
    try:
        return import_module("_sha2" if sys.version_info >= (3, 12) else "_sha256").sha256
    except ImportError:  # pragma: no cover - a Python that was built without it
        from hashlib import sha256

        return sha256


sha256 = _own_sha256()
"""SHA-256 from Python's own code: that of hashlib loads OpenSSL first, which takes longer."""


def index_path(workspace: Path) -> Path:
    """The file of a workspace's index; it need not be there."""
    real = os.path.realpath(workspace).encode("utf-8", "surrogatepass")
    return _cache_folder() / f"{sha256(real).hexdigest()[:24]}.sqlite"


def _cache_folder() -> Path:
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        # what platformdirs says here; to load that takes as long as the rest of an answer
        home = os.environ.get("HOME", "")
        for named in (os.environ.get("XDG_CACHE_HOME", ""), f"{home}/.cache" if home else ""):
            if named.startswith("/"):
                return Path(named, _NAME)
    from platformdirs import user_cache_path

    return user_cache_path(_NAME, appauthor=False)


_NAME = "peergroup"
