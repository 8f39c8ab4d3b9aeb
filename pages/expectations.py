"""Are expectations exceeded, met or missed, and does a miss weigh more than a gain?"""

from cx.chapters.segments import exhibits
from cx.chapters.segments.expectations import compare_expectations
from cx.ui import settings, shell, show
from cx.ui.asking import ask

responses = shell.open_page("expectations")
target = settings.target(responses)
result = ask(compare_expectations, responses)

show.findings(exhibits.how_often_exceeded(result))
shown = exhibits.of_expectations(result, target)
for exhibit in shown:
    show.exhibit(exhibit)
show.note(shown[0].base)
show.method("expectations")
