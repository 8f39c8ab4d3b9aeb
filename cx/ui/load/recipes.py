"""What the columns of a workspace's file mean: as kept, as of an earlier file, or guessed."""

from collections.abc import Sequence
from contextlib import suppress

from cx.intake import ColumnProfile, Recipe, Staged, guess, signature
from cx.plain import from_plain
from cx.problems import CxError
from cx.store.workspace import Workspace, recent_workspaces
from cx.ui import state
from cx.ui.load import carried, mapping
from cx.ui.load import profiles as profiles_of

_SEARCHED = 20  # earlier files, the latest first


def find(workspace: Workspace, profiles: Sequence[ColumnProfile], staged: Staged) -> Recipe:
    """Return the recipe so far: kept, offered by an earlier file, or guessed."""
    kept = workspace.read("recipe")
    if kept:
        recipe = Recipe.from_json(kept)
        if recipe.signature == signature(staged.headers):
            return recipe.with_reading(staged.reading)
    earlier = _earlier(workspace, signature(staged.headers))
    if earlier:
        recipe = Recipe.from_json(earlier.read("recipe"))
        carried.take_over(workspace, earlier)
    else:
        recipe = guess(profiles, staged.reading)
    workspace.write("from_earlier", earlier is not None)
    keep(workspace, recipe.with_reading(staged.reading))
    return recipe.with_reading(staged.reading)


def keep(workspace: Workspace, recipe: Recipe, *, shown: bool = False) -> None:
    """Keep what the columns mean; `shown` says that the table of columns shows it already."""
    workspace.write("recipe", recipe.to_json())
    if not shown:
        # A new number gives the table a new start, and its rows the order of what was kept. While
        # it shows what was kept, rows stay where the person is looking.
        workspace.write("edits", (workspace.read("edits") or 0) + 1)
        workspace.write("order", list(mapping.in_order(recipe)))


def ordered(
    workspace: Workspace, profiles: Sequence[ColumnProfile], recipe: Recipe
) -> list[ColumnProfile]:
    """Return the columns in the order in which the table shows them."""
    order = workspace.read("order") or mapping.in_order(recipe)
    places = {header: place for place, header in enumerate(order)}
    return sorted(profiles, key=lambda found: places.get(found.header, len(places)))


def guess_anew(workspace: Workspace) -> None:
    """Start from guesses instead of what an earlier file was taken for; call it from callbacks."""
    staged: Staged = from_plain(Staged, workspace.read("staged"))
    workspace.write("from_earlier", False)
    carried.leave_behind(workspace)
    keep(workspace, guess(profiles_of.profile(staged), staged.reading))


def _earlier(workspace: Workspace, columns: str) -> Workspace | None:
    """Find an earlier file with the same columns, as far as this person may know of it."""
    tokens = [state.previous_token(), *(line.token for line in recent_workspaces())]
    for token in tokens[:_SEARCHED]:
        if not token or token == workspace.token:
            continue
        with suppress(CxError):
            earlier = Workspace.open(token)
            kept = earlier.read("recipe") if earlier.read("passport") else None
            if kept and Recipe.from_json(kept).signature == columns:
                return earlier
    return None
