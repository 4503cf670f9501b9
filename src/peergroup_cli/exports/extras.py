"""Libraries that come as extras: looked for before they are needed, with a hint where missing."""

from importlib.util import find_spec

from peergroup_cli.errors import UsageProblem


def require(module: str, package: str, what: str) -> None:
    """See that a library is there.

    Args:
        module: what is imported.
        package: what is installed.
        what: what it writes, such as “A DOCX file”.

    Raises:
        UsageProblem: it is not installed.
    """
    if find_spec(module) is None:
        raise UsageProblem(
            f"{what} needs the library {package}, which is not installed.",
            f"With pipx: pipx inject peergroup-cli {package}. With pip, where peergroup is "
            f"installed: pip install {package}",
        )
