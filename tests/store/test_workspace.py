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


def loaded(folder):
    made = Workspace.create()
    frame = pd.DataFrame({"score": [1, 0, 1], "who": ["Ann", "Bo", "Ann"]})
    roles = {"score": Role.OUTCOME, "who": Role.PERFORMER}
    written = responses_of(made.folder, frame, roles, Scale.parse("0-1"), None)
    made.keep_responses(written.schema, written.scale, written.digest, written.n, None)
    made.write("name", "feedback.csv")
    return made


def test_a_performers_link_opens_the_card_and_nothing_else(tmp_path):
    made = loaded(tmp_path)
    token = made.performer_tokens(["Ann"])["Ann"]
    own = Workspace.open(token)
    assert (own.access, own.performer, own.token) == (Access.PERFORMER, "Ann", token)
    assert own.responses_behind_card().n == 3
    for more in (
        lambda: own.read("name"),
        lambda: own.read("responses"),
        lambda: own.read("recipe"),
        lambda: own.write("name", "x"),
        lambda: own.remove("name"),
        lambda: own.performer_tokens(["Bo"]),
        lambda: own.kept_performer_token("Ann"),
        lambda: own.revoke_performer_token("Ann"),
        own.responses,
        own.view_token,
        own.delete,
    ):
        with pytest.raises(WorkspaceError, match="one performer's card and nothing else"):
            more()


def test_only_a_performers_link_opens_the_responses_behind_a_card(tmp_path):
    made = loaded(tmp_path)
    for other in (made, Workspace.open(made.view_token())):
        with pytest.raises(WorkspaceError):
            other.responses_behind_card()


def test_a_performer_has_one_link_until_it_is_revoked(own_home):
    made = Workspace.create()
    assert made.kept_performer_token("Ann") is None
    first = made.performer_tokens(["Ann"])["Ann"]
    assert made.performer_tokens(["Bo", "Ann", "Ann"])["Ann"] == first
    assert made.kept_performer_token("Ann") == first
    assert len(first) >= 128 / 6
    made.revoke_performer_token("Ann")
    made.revoke_performer_token("Ann")
    with pytest.raises(WorkspaceError, match="opens no workspace"):
        Workspace.open(first)
    assert made.performer_tokens(["Ann"])["Ann"] != first


def test_a_link_file_that_outlived_its_link_opens_nothing(own_home):
    made = Workspace.create()
    token = made.performer_tokens(["Ann"])["Ann"]
    (kept,) = (own_home / "links").iterdir()
    content = kept.read_bytes()
    assert token not in kept.name
    made.revoke_performer_token("Ann")
    assert not kept.exists()
    kept.write_bytes(content)
    with pytest.raises(WorkspaceError, match="opens no workspace"):
        Workspace.open(token)


def test_who_may_only_look_makes_no_links():
    viewed = Workspace.open(Workspace.create().view_token())
    for change in (
        lambda: viewed.performer_tokens(["Ann"]),
        lambda: viewed.kept_performer_token("Ann"),
        lambda: viewed.revoke_performer_token("Ann"),
    ):
        with pytest.raises(WorkspaceError, match="for looking only"):
            change()


def test_thousands_of_links_are_made_in_one_go_and_die_with_their_workspace(own_home):
    made = Workspace.create()
    names = [f"Agent {place}" for place in range(5_000)]
    tokens = made.performer_tokens(names)
    assert list(tokens) == names
    assert len(set(tokens.values())) == len(names)
    assert Workspace.open(tokens["Agent 4999"]).performer == "Agent 4999"
    made.delete()
    assert list((own_home / "links").iterdir()) == []
    with pytest.raises(WorkspaceError):
        Workspace.open(tokens["Agent 4999"])
