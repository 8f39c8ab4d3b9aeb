"""How are we doing, is it real, and what matters most?"""

from cx.chapters.drivers import exhibits as drivers
from cx.chapters.drivers.ranking import rank_drivers
from cx.chapters.overview import exhibits
from cx.chapters.overview.level import describe_overview
from cx.chapters.performers import exhibits as performers
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.segments import exhibits as segments
from cx.chapters.segments.comparison import compare_segments
from cx.text import say
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import overview as inputs
from cx.vocabulary import Role

responses = shell.open_page("overview")
target = settings.target(responses)
top = show.place()
cards = 1 + responses.has(Role.DRIVER) + responses.has(Role.PERFORMER)
matters = show.Waiting(say("What matters most"), cards)
options = inputs.overview_options(responses)
result = ask(describe_overview, responses, options)
with top:
    show.metrics(exhibits.on_top(result))

if result.period is None:
    answers, line = show.place(), show.place()
else:
    line, answers = show.columns(1, 1)
with line:
    show.exhibit(exhibits.of_trend(result, target))
    show.findings(exhibits.against_target(result, target))
with answers:
    show.exhibit(exhibits.of_distribution(result))
show.method("overview")

matters.fill("segments", lambda: segments.largest(ask(compare_segments, responses)))
if responses.has(Role.DRIVER):
    matters.fill("drivers", lambda: drivers.of_ranking(ask(rank_drivers, responses))[0].finding)
if responses.has(Role.PERFORMER):
    matters.fill("performers", lambda: performers.headline(ask(compare_performers, responses)))
