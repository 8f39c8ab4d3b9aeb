"""What drives the score, and where to start?"""

from cx.chapters.drivers import exhibits
from cx.chapters.drivers.boosting import check_with_boosting
from cx.chapters.drivers.interactions import compare_drivers_by_group
from cx.chapters.drivers.penalty_reward import contrast_penalties
from cx.chapters.drivers.ranking import rank_drivers
from cx.text import say
from cx.ui import shell, show
from cx.ui.asking import ask
from cx.ui.inputs import drivers as inputs

responses = shell.open_page("drivers")
with show.working(say("Ranking the drivers and testing the ranking on resampled responses")):
    options = inputs.driver_options(responses)
    by_headline = ask(rank_drivers, responses, options)
ranking = by_headline.by(inputs.driver_method(by_headline))

show.findings(exhibits.trust_in(ranking))
show.exhibits(exhibits.of_ranking(ranking))
show.findings(exhibits.beside_ranking(ranking))
show.note(exhibits.of_ranking(ranking)[0].base)

contrast = ask(contrast_penalties, responses, inputs.penalty_options(options))
show.exhibits([exhibits.of_penalties(contrast, trusted=ranking.trusted)])

by_group = ask(compare_drivers_by_group, responses, inputs.interaction_options(options))
show.findings(exhibits.alike_in_groups(by_group))
for exhibit in exhibits.of_groups(by_group):
    show.exhibit(exhibit)

if inputs.wants_boosting():
    with show.working(say("Predicting responses that the models have not seen")):
        check = ask(check_with_boosting, responses, inputs.boosting_options(options))
    show.exhibit(exhibits.of_boosting(check))
show.method("drivers")
