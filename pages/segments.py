"""How do customers of each acquisition channel and purchase behaviour score?"""

from cx.chapters.segments import exhibits
from cx.chapters.segments.comparison import compare_segments
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import segments as inputs

responses = shell.open_page("segments")
target = settings.target(responses)
options = inputs.segment_options(responses)
result = ask(compare_segments, responses, options)

cells = exhibits.of_cells(result)
show.exhibit(cells, on_select=inputs.filter_to_cell(result))
show.note(cells.base)

margins = exhibits.of_margins(result, target)
aimed = exhibits.margins_against_target(result, target)
for place, margin, said in zip(show.columns(1, 1), margins, aimed, strict=False):
    with place:
        show.exhibit(margin)
        show.findings(said)
show.method("segments")
