"""One home for all page tests: they read the sample, or make workspaces of their own in it."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.elements.lib import mutable_status_container
from streamlit.runtime.pages_manager import PagesManager

from cx.store.workspace import Workspace
from cx.ui.sample import sample_workspace
from tests.pages import workspaces


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make the home once: writing the sample takes half a second."""
    home = tmp_path_factory.mktemp("home")
    sample_workspace.cache_clear()  # it may lie in the home of another test
    yield home
    sample_workspace.cache_clear()


@pytest.fixture(autouse=True)
def own_home(shared_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CX_HOME", str(shared_home))
    monkeypatch.delenv("CX_PERSONAL", raising=False)
    return shared_home


@pytest.fixture(autouse=True)
def _warm_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every run start in app.py, as on a server that has been visited before.

    AppTest forgets before each run that app.py draws the menu, and runs the bare page instead.
    """
    start = PagesManager.__init__

    def start_warm(manager: PagesManager, *args: Any, **options: Any) -> None:
        start(manager, *args, **options)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", start_warm)


@pytest.fixture(autouse=True)
def _short_search(short_search: None) -> None:
    """Search alike on every page: answers are kept from one test to the next."""


@pytest.fixture(scope="session", autouse=True)
def _no_waiting() -> Iterator[None]:
    """Spare every AppTest what only a server needs, a tenth of a second and more each time.

    It would read what every installed package says of itself, in search of components for the
    browser, and wait at every status for a browser to draw it.
    """
    components = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: components)
        patch.setattr(mutable_status_container, "time", SimpleNamespace(sleep=lambda _: None))
        yield


@pytest.fixture(scope="session")
def tokens(shared_home: Path) -> dict[str, str | None]:
    """Name the workspaces that tests look at: token by kind, None for the sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CX_HOME", str(shared_home))
        return {
            "sample": None,
            "empty": Workspace.create().token,
            "six rows": workspaces.six().token,
            "outcome only": workspaces.outcome_only().token,
            "hostile": workspaces.hostile().token,
        }
