"""The frame of an HTML file that needs nothing else: it opens with the network cut."""

import html

_FRAME = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: system-ui, sans-serif; color: #1d2733; background: #fff; padding: 0 1rem; }}
{style}</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def html_file(title: str, style: str, body: str) -> bytes:
    """Write a file with this heading, plain text, over a body of HTML."""
    return _FRAME.format(title=html.escape(title), style=style, body=body).encode()
