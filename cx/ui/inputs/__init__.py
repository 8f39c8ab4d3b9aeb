"""Widgets turned into frozen objects: the filters, and the options of each page."""
