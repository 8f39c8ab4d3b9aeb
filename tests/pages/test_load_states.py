"""However the Load page is come to, and whatever is missing on disk, there is a way out of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cx.store.workspace import Workspace
from tests.pages.screen import opened, pressed, said
from tests.pages.test_loading import ANSWERS, loaded, uploaded, workspace_of

FAULT = "could not be"
THAI = "\n".join(
    ["Likelihood to recommend,Region,Date"]
    + [f"{i % 11},{('เหนือ', 'ใต้')[i % 2]},2026-03-{i % 28 + 1:02d}" for i in range(60)]
).encode("cp874")
WITH_ADDRESSES = "\n".join(
    ["Likelihood to recommend,Region,Mail"]
    + [f"{i % 11},{('North', 'South')[i % 2]},who{i}@example.org" for i in range(60)]
)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def load(app: AppTest) -> AppTest:
    return next(b for b in app.button if re.match(r"Load [\d,]+ row", b.label)).click().run()


def reopened(app: AppTest) -> AppTest:
    return opened("load", str(app.query_params["w"]))


@pytest.mark.parametrize("content", [ANSWERS, WITH_ADDRESSES], ids=["plain", "personal"])
def test_meanings_can_be_changed_again_and_again(content: str) -> None:
    app = loaded(content)
    for _ in range(3):
        pressed(app, "Change what columns mean")
        assert FAULT not in said(app)
        assert {"Cancel", "Delete this workspace"} <= set(labels(app))
        load(app)
        assert "Passport of answers.csv" in said(app)
    assert "Passport of answers.csv" in said(reopened(app))
    assert workspace_of(app).responses() is not None


def test_a_loaded_file_is_not_offered_to_be_read_in_another_way() -> None:
    app = uploaded(THAI)
    assert "Encoding" in [box.label for box in app.selectbox]
    load(app)
    assert not (workspace_of(app).folder / "upload").exists()
    pressed(app, "Change what columns mean")
    assert "Encoding" not in [box.label for box in app.selectbox]
    assert "The file itself was removed once it was loaded." in said(app)


def test_a_workspace_that_older_versions_left_can_be_changed_again() -> None:
    app = loaded()
    workspace = workspace_of(app)
    kept = workspace.read("loaded")
    workspace.write("loaded", {**kept, "path": workspace.read("staged")["path"]})
    for _ in range(2):
        load(pressed(app, "Change what columns mean"))
        assert "Passport of answers.csv" in said(app)


def _gone(name: str) -> Callable[[Workspace], None]:
    return lambda workspace: (workspace.folder / name).unlink(missing_ok=True)


def _broken(name: str) -> Callable[[Workspace], None]:
    def cut(workspace: Workspace) -> None:
        if (workspace.folder / name).exists():
            (workspace.folder / name).write_bytes(b"PAR1 no more")

    return cut


def _document(name: str, body: object) -> Callable[[Workspace], None]:
    return lambda workspace: workspace.write(name, body)


def _all_gone(workspace: Workspace) -> None:
    for name in ("upload", "staged.parquet"):
        _gone(name)(workspace)


def _no_database(workspace: Workspace) -> None:
    for path in workspace.folder.glob("workspace.sqlite*"):
        path.write_bytes(b"no database" * 200)


DAMAGE = {
    "no upload": _gone("upload"),
    "no staged file": _gone("staged.parquet"),
    "neither": _all_gone,
    "broken upload": _broken("upload"),
    "broken staged file": _broken("staged.parquet"),
    "broken responses": _broken("responses.parquet"),
    "no responses": _gone("responses.parquet"),
    "no repairs": _gone("repairs.parquet"),
    "staged of another version": _document("staged", {"path": 1}),
    "received of another version": _document("received", {"path": 1}),
    "recipe of another version": _document("recipe", "{"),
    "passport of another version": _document("passport", "{"),
    "no database": _no_database,
}
STEPS: dict[str, Callable[[], AppTest]] = {
    "confirming": lambda: uploaded(ANSWERS),
    "loaded": loaded,
    "changing": lambda: pressed(loaded(), "Change what columns mean"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("damage", DAMAGE)
def test_whatever_is_damaged_the_workspace_can_be_left_and_deleted(step: str, damage: str) -> None:
    app = STEPS[step]()
    workspace = workspace_of(app)
    DAMAGE[damage](workspace)
    app = reopened(app)
    assert not app.exception
    offered = set(labels(app))
    assert {"Cancel", "Load another file"} & offered, offered
    assert {"Cancel", "Delete this workspace"} & offered, offered
    can_load = [b for b in app.button if re.match(r"Load [\d,]+ row", b.label) and not b.disabled]
    if can_load:
        can_load[0].click().run()
        assert {"Cancel", "Load another file"} & set(labels(app))
    label = "Delete this workspace" if "Delete this workspace" in labels(app) else "Cancel"
    pressed(app, label)
    assert not workspace.folder.exists()
    assert "Drop a survey export." in said(app)


def test_an_empty_workspace_can_be_deleted() -> None:
    made = Workspace.create()
    app = opened("load", made.token)
    assert "Drop a survey export." in said(app)
    pressed(app, "Delete this workspace")
    assert not made.folder.exists()
    assert "Delete this workspace" not in labels(opened("load"))


def test_a_staged_file_that_is_gone_is_made_again_from_the_upload() -> None:
    app = uploaded(ANSWERS)
    _gone("staged.parquet")(workspace_of(app))
    assert "200 rows, 3 columns." in said(reopened(app))


def test_what_is_gone_is_said() -> None:
    app = pressed(loaded(), "Change what columns mean")
    _all_gone(workspace_of(app))
    told = said(reopened(app))
    assert '"answers.csv" is no longer in the folder of this workspace. Load it again.' in told


def test_a_link_for_looking_shows_the_passport_while_meanings_are_changed() -> None:
    app = pressed(loaded(), "Change what columns mean")
    looking = opened("load", workspace_of(app).view_token())
    assert "Passport of answers.csv" in said(looking)


def test_a_menu_that_cannot_be_drawn_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise RuntimeError("a traceback")

    monkeypatch.setattr("cx.ui.shell._navigate", fail)
    app = opened("overview")
    assert not app.exception
    assert "This page could not be drawn" in said(app)


def test_a_damaged_link_opens_nothing(own_home: Path) -> None:
    before = set((own_home / "links").glob("*.json"))
    token = Workspace.create().view_token()
    (made,) = set((own_home / "links").glob("*.json")) - before
    made.write_text("{")
    assert "This link opens no workspace" in said(opened("overview", token))
