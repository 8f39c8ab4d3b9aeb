"""How do customers score who bought more than intended, recently, often, or for much?"""

from cx.chapters.segments import exhibits
from cx.chapters.segments.bought import compare_bought
from cx.chapters.segments.rfm import group_by_rfm
from cx.text import say
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import purchases as inputs

responses = shell.open_page("purchases")
target = settings.target(responses)

with show.part(say("Bought less, as or more than intended")):
    against = ask(compare_bought, responses, inputs.bought_options(responses))
    bought = exhibits.of_bought(against, target)
    show.exhibit(bought)
    show.note(bought.base)

with show.part(say("Recency, frequency and monetary value")):
    shown = exhibits.of_rfm(ask(group_by_rfm, responses), target)
    show.note(shown[0].base)
    for exhibit in shown:
        show.exhibit(exhibit)
show.method("purchases")
