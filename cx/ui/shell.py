"""The frame around every page: menu, banner, filters, and what to do when something is missing."""

import logging
from contextlib import suppress
from pathlib import Path

import streamlit as st

from cx.problems import CxError, NotEnoughData, WorkspaceError
from cx.store import folders
from cx.store.responses import Responses
from cx.store.settings import Settings
from cx.store.workspace import Access, Workspace, card_only, home
from cx.text import numbers, paragraph, say, say_n, translated
from cx.ui import catalogue, own_card, settings, show, state, warm, workspaces
from cx.ui.asking import ask
from cx.ui.inputs import filters as filter_inputs
from cx.vocabulary import Kind, Role

_ICON = Path(__file__).with_name("icon.svg")  # a file: named icons are fetched from outside
_LOAD = "load"
_SETTINGS = "settings"
_WITHOUT_RESULTS = {_LOAD, _SETTINGS, "case"}
_LOG = logging.getLogger(__name__)


def run() -> None:
    """Draw the frame and the page inside it; app.py calls this and nothing else."""
    _configure()
    st.logo(_ICON, size="large")
    warm.start()
    try:
        state.follow_link()
        try:
            folders.keep_private(home())
        finally:  # whatever is wrong is said beside the menu
            page = _navigate()
        state.begin_run(page.url_path)
        workspace = workspaces.current()
        _settle(workspace, page.url_path)
        if workspace.access is Access.PERFORMER:
            state.set_responses(None)  # no page of results may find any
        elif page.url_path not in _WITHOUT_RESULTS:
            _banner(workspace)
            _filters(workspace)
        page.run()
    except WorkspaceError as error:
        show.problems(error.problems)
        if state.token() is not None:
            st.button(say("Look at the sample data"), on_click=state.open_workspace, args=(None,))
    except NotEnoughData as error:
        for problem in error.problems:
            st.warning(show.escape(problem.sentence), icon=":material/info:")
        if _own_columns_lack(workspace, error):
            _ways_on()
    except CxError as error:
        show.problems(error.problems)
    except Exception:
        _LOG.exception("A page could not be drawn.")
        st.error(
            say(
                "This page could not be drawn: that is a fault of the app, not of your file. "
                "Reload the page; if it comes back, report it with what the server's log says."
            )
        )


def open_page(name: str) -> Responses:
    """Title a page and return its responses; the first call of every page of results.

    Stops the page with an explanation when no data is loaded or a column is missing.
    """
    enter()
    spec = catalogue.page(name)
    st.title(translated(spec.title))
    responses = state.responses()
    if responses is None:
        st.info(say("This workspace holds no responses yet."), icon=":material/upload_file:")
        show.page_link(_LOAD, say("Finish loading your file"))
        st.stop()
    lacking = [role for role in spec.needs if not responses.has(role)]
    if lacking:
        _explain(lacking)
        st.stop()
    return responses


def open_desk(name: str) -> Workspace:
    """Title a page on which something is worked out beside the responses."""
    enter()
    st.title(translated(catalogue.page(name).title))
    show.problems(state.flashed())
    return workspaces.current()


def enter() -> None:
    """Send a deep link to a cold server through app.py, which draws the frame.

    Errors: WorkspaceError when the link in use shows one performer's card: no other page may start.
    """
    if not state.came_through_app():
        _configure()
        state.follow_link()
        _navigate()
        st.rerun()
    if _one_card():
        raise WorkspaceError(card_only())


def _configure() -> None:
    st.set_page_config("CX Workbench", _ICON, layout="wide")


def _settle(workspace: Workspace, page: str) -> None:
    """Read the settings that hold in this run; the Load page opens without any, to delete."""
    try:
        state.set_settings(settings.current(workspace))
    except WorkspaceError:
        if page != _LOAD or workspace.access is not Access.EDIT:
            raise
        state.set_settings(Settings())


def _navigate() -> st.Page:
    """Draw the menu and return the page asked for; a performer's link knows one page only."""
    own = _one_card()
    if own:
        return st.navigation([own_card.page(own)], position="hidden")
    return st.navigation(_menu())


def _one_card() -> Workspace | None:
    """Return the workspace when a performer's link opened it; None for everybody else."""
    with suppress(WorkspaceError):
        workspace = workspaces.current()
        return workspace if workspace.access is Access.PERFORMER else None
    return None


def _menu() -> dict[str, list[st.Page]]:
    sections: dict[str, list[st.Page]] = {}
    for spec in catalogue.PAGES:
        sections.setdefault(translated(spec.section), []).append(catalogue.streamlit_page(spec))
    return sections


def _banner(workspace: Workspace) -> None:
    """Say what data is on screen, and offer the way to one's own."""
    with st.container(horizontal=True, vertical_alignment="center", key="banner"):
        if workspace.token is None:
            st.badge(say("Sample data"), icon=":material/science:", color="orange")
            st.caption(say("A made-up home-goods retailer, finished so that you can look around."))
            label = say("Use my own data")
        else:
            st.markdown(f":material/description: **{show.escape(workspaces.name_of(workspace))}**")
            st.caption(say("Your own data; this address opens it."))
            label = say("Data and passport")
        show.page_link(_LOAD, label)
        if state.settings().names_hidden:
            st.badge(say("Names hidden"), icon=":material/visibility_off:", color="gray")


def _filters(workspace: Workspace) -> None:
    """Draw the filter bar and hand the responses that pass to the page."""
    everything = settings.shown_responses(workspace, state.settings())
    if everything is None:
        state.set_responses(None)
        return
    if everything.hidden:
        state.drop_from_address(everything.hidden.by_name())
    for column in everything.schema.of_kind([Kind.CATEGORY]):
        state.restrict(column.name, column.categories)  # names may have been hidden meanwhile
    filters = filter_inputs.filter_bar(everything)
    responses = everything.where(filters)
    n = ask(filter_inputs.count, responses)
    described = filter_inputs.describe_filters(everything, filters)
    state.set_responses(
        responses,
        paragraph(
            say("{file}.", file=workspaces.name_of(workspace)), described, say("n {n}.", n=n)
        ),
    )
    if filters:
        show.note(say_n("{some} of {n} response", "{some} of {n} responses", everything.n, some=n))


def _own_columns_lack(workspace: Workspace, error: NotEnoughData) -> bool:
    """Whether other meanings for the columns of a file of one's own would help."""
    own = workspace.token is not None and workspace.access is not Access.PERFORMER
    return own and any(problem.where == "columns" for problem in error.problems)


def _explain(lacking: list[Role]) -> None:
    names = numbers.listed([translated(role.label).lower() for role in lacking])
    st.info(
        paragraph(
            say("This page needs a column that says: {names}.", names=names),
            *(translated(role.help) for role in lacking),
        ),
        title=say("No {names} yet", names=names),
        icon=":material/view_column:",
    )
    _ways_on()


def _ways_on() -> None:
    """Offer what fills a page that has nothing to show."""
    with st.container(horizontal=True, vertical_alignment="center"):
        show.page_link(_LOAD, say("Say which column it is"))
        st.button(say("Show this page on sample data"), on_click=state.open_workspace, args=(None,))
