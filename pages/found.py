"""Are there kinds of customers who buy alike, and which groups score differently?"""

from cx.chapters.segments.charts.found import leaf_dots, search_bars, segment_dots
from cx.chapters.segments.found import find_segments
from cx.chapters.segments.tree import grow_segments
from cx.chapters.segments.words import found as found_segments
from cx.chapters.segments.words import tree as segment_tree
from cx.ui import settings, shell, show
from cx.ui.asking import ask
from cx.ui.inputs import found as inputs

responses = shell.open_page("found")
target = settings.target(responses)

with show.part("Customers who buy alike"):
    options = inputs.found_options()
    with show.working("Looking for groups that come back"):
        found = ask(find_segments, responses, options)
    show.findings([found_segments.groups(found)])
    if len(found.groups):
        said = found_segments.scores(found)
        show.chart(
            segment_dots(found, target),
            finding=said,
            reading=found_segments.reading_scores(),
            alt=found_segments.alt(said),
            table=found.groups,
            name="found-segments",
        )
    said = found_segments.tried(found)
    show.chart(
        search_bars(found),
        finding=said,
        reading=found_segments.reading_tried(found),
        alt=found_segments.alt(said),
        table=found.tried,
        name="found-tried",
    )
    show.note(found_segments.how_many(found))

with show.part("Customers who score differently"):
    tree = ask(grow_segments, responses)
    said = segment_tree.splits(tree)
    if len(tree.leaves):
        show.chart(
            leaf_dots(tree, target),
            finding=said,
            reading=segment_tree.reading(tree),
            alt=segment_tree.alt(said),
            table=tree.leaves,
            name="found-tree",
        )
    else:
        show.findings([said])
    show.note(segment_tree.inputs(tree))
show.method("found segments")
