"""Workspaces made on purpose: small ones, empty ones, and one whose words try to be markup."""

import csv
import io
import shutil
from collections.abc import Iterable, Mapping

from cx import intake
from cx.asking import name_of
from cx.store.workspace import Workspace, home
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


NAMED = ("Anna King", "Abe Kerr", "Zoë O'Neill", "agent_17", "agent_4", "王小明", "Will de Wit")
NAMED_MORE = tuple(f"Given{letter} Family{letter}" for letter in "ABCDEFGH")


def named() -> Workspace:
    """Load answers that name their performers in three columns: agent, coach, and the comments."""
    names = (*NAMED, *NAMED_MORE)
    rows = []
    for row in range(1_500):
        who = row % len(names)
        score = min(10, max(0, 4 + who % 5 + (row * 7919) % 5 - (row * 31) % 3))
        rows.append(
            (
                score,
                names[who],
                names[(who + 1) % len(names)],
                ("North", "South")[who % 2],
                ("Web", "Shop", "Phone")[row % 3],
                f"2025-{1 + row % 12:02}-{1 + row % 28:02}",
                (row * 13) % 11,
                min(10, score + row % 2),
                f"{10 + score * 3 + row % 7}.00",
                f"{names[who]} and {names[who].upper()} said: {names[(who + 3) % len(names)]}, no.",
            )
        )
    roles = {
        "Score": Role.OUTCOME,
        "Agent": Role.PERFORMER,
        "Coach": Role.CATEGORY,
        "Region": Role.REGION,
        "Channel": Role.ACQUISITION_CHANNEL,
        "Date": Role.RESPONDED_AT,
        "Wait": Role.DRIVER,
        "Staff": Role.DRIVER,
        "Spend": Role.SPEND,
        "Said": Role.COMMENT,
    }
    return load(_csv(roles, rows), "named.csv", roles)


def outcome_only() -> Workspace:
    """Load a file with one column, the outcome."""
    return load(
        _csv(["Score"], [(i % 11,) for i in range(60)]), "alone.csv", {"Score": Role.OUTCOME}
    )


def load(content: str, name: str, roles: Mapping[str, Role]) -> Workspace:
    """Load a file with an outcome of 0-10, as the Load page does; return its workspace.

    What was loaded before in this home is copied: loading it again would write the same.
    """
    workspace = Workspace.create()
    before = home() / "loaded before" / name_of(content, name, dict(roles))
    if before.exists():
        shutil.copytree(before, workspace.folder, dirs_exist_ok=True)
    else:
        _fill(workspace, content, name, roles)
        shutil.copytree(workspace.folder, before)
    return workspace


def _fill(workspace: Workspace, content: str, name: str, roles: Mapping[str, Role]) -> None:
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


def _csv(headers: Iterable[str], rows: Iterable[tuple[object, ...]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(headers)
    writer.writerows(rows)
    return written.getvalue()
