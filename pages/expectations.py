"""Are expectations exceeded, met or missed, and does a miss weigh more than a gain?"""

from cx.chapters.segments.charts.expectations import share_bars, slope_dots
from cx.chapters.segments.expectations import compare_expectations
from cx.chapters.segments.words import expectations
from cx.ui import settings, shell, show
from cx.ui.asking import ask

responses = shell.open_page("expectations")
target = settings.target(responses)
result = ask(compare_expectations, responses)

show.findings([expectations.overall(result)])
weight = expectations.slopes(result)
show.chart(
    slope_dots(result, target),
    finding=weight,
    reading=expectations.reading_slopes(result, target),
    alt=expectations.alt(weight),
    table=result.slopes,
    name="expectations-slopes",
)
for column, shares in result.segments:
    said = expectations.segment(column, shares)
    show.chart(
        share_bars(shares),
        finding=said,
        reading=expectations.reading(),
        alt=expectations.alt(said),
        table=shares,
        name=f"expectations-{column.name}",
    )
show.note(expectations.left_out(result))
show.method("expectations")
