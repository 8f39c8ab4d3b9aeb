import subprocess
import sys
from dataclasses import replace

import pandas as pd
import pytest

from cx.store.settings import DOCUMENT, Settings, outcome_of
from cx.store.workspace import Workspace
from cx.vocabulary import Role, Scale
from tests.frames import responses_of

FRAME = pd.DataFrame({"Recommend": [10, 0, 7], "Effort": [1, 2, 3]})


def test_settings_are_read_as_they_were_kept() -> None:
    kept = Settings(7, 12, (("NPS (0-10)", 40.0),), 0.3, True, "secret")
    assert Settings.from_plain(kept.as_plain()) == kept


@pytest.mark.parametrize("kept", [None, [], "x", {}, {"of another version": 1}])
def test_what_cannot_be_read_is_the_default(kept: object) -> None:
    assert Settings.from_plain(kept) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("minimum_n", 1, 5),
        ("minimum_n", "ten", 5),
        ("minimum_n", True, 5),
        ("minimum_n", float("nan"), 5),
        ("minimum_n", 10**9, 1_000),
        ("minimum_comments", 4, 5),
        ("minimum_comments", None, 8),
        ("realisation", 2, 0.5),
        ("realisation", 0, 0.0),
        ("names_hidden", "yes", False),
        ("targets", {"a": 40, "b": 101, "c": "high"}, (("a", 40.0),)),
        ("targets", 40, ()),
    ],
)
def test_what_cannot_be_is_not_believed(name: str, value: object, read: object) -> None:
    assert getattr(Settings.from_plain({name: value}), name) == read


def test_a_target_is_of_one_outcome_read_in_one_way(tmp_path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one = responses_of(tmp_path / "one", FRAME, {"Recommend": Role.OUTCOME})
    other = responses_of(tmp_path / "two", FRAME, {"Effort": Role.OUTCOME})
    aimed = Settings().with_target(one, 40)
    assert aimed.target(one) == 40
    assert aimed.target(other) is None
    assert aimed.target(replace(one, scale=Scale(0, 10, 8, 6))) is None
    both = aimed.with_target(other, -10)
    assert (both.target(one), both.target(other)) == (40, -10)
    assert both.with_target(one, None).targets == ((outcome_of(other), -10),)


def test_settings_survive_the_death_of_the_process(own_home) -> None:
    script = (
        "import os; from cx.store.workspace import Workspace;"
        "from cx.store.settings import DOCUMENT, Settings; w = Workspace.create();"
        "w.write(DOCUMENT, Settings(minimum_n=9, names_hidden=True).as_plain());"
        "print(w.token, flush=True); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert killed.returncode == -9
    kept = Settings.from_plain(Workspace.open(killed.stdout.strip()).read(DOCUMENT))
    assert kept == Settings(minimum_n=9, names_hidden=True)
