"""Every test has a home of its own, so that nobody's workspaces are touched.

Property tests judge results, not the speed of a busy machine: none of them has a deadline.
"""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("CX_HOME", str(home))
    monkeypatch.delenv("CX_PERSONAL", raising=False)
    return home
