"""A business case as a plain record: the schema of `python -m cx case --json`, see docs/CLI.md."""

from __future__ import annotations

from dataclasses import asdict

from cx.chapters.case.assessment import BusinessCase
from cx.chapters.case.reading import write_plan
from cx.chapters.case.words import assessment as words
from cx.exports.record import Record, rows_of
from cx.text import say

_FIGURES = (
    "rate_per_quarter",
    "net_present_value",
    "net_present_value_excel",
    "benefit_today",
    "cost_today",
    "return_on_investment",
    "return_undiscounted",
    "internal_rate",
    "sign_changes",
    "modified_rate",
    "payback_quarters",
    "payback_discounted",
    "break_even",
    "need",
    "need_quarter",
)


def case_record(case: BusinessCase) -> Record:
    """Return the case and what it rests on; numbers are not rounded."""
    return {
        "name": case.plan.name,
        "currency": case.plan.currency or None,
        **{name: getattr(case, name) for name in _FIGURES},
        "delayed": {"one_quarter": case.delayed[0], "two_quarters": case.delayed[1]},
        "simulated": asdict(case.simulated),
        "cash": rows_of(case.cash.frame),
        "phases": rows_of(case.phases.frame),
        "initiatives": rows_of(case.initiatives.frame),
        "tornado": rows_of(case.tornado.frame),
        "would_prove_it_wrong": list(words.proofs_against(case)),
        "problems": [note.as_dict() for note in case.notes],
        "plan": write_plan(case.plan),
    }


def case_text(case: BusinessCase) -> str:
    """Write the case as a few lines that a person can read."""
    found = (
        words.headline(case),
        words.need(case),
        words.ratios(case),
        words.margins(case),
        words.hangs_on(case),
        words.asks(case),
    )
    lines = [line for finding in found for line in (finding.headline, f"  {finding.detail}")]
    proofs = [f"  {proof}" for proof in words.proofs_against(case)]
    notes = [say("Note: {sentence}", sentence=note.sentence) for note in case.notes]
    return "\n".join(
        [case.plan.name.upper(), *lines, say("What would prove it wrong"), *proofs, *notes]
    )
