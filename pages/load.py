"""Load a file, say what its columns mean, and read its passport."""

from cx.ui import load
from cx.ui.load import Step

workspace, step = load.open_page()
if step is Step.CHOOSE:
    load.choose_file()
elif step is Step.CONFIRM:
    load.confirm(workspace)
else:
    load.read_passport(workspace)
