"""Every test has a home of its own, so that nobody's workspaces are touched.

Property tests judge results, not the speed of a busy machine: none of them has a deadline.
"""

from functools import wraps
from pathlib import Path
from typing import Any

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


FEW_SAMPLES = 5
ALL_SEARCHED = 1_000  # rows; files made for a test mostly have fewer


@pytest.fixture
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for groups of customers in few samples, where what is found is not the point.

    The search is half of all that is computed of a small file. A large one, as the sample is, is
    searched as it always is: what pages say of it is the point.
    """
    from cx.measures import stability  # heavy, and needed by those who ask for it alone

    search = stability.clusterings

    @wraps(search)
    def short(rows: Any, ks: Any, seed: int, samples: int) -> Any:
        few = samples if len(rows) >= ALL_SEARCHED else min(samples, FEW_SAMPLES)
        return search(rows, ks, seed, few)

    monkeypatch.setattr(stability, "clusterings", short)
