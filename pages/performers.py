"""How far apart are the best and the worst performers, luck taken out?"""

from cx.chapters.performers.charts.gaps import funnel_plot, gap_dumbbells, scores_by_size
from cx.chapters.performers.charts.like_for_like import gap_before_and_after
from cx.chapters.performers.charts.recognition import gap_by_quarter, spread_by_level
from cx.chapters.performers.charts.tiers_within import scores_within
from cx.chapters.performers.consistency import measure_consistency
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.performers.like_for_like import LikeForLikeOptions, compare_like_for_like
from cx.chapters.performers.recognition import recognise
from cx.chapters.performers.standards import compare_standard
from cx.chapters.performers.tiers_within import tier_within
from cx.chapters.performers.words import gaps as performers
from cx.chapters.performers.words import like_for_like, recognition, tiers_within
from cx.chapters.performers.words import standards as performer_gaps
from cx.chapters.value import exhibits as value_exhibits
from cx.chapters.value.gap_worth import value_gap
from cx.text import say
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import performers as inputs

shown = shell.open_page("performers")
target = settings.target(shown)
with show.row():
    responses = inputs.with_enough_each(shown)
    options = inputs.performer_options()
with show.working("Comparing performers with what luck alone would give"):
    result = ask(compare_performers, responses, options)

if result.gaps:
    show.chart(
        gap_dumbbells(result),
        finding=performers.headline(result),
        reading=performers.reading_gaps(result),
        alt=performers.alt_gaps(result),
        table=result.gap_table,
        name="performers-gaps",
    )
view = inputs.performer_view()
if view == "funnel":
    show.chart(
        funnel_plot(result, target),
        finding=performers.funnel(result),
        reading=performers.reading_funnel(result),
        alt=performers.alt_funnel(result),
        table=result.performers,
        name="performers-funnel",
        on_select=inputs.choose_performer("performers-funnel"),
    )
else:
    show.chart(
        scores_by_size(result, target),
        finding=performers.stand_outs(result),
        reading=performers.reading_scores(result),
        alt=performers.alt_scores(result),
        table=result.performers,
        name="performers-scores",
        on_select=inputs.choose_performer("performers-scores"),
    )
inputs.chosen_performer(result)
show.findings(performers.against_target(result, target))

with show.part(say("What the gap is worth")):
    worth = ask(value_gap, responses, inputs.worth_options(options))
    show.findings_beside(value_exhibits.gap_is_worth(worth))

with show.part("Three gaps"):
    asked_standard = inputs.standard_options(responses, options)
    gaps = [asked for asked in (inputs.spend_options(responses, options), asked_standard) if asked]
    places = show.columns(*[1] * (1 + len(gaps)))
    with places[0]:
        show.findings([performers.headline(result)])
    for place, gap in zip(places[1:], gaps, strict=True):
        with place:
            show.findings([performer_gaps.headline(ask(compare_standard, responses, gap))])

with show.part("Like for like"):
    like = ask(compare_like_for_like, responses, LikeForLikeOptions(method=options.method))
    if like.before is None:
        show.findings([like_for_like.headline(like)])
    else:
        show.chart(
            gap_before_and_after(like),
            finding=like_for_like.headline(like),
            reading=like_for_like.reading(like),
            alt=like_for_like.alt(like),
            table=like.performers,
            name="performers-like-for-like",
        )

with show.part("Within a team or region"):
    asked = inputs.within_options(responses, options)
    if asked:
        within = ask(tier_within, responses, asked)
        show.chart(
            scores_within(within, target),
            finding=tiers_within.headline(within),
            reading=tiers_within.reading(within),
            alt=tiers_within.alt(within),
            table=within.members,
            name="performers-within",
        )

with show.part("Consistency"):
    consistency = ask(measure_consistency, shown)
    show.chart(
        spread_by_level(consistency),
        finding=recognition.steady(consistency),
        reading=recognition.reading_spread(consistency),
        alt=recognition.alt_spread(consistency),
        table=consistency.performers,
        name="performers-consistency",
    )

with show.part("Quarter on quarter"):
    recognised = ask(recognise, shown)
    show.findings([recognition.improved(recognised)])
    if len(recognised.quarters):
        show.chart(
            gap_by_quarter(recognised),
            finding=recognition.compounding(recognised),
            reading=recognition.reading_quarters(recognised),
            alt=recognition.alt_quarters(recognised),
            table=recognised.quarters,
            name="performers-quarters",
        )
    else:
        show.findings([recognition.compounding(recognised)])
show.method("performers")
