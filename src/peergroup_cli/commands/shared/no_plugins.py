"""Keeps pydantic from looking for plugins: none should see the notes.

To look for them also loads what reads the metadata of packages, which takes a fifteenth of an
export; so the module that would look is not loaded either.
"""

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_VARIABLE = "PYDANTIC_DISABLE_PLUGINS"
_LOADER = "pydantic.plugin._loader"


def look_for_no_plugins() -> None:
    """Let pydantic find none, unless whoever started this program has said otherwise."""
    if os.environ.setdefault(_VARIABLE, "__all__") == "__all__":
        sys.modules.setdefault(_LOADER, _NoPlugins(_LOADER))


class _NoPlugins(ModuleType):
    def get_plugins(self) -> tuple[()]:
        """What pydantic asks for."""
        return ()

    def __getattr__(self, name: str) -> Any:
        """Whatever else another version may ask for is its own."""
        if name.startswith("__"):
            raise AttributeError(name)
        del sys.modules[_LOADER]
        return getattr(import_module(_LOADER), name)
