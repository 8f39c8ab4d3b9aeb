"""A performer's card as one HTML page that opens with the network cut."""

from __future__ import annotations

import html
from collections.abc import Iterable

from cx.words.finding import Finding

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: system-ui, sans-serif; color: #1d2733; background: #fff; margin: 2rem auto;
  max-width: 44rem; padding: 0 1rem; line-height: 1.5; }}
h2 {{ font-size: 1.1rem; margin-bottom: 0.2rem; }}
blockquote {{ border-left: 3px solid #2b7bba; margin: 0.8rem 0; padding-left: 1rem; }}
footer {{ color: #4a5764; font-size: 0.9rem; }}
</style>
</head>
<body>
<h1>{title}</h1>
{findings}
{comments}
<footer>{note}</footer>
</body>
</html>
"""


def card_page(title: str, findings: Iterable[Finding], comments: Iterable[str], note: str) -> bytes:
    """Write a card: its findings, its comments, and what it rests on."""
    said = "\n".join(
        f"<h2>{html.escape(finding.headline)}</h2>\n<p>{html.escape(finding.detail)}</p>"
        for finding in findings
    )
    quoted = "\n".join(f"<blockquote>{html.escape(text)}</blockquote>" for text in comments)
    return _PAGE.format(
        title=html.escape(title), findings=said, comments=quoted, note=html.escape(note)
    ).encode()
