"""One performer on one page: score, place, trend, where to start, and what customers write."""

from cx.ui import card, card_inputs, inputs, shell, show

responses = shell.open_page("card")
with show.row():
    name = inputs.card_performer(responses)
    card_inputs.performer_links(shell.current_workspace(), responses, name)
with show.part(name):
    card.draw(responses, name)
show.method("performer card")
