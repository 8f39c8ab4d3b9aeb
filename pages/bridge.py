"""What changed: who answered, or how they scored?"""

from cx.chapters.overview.bridge import bridge_scores
from cx.chapters.overview.charts.bridge import waterfall
from cx.chapters.overview.words import bridge
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import bridge as inputs

responses = shell.open_page("bridge")
target = settings.target(responses)
options = inputs.bridge_options(responses)
result = ask(bridge_scores, responses, options)

show.chart(
    waterfall(result, target),
    finding=bridge.change(result),
    reading=bridge.reading(result),
    alt=bridge.alt(result),
    table=result.cells,
    name="bridge-parts",
)
most = bridge.cell(result)
show.findings([*([most] if most else []), *bridge.against_target(result, target)])
show.note(bridge.left_out(result))
show.method("what changed")
