"""Load a file, say what its columns mean, and read its passport."""

from cx.ui import load

load.draw()
