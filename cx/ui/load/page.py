"""Loading a file, in three steps: choose it, say what its columns mean, read its passport.

Every step is kept in the workspace, so a refresh or a killed server loses nothing.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto
from typing import Any

import streamlit as st

from cx.intake import (
    ColumnProfile,
    Passport,
    Reading,
    Received,
    Recipe,
    Staged,
    receive,
    stage,
    write,
)
from cx.plain import from_plain, to_plain
from cx.problems import CxError, IntakeError, Problem, Severity
from cx.store import folders
from cx.store.responses import Responses
from cx.store.workspace import Access, Workspace, recent_workspaces, remember
from cx.text import say, say_n, translated
from cx.ui import catalogue, settings, shell, show, state, workspaces
from cx.ui.asking import forget
from cx.ui.load import mapping, pivot, question, recipes, words
from cx.ui.load import passport as passports
from cx.ui.load import profiles as profiles_of
from cx.ui.load.reading import COUNTS, ask_counts, ask_reading, ask_rows
from cx.vocabulary import Role

_LOG = logging.getLogger(__name__)
_UPLOAD = "upload"
_OF_NAMES = ("label_empty", "label_taken")
_OF_ROWS = (COUNTS, "long_format")


class Step(Enum):
    """Where a workspace stands."""

    CHOOSE = auto()
    CONFIRM = auto()
    LOADED = auto()


def draw() -> None:
    """Draw the step at which the workspace stands; what fails is shown beside the ways out."""
    shell.enter()
    st.title(translated(catalogue.page("load").title))
    workspace = workspaces.current()
    try:
        step = _step(workspace)
        if step is Step.CHOOSE:
            _choose_file()
            _ways_out(workspace)
        elif step is Step.CONFIRM:
            _confirm(workspace)
        else:
            _read_passport(workspace)
    except CxError as error:
        show.problems(error.problems)
        _ways_out(workspace)
    except Exception:  # whatever it is, the person must not be caught on this page
        _LOG.exception("A step of loading could not be drawn.")
        st.error(
            say(
                "This step could not be shown: what is kept of the file may be damaged. Cancel, or "
                "delete this workspace, and load the file again."
            )
        )
        _ways_out(workspace)


def _step(workspace: Workspace) -> Step:
    if workspace.token is None:
        return Step.CHOOSE
    if workspace.access is Access.EDIT and workspace.read("received"):
        return Step.CONFIRM
    return Step.LOADED if workspace.read("passport") else Step.CHOOSE


def _choose_file() -> None:
    """Ask for a file, and offer the recent workspaces of a personal computer."""
    st.markdown(
        say(
            "Drop a survey export. You will see what each column was taken for, and confirm it, "
            "before anything is computed."
        )
    )
    upload = st.file_uploader(
        say("A file of feedback"),
        key=f"{_UPLOAD}_{state.attempts()}",
        help=say(
            "CSV, TSV, TXT, Excel (XLSX, XLSB, XLS), OpenDocument, SPSS (SAV), JSON or Parquet, up "
            "to 2 GB; also in one GZ or ZIP file."
        ),
    )
    if upload is not None:
        _take_in(upload)
    show.problems(state.flashed())
    st.caption(
        say(
            "The file stays on the computer that runs this app; nothing is sent anywhere else. "
            "Columns with e-mail addresses, phone, card or national id numbers are left out before "
            "storing."
        )
    )
    recent = recent_workspaces()
    if recent:
        st.subheader(say("Recent files on this computer"))
        for line in recent:
            st.button(
                show.escape(say("{file}, opened {day}", file=line.name, day=line.opened_at[:10])),
                key=f"recent_{line.token}",
                icon=":material/history:",
                on_click=state.open_workspace,
                args=(line.token,),
            )


def _confirm(workspace: Workspace) -> None:
    """Show how the file is read and what its columns are taken for; load it on request."""
    received: Received = from_plain(Received, workspace.read("received"))
    try:
        staged = _staged(workspace, received)
    except IntakeError as error:
        _read_otherwise(workspace, received, error)
        return
    profiles = profiles_of.profile(staged)
    recipe = recipes.find(workspace, profiles, staged)
    problems = profiles_of.check(staged, profiles, recipe)
    stopping = [problem for problem in problems if problem.severity is Severity.STOPS]
    hide = settings.name_hider(workspace)
    choices = profiles_of.outcome_choices(staged, profiles, recipe)
    outcome = question.outcome_of(recipe, profiles)
    made = next((c.headline for c in choices if outcome and c.header == outcome.header), None)
    st.markdown(show.escape(words.describe_file(staged, made if recipe.scale else None)))
    reading = _confirm_actions(workspace, received, staged, profiles, can_load=not stopping)
    if state.asked("load") and not stopping:
        _load(workspace, received, staged, recipe)
    _offer_guesses(workspace)
    of_rows = [problem for problem in stopping if problem.code in _OF_ROWS]
    reading = _mend_rows([p.with_sentences(hide) for p in of_rows], staged, profiles, reading)
    if reading != recipe.reading:
        _restage(workspace, reading)
    others = [problem for problem in stopping if problem not in of_rows]
    changed = _mend(others, recipe, profiles, hide, lambda r: recipes.keep(workspace, r))
    changed = question.ask_outcome(changed, profiles, choices)
    if changed != recipe:
        recipes.keep(workspace, changed)
        st.rerun()
    rows = recipes.ordered(workspace, profiles, recipe)
    changed, shown = mapping.ask_columns(rows, recipe, str(workspace.read("edits") or 0), hide)
    if changed != recipe:
        moved = changed.with_role(Role.OUTCOME) != recipe.with_role(Role.OUTCOME)
        recipes.keep(workspace, changed, shown=shown and not moved)
        st.rerun()
    _notes([p.with_sentences(hide) for p in problems if p.severity is not Severity.STOPS])


def _confirm_actions(
    workspace: Workspace,
    received: Received,
    staged: Staged,
    profiles: Sequence[ColumnProfile],
    *,
    can_load: bool,
) -> Reading:
    """Offer the ways on, above all else; return how the file is to be read."""
    reading = staged.reading
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("Load {rows}", rows=words.rows(staged.n_rows)),
            type="primary",
            icon=":material/check:",
            disabled=not can_load,
            on_click=state.ask,
            args=("load",),
        )
        _cancel(workspace)
        _offer_delete(workspace)
        if workspace.read("passport"):
            _offer_links(workspace)
        label = words.describe_reading(received, reading)
        with st.popover(show.escape(label), icon=":material/article:", type="tertiary"):
            if _may_be_read_again(received, staged):
                reading = ask_rows(staged, ask_reading(received, reading))
                if staged.reading.pivot is not None:  # until it is said, it is asked in sight
                    reading = pivot.ask(staged, profiles, reading)
            else:
                st.caption(
                    say(
                        "The file itself was removed once it was loaded. To read it in another "
                        "way, with another encoding or sheet, load it again."
                    )
                )
    return reading


def _read_otherwise(workspace: Workspace, received: Received, error: IntakeError) -> None:
    """Show why a file cannot be read as it was tried; let it be tried in another way."""
    show.problems(error.problems)
    asked = workspace.read("reading")
    used: Reading = from_plain(Reading, asked) if asked else Reading()
    if received.path.exists():
        reading = ask_reading(received, used)
        if used.counts:
            reading = ask_counts(used.counts, reading)
        if used.pivot and st.button(say("Say anew what each row is")):
            reading = replace(reading, pivot=None)
        if reading != used:
            _restage(workspace, reading)
    with st.container(horizontal=True):
        _cancel(workspace)
        _offer_delete(workspace)


def _mend_rows(
    problems: Sequence[Problem],
    staged: Staged,
    profiles: Sequence[ColumnProfile],
    reading: Reading,
) -> Reading:
    """Show what stops as it is not known what a row is, each with the question beside."""
    for problem in problems:
        show.problems([problem])
        reading = (
            ask_counts(problem.where, reading)
            if problem.code == COUNTS
            else pivot.ask(staged, profiles, reading)
        )
    return reading


def _mend(
    stopping: Sequence[Problem],
    recipe: Recipe,
    profiles: Sequence[ColumnProfile],
    hide: Callable[[str], str],
    keep: Callable[[Recipe], None],
) -> Recipe:
    """Show what stops, each with what mends it beside; the outcome is asked for right below."""
    outcome = question.outcome_of(recipe, profiles)
    for problem in stopping:
        hidden = problem.with_sentences(hide)
        if problem.code == "scale_needed" and outcome is not None:
            question.offer_scales(hidden, outcome, recipe, keep)
        elif problem.code in _OF_NAMES:
            recipe = _ask_name(hidden, recipe)
        else:
            show.problems([hidden])
    return recipe


def _ask_name(problem: Problem, recipe: Recipe) -> Recipe:
    """Ask for the display name of the column that a problem is about."""
    left, right = show.columns(3, 1)
    with left:
        show.problems([problem])
    current = recipe.column(problem.where).display_name
    with right:
        name = st.text_input(
            show.escape(say('Name of "{column}"', column=problem.where)),
            current,
            max_chars=mapping.LONGEST_NAME,
            key=f"name_{problem.where}_{current}",
        )
    return recipe if name == current else recipe.change(problem.where, label=name)


def _notes(problems: Sequence[Problem]) -> None:
    """Fold what does not stop under one line."""
    if problems:
        title = say_n("{n} note on this file", "{n} notes on this file", len(problems))
        with st.expander(title, icon=":material/info:"):
            show.problems(problems)


def _read_passport(workspace: Workspace) -> None:
    """Show what became of the file, and what can be done with the workspace."""
    passport = Passport.from_json(workspace.read("passport"))
    passport = passport.with_sentences(settings.name_hider(workspace))
    may_change = workspace.access is Access.EDIT
    responses = _responses(workspace)
    if may_change:
        _actions(workspace)
    else:
        st.info(
            say("This link is for looking: data, meanings and settings stay as they are."),
            icon=":material/visibility:",
        )
    passports.draw(
        passport,
        workspace.folder,
        workspaces.name_of(workspace),
        drop_duplicates=(lambda: _drop_duplicates(workspace)) if may_change else None,
        names={column.header: column.label for column in responses.schema.columns}
        if responses is not None
        else {},
        with_rows=not state.settings().names_hidden,
    )


def _responses(workspace: Workspace) -> Responses | None:
    """Return the responses, None where they are gone: the passport is still to be read."""
    with suppress(CxError):
        return workspace.responses()
    return None


def _actions(workspace: Workspace) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        show.page_button("overview", say("See the results"))
        st.button(
            say("Change what columns mean"),
            icon=":material/edit:",
            on_click=_edit_again,
            args=(workspace,),
        )
        st.button(
            say("Load another file"),
            icon=":material/upload_file:",
            on_click=_start_another,
            args=(workspace,),
        )
        _delete_and_share(workspace)


def _delete_and_share(workspace: Workspace) -> None:
    _offer_delete(workspace)
    _offer_links(workspace)


def _offer_delete(workspace: Workspace) -> None:
    if workspace.token is None:  # the sample is everybody's
        return
    with st.popover(say("Delete"), icon=":material/delete:"):
        st.markdown(say("Removes the file, the responses and every result. This cannot be undone."))
        st.button(say("Delete this workspace"), type="primary", on_click=_delete, args=(workspace,))


def _offer_links(workspace: Workspace) -> None:
    if workspace.token is None:  # the sample is everybody's
        return
    with st.popover(say("Share"), icon=":material/share:"):
        st.markdown(say("Opens this workspace and may change it. Keep it to come back:"))
        st.code(state.link_to(workspace.token), language=None, wrap_lines=True)
        hidden = state.settings().names_hidden
        st.markdown(
            say(
                "Opens it for looking only, and never shows performers' names, whatever is set "
                "later. Share this one:"
            )
            if hidden
            else say("Opens it for looking only. Share this one:")
        )
        to_look = workspace.view_token(names_hidden=hidden)
        st.code(state.link_to(to_look), language=None, wrap_lines=True)


def _ways_out(workspace: Workspace) -> None:
    """Offer the ways on from a step that holds no others, whatever is damaged on disk."""
    if workspace.token is None or workspace.access is not Access.EDIT:
        return
    with st.container(horizontal=True), suppress(CxError):
        # Keys of their own: the step may have drawn the same buttons before it failed.
        st.button(
            say("Delete this workspace"), key="out_delete", on_click=_delete, args=(workspace,)
        )
        st.button(
            say("Load another file"), key="out_another", on_click=_start_another, args=(workspace,)
        )
        if workspace.read("received"):
            _cancel(workspace, key="out_cancel")


def _take_in(upload: Any) -> None:
    """Move an upload to a new workspace and free the memory that held it."""
    workspace = Workspace.create()
    bar = st.progress(0.0, say("Receiving the file"))
    try:
        with folders.writing():
            received = receive(upload, upload.name, workspace.folder, _shown_on(bar))
    except CxError as error:
        workspace.delete()
        state.flash(error.problems)
    else:
        workspace.write("received", to_plain(received))
        workspace.write("name", received.name)
        state.open_workspace(workspace.token)
    state.release_upload(upload)
    st.rerun()


def _staged(workspace: Workspace, received: Received) -> Staged:
    """Read the file as text, once; the result is kept beside the upload."""
    kept = workspace.read("staged")
    if kept:
        staged: Staged = from_plain(Staged, kept)
        if staged.path.exists():
            return staged
    if not received.path.exists():
        raise IntakeError(words.file_gone(received.name))
    asked = workspace.read("reading")
    reading = from_plain(Reading, asked) if asked else Reading()
    place = st.empty()
    with place.status(say("Reading the file"), expanded=True):
        bar = st.progress(0.0)
        with folders.writing():
            staged = stage(received, reading, workspace.folder, _shown_on(bar))
        bar.progress(1.0, say("Looking at the columns"))
        profiles_of.profile(staged)
    place.empty()
    workspace.write("staged", to_plain(staged))
    return staged


def _may_be_read_again(received: Received, staged: Staged) -> bool:
    """Whether the upload is there to be read in another way; a load removes it."""
    return received.path.exists() and received.path != staged.path


def _offer_guesses(workspace: Workspace) -> None:
    if workspace.read("from_earlier"):
        st.info(
            say("An earlier file had the same columns: its settings are filled in."),
            icon=":material/history:",
        )
        st.button(say("Start from fresh guesses"), on_click=recipes.guess_anew, args=(workspace,))


def _restage(workspace: Workspace, reading: Reading) -> None:
    workspace.write("reading", to_plain(reading))
    workspace.remove("staged")
    workspace.remove("recipe")
    st.rerun()


def _load(workspace: Workspace, received: Received, staged: Staged, recipe: Recipe) -> None:
    """Type, check and write; then the workspace holds responses and a passport."""
    with st.status(say("Writing the responses"), expanded=True) as status:
        bar = st.progress(0.0)
        try:
            with folders.writing():
                loaded = write(
                    staged, profiles_of.profile(staged), recipe, workspace.folder, _shown_on(bar)
                )
        except CxError as error:
            status.update(label=say("The file could not be loaded"), state="error")
            show.problems(error.problems)
            return
    workspace.keep_responses(
        loaded.schema, loaded.scale, loaded.digest, loaded.n_rows, loaded.currency
    )
    workspace.write("passport", loaded.passport.to_json())
    workspace.write("loaded", to_plain(received))
    workspace.remove("received")
    if _may_be_read_again(received, staged):
        received.path.unlink()  # the staged text is enough to change the mapping
    remember(workspace, received.name)
    profiles_of.forget_profiles()
    st.rerun()


def _edit_again(workspace: Workspace) -> None:
    workspace.write("received", workspace.read("loaded"))


def _drop_duplicates(workspace: Workspace) -> None:
    recipe = Recipe.from_json(workspace.read("recipe"))
    recipes.keep(workspace, recipe.with_drop_duplicates(True))
    _edit_again(workspace)


def _start_another(workspace: Workspace) -> None:
    state.leave_for_another(workspace.token)


def _cancel(workspace: Workspace, key: str | None = None) -> None:
    """Offer the way back: to the passport of what was loaded before, or to a new file."""
    if workspace.read("passport"):
        st.button(say("Cancel"), key=key, on_click=workspace.remove, args=("received",))
    else:
        st.button(say("Cancel"), key=key, on_click=_delete, args=(workspace,))


def _delete(workspace: Workspace) -> None:
    workspace.delete()
    forget()
    state.open_workspace(None)


def _shown_on(bar: Any) -> Any:
    return lambda doing, share: bar.progress(min(max(share, 0.0), 1.0), doing)
