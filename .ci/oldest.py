"""Writes what pip installs to try the lowest versions that pyproject.toml allows.

python .ci/oldest.py FOLDER puts two lists there: lowest.txt holds each requirement of a user at its
lower bound, tests.txt what the tests need besides.
"""

import re
import sys
import tomllib
from pathlib import Path

OF_USERS = ("calendar", "xlsx", "docx", "pdf", "present")
NEWER = ("ical", "mypy", "types-jsonschema", "ruff", "import-linter", "towncrier", "coverage")
"""What needs newer versions itself, or is not needed to run tests."""


def main(folder: str) -> None:
    """Write both lists."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(one for name in OF_USERS for one in extras[name])]
    lowest = [re.sub(r">=([0-9.]+)[^;]*", r"==\1", one) for one in wanted]
    tests = [one for one in extras["dev"] if re.split(r"[\[>=;]", one)[0] not in NEWER]
    Path(folder, "lowest.txt").write_text("\n".join(lowest), "utf-8")
    Path(folder, "tests.txt").write_text("\n".join(tests), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
