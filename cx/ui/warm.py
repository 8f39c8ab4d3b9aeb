"""Heavy imports, taken before the first visitor needs them.

After them everything imported is frozen: Streamlit collects garbage after every run of a script,
and walking through some hundred thousand objects that never die costs more than the run itself.
"""

import atexit
import gc
import threading

import streamlit as st


@st.cache_resource(show_spinner=False)
def start() -> threading.Thread:
    """Import and freeze in the background, once for the process."""
    thread = threading.Thread(target=_import_and_freeze, name="warm-up", daemon=True)
    thread.start()
    return thread


def _import_and_freeze() -> None:
    import pandas  # noqa: F401
    import plotly.graph_objects
    import plotly.io  # noqa: F401
    import scipy.stats  # noqa: F401

    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # or what is frozen outlives its library, which calls that a leak
