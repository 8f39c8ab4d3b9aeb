"""The answers of the command line as text that a person can read."""

from __future__ import annotations

from cx.chapters.case.assessment import BusinessCase
from cx.chapters.case.words import assessment as words
from cx.chapters.what_if import exhibits as what_if
from cx.chapters.what_if.model import WhatIfModel, WhatIfResult
from cx.chapters.what_if.words.evaluation import reading
from cx.plain import Record
from cx.text import numbers, say
from cx.vocabulary import Unit


def report(answer: Record) -> str:
    """Write the answers as a few lines each, with ranges and n."""
    writers = {
        "passport": _passport,
        "overview": _overview,
        "segments": _segments,
        "drivers": _drivers,
        "performers": _performers,
        "value": _value,
    }
    lines = [
        f"{p.get('analysis', p.get('part'))}: {p['what']} {p['fix']}"
        for p in answer["not_computed"]
    ]
    parts = [
        _section(name, write(answer[name])) for name, write in writers.items() if answer.get(name)
    ]
    return "\n\n".join([*parts, *([_section("not computed", lines)] if lines else [])])


def _passport(passport: Record) -> list[str]:
    return [
        f"{numbers.counted(passport['rows_read'], 'row')} read, "
        f"{numbers.count(passport['rows_used'])} used, "
        f"{numbers.count(passport['rows_left_out'])} left out",
        *(reason["sentence"] for reason in passport["left_out"]),
        *(f"{problem['what']} {problem['fix']}" for problem in passport["problems"]),
    ]


def _overview(overview: Record) -> list[str]:
    headline, net = overview["headline"], overview["net"]
    unit = Unit(headline["unit"])
    lines = [
        *_headlines(overview),
        f"{headline['name']} {numbers.number(headline['value'], unit)} "
        f"({numbers.interval(headline['low'], headline['high'], unit)}), "
        f"n {numbers.count(overview['n'])}",
        f"{net['name']} {numbers.points(net['points'])} "
        f"({numbers.interval(net['low'], net['high'])})",
    ]
    if overview["target_points"] is not None:
        lines.append(
            f"target {numbers.change(overview['target_points'])}: the range "
            f"{'' if overview['against_target'] == 'includes' else 'lies '}"
            f"{overview['against_target']} it"
        )
    if overview["trend_test"]:
        lines.append(f"trend: {numbers.p_value(overview['trend_test']['p_value'])}")
    return lines


def _segments(segments: Record) -> list[str]:
    rows = [
        f"{' / '.join(str(row[key]) for key in ('row', 'column') if key in row)}: "
        + (
            f"{numbers.points(row['points'])} "
            f"({numbers.interval(row['low'], row['high'])}), n {numbers.count(row['n'])}"
            if row["points"] is not None
            else f"n {numbers.count(row['n'])}, not scored"
        )
        for row in segments["rows"]
    ]
    return [*_headlines(segments), *rows]


def _drivers(drivers: Record) -> list[str]:
    lines = [
        f"{row['driver']}: {numbers.percent(row['importance'], 1)} "
        f"({numbers.percent(row['importance_low'], 1)} to "
        f"{numbers.percent(row['importance_high'], 1)}), {row['direction']}, {row['quadrant']}"
        for row in drivers["rows"]
    ]
    total = f"together {numbers.percent(drivers['r_squared'])}, n {numbers.count(drivers['n'])}"
    return [*_headlines(drivers), *lines, total]


def _performers(performers: Record) -> list[str]:
    verdict = "differ" if performers["distinguishable"] else "cannot be told apart"
    lines = [
        *_headlines(performers),
        f"{numbers.counted(performers['n_performers'], 'performer')} {verdict} "
        f"({numbers.p_value(performers['p_value'])})",
    ]
    lines += [
        f"best and worst {numbers.percent(gap['fraction'])}: shrunken gap "
        f"{numbers.points(gap['shrunk_gap_points'])} "
        f"({numbers.interval(gap['shrunk_gap_low'], gap['shrunk_gap_high'])}), raw "
        f"{numbers.points(gap['raw_gap_points'])}, luck alone "
        f"{numbers.points(gap['luck_gap_points'])}"
        for gap in performers["gaps"]
    ]
    return lines


def _value(value: Record) -> list[str]:
    lines = [f"{said['headline']}. {said['detail']}" for said in value["findings"]]
    return [*lines, value["assumed"]]


def _headlines(part: Record) -> list[str]:
    return [f"{said['headline']}." for said in part.get("findings", [])]


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([title.upper(), *(f"  {line}" for line in lines)])


def what_if_text(model: WhatIfModel, result: WhatIfResult) -> str:
    """Write what goes with the moves as a few lines."""
    score, *_ = what_if.of_result(model, result)
    found = (score.finding, *what_if.beside_result(result))
    lines = [f"{finding.headline}. {finding.detail}" for finding in found]
    lines += [what_if.caveat(), reading(model)]
    return _section(say("what if"), lines)


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
    notes = [f"Note: {note.sentence}" for note in case.notes]
    return "\n".join([case.plan.name.upper(), *lines, "What would prove it wrong", *proofs, *notes])
