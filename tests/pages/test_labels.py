"""Words of a person's file are shown as they are, never read as markdown, HTML or icons."""

import re

import pytest

from cx.chapters.case.plan import Initiative, Lever
from cx.chapters.case.reading import write_plan
from cx.store.workspace import Workspace
from cx.ui.catalogue import PAGES
from cx.ui.show import escape
from cx.vocabulary import Role
from tests.chapters.case.cases import phased
from tests.pages import workspaces
from tests.pages.screen import marked_up, opened, pressed, said, turned_to

WORDS = (
    *workspaces.HOSTILE_HEADERS.values(),
    *workspaces.HOSTILE_DRIVERS,
    *workspaces.HOSTILE_REGIONS,
    *workspaces.HOSTILE_CHANNELS,
    *workspaces.HOSTILE_PURCHASES,
    workspaces.HOSTILE_NAME,
)
ESCAPED = re.compile(r"\\.")  # a sign that markdown shows as it is
DANGEROUS = tuple(word for word in WORDS if escape(word) != word)


@pytest.mark.parametrize("name", [spec.name for spec in PAGES if spec.name != "case"])
def test_markup_is_escaped_on_every_page(name: str, tokens: dict[str, str | None]) -> None:
    texts = marked_up(opened(name, tokens["hostile"]))
    for word in DANGEROUS:
        assert [text for text in texts if word in ESCAPED.sub("", text)] == []
    assert any(escape(word) in text for text in texts for word in DANGEROUS)


def test_markup_is_escaped_in_a_case() -> None:
    word = "**b** :red[x] <i>"
    made = Workspace.create()
    lever = Lever(word, 112.0, 280.0, 364.0)
    given = phased(levers=(lever,), initiatives=(Initiative("Coach", word, 1.0),))
    made.write("case", write_plan(given))
    texts = marked_up(opened("case", made.token))
    assert [text for text in texts if word in text] == []
    assert any(escape(word) in text for text in texts)


def test_filters_and_chips_show_the_words_themselves(tokens: dict[str, str | None]) -> None:
    app = opened("overview", tokens["hostile"])
    labels = {re.sub(r"\\(.)", r"\1", box.label) for box in app.multiselect}
    columns = Workspace.open(str(tokens["hostile"])).responses().schema.columns
    asked = [
        role for role in workspaces.HOSTILE_HEADERS if role not in (Role.OUTCOME, Role.RESPONDED_AT)
    ]
    named = {column.label for column in columns if column.role in asked}
    assert labels >= named
    assert any(word in label for word in DANGEROUS for label in named)
    region = workspaces.HOSTILE_REGIONS[1]
    app.multiselect(key="region").set_value([region]).run()
    assert not app.exception
    assert f"Region $a$ <b>x</b>: {region}" in said(app)
    assert region not in "".join(marked_up(app))
    assert "750 of 3,000 responses" in said(app)
    pressed(app, f"Region $a$ <b>x</b>: {region}")
    assert "All responses" in said(app)


def test_name_of_the_file_is_escaped_once(tokens: dict[str, str | None]) -> None:
    badge = next(
        t for t in marked_up(opened("overview", tokens["hostile"])) if ":material/description:" in t
    )
    shown = re.sub(r"\\(.)", r"\1", badge)
    assert workspaces.HOSTILE_NAME in shown


def test_column_with_many_levels_can_be_filtered_by(tokens: dict[str, str | None]) -> None:
    app = opened("segments", tokens["hostile"])
    many = app.multiselect(key="category_1")
    assert len(many.options) == workspaces.N_LEVELS
    many.set_value([many.options[5]]).run()
    assert not app.exception
    assert "10 of 3,000 responses" in said(app)
    for name in ("overview", "drivers", "performers"):
        assert not turned_to(app, name).exception


def test_column_with_many_levels_is_no_side_of_the_grid(tokens: dict[str, str | None]) -> None:
    sides = opened("segments", tokens["hostile"]).selectbox(key="rows").options
    assert workspaces.HOSTILE_HEADERS[Role.CATEGORY] not in sides
    assert workspaces.HOSTILE_HEADERS[Role.REGION] in sides
