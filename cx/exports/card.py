"""A card as one HTML page to print: no script, nothing fetched, its picture drawn in it."""

from __future__ import annotations

import html
from collections.abc import Iterable

from cx.chapters.performers.card import PerformerCard
from cx.chapters.performers.words import card as words
from cx.text import numbers
from cx.text.finding import Finding

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: system-ui, sans-serif; color: #1d2733; background: #fff; margin: 2rem auto;
  max-width: 44rem; padding: 0 1rem; line-height: 1.45; }}
h1 {{ font-size: 1.5rem; margin-bottom: 0.5rem; }}
h2 {{ font-size: 1.1rem; margin: 1rem 0 0.2rem; }}
p {{ margin: 0.2rem 0; }}
section {{ break-inside: avoid; }}
svg {{ width: 100%; height: auto; display: block; }}
svg text {{ font: 13px system-ui, sans-serif; fill: #4a5764; }}
table {{ border-collapse: collapse; }}
th, td {{ text-align: right; padding: 0.15rem 0.8rem 0.15rem 0; font-weight: normal; }}
th {{ color: #4a5764; }}
th:first-child, td:first-child {{ text-align: left; }}
blockquote {{ border-left: 3px solid #2b7bba; margin: 0.6rem 0; padding-left: 1rem; }}
footer, figcaption {{ color: #4a5764; font-size: 0.9rem; margin-top: 0.6rem; }}
figure {{ margin: 0.6rem 0; }}
@page {{ margin: 15mm; }}
@media print {{ body {{ margin: 0; max-width: none; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
{parts}
<footer>{note}</footer>
</body>
</html>
"""
_LEAST_HEIGHT = 4  # performers that the highest column stands for at the least
_APART = 50  # units of the picture between two numbers below it
_WIDTH, _HEIGHT, _FOOT, _EDGE = 680, 150, 44, 16  # of the picture, in its own units


def card_page(card: PerformerCard, name: str, note: str) -> bytes:
    """Write a card: what it says, place and trend, comments, and what it rests on."""
    score, *drivers = words.findings(card, name)
    parts = [_said(score), _place(card), *map(_said, drivers), _trend(card), _comments(card)]
    return _PAGE.format(
        title=html.escape(name), parts="\n".join(filter(None, parts)), note=html.escape(note)
    ).encode()


def _said(finding: Finding, below: str = "") -> str:
    return (
        f"<section><h2>{html.escape(finding.headline)}</h2>\n"
        f"<p>{html.escape(finding.detail)}</p>{below}</section>"
    )


def _place(card: PerformerCard) -> str:
    if not len(card.places):
        return f"<p>{html.escape(words.no_place(card))}</p>"
    caption = html.escape(words.reading_place(card))
    return _said(
        words.place(card),
        f"<figure>{place_picture(card)}<figcaption>{caption}</figcaption></figure>",
    )


def place_picture(card: PerformerCard) -> str:
    """Draw the scores of all as grey columns and the own one as a blue mark with its range: SVG."""
    frame, score = card.places.frame, card.score
    points = frame["rounded_points"].to_numpy(float)
    low, high = min(points.min(), score.low) - 1, max(points.max(), score.high) + 1
    scale = (_WIDTH - 2 * _EDGE) / (high - low)
    ground = _HEIGHT - _FOOT

    def across(value: float) -> str:
        return f"{_EDGE + (value - low) * scale:.1f}"

    # One performer alone is a low column, not a full one.
    most, width = max(frame["n_performers"].max(), _LEAST_HEIGHT), max(min(scale * 0.8, 12.0), 1.0)
    columns = "".join(
        f'<rect x="{float(across(at)) - width / 2:.1f}" width="{width:.1f}" '
        f'y="{ground - (ground - 8) * n / most:.1f}" height="{(ground - 8) * n / most:.1f}" '
        'fill="#b9c0c8"/>'
        for at, n in zip(points, frame["n_performers"], strict=True)
    )
    mean, middle, line = across(card.mean_points), across(score.value), ground + 10
    ends = "".join(
        f'<text x="{across(at)}" y="{_HEIGHT - 6}" text-anchor="{anchor}">'
        f"{numbers.points(at)}</text>"
        for at, anchor in ((low, "start"), (score.value, "middle"), (high, "end"))
        # A number near an end would be written over it.
        if at in (low, high) or min(at - low, high - at) * scale > _APART
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{html.escape(words.alt_place(card))}">{columns}'
        f'<line x1="{mean}" x2="{mean}" y1="0" y2="{ground}" stroke="#4a5764" '
        'stroke-dasharray="2 3"/>'
        f'<line x1="{across(score.low)}" x2="{across(score.high)}" y1="{line}" y2="{line}" '
        'stroke="#2b7bba" stroke-width="3"/>'
        f'<path d="M{middle} {line - 8} l8 8 l-8 8 l-8 -8 z" fill="#2b7bba"/>{ends}</svg>'
    )


def _trend(card: PerformerCard) -> str:
    scored = card.trend.frame.dropna(subset=["points"])
    if scored.empty:
        return ""
    rows = "".join(
        f"<tr><td>Q{row['quarter'].quarter} {row['quarter'].year}</td>"
        f"<td>{numbers.count(row['n'])}</td><td>{numbers.points(row['points'])}</td>"
        f"<td>{numbers.interval(row['low'], row['high'])}</td></tr>"
        for row in scored.to_dict("records")
    )
    head = f"<tr><th>Quarter</th><th>n</th><th>{card.net_name}</th><th>{numbers.RANGE}</th></tr>"
    return _said(words.trend(card), f"<table>{head}{rows}</table>")


def _comments(card: PerformerCard) -> str:
    if not card.comments:
        return f"<p>{html.escape(words.no_comments(card))}</p>"
    quoted: Iterable[str] = (f"<blockquote>{html.escape(c)}</blockquote>" for c in card.comments)
    return f"<section><h2>{words.comments(card)}</h2>{''.join(quoted)}</section>"
