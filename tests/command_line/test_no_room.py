"""Without a folder to work in, the command line says so in a sentence."""

import errno
import tempfile
from pathlib import Path

import pytest

from cx.__main__ import PROBLEM_EXIT, main

TOLD = (
    "There is no folder for temporary files with room in it. Set TMPDIR to a folder that can be "
    "written, or make room on the disk.\n"
)
FILE = str(Path(__file__).parents[2] / "sample_data" / "feedback.csv")


def test_no_folder_for_temporary_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert main(["analyse", FILE]) == PROBLEM_EXIT
    assert capsys.readouterr().err == TOLD


def test_a_disk_that_fills_up(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("cx.intake.staging.stage_text", full)
    assert main(["analyse", FILE]) == PROBLEM_EXIT
    assert capsys.readouterr().err == TOLD
