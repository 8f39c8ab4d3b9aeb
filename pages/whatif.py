"""What score goes with better ratings, another mix of customers, or a smaller performer gap?"""

from cx.analyses.what_if import WhatIfOptions, evaluate
from cx.charts.what_if import outcome_fan, score_ranges, share_bars
from cx.ui import cache, settings, shell, show
from cx.ui.inputs import what_if as inputs
from cx.words import what_if as words

responses = shell.open_page("whatif")
target = settings.target(responses)
options = WhatIfOptions()
with show.working("Fitting what goes with the score"):
    model = cache.fit_what_if(responses, options)


def simulator() -> None:
    """Draw sliders and answer side by side."""
    left, right = show.columns(2, 3)
    with left:
        moves = inputs.moves(model)
    with right, show.refusals():
        show.standing(words.NO_PROOF)
        result = evaluate(model, moves)
        first, *others = words.findings(result)
        show.chart(
            score_ranges(result, target),
            finding=first,
            reading=words.SCORE_READING,
            alt=words.alt_score(result),
            table=result.fan,
            name="whatif-score",
        )
        show.findings(others)
        show.chart(
            share_bars(result),
            finding=words.shares_finding(result),
            reading=words.reading(model),
            alt=words.alt_shares(result),
            table=result.shares,
            name="whatif-shares",
        )
        show.chart(
            outcome_fan(result),
            finding=words.fan_finding(result),
            reading=words.FAN_READING,
            alt=words.alt_fan(result),
            table=result.fan,
            name="whatif-fan",
        )


show.alone(simulator)
show.method("what-if")
