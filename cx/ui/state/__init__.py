"""What this browser tab has chosen: the only folder that touches session state and the URL.

Each module holds what belongs together; everybody else asks here. What the person gave lies in the
workspace on disk, and the token that opens it is in the URL.
"""

from cx.ui.state.any_widget import begin_with, choose, chosen, picked
from cx.ui.state.documents import begin_anew, begun_with, document_of_tab, set_document_of_tab
from cx.ui.state.filters import hold, reset, restrict
from cx.ui.state.next_run import ask, asked, flash, flashed
from cx.ui.state.opened import (
    address,
    drop_from_address,
    follow_link,
    leave_for_another,
    link_to,
    open_workspace,
    previous_token,
    token,
)
from cx.ui.state.own_widgets import (
    forget,
    recall,
    recall_list,
    recall_within,
    remember,
    remembered,
    set_to,
    settle,
)
from cx.ui.state.this_run import (
    begin_run,
    came_through_app,
    description,
    responses,
    set_description,
    set_responses,
    set_settings,
    settings,
)
from cx.ui.state.uploads import attempts, release_upload

__all__ = [
    "address",
    "ask",
    "asked",
    "attempts",
    "begin_anew",
    "begin_run",
    "begin_with",
    "begun_with",
    "came_through_app",
    "choose",
    "chosen",
    "description",
    "document_of_tab",
    "drop_from_address",
    "flash",
    "flashed",
    "follow_link",
    "forget",
    "hold",
    "leave_for_another",
    "link_to",
    "open_workspace",
    "picked",
    "previous_token",
    "recall",
    "recall_list",
    "recall_within",
    "release_upload",
    "remember",
    "remembered",
    "reset",
    "responses",
    "restrict",
    "set_description",
    "set_document_of_tab",
    "set_responses",
    "set_settings",
    "set_to",
    "settings",
    "settle",
    "token",
]
