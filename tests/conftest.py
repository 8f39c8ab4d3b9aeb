"""Every test has a home of its own, so that nobody's workspaces are touched."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("CX_HOME", str(home))
    monkeypatch.delenv("CX_PERSONAL", raising=False)
    return home
