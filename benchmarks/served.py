"""Does a page of the running app keep its pace when the file is a hundred times longer?

The app is started on loopback. A link with a filter that nobody has set before is opened over the
browser's own protocol, for a workspace of a million rows and one of 10,000 by turns; the time runs
until the server says that the script has finished, charts sent. Drawing in the browser is not in
it: it is the same for both.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.feedback import make_responses
from benchmarks.measuring import Result, at_most_later, taking_turns
from benchmarks.pages import FEW, MANY, MOST_LATER, PAGES, new_filters
from cx.store.responses import Filters
from cx.store.workspace import Workspace

RUNS = 7
_STARTED_WITHIN = 60  # seconds
_ANSWERED_WITHIN = 60
_FINISHED = ForwardMsg.FINISHED_SUCCESSFULLY
APP = Path(__file__).parents[1] / "app.py"
_START_PAGE = "overview"  # answers at "/" only


def measure() -> list[Result]:
    """Open every page of both workspaces."""
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as home:
        os.environ["CX_HOME"] = home
        many, few = _new_links(MANY), _new_links(FEW)
        with app(APP) as port:
            return [
                at_most_later(
                    MOST_LATER,
                    f"served: {page}, {MANY:,} rows against {FEW:,}",
                    *taking_turns(
                        partial(_open_next, port, page, many),
                        partial(_open_next, port, page, few),
                        RUNS,
                    ),
                )
                for page in PAGES
            ]


def _new_links(n_rows: int) -> Iterator[str]:
    """Load a workspace; return query strings that open it, each with filters of its own."""
    workspace = Workspace.create()
    responses = make_responses(workspace.folder, n_rows)
    workspace.keep_responses(
        responses.schema, responses.scale, responses.digest, responses.n, responses.currency
    )
    return (_link(str(workspace.token), filters) for filters in new_filters(responses))


def _link(token: str, filters: Filters) -> str:
    """Write a workspace and its filters as the widgets of the filter bar keep them in the URL."""
    period = [("period", str(day)) for day in (filters.start, filters.end)]
    chosen = [(name, value) for name, values in filters.values for value in values]
    return urlencode([("w", token), *period, *chosen])


@contextmanager
def app(script: Path) -> Iterator[int]:
    """Run an app on a free port of this machine alone; give the port once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    options = ["--server.port", str(port), "--server.headless", "true"]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=script.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(_ANSWERED_WITHIN)


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + _STARTED_WITHIN
    while time.monotonic() < give_up:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"The app did not start within {_STARTED_WITHIN} seconds.")


def _open_next(port: int, page: str, links: Iterator[str]) -> None:
    """Open the next link on a page, in a session of its own, until its script has finished."""
    if not open_page(port, page, next(links)):
        raise RuntimeError(f"The page {page} drew no chart.")


def open_page(port: int, page: str, query: str = "") -> int:
    """Open a page in a session of its own until its script has finished; count its charts."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_name = "" if page == _START_PAGE else page
    n_charts = 0
    with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    ) as session:
        session.send(asked.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(session.recv(timeout=_ANSWERED_WITHIN, decode=False))
            element = told.delta.new_element
            n_charts += element.HasField("plotly_chart")
            if element.HasField("exception"):
                raise RuntimeError(f"The page {page} says: {element}")
            # A run that ends early is followed by another: on a fresh server the first one does.
            if told.HasField("script_finished") and told.script_finished == _FINISHED:
                return n_charts
