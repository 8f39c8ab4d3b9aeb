"""What changed: who answered, or how they scored?"""

from cx.chapters.overview import exhibits
from cx.chapters.overview.bridge import bridge_scores
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import bridge as inputs

responses = shell.open_page("bridge")
target = settings.target(responses)
options = inputs.bridge_options(responses)
result = ask(bridge_scores, responses, options)

parts = exhibits.of_bridge(result, target)
show.exhibit(parts)
show.findings(exhibits.beside_bridge(result, target))
show.note(parts.base)
show.method("what changed")
