"""One performer on one page: score, place, trend, where to start, and what customers write."""

from cx.ui import card, shell, show, workspaces
from cx.ui.inputs import card as inputs

responses = shell.open_page("card")
with show.row():
    name = inputs.card_performer(responses)
    inputs.performer_links(workspaces.current(), responses, name)
with show.part(name):
    card.draw(responses, name)
show.method("performer card")
