"""A power cut at any moment: the old file or the new one, whole, and all that was acknowledged."""

from pathlib import Path

import pytest

from tests.faults.calls import POSIX, files_in
from tests.faults.disk import Flushed, Said
from tests.faults.power import recorded, swept
from tests.faults.savers import WRONG

if not POSIX:
    pytest.skip("Windows flushes no folders", allow_module_level=True)


def test_a_power_cut_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    outcomes, faults = swept(tmp_path)
    assert outcomes > 100
    assert faults == []


@pytest.mark.parametrize(
    "wrong",
    [
        "no flush of the file",
        "no flush of the folder",
        "in place",
        "flushed too late",
        "acknowledged too early",
    ],
)
def test_a_saver_with_this_fault_is_found(tmp_path: Path, wrong: str) -> None:
    _, faults = swept(tmp_path, saver=WRONG[wrong])
    assert faults


def test_the_model_of_the_disk_knows_all_that_was_written(tmp_path: Path) -> None:
    disk, held = recorded(tmp_path, "small")
    assert disk.untouched() == files_in(held.folder)


def test_an_answer_costs_one_flush_of_its_file_and_one_of_its_folder(tmp_path: Path) -> None:
    disk, held = recorded(tmp_path, "small", drafts=False)
    between = "".join(_KIND.get(type(event), ".") for event in disk.events).split("|")
    # what lies before the first question and its answer makes the folder as well
    flushes = [part.count("F") for part in between[2:-1]]
    assert flushes == [2] * (len(held.saves) - 1)


_KIND = {Flushed: "F", Said: "|"}
