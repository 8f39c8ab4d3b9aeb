"""What this browser tab has chosen: the only module that touches session state and the URL.

What the person gave lies in the workspace on disk. The token that opens it is in the URL (`?w=`);
the sidebar drops it from there on every click, so each run puts it back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.typing import UploadedFile

from cx.problems import Problem
from cx.store.responses import Responses
from cx.store.settings import Settings

T = TypeVar("T")

_LINK = "w"  # the parameter of the URL that opens a workspace
_THROUGH_APP = "_through_app"
_OPENED = "_opened"
_PAGE = "_page"
_TURNED = "_turned"  # whether this run is the first on its page
_ASKED = "_asked"
_SHARED = "_shared"
_PREVIOUS = "_previous"
_ATTEMPTS = "_attempts"
_FLASH = "_flash"
_RESPONSES = "_responses"
_DESCRIPTION = "_description"
_REMEMBERED = "_remembered"
_SETTINGS = "_settings"
_DOCUMENTS = "_documents"
_BEGUN = "_begun"
_ENDS = "_ends"


def begin_run(page: str) -> None:
    """Note that this run came through app.py to `page`."""
    st.session_state[_THROUGH_APP] = True
    st.session_state[_TURNED] = st.session_state.get(_PAGE) not in (None, page)
    st.session_state[_PAGE] = page


def follow_link() -> None:
    """Bring token and URL together; the token decides which pages there are."""
    in_url = st.query_params.get(_LINK)
    if in_url is not None:
        st.session_state[_OPENED] = in_url
    elif token() is not None:
        st.query_params[_LINK] = token()


def came_through_app() -> bool:
    """Whether app.py drew the frame; a deep link to a cold server starts without it."""
    return bool(st.session_state.get(_THROUGH_APP))


def token() -> str | None:
    """Return the token of the open workspace, None for the sample."""
    return st.session_state.get(_OPENED)


def link_to(a_token: str) -> str:
    """Return the address that opens a workspace from its first page."""
    root = st.context.url or ""
    return f"{root.rsplit('/', 1)[0] if '/' in root else root}/?{_LINK}={a_token}"


def address(page: str, parameters: Mapping[str, Any]) -> str:
    """Return the address of a page of this workspace with these parameters, lists repeated."""
    root = (st.context.url or "").partition("?")[0]
    start = root.rsplit("/", 1)[0] if "/" in root else root
    opened = {_LINK: token()} if token() else {}
    return f"{start}/{page}?{urlencode({**opened, **parameters}, doseq=True)}"


def open_workspace(new_token: str | None) -> None:
    """Change to another workspace, or to the sample with None; filters do not come along."""
    reset(st.session_state.get(_SHARED, {}))
    st.session_state[_REMEMBERED] = {}
    st.session_state[_BEGUN] = {}
    st.session_state[_ENDS] = {}
    st.session_state[_OPENED] = new_token
    if new_token is None:
        st.query_params.pop(_LINK, None)
    else:
        st.query_params[_LINK] = new_token


def leave_for_another(old_token: str | None) -> None:
    """Go back to choosing a file, remembering the workspace whose recipe may be offered."""
    st.session_state[_PREVIOUS] = old_token
    open_workspace(None)


def previous_token() -> str | None:
    """Return the workspace that was open before this file was chosen."""
    return st.session_state.get(_PREVIOUS)


def attempts() -> int:
    """Count the uploads of this tab; the number gives each uploader a name of its own."""
    return st.session_state.get(_ATTEMPTS, 0)


def release_upload(upload: UploadedFile) -> None:
    """Free the memory that holds an upload, and make room for the next one.

    A new uploader alone would not free it: the server keeps the bytes until the tab is closed.
    """
    st.session_state[_ATTEMPTS] = attempts() + 1
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)


def ask(what: str) -> None:
    """Note what a button asks for; call it from its callback.

    A button is forgotten when another change starts the run anew; a note is not.
    """
    st.session_state[_ASKED] = what


def asked(what: str) -> bool:
    """Say once whether a button has asked for this."""
    if st.session_state.get(_ASKED) != what:
        return False
    del st.session_state[_ASKED]
    return True


def flash(problems: Iterable[Problem]) -> None:
    """Keep problems for the next run, which shows them once."""
    st.session_state[_FLASH] = tuple(problems)


def flashed() -> tuple[Problem, ...]:
    """Return the problems that the last run kept, once."""
    return st.session_state.pop(_FLASH, ())


def set_responses(responses: Responses | None, description: str = "") -> None:
    """Hand the filtered responses of this run, and words for them, from app.py to its page."""
    st.session_state[_RESPONSES] = responses
    st.session_state[_DESCRIPTION] = description


def set_description(description: str) -> None:
    """Say in words what the page shows, where app.py does not."""
    st.session_state[_DESCRIPTION] = description


def responses() -> Responses | None:
    """Return the filtered responses of this run, None when nothing is loaded."""
    return st.session_state.get(_RESPONSES)


def description() -> str:
    """Return what the page shows, in words: the file and its filters."""
    return st.session_state.get(_DESCRIPTION, "")


def set_settings(settings: Settings) -> None:
    """Hand the settings that hold in this run from app.py to all that follow."""
    st.session_state[_SETTINGS] = settings


def settings() -> Settings:
    """Return the settings that hold in this run."""
    return st.session_state.get(_SETTINGS, Settings())


def chosen(key: str) -> Any:
    """Return what a widget was set to; call it from callbacks."""
    return st.session_state.get(key)


def begin_with(key: str, value: Any) -> None:
    """Give a widget its first value, where the widget's own default has to stay "nothing"."""
    if key not in st.session_state:
        st.session_state[key] = value


def choose(key: str, value: Any) -> None:
    """Set a widget that is not drawn yet in this run; call it from callbacks."""
    st.session_state[key] = value


def document_of_tab(name: str) -> Any:
    """Return a document that lives as long as this tab, None when there is none."""
    return st.session_state.get(_DOCUMENTS, {}).get(name)


def set_document_of_tab(name: str, body: Any) -> None:
    """Keep a document for as long as this tab lives."""
    st.session_state.setdefault(_DOCUMENTS, {})[name] = body


def begun_with(name: str, make: Callable[[], T]) -> T:
    """Return what an edited table began with in this tab, made at the first call.

    An editor keeps its changes apart from what it was given, so that must stay the same.
    """
    begun = st.session_state.setdefault(_BEGUN, {})
    if name not in begun:
        begun[name] = make()
    return begun[name]


def begin_anew(name: str) -> None:
    """Let the edited tables of a document begin with what is kept now."""
    begun = st.session_state.get(_BEGUN, {})
    for key in [key for key in begun if key == name or key.startswith(f"{name}_")]:
        del begun[key]


def picked(chart: str) -> list[str]:
    """Return what the clicked point of a chart carries, empty when the click was undone."""
    selected = st.session_state.get(chart, {}).get("selection", {}).get("points", [])
    carried = selected[0].get("customdata", []) if selected else []
    return [str(value) for value in carried]


def hold(empty: Mapping[str, Any]) -> None:
    """Put shared widgets back into the URL after the sidebar or Back has dropped them from it.

    `empty` has the value that stands for "nothing chosen" for each of their keys. Setting a widget
    to the value that it has makes Streamlit write its parameter again.
    """
    st.session_state[_SHARED] = dict(empty)
    for key, nothing in empty.items():
        value = st.session_state.get(key, nothing)
        if value != nothing and (st.session_state.get(_TURNED) or key not in st.query_params):
            st.session_state[key] = value


def restrict(key: str, allowed: Iterable[str]) -> None:
    """Take out of a shared widget what it can no longer be set to, before it is drawn."""
    value = st.session_state.get(key)
    known = set(allowed)
    if isinstance(value, list) and not known.issuperset(value):
        st.session_state[key] = [one for one in value if one in known]


def drop_from_address(values: Collection[str]) -> None:
    """Take out of the URL every parameter that holds one of these values."""
    for key in list(st.query_params):
        if any(value in values for value in st.query_params.get_all(key)):
            del st.query_params[key]


def reset(keys: Iterable[str]) -> None:
    """Empty shared widgets; call it from callbacks, before they are drawn."""
    empty = st.session_state.get(_SHARED, {})
    for key in keys:
        st.session_state[key] = empty[key]


def recall(key: str, allowed: Iterable[Any]) -> None:
    """Give a page's own widget the value it had when the page was left.

    A widget of a page loses its value, and its place in the URL, when another page is opened.
    """
    kept = st.session_state.get(_REMEMBERED, {}).get(key)
    if kept in list(allowed) and key not in st.session_state and key not in st.query_params:
        st.session_state[key] = kept
        if isinstance(kept, str):
            st.query_params[key] = kept  # so that a refresh keeps it too


def recall_within(key: str, low: float, high: float) -> None:
    """Give a page's own widget the number it had when the page was left."""
    kept = remembered(key)
    back = key not in st.session_state and key not in st.query_params
    if kept is not None and low <= kept <= high and back:
        st.session_state[key] = kept


def recall_list(key: str, allowed: Iterable[str]) -> None:
    """Give a page's own widget of several values those it had when the page was left."""
    known = set(allowed)
    kept = [one for one in remembered(key) or () if one in known]
    if kept and key not in st.session_state and key not in st.query_params:
        st.session_state[key] = kept


def remember(key: str, value: Any) -> None:
    """Keep the value of a page's own widget for when the page is opened again."""
    st.session_state.setdefault(_REMEMBERED, {})[key] = value


def settle(key: str, hold: Callable[[float], float], ends: tuple[float, ...]) -> None:
    """Give a slider the value it had, when the page was left or its ends have moved since.

    Streamlit starts a slider anew when its ends change, and drops it with its page.
    """
    kept, before = remembered(key), st.session_state.setdefault(_ENDS, {}).get(key)
    moved = before is not None and before != ends
    st.session_state[_ENDS][key] = ends
    back = key not in st.session_state and key not in st.query_params
    if kept is not None and (back or moved):
        st.session_state[key] = hold(kept)


def forget(key: str) -> None:
    """Let a page's own widget begin anew; call it from callbacks."""
    st.session_state.pop(key, None)
    st.session_state.get(_REMEMBERED, {}).pop(key, None)


def set_to(key: str, value: Any) -> None:
    """Set a page's own widget, drawn or not; call it from callbacks."""
    st.session_state[key] = value
    remember(key, value)


def remembered(key: str) -> Any:
    """Return what `remember` keeps under this key, None when there is nothing."""
    return st.session_state.get(_REMEMBERED, {}).get(key)
