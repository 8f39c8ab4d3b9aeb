"""How do customers score who bought more than intended, recently, often, or for much?"""

from cx.chapters.segments.bought import compare_bought
from cx.chapters.segments.charts.purchases import bought_dots, fifth_dots, together_dots
from cx.chapters.segments.rfm import group_by_rfm
from cx.chapters.segments.words import bought, rfm
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import purchases as inputs

responses = shell.open_page("purchases")
target = settings.target(responses)

with show.part("Bought less, as or more than intended"):
    against = ask(compare_bought, responses, inputs.bought_options(responses))
    said = bought.against_intention(against)
    show.chart(
        bought_dots(against, target),
        finding=said,
        reading=bought.reading(against),
        alt=bought.alt(said),
        table=against.groups,
        name="purchases-bought",
    )
    show.note(bought.left_out(against))

with show.part("Recency, frequency and monetary value"):
    grouped = ask(group_by_rfm, responses)
    show.note(rfm.what_is_missing(grouped))
    said = rfm.dimensions(grouped)
    show.chart(
        fifth_dots(grouped, target),
        finding=said,
        reading=rfm.reading_dimensions(),
        alt=rfm.alt(said),
        table=grouped.fifths,
        name="purchases-rfm",
    )
    if len(grouped.together):
        said = rfm.together(grouped)
        show.chart(
            together_dots(grouped, target),
            finding=said,
            reading=rfm.reading_together(),
            alt=rfm.alt(said),
            table=grouped.together,
            name="purchases-together",
        )
show.method("purchases")
