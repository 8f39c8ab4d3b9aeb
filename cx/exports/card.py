"""A card as one HTML page to print: no script, nothing fetched, its picture drawn in it."""

import html

from cx.chapters.performers import exhibits
from cx.chapters.performers.card import PerformerCard
from cx.chapters.performers.words.naming import quarter
from cx.drawing.exhibit import Exhibit
from cx.exports.frame import html_file
from cx.text import numbers, say, translated

_STYLE = """body { margin: 2rem auto; max-width: 44rem; line-height: 1.45; }
h1 { font-size: 1.5rem; margin-bottom: 0.5rem; }
h2 { font-size: 1.1rem; margin: 1rem 0 0.2rem; }
p { margin: 0.2rem 0; }
section { break-inside: avoid; }
svg { width: 100%; height: auto; display: block; }
svg text { font: 13px system-ui, sans-serif; fill: #4a5764; }
table { border-collapse: collapse; }
th, td { text-align: right; padding: 0.15rem 0.8rem 0.15rem 0; font-weight: normal; }
th { color: #4a5764; }
th:first-child, td:first-child { text-align: left; }
blockquote { border-left: 3px solid #2b7bba; margin: 0.6rem 0; padding-left: 1rem; }
footer, figcaption { color: #4a5764; font-size: 0.9rem; margin-top: 0.6rem; }
figure { margin: 0.6rem 0; }
@page { margin: 15mm; }
@media print { body { margin: 0; max-width: none; } }
"""
_LEAST_HEIGHT = 4  # performers that the highest column stands for at the least
_APART = 50  # units of the picture between two numbers below it
_WIDTH, _HEIGHT, _FOOT, _EDGE = 680, 150, 44, 16  # of the picture, in its own units


def card_page(card: PerformerCard, name: str, note: str) -> bytes:
    """Write a card: what it says, place and trend, comments, and what it rests on."""
    parts = [*(_part(shown, card) for shown in exhibits.of_card(card, name)), _comments(card)]
    footer = f"<footer>{html.escape(note)}</footer>"
    return html_file(name, _STYLE, "\n".join(filter(None, [*parts, footer])))


def _part(shown: Exhibit, card: PerformerCard) -> str:
    below = ""
    if shown.name == "card-place":
        below = (
            f"<figure>{place_picture(card, shown.alt)}"
            f"<figcaption>{html.escape(shown.reading)}</figcaption></figure>"
        )
    elif shown.name == "card-trend":
        below = _quarters(card)
        if not below:
            return ""
    base = f"\n<p>{html.escape(shown.base)}</p>" if shown.base else ""
    return (
        f"<section><h2>{html.escape(shown.finding.headline)}</h2>\n"
        f"<p>{html.escape(shown.finding.detail)}</p>{below}</section>{base}"
    )


def place_picture(card: PerformerCard, alt: str) -> str:
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
        f'aria-label="{html.escape(alt)}">{columns}'
        f'<line x1="{mean}" x2="{mean}" y1="0" y2="{ground}" stroke="#4a5764" '
        'stroke-dasharray="2 3"/>'
        f'<line x1="{across(score.low)}" x2="{across(score.high)}" y1="{line}" y2="{line}" '
        'stroke="#2b7bba" stroke-width="3"/>'
        f'<path d="M{middle} {line - 8} l8 8 l-8 8 l-8 -8 z" fill="#2b7bba"/>{ends}</svg>'
    )


def _quarters(card: PerformerCard) -> str:
    """Write the scored quarters as a table; empty where there is none."""
    scored = card.trend.frame.dropna(subset=["points"])
    if scored.empty:
        return ""
    rows = "".join(
        f"<tr><td>{quarter(row['quarter'])}</td>"
        f"<td>{numbers.count(row['n'])}</td><td>{numbers.points(row['points'])}</td>"
        f"<td>{numbers.interval(row['low'], row['high'])}</td></tr>"
        for row in scored.to_dict("records")
    )
    named = (say("Quarter"), say("n"), translated(card.net_name), say("95 % range"))
    head = "".join(f"<th>{name}</th>" for name in named)
    return f"<table><tr>{head}</tr>{rows}</table>"


def _comments(card: PerformerCard) -> str:
    quotes = exhibits.quotes_on(card)
    if not quotes.texts:
        return f"<p>{html.escape(quotes.base)}</p>"
    quoted = "".join(f"<blockquote>{html.escape(text)}</blockquote>" for text in quotes.texts)
    return f"<section><h2>{quotes.title}</h2>{quoted}</section>"
