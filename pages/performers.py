"""How far apart are the best and the worst performers, luck taken out?"""

from cx.chapters.performers import exhibits
from cx.chapters.performers.consistency import measure_consistency
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.performers.like_for_like import LikeForLikeOptions, compare_like_for_like
from cx.chapters.performers.recognition import recognise
from cx.chapters.performers.standards import compare_standard, compare_standards
from cx.chapters.performers.tiers_within import tier_within
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
with show.working(say("Comparing performers with what luck alone would give")):
    result = ask(compare_performers, responses, options)

for exhibit in exhibits.of_gaps(result):
    show.exhibit(exhibit)
of_all = {"scores": exhibits.of_scores, "funnel": exhibits.of_funnel}[inputs.performer_view()]
everybody = of_all(result, target)
show.exhibit(everybody, on_select=inputs.choose_performer(everybody.name))
inputs.chosen_performer(result)
show.findings(exhibits.against_target(result, target))

with show.part(say("What the gap is worth")):
    worth = ask(value_gap, responses, inputs.worth_options(options))
    show.findings_beside(value_exhibits.gap_is_worth(worth))

with show.part(say("Three gaps")):
    asked_standard = inputs.standard_options(responses, options)
    gaps = [asked for asked in (inputs.spend_options(responses, options), asked_standard) if asked]
    places = show.columns(*[1] * (1 + len(gaps)))
    with places[0]:
        show.findings([exhibits.headline(result)])
    # Any of them could have been chosen, so each is judged as one of all.
    every = {gap.options.standard: gap for gap in ask(compare_standards, responses, options.method)}
    for place, chosen in zip(places[1:], gaps, strict=True):
        with place:
            gap = every.get(chosen.standard) or ask(compare_standard, responses, chosen)
            show.findings([exhibits.on_standard(gap)])

with show.part(say("Like for like")):
    like = ask(compare_like_for_like, responses, LikeForLikeOptions(method=options.method))
    show.exhibit(exhibits.of_like_for_like(like))

with show.part(say("Within a team or region")):
    asked = inputs.within_options(responses, options)
    if asked:
        within = ask(tier_within, responses, asked)
        show.exhibit(exhibits.of_tiers_within(within, target))

with show.part(say("Consistency")):
    show.exhibit(exhibits.of_consistency(ask(measure_consistency, shown)))

with show.part(say("Quarter on quarter")):
    recognised = ask(recognise, shown)
    show.findings([exhibits.most_improved(recognised)])
    show.exhibit(exhibits.of_quarters(recognised))
show.method("performers")
