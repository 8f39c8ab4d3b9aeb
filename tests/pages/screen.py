"""Open pages as a visitor of a running server does, and read what is on screen."""

import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from cx.ui.catalogue import PAGES

APP = Path(__file__).parents[2] / "app.py"
_TEXTS = ("title", "subheader", "markdown", "caption", "info", "warning", "error")


def opened(page: str, token: str | None = None, **query: str | list[str]) -> AppTest:
    """Open a page on a workspace, or on the sample, with these parameters in the address."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in {**query, **({"w": token} if token else {})}.items():
        app.query_params[name] = value
    if page == PAGES[0].name:  # the default page answers at the root only
        return app.run()
    return turned_to(app, page)


def turned_to(app: AppTest, page: str) -> AppTest:
    """Click a page in the menu."""
    return app.switch_page(f"pages/{page}.py").run()


def elements(app: AppTest, kind: str) -> list[Any]:
    """Return what is on screen of one kind, in order."""
    return list(app.get(kind))


def marked_up(app: AppTest) -> list[str]:
    """Return every text that is read as markdown, as it was written."""
    texts = [element.value for kind in _TEXTS for element in elements(app, kind)]
    labels = (
        *("metric", "multiselect", "button", "page_link", "expander"),
        *("selectbox", "number_input", "toggle", "select_slider"),
    )
    return texts + [element.label for kind in labels for element in elements(app, kind)]


def said(app: AppTest) -> str:
    """Return what a person reads: every text with its escapes resolved."""
    metrics = [metric.value for metric in app.metric]
    titles = [box.proto.title for box in app.info]
    # Escaped marks appear as they are; the space that keeps a number together is a space.
    joined = "\n".join([*marked_up(app), *metrics, *titles]).replace("\xa0", " ")
    return re.sub(r"\\(.)", r"\1", joined)


def pressed(app: AppTest, label: str) -> AppTest:
    """Press the button that shows this text."""
    button = next(b for b in app.button if re.sub(r"\\(.)", r"\1", b.label) == label)
    return button.click().run()
