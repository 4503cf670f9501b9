"""Libraries that come as extras: looked for before they are needed, with a hint where missing."""

from importlib.util import find_spec

from peergroup_cli.errors import UsageProblem

_LIBRARIES = {
    "calendar": {"icalendar": "icalendar"},
    "docx": {"docx": "python-docx"},
    "exact": {"ortools": "ortools"},
    "pdf": {"typst": "typst"},
    "present": {"starlette": "Starlette", "uvicorn": "Uvicorn"},
    "xlsx": {"python_calamine": "python-calamine", "xlsxwriter": "XlsxWriter"},
}
"""By extra: what is imported, and what is installed for it."""


def require(extra: str, what: str) -> None:
    """See that the libraries of an extra are there.

    Args:
        extra: its name in pyproject.toml.
        what: what needs it, such as “A PDF file”.

    Raises:
        UsageProblem: one of them is not installed.
    """
    missing = [name for module, name in _LIBRARIES[extra].items() if find_spec(module) is None]
    if missing:
        libraries = "the library" if len(missing) == 1 else "the libraries"
        are = "is" if len(missing) == 1 else "are"
        raise UsageProblem(
            f"{what} needs {libraries} {' and '.join(missing)}, which {are} not installed.",
            how_to_install(extra),
        )


def how_to_install(extra: str) -> str:
    """The command for each way in which peergroup itself may have been installed."""
    packages = " ".join(_LIBRARIES[extra].values()).lower()
    return (
        f"With pipx: pipx inject peergroup-cli {packages}. "
        f"With uv, in the folder that peergroup was installed from: uv tool install '.[{extra}]'. "
        f"With pip, where peergroup is installed: pip install {packages}"
    )
