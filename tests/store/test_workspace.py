from __future__ import annotations

import os
import subprocess
import sys

import pandas as pd
import pytest

from cx.problems import WorkspaceError
from cx.store.workspace import Access, Workspace, recent_workspaces, remember
from cx.vocabulary import Role, Scale
from tests.frames import responses_of


def test_a_token_opens_its_workspace_again():
    made = Workspace.create()
    made.write("note", {"text": "déjà vu", "n": 3})
    assert Workspace.open(made.token).read("note") == {"text": "déjà vu", "n": 3}


def test_a_token_has_at_least_128_bits_and_does_not_name_the_folder():
    made = Workspace.create()
    assert len(made.token) >= 128 / 6
    assert made.token not in str(made.folder)


@pytest.mark.parametrize("token", ["", "../../etc", "a" * 32])
def test_any_other_token_opens_nothing(token):
    with pytest.raises(WorkspaceError, match="This link opens no workspace"):
        Workspace.open(token)


def test_documents_survive_the_death_of_the_process(own_home):
    script = (
        "import os; from cx.store.workspace import Workspace;"
        "w = Workspace.create(); w.write('kept', [1, 2]); print(w.token, flush=True);"
        "os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert killed.returncode == -9
    assert Workspace.open(killed.stdout.strip()).read("kept") == [1, 2]


def test_responses_come_back_as_they_were_kept(tmp_path):
    made = Workspace.create()
    frame = pd.DataFrame({"score": [1, 0, 1], "who": ["Ann", "Bo", "Ann"]})
    roles = {"score": Role.OUTCOME, "who": Role.PERFORMER}
    written = responses_of(made.folder, frame, roles, Scale.parse("0-1"), "EUR")
    assert made.responses() is None
    made.keep_responses(written.schema, written.scale, written.digest, written.n, "EUR")
    assert Workspace.open(made.token).responses() == written


def test_delete_removes_the_files_and_the_name(monkeypatch):
    monkeypatch.setenv("CX_PERSONAL", "1")
    made = Workspace.create()
    made.write("note", 1)
    remember(made, "feedback.csv")
    assert [line.name for line in recent_workspaces()] == ["feedback.csv"]
    made.delete()
    assert not made.folder.exists()
    assert recent_workspaces() == ()
    with pytest.raises(WorkspaceError):
        Workspace.open(made.token)


def test_a_shared_computer_lists_no_workspaces():
    assert "CX_PERSONAL" not in os.environ
    remember(Workspace.create(), "feedback.csv")
    assert recent_workspaces() == ()


def test_a_view_link_reads_and_cannot_change_anything():
    made = Workspace.create()
    made.write("settings", {"target": 40})
    viewed = Workspace.open(made.view_token())
    assert viewed.access is Access.VIEW
    assert viewed.token == made.view_token() != made.token
    assert viewed.read("settings") == {"target": 40}
    for change in (
        lambda: viewed.write("settings", {}),
        lambda: viewed.remove("settings"),
        viewed.view_token,
        viewed.delete,
    ):
        with pytest.raises(WorkspaceError, match="for looking only"):
            change()
    assert made.read("settings") == {"target": 40}


def test_a_link_made_while_names_are_hidden_hides_them_for_good():
    made = Workspace.create()
    plain, hidden = made.view_token(), made.view_token(names_hidden=True)
    assert plain != hidden == made.view_token(names_hidden=True)
    assert not Workspace.open(plain).names_hidden
    assert Workspace.open(hidden).names_hidden
    assert Workspace.open(hidden).access is Access.VIEW
    assert not made.names_hidden


def test_links_die_with_their_workspace():
    made = Workspace.create()
    tokens = [made.view_token(), made.view_token(names_hidden=True)]
    made.delete()
    for token in tokens:
        with pytest.raises(WorkspaceError, match="opens no workspace"):
            Workspace.open(token)
