"""Copies of sync programs, git and editors: known by their names, and not taken for data."""

from shutil import copy, copytree

import pytest

from peergroup_cli.storage.copies import made_by, without_copies
from peergroup_cli.storage.toml_file import write_record
from peergroup_cli.storage.workspace import Workspace

from .sample import a_cohort, an_agenda

BESIDE = {"002-explore.toml", "north", "north-quay", "check-in.toml", "cohort.toml"}


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("002-explore (Ada's conflicted copy 2026-11-27).toml", "Dropbox"),
        ("002-explore (PC-7's Conflicted Copy).toml", "Dropbox"),
        ("002-explore (conflicted copy 2026-11-27 101010).toml", "Nextcloud"),
        ("002-explore.sync-conflict-20261127-101010-ABCDEFG.toml", "Syncthing"),
        ("002-explore-ANNAS-PC.toml", "OneDrive"),
        ("002-explore-Annas-MacBook.toml", "OneDrive"),
        ("002-explore-pc-safeBackup-0001.toml", "OneDrive"),
        ("002-explore (1).toml", "Google Drive"),
        ("002-explore(12).toml", "Google Drive"),
        ("002-explore 2.toml", "iCloud"),
        ("002-explore - Copy.toml", "an editor"),
        ("002-explore.toml.orig", "git or an editor"),
        ("002-explore.toml~", "git or an editor"),
        ("002-explore_BACKUP_1234.toml", "git"),
        ("north (1)", "Google Drive"),
        ("north 2", "iCloud"),
        ("north-ANNAS-PC", "OneDrive"),
    ],
)
def test_a_copy_is_known_with_the_program_that_made_it(name: str, who: str) -> None:
    assert made_by(name, {*BESIDE, name}) == who


@pytest.mark.parametrize(
    "name",
    ["002-explore.toml", "north-quay", "north-2", "check-in-long.toml", "team 2.toml", ".toml"],
)
def test_what_a_person_may_have_called_so_is_no_copy(name: str) -> None:
    assert made_by(name, {*BESIDE, name}) is None


def test_without_its_original_a_number_behind_a_name_is_a_part_of_it() -> None:
    assert made_by("explore (1).toml", {"explore (1).toml"}) is None
    assert without_copies(["a (1).toml", "b (1).toml", "b.toml"]) == ["a (1).toml", "b.toml"]


def test_a_copy_of_a_whole_cohort_or_of_a_pack_is_not_read(workspace: Workspace) -> None:
    stored = workspace.add_cohort(a_cohort())
    pack = workspace.folder / "packs" / "evening.toml"
    write_record(pack, an_agenda(), replaces=None)
    for name in ("north 2", "north (1)", "north-ANNAS-PC"):
        copytree(stored.path.parent, stored.path.parent.with_name(name))
    copy(pack, pack.with_name("evening (1).toml"))
    assert workspace.cohort_ids() == ["north"]
    assert list(workspace.packs()) == ["evening"]
