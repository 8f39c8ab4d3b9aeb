"""The folder of all workspaces: closed to others, and a sentence where it cannot be written."""

import stat
from pathlib import Path

import pytest

from cx.store.folders import keep_private
from cx.ui.sample import sample_workspace
from tests.pages.screen import opened, said
from tests.pages.test_loading import ANSWERS, loaded, uploaded, workspace_of

CANNOT = "The folder that keeps the workspaces cannot be written"
FIX = "Make room in it or set CX_HOME to a folder that can be written, and start the app again."


@pytest.fixture
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the home lie in a file, where nobody can make a folder."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CX_HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setenv("CX_PERSONAL", "1")
    sample_workspace.cache_clear()


@pytest.mark.usefixtures("no_home")
@pytest.mark.parametrize("page", ["overview", "load", "settings", "case"])
def test_a_home_that_cannot_be_written_is_said_on_every_page(page: str) -> None:
    app = opened(page)
    assert not app.exception
    told = said(app)
    assert CANNOT in told
    assert FIX in told
    assert "could not be drawn" not in told


def test_a_disk_that_fills_up_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    app = uploaded(ANSWERS)
    monkeypatch.setattr("cx.ui.load.page.write", full)
    next(b for b in app.button if b.label.startswith("Load ")).click().run()
    assert f"{CANNOT} (no space left on device). {FIX}" in said(app)


def others_may(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode) & 0o077


def everything(home: Path) -> list[Path]:
    return [home, *home.rglob("*")]


def test_nothing_that_is_kept_can_be_read_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "own"
    monkeypatch.setenv("CX_HOME", str(home))
    monkeypatch.setenv("CX_PERSONAL", "1")
    sample_workspace.cache_clear()
    app = loaded()
    workspace_of(app).view_token()
    assert (home / "recent.json").exists()
    assert [path for path in everything(home) if others_may(path)] == []
    sample_workspace.cache_clear()


def test_what_older_versions_left_open_is_closed(tmp_path: Path) -> None:
    home = tmp_path / "old"
    inner = home / "workspaces" / "abc"
    inner.mkdir(parents=True)
    for path in (home / "recent.json", inner / "workspace.sqlite", home / "links" / "a.json"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    outside = tmp_path / "outside"
    outside.write_text("")
    (inner / "link").symlink_to(outside)
    for path in (*everything(home), outside):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    keep_private(home)
    left = [path for path in everything(home) if not path.is_symlink() and others_may(path)]
    assert left == []
    assert others_may(outside)


def test_a_home_with_other_things_in_it_keeps_its_mode(tmp_path: Path) -> None:
    home = tmp_path / "shared"
    (home / "workspaces").mkdir(parents=True)
    (home / "of somebody else").write_text("")
    for path in everything(home):
        path.chmod(0o755)
    keep_private(home)
    assert others_may(home)
    assert others_may(home / "of somebody else")
    assert not others_may(home / "workspaces")
