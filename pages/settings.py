"""What is set once and holds on every page: target, names, thresholds."""

from cx.ui import shell
from cx.ui.inputs import settings

workspace = shell.open_desk("settings")
settings.say_how_long(workspace)
settings.ask_target(workspace)
settings.ask_names(workspace)
settings.ask_thresholds(workspace)
settings.ask_realisation(workspace)
