"""Are there kinds of customers who buy alike, and which groups score differently?"""

from cx.chapters.segments import exhibits
from cx.chapters.segments.found import find_segments
from cx.chapters.segments.tree import grow_segments
from cx.text import say
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import found as inputs

responses = shell.open_page("found")
target = settings.target(responses)

with show.part(say("Customers who buy alike")):
    options = inputs.found_options()
    with show.working(say("Looking for groups that come back")):
        found = ask(find_segments, responses, options)
    show.findings(exhibits.kinds(found))
    shown = exhibits.of_found(found, target)
    for exhibit in shown:
        show.exhibit(exhibit)
    show.note(shown[-1].base)

with show.part(say("Customers who score differently")):
    tree = exhibits.of_tree(ask(grow_segments, responses), target)
    show.exhibit(tree)
    show.note(tree.base)
show.method("found segments")
