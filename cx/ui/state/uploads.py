"""The uploads of this tab, and the memory that they hold."""

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.typing import UploadedFile

_ATTEMPTS = "_attempts"


def attempts() -> int:
    """Count the uploads of this tab; the number gives each uploader a name of its own."""
    n: int = st.session_state.get(_ATTEMPTS, 0)
    return n


def release_upload(upload: UploadedFile) -> None:
    """Free the memory that holds an upload, and make room for the next one.

    A new uploader alone would not free it: the server keeps the bytes until the tab is closed.
    """
    st.session_state[_ATTEMPTS] = attempts() + 1
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)
