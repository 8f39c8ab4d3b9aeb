"""Workspaces made on purpose: small ones, empty ones, and one whose words try to be markup."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from cx import intake
from cx.store.workspace import Workspace
from cx.vocabulary import Role, Scale

NPS = Scale.conventional(0, 10)

SIX = """Score,Region,Wait,Price,Agent,Date
10,North,9,8,Ann,2025-01-01
9,South,9,7,Bob,2025-01-02
3,North,2,3,Ann,2025-01-03
7,South,6,6,Bob,2025-01-04
0,North,1,9,Ann,2025-01-05
8,South,7,5,Bob,2025-01-06
"""

# What a survey tool may hold and a screen may misread: markdown, HTML, formulas, colours, icons.
HOSTILE_NAME = "answers [1] **b** <i> $a$.csv"
HOSTILE_HEADERS = {
    Role.OUTCOME: "Score **b** :red[x]",
    Role.REGION: "Region $a$ <b>x</b>",
    Role.ACQUISITION_CHANNEL: "_Channel_ [l](http://outside.invalid/)",
    Role.PURCHASE_BEHAVIOUR: "Bought `c` ![i](http://outside.invalid/header.png)",
    Role.PERFORMER: "Agent ~~s~~",
    Role.CATEGORY: "Many :material/home:",
    Role.RESPONDED_AT: "Date",
}
HOSTILE_DRIVERS = ("Wait :blue[b]", "Price <i>p</i> & co")
HOSTILE_REGIONS = ("**North**", "<img src=x onerror=alert(1)>", "$x^2$", ":red[South]")
HOSTILE_CHANNELS = ("=1+1", "[a](http://outside.invalid/)", "# head", "- item")
HOSTILE_PURCHASES = ("`code`", "![i](http://outside.invalid/cell.png)")
N_LEVELS = 300


def hostile_file() -> str:
    """Write 3,000 answers whose headers and cells are full of markup."""
    rows = [
        (
            (i * 7 + i // 11) % 11,
            HOSTILE_REGIONS[i % 4],
            HOSTILE_CHANNELS[i // 4 % 4],
            HOSTILE_PURCHASES[i // 16 % 2],
            f"Agent *{i % 15}* <s>",
            f"level :green[{i % N_LEVELS}] $",
            f"2025-{i % 12 + 1:02d}-{i % 28 + 1:02d}",
            min(10, (i * 7 + i // 11) % 11 + 1 + i % 3),
            i % 13 % 10 + 1,
        )
        for i in range(3000)
    ]
    return _csv([*HOSTILE_HEADERS.values(), *HOSTILE_DRIVERS], rows)


def hostile() -> Workspace:
    """Load the hostile file, each column with the role it was made for."""
    roles = {header: role for role, header in HOSTILE_HEADERS.items()}
    roles.update(dict.fromkeys(HOSTILE_DRIVERS, Role.DRIVER))
    return load(hostile_file(), HOSTILE_NAME, roles)


def six() -> Workspace:
    """Load six rows, too few for almost everything."""
    roles = {
        "Score": Role.OUTCOME,
        "Region": Role.REGION,
        "Wait": Role.DRIVER,
        "Price": Role.DRIVER,
        "Agent": Role.PERFORMER,
        "Date": Role.RESPONDED_AT,
    }
    return load(SIX, "six.csv", roles)


def outcome_only() -> Workspace:
    """Load a file with one column, the outcome."""
    return load(
        _csv(["Score"], [(i % 11,) for i in range(60)]), "alone.csv", {"Score": Role.OUTCOME}
    )


def load(content: str, name: str, roles: Mapping[str, Role]) -> Workspace:
    """Load a file with an outcome of 0-10, as the Load page does; return its workspace."""
    workspace = Workspace.create()
    received = intake.receive(io.BytesIO(content.encode()), name, workspace.folder)
    staged = intake.stage(received, intake.Reading(), workspace.folder)
    profiles = intake.profile(staged)
    recipe = intake.guess(profiles, staged.reading)
    for header, role in roles.items():
        recipe = recipe.assign(header, role)
    loaded = intake.write(staged, profiles, recipe.with_scale(NPS), workspace.folder)
    workspace.keep_responses(
        loaded.schema, loaded.scale, loaded.digest, loaded.n_rows, loaded.currency
    )
    workspace.write("name", name)
    workspace.write("passport", loaded.passport.to_json())
    return workspace


def _csv(headers: Iterable[str], rows: Iterable[tuple[object, ...]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(headers)
    writer.writerows(rows)
    return written.getvalue()
