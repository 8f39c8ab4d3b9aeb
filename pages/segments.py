"""How do customers of each acquisition channel and purchase behaviour score?"""

from cx.chapters.segments.charts.comparison import margin_dots, score_grid
from cx.chapters.segments.comparison import compare_segments
from cx.chapters.segments.words import comparison as segments
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import segments as inputs

responses = shell.open_page("segments")
target = settings.target(responses)
options = inputs.segment_options(responses)
result = ask(compare_segments, responses, options)

show.chart(
    score_grid(result),
    finding=segments.cells(result),
    reading=segments.reading_grid(result),
    alt=segments.alt_grid(result),
    table=result.cells,
    name="segments-grid",
    on_select=inputs.filter_to_cell(result),
)
show.note(segments.missing(result))

for place, (column, scores) in zip(show.columns(1, 1), segments.margins(result), strict=False):
    with place:
        show.chart(
            margin_dots(scores, result.net.value, result.scale.net_name, target),
            finding=segments.margin(column, scores),
            reading=segments.reading_margin(scores),
            alt=segments.alt_margin(column, scores),
            table=scores,
            name=f"segments-{column.name}",
        )
        show.findings(segments.against_target(column, scores, target))
show.method("segments")
