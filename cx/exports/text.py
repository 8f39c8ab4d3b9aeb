"""The answers of the command line as text that a person can read."""

from cx.chapters.case import exhibits
from cx.chapters.case.assessment import BusinessCase
from cx.chapters.case.words import assessment as words
from cx.chapters.what_if import exhibits as what_if
from cx.chapters.what_if.model import WhatIfModel, WhatIfResult
from cx.chapters.what_if.words.evaluation import reading
from cx.plain import Record
from cx.text import numbers, say, say_n, translated
from cx.vocabulary import Unit


def report(answer: Record) -> str:
    """Write the answers as a few lines each, with ranges and n."""
    writers = {
        "passport": (say("passport"), _passport),
        "overview": (say("overview"), _overview),
        "segments": (say("segments"), _segments),
        "drivers": (say("drivers"), _drivers),
        "performers": (say("performers"), _performers),
        "value": (say("value"), _value),
    }
    lines = [
        f"{p.get('analysis', p.get('part'))}: {p['what']} {p['fix']}"
        for p in answer["not_computed"]
    ]
    parts = [
        _section(title, write(answer[name]))
        for name, (title, write) in writers.items()
        if answer.get(name)
    ]
    return "\n\n".join([*parts, *([_section(say("not computed"), lines)] if lines else [])])


def _passport(passport: Record) -> list[str]:
    return [
        say_n(
            "{n} row read, {used} used, {left_out} left out",
            "{n} rows read, {used} used, {left_out} left out",
            passport["rows_read"],
            used=passport["rows_used"],
            left_out=passport["rows_left_out"],
        ),
        *(reason["sentence"] for reason in passport["left_out"]),
        *(f"{problem['what']} {problem['fix']}" for problem in passport["problems"]),
    ]


def _overview(overview: Record) -> list[str]:
    headline, net = overview["headline"], overview["net"]
    unit = Unit(headline["unit"])
    lines = [
        *_headlines(overview),
        say(
            "{name} {value} ({range}), n {n}",
            name=headline["name"],
            value=numbers.number(headline["value"], unit),
            range=numbers.interval(headline["low"], headline["high"], unit),
            n=overview["n"],
        ),
        say(
            "{name} {value} ({range})",
            name=net["name"],
            value=numbers.points(net["points"]),
            range=numbers.interval(net["low"], net["high"]),
        ),
    ]
    if overview["target_points"] is not None:
        goal = numbers.change(overview["target_points"])
        side = {
            "above": say("target {goal}: the range lies above it", goal=goal),
            "below": say("target {goal}: the range lies below it", goal=goal),
            "includes": say("target {goal}: the range includes it", goal=goal),
        }
        lines.append(side[overview["against_target"]])
    if overview["trend_test"]:
        lines.append(say("trend: {p}", p=numbers.p_value(overview["trend_test"]["p_value"])))
    return lines


def _segments(segments: Record) -> list[str]:
    rows = []
    for row in segments["rows"]:
        group = " / ".join(str(row[key]) for key in ("row", "column") if key in row)
        if row["points"] is None:
            rows.append(say("{group}: n {n}, not scored", group=group, n=row["n"]))
            continue
        rows.append(
            say(
                "{group}: {points} ({range}), n {n}",
                group=group,
                points=numbers.points(row["points"]),
                range=numbers.interval(row["low"], row["high"]),
                n=row["n"],
            )
        )
    return [*_headlines(segments), *rows]


def _drivers(drivers: Record) -> list[str]:
    lines = [
        say(
            "{driver}: {share} ({range}), {direction}, {quadrant}",
            driver=row["driver"],
            share=numbers.percent(row["importance"], 1),
            range=numbers.interval(row["importance_low"], row["importance_high"], Unit.SHARE),
            direction=translated(row["direction"]),
            quadrant=translated(row["quadrant"]),
        )
        for row in drivers["rows"]
    ]
    together = say(
        "together {share}, n {n}", share=numbers.percent(drivers["r_squared"]), n=drivers["n"]
    )
    return [*_headlines(drivers), *lines, together]


def _performers(performers: Record) -> list[str]:
    n, p = performers["n_performers"], numbers.p_value(performers["p_value"])
    verdict = (
        say_n("{n} performer differs ({p})", "{n} performers differ ({p})", n, p=p)
        if performers["distinguishable"]
        else say_n(
            "{n} performer cannot be told apart ({p})",
            "{n} performers cannot be told apart ({p})",
            n,
            p=p,
        )
    )
    gaps = [
        say(
            "best and worst {share}: shrunken gap {gap} ({range}), raw {raw}, luck alone {luck}",
            share=numbers.percent(gap["fraction"]),
            gap=numbers.points(gap["shrunk_gap_points"]),
            range=numbers.interval(gap["shrunk_gap_low"], gap["shrunk_gap_high"]),
            raw=numbers.points(gap["raw_gap_points"]),
            luck=numbers.points(gap["luck_gap_points"]),
        )
        for gap in performers["gaps"]
    ]
    return [*_headlines(performers), verdict, *gaps]


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
    found = exhibits.findings(case)
    lines = [line for finding in found for line in (finding.headline, f"  {finding.detail}")]
    proofs = [f"  {proof}" for proof in words.proofs_against(case)]
    notes = [say("Note: {note}", note=note.sentence) for note in case.problems]
    return "\n".join(
        [case.plan.name.upper(), *lines, say("What would prove it wrong"), *proofs, *notes]
    )
