"""CX Workbench. Start it with `make run`, or `streamlit run app.py`."""

from cx.ui import shell

shell.run()
