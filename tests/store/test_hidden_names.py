import re

import pandas as pd
import pytest

from cx.store.hidden_names import TextHider, initials, name_labels
from cx.store.responses import Filters
from cx.vocabulary import Role
from tests.frames import responses_of

NAMES = ["Anna King", "Abe Kerr", "Zoë O'Neill", "agent_17", "agent_4", "王小明", "Ö", "A.K."]


def labels(names: list[str], key: str = "key", taken: tuple[str, ...] = ()) -> dict[str, str]:
    return name_labels(names, key, taken).by_name()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Anna King", "A.K."),
        ("King, Anna", "K.A."),
        ("anna-marie o’neill", "A.O."),
        ("Ana de la Cruz Ruiz", "A.D.L."),
        ("London", "L."),
        ("straße", "S."),
        ("agent_17", ""),
        ("Store 12", ""),
        ("ann@shop.example", ""),
        ("王小明", ""),
        ("A", ""),
        ("A.K.", "A."),
        ("", ""),
        ("  ", ""),
    ],
)
def test_initials_stand_for_names_of_words_only(name: str, short: str) -> None:
    assert initials(name) == short


def test_labels_are_unique_and_hold_no_name() -> None:
    found = labels(NAMES)
    assert set(found) == set(NAMES)
    assert len(set(found.values())) == len(NAMES)
    assert not set(found.values()) & set(NAMES)
    assert {found["Anna King"], found["Abe Kerr"]} == {"A.K. 2", "A.K. 3"}  # "A.K." is a name
    assert re.fullmatch(r"P \d", found["agent_17"])


def test_labels_depend_on_names_and_key_only() -> None:
    assert labels(NAMES) == labels(NAMES[::-1])
    ids = [f"agent_{number}" for number in range(40)]
    drawn = [labels(ids, key) for key in ("one", "two")]
    assert drawn[0] != drawn[1]
    in_order = [f"P {number:02}" for number in range(1, 41)]
    for found in drawn:  # neither the order nor the number of an id tells its label
        assert sorted(found.values()) == in_order
        assert [found[name] for name in ids] != in_order
        assert sum(int(label[2:]) == number for number, label in enumerate(found.values())) < 8


def test_labels_keep_clear_of_other_values() -> None:
    assert labels(["Anna King"], taken=("A.K.", "A.K. 2")) == {"Anna King": "A.K. 3"}


def test_five_thousand_names_are_told_apart() -> None:
    found = labels([f"agent {number}" for number in range(5_000)])
    assert len(set(found.values())) == 5_000
    assert set(map(len, found.values())) == {6}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Anna King was great", "A.K. was great"),
        ("thanks anna king!", "thanks A.K.!"),
        ("King, Anna: thanks", "K., A.: thanks"),
        ("Anna's advice. ANNA rules", "A.'s advice. A. rules"),
        ("will you, Will?", "will you, W.?"),
        ("agent_17 and AGENT_17", "P 1 and P 1"),
        ("store 12, not store 13", "P 2, not store 13"),
        ("感谢王小明!", "感谢P 3!"),
        ("Annabel is someone else", "Annabel is someone else"),
        ("", ""),
    ],
)
def test_names_in_comments_are_hidden(written: str, shown: str) -> None:
    names = ["Anna King", "Will Ode", "agent_17", "Store 12", "王小明"]
    hidden = name_labels(names, next(key for key in map(str, range(999)) if _in_turn(names, key)))
    assert TextHider(hidden).hide(written) == shown


def _in_turn(names: list[str], key: str) -> bool:
    found = labels(names, key)
    return [found[name] for name in names[2:]] == ["P 1", "P 2", "P 3"]


FRAME = pd.DataFrame(
    {
        "score": [10, 0, 9, 8],
        "agent": ["Anna King", "agent_17", "Anna King", None],
        "coach": ["agent_17", "Anna King", "Nobody", None],
        "said": ["Anna King helped", None, "fine", "agent_17 did not"],
    }
)
ROLES = {
    "score": Role.OUTCOME,
    "agent": Role.PERFORMER,
    "coach": Role.CATEGORY,
    "said": Role.COMMENT,
}


@pytest.fixture
def hidden(tmp_path):
    return responses_of(tmp_path, FRAME, ROLES).with_names_hidden("key")


def test_no_way_of_asking_gives_a_name(hidden) -> None:
    tally = hidden.tally("performer", "category_1")
    sample = hidden.sample(["performer", "category_1", "comment"])
    shown = f"{tally.to_csv()}{sample.to_csv()}{hidden.schema}"
    for name in ("Anna", "King", "agent_17"):
        assert name not in shown
    assert "A.K. helped" in shown
    assert hidden.column(Role.PERFORMER).categories == ("A.K.", "P 1")
    assert set(hidden.schema.find("category_1").categories) == {"A.K.", "P 1", "Nobody"}
    assert sample["performer"].isna().sum() == 1


def test_filters_are_asked_by_label_and_not_by_name(hidden) -> None:
    def kept(column: str, value: str) -> int:
        return hidden.where(Filters(values=((column, (value,)),))).count()

    assert kept("performer", "A.K.") == 2
    assert kept("category_1", "P 1") == 1
    assert kept("category_1", "Nobody") == 1
    assert kept("performer", "Anna King") == 0


def test_counts_are_those_of_the_names(tmp_path, hidden) -> None:
    shown = responses_of(tmp_path, FRAME, ROLES)
    labels = hidden.hidden.by_name()
    named = shown.tally("performer").assign(performer=lambda f: f["performer"].map(labels))
    same = named.sort_values(["performer", "band"], ignore_index=True)
    pd.testing.assert_frame_equal(hidden.tally("performer"), same, check_dtype=False)


def test_results_with_and_without_names_are_kept_apart(tmp_path, hidden) -> None:
    shown = responses_of(tmp_path, FRAME, ROLES)
    other = shown.with_names_hidden("other key")
    assert len({shown.digest, hidden.digest, other.digest}) == 3
    assert shown.with_names_hidden("key") == hidden


def test_without_performers_there_is_nothing_to_hide(tmp_path) -> None:
    plain = responses_of(tmp_path, FRAME, {"score": Role.OUTCOME, "said": Role.COMMENT})
    assert plain.with_names_hidden("key") is plain
