"""A workspace's own template and logo: taken when they are there, refused where they are wrong."""

from pathlib import Path

import pytest

from peergroup_cli.content.starters import STARTERS
from peergroup_cli.exports.logo import LARGEST_LOGO
from peergroup_cli.storage.own_files import LARGEST_TEMPLATE
from tests.commands.peergroup import Peergroup

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def looks(practising: Peergroup) -> Path:
    """The folder for templates of a workspace with notes."""
    folder = practising.folder / "templates"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("form", STARTERS)
def test_the_template_that_a_workspace_has_is_taken_and_said(
    practising: Peergroup, looks: Path, form: str
) -> None:
    before = practising.done("export-notes", "--format", form)
    printed = practising.done("show-template", "--format", form)
    (looks / STARTERS[form]).write_text(printed.replace("$title", "Our own: $title"), "utf-8")
    after = practising("export-notes", "--format", form)
    assert "Our own" in after.stdout
    assert f"With {STARTERS[form]} from templates; without: --plain" in after.stderr
    assert practising.done("export-notes", "--format", form, "--plain") == before
    assert "Our own" not in practising.done("export-notes", "--format", "json")


def test_a_logo_needs_no_template(practising: Peergroup, looks: Path) -> None:
    (looks / "logo.png").write_bytes(PNG)
    page = practising.done("export-notes", "--format", "html")
    assert '<img class="logo" src="data:image/png;base64,' in page
    assert "<img" not in practising.done("export-notes", "--format", "html", "--plain")
    assert "data:" not in practising.done("export-notes")


def test_a_template_that_is_wrong_stops_the_export_and_nothing_is_written(
    practising: Peergroup, looks: Path, tmp_path: Path
) -> None:
    out = tmp_path / "notes.html"
    (looks / "notes.html").write_text("<script>alert(1)</script>$notes", "utf-8")
    stopped = practising("export-notes", "--output", str(out))
    assert stopped.exit_code == 11
    assert "notes.html" in stopped.stderr
    assert "--plain" in stopped.stderr
    assert not out.exists()
    practising.done("export-notes", "--output", str(out), "--plain")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("notes.html", b"x" * (LARGEST_TEMPLATE + 1), "is larger than"),
        ("notes.html", b"\xff\xfe\x00", "is not UTF-16 text"),
        ("notes.html", b"$notes\0", "NUL"),
        ("logo.png", PNG + b"x" * LARGEST_LOGO, "is larger than"),
        ("logo.png", b"<html>", "is no picture"),
        ("logo.svg", b"root:x:0:0", "is no picture"),
    ],
)
def test_what_cannot_be_a_template_or_a_logo_is_refused(
    practising: Peergroup, looks: Path, name: str, content: bytes, problem: str
) -> None:
    (looks / name).write_bytes(content)
    stopped = practising("export-notes", "--format", "html")
    assert stopped.exit_code == 11
    assert name in stopped.stderr
    assert problem in stopped.stderr


@pytest.mark.parametrize("name", ["notes.html", "logo.svg"])
def test_no_link_leads_a_template_to_another_file_of_this_machine(
    practising: Peergroup, looks: Path, tmp_path: Path, name: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("<svg>$notes a secret", "utf-8")
    (looks / name).symlink_to(secret)
    stopped = practising("export-notes", "--format", "html")
    assert stopped.exit_code == 11
    assert "is a link to somewhere else" in stopped.stderr
    assert "a secret" not in stopped.output


def test_the_folder_of_templates_is_no_link_either(practising: Peergroup, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "logo.png").write_bytes(PNG)
    (practising.folder / "templates").symlink_to(tmp_path / "elsewhere")
    assert practising("export-notes", "--format", "html").exit_code == 11


def test_a_starter_is_there_for_formats_with_templates_only(peergroup: Peergroup) -> None:
    assert peergroup.done("show-template") == peergroup.done("show-template", "--format", "html")
    refused = peergroup("show-template", "--format", "pdf")
    assert refused.exit_code == 12
