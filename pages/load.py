"""Load a file, say what its columns mean, and read its passport."""

from cx.ui.load import page as load

load.draw()
