"""How far apart are the best and the worst performers, luck taken out?"""

from cx.charts.performers import gap_dumbbells, scores_by_size
from cx.ui import cache, inputs, shell, show
from cx.words import performers

responses = shell.open_page("performers")
options = inputs.performer_options()
with show.working("Comparing performers with what luck alone would give"):
    result = cache.compare_performers(responses, options)

if result.gaps:
    show.chart(
        gap_dumbbells(result),
        finding=performers.headline(result),
        reading=performers.reading_gaps(result),
        alt=performers.alt_gaps(result),
        table=result.gap_table,
        name="performers-gaps",
    )
show.chart(
    scores_by_size(result),
    finding=performers.stand_outs(result),
    reading=performers.reading_scores(result),
    alt=performers.alt_scores(result),
    table=result.performers,
    name="performers-scores",
    on_select=inputs.filter_to_performer(result),
)
show.method("performers")
