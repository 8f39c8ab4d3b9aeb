"""A business case on one page for the board: prints on one sheet, opens with the network cut."""

import html

from cx.chapters.case import exhibits
from cx.chapters.case.assessment import BusinessCase
from cx.exports.frame import html_file
from cx.text import numbers, say, translated
from cx.vocabulary import Table

_STYLE = """@page { size: A4; margin: 14mm; }
body { margin: 1.5rem auto; max-width: 52rem; line-height: 1.45; font-size: 0.95rem; }
h1 { font-size: 1.5rem; margin-bottom: 0.2rem; }
h2 { font-size: 1.05rem; margin: 1.1rem 0 0.2rem; }
p { margin: 0.2rem 0; }
.question { font-size: 1.1rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: right; padding: 0.25rem 0.5rem; border-bottom: 1px solid #d5dbe1; }
th:first-child, td:first-child { text-align: left; }
footer { color: #4a5764; font-size: 0.85rem; margin-top: 1rem; }
"""


def case_page(case: BusinessCase) -> bytes:
    """Write the case: the question, the gap, the return with its range, the ask, the proofs."""
    plan, cash = case.plan, exhibits.of_cash(case)
    returned, *beside = exhibits.what_it_returns(case)
    said = "\n".join(
        f"<h2>{html.escape(finding.headline)}</h2>\n<p>{html.escape(finding.detail)}</p>"
        for finding in (returned, cash.finding, *beside)
    )
    proofs = "".join(f"<li>{html.escape(proof)}</li>" for proof in exhibits.proofs_against(case))
    chart = cash.draw().to_html(full_html=False, include_plotlyjs=True) if cash.draw else ""
    body = f"""<p class="question">{html.escape(plan.question)}</p>
<p>{html.escape(plan.gap)}</p>
{said}
<h2>{say("The ask, phase by phase")}</h2>
{_rows(case.phases, plan.currency)}
<div role="img" aria-label="{html.escape(cash.alt)}">{chart}</div>
<h2>{say("What would prove it wrong")}</h2>
<ul>{proofs}</ul>
<footer>{html.escape(cash.reading)}</footer>"""
    return html_file(plan.name, _STYLE, body)


def _rows(table: Table, currency: str) -> str:
    """Write a table by the labels and units of its fields."""
    head = "".join(f"<th>{html.escape(translated(field.label))}</th>" for field in table.fields)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td>{html.escape(numbers.number(row[field.name], field.unit, currency))}</td>"
            for field in table.fields
        )
        + "</tr>"
        for row in table.frame.to_dict("records")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
