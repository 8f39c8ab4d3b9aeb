"""What is set once and holds on every page: target, names, thresholds."""

from cx.ui.inputs import settings

workspace = settings.open_page()
settings.ask_target(workspace)
settings.ask_names(workspace)
settings.ask_thresholds(workspace)
settings.ask_realisation(workspace)
