"""The sample workspace: made once from the made-up file, looked at by everybody."""

import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

from cx import intake
from cx.store import folders
from cx.store.workspace import Workspace, home
from cx.text import Said, say

FILE = Path(__file__).parents[2] / "sample_data" / "feedback.csv"


def name() -> Said:
    """Say what the sample is."""
    return say("Sample data: a made-up home-goods retailer")


@cache
def sample_workspace() -> Workspace:
    """Return the sample workspace, making it when it is not there yet.

    It is made beside its place and then moved in, so that nobody meets it half done.
    """
    # A file that is the same may be read in another way after an upgrade.
    version = hashlib.sha256(FILE.read_bytes() + intake.RULES_VERSION.encode()).hexdigest()[:16]
    folder = home() / f"sample-{version}"
    if not (folder / "workspace.sqlite").exists():
        folders.make_home(home())
        with folders.writing():
            making = Path(tempfile.mkdtemp(dir=home(), prefix="sample-making-"))
            _fill(Workspace(making, None))
        try:
            making.rename(folder)
        except OSError:  # another process was faster
            shutil.rmtree(making)
    return Workspace(folder, None)


def _fill(workspace: Workspace) -> None:
    """Load the sample file as a person's own would be, taking every guess."""
    received = intake.receive(FILE, FILE.name, workspace.folder)
    staged = intake.stage(received, intake.Reading(), workspace.folder)
    profiles = intake.profile(staged)
    recipe = intake.guess(profiles, staged.reading)
    loaded = intake.write(staged, profiles, recipe, workspace.folder)
    workspace.keep_responses(
        loaded.schema, loaded.scale, loaded.digest, loaded.n_rows, loaded.currency
    )
