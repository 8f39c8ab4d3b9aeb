"""The commands of `python -m cx`: each reads a file or a plan and returns its answer."""
