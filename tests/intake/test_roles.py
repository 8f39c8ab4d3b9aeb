"""Roles by header, question, values and their fit together."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cx.intake import ColumnProfile, guess, personal
from cx.vocabulary import Kind, Role
from tests.intake.files import Taken, table, take
from tests.intake.typical_headers import HEADERS, OTHERS

ROWS = 120
VALUES: dict[str, Callable[[int], str]] = {
    "rating": lambda n: str(n % 11),
    "money": lambda n: f"{(n * 37) % 900 + 12.5:.2f}",
    "groups": lambda n: "ABCDE"[n % 5] + "x",
    "people": lambda n: f"P{n % 9}x",
    "ids": lambda n: f"K{n:04d}",
    "date": lambda n: f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
    "text": lambda n: f"The delivery number {n} was rather slow this time",
    "flag": lambda n: "Yes" if n % 3 else "No",
    "weights": lambda n: f"{0.5 + (n % 13) / 10:.2f}",
}
OF_KINDS = {Kind.MONEY: "money", Kind.DATE: "date", Kind.FLAG: "flag", Kind.RATING: "rating"}
OF_ROLES = {
    Role.PERFORMER: "people",
    Role.RESPONDENT: "ids",
    Role.CASE: "ids",
    Role.COMMENT: "text",
    Role.WEIGHT: "weights",
}
MISSED_SHARE = 0.01  # of the headers of the table, at most


@cache
def profiles() -> dict[str, ColumnProfile]:
    with TemporaryDirectory() as folder:
        rows = [",".join(value(n) for value in VALUES.values()) for n in range(ROWS)]
        return {
            found.header: found
            for found in take(Path(folder), table(",".join(VALUES), rows)).profiles
        }


def role_of(header: str, meant: Role) -> Role | None:
    """Guess a column alone, with values that suit the role that is meant."""
    found = profiles()[OF_ROLES.get(meant) or OF_KINDS.get(meant.kind, "groups")]
    kind = personal.personal_kind(header, found.examples)
    return guess([replace(found, header=header, personal=kind)]).columns[0].role


def test_headers_of_thirteen_languages_are_recognised() -> None:
    headers = [(header, Role(role)) for role, named in HEADERS.items() for header in named]
    assert len(headers) > 300
    found = {(header, meant): role_of(header, meant) for header, meant in headers}
    spare = (None, Role.CATEGORY, Role.DRIVER)
    also = {Role.CASE: Role.RESPONDENT}  # the only id of a file tells its rows apart
    missed = {key: role for key, role in found.items() if role not in (key[1], also.get(key[1]))}
    assert {key: role for key, role in missed.items() if role not in spare} == {}
    assert len(missed) <= MISSED_SHARE * len(headers), missed


def test_headers_of_other_things_are_no_roles() -> None:
    wrong = {
        header: role
        for tempting, headers in OTHERS.items()
        for header in headers
        if (role := role_of(header, Role(tempting))) not in (None, Role.CATEGORY, Role.DRIVER)
    }
    assert wrong == {}


def guessed(folder: Path, header: str, values: Callable[[int], str]) -> Taken:
    rows = [f"{n % 11};{values(n)}" for n in range(ROWS)]
    return take(folder, table(f"NPS;{header}", rows))


SHIRTS = ("Blue shirt", "Red shirt", "Green hat", "Red hat", "Blue hat")
PEOPLE = ("Ann Lee", "Bo King", "Cy Hart", "Di Frost", "Ed Moss", "Flo Reed")


@pytest.mark.parametrize(
    ("header", "values", "role"),
    [
        ("K7", lambda n: f"{n * 3 + 5},50 €", Role.SPEND),
        ("EUR", lambda n: str(n * 3 + 5), Role.SPEND),
        ("K7", lambda n: PEOPLE[n % 6], Role.PERFORMER),
        ("K7", lambda n: f"Agent {n % 7}", Role.PERFORMER),
        ("K7", lambda n: f"Filiale {'ABCDEF'[n % 6]}", Role.PERFORMER),
        ("K7", lambda n: f"Team {'ABC'[n % 3]}", Role.TEAM),
        ("K7", lambda n: ("Deutschland", "Frankreich", "Italien")[n % 3], Role.REGION),
        ("K7", lambda n: ("TH", "LA", "KH", "VN")[n % 4], Role.REGION),
        ("K7", lambda n: f"2024-03-{n % 28 + 1:02d}", Role.RESPONDED_AT),
        ("K7", lambda n: f"It took {'so ' * n} long until anybody answered", Role.COMMENT),
        ("K7", lambda n: f"A-{n:05d}", Role.RESPONDENT),
        ("K7", lambda n: SHIRTS[n % 5], Role.CATEGORY),
        ("K7", lambda n: str(n * 3 + 5), None),
        ("Discount", lambda n: f"{n * 3 + 5},50 €", None),
        ("Resolved", lambda n: str(n % 2), Role.RESOLVED),
        ("ยอดซื้อ", lambda n: f"฿{n * 30 + 5}", Role.SPEND),
    ],
)  # fmt: skip
def test_values_speak_where_the_header_does_not(
    tmp_path: Path, header: str, values: Callable[[int], str], role: Role | None
) -> None:
    column = guessed(tmp_path, header, values).recipe.column(header)
    assert column.role is role
    if header == "K7" and role is not None:
        assert column.sure <= 0.6
        assert column.why


def test_weights_are_kept_and_said_to_be_unused(tmp_path: Path) -> None:
    taken = guessed(tmp_path, "Weight", lambda n: f"{0.4 + n % 3 * 0.612345:.6f}")
    assert taken.recipe.column("Weight").role is Role.WEIGHT
    assert taken.told("weights") == (
        '"Weight" holds weights. They are not used yet: all figures are unweighted. Compare with '
        "weighted figures from elsewhere before you rely on the difference."
    )
    assert taken.rows()["weight"].tolist()[:3] == [0.4, 1.012345, 1.62469]


@pytest.mark.parametrize(
    ("header", "values", "role"),
    [
        ("Ticket reopened", lambda n: "yes" if n % 3 else "no", Role.REOPENED),
        ("Escalated", lambda n: str(n % 2), Role.HANDED_OVER),
        ("First reply at", lambda n: f"2024-03-{n % 28 + 1:02d} 10:00", Role.FIRST_RESPONSE_AT),
        ("Kosten pro Kontakt", lambda n: f"{n},50", Role.CONTACT_COST),
        ("Survey sent", lambda n: "yes" if n % 3 else "no", Role.ASKED),
    ],
)
def test_roles_without_a_figure_are_kept_and_said(
    tmp_path: Path, header: str, values: Callable[[int], str], role: Role
) -> None:
    taken = guessed(tmp_path, header, values)
    assert taken.recipe.column(header).role is role
    assert taken.told("role_unused").startswith(f'"{header}" is kept as "{role.label}", which no')
    assert taken.rows()[role.value].notna().all()


def test_a_case_beside_a_customer_is_no_respondent(tmp_path: Path) -> None:
    rows = [f"{n % 11};T{n:05d};C{n % 80:04d}" for n in range(ROWS)]
    recipe = take(tmp_path, table("NPS;Ticket ID;Customer ID", rows)).recipe
    assert recipe.column("Customer ID").role is Role.RESPONDENT
    assert recipe.column("Ticket ID").role is Role.CASE


def test_ratings_of_staff_and_sales_are_no_staff_and_no_sales(tmp_path: Path) -> None:
    labels = ("1 - bad", "3 - middling", "5 - good")
    rows = [f"{n % 11};{n % 5 + 1};{n % 11};{(n + 2) % 11};{labels[n % 3]}" for n in range(ROWS)]
    recipe = take(tmp_path, table("NPS;Staff;Sales friendly sat;Price;Team", rows)).recipe
    for header in ("Staff", "Sales friendly sat", "Price", "Team"):
        assert recipe.column(header).role is Role.DRIVER


def test_times_of_the_day_and_names_of_customers_have_no_role(tmp_path: Path) -> None:
    rows = [
        f"{n % 11};{n % 24}:{n % 60:02d}:00;{PEOPLE[n % 6]} {chr(65 + n // 6)}x"
        for n in range(ROWS)
    ]
    recipe = take(tmp_path, table("NPS;Team time;Customer", rows)).recipe
    assert recipe.column("Team time").role is not Role.TEAM
    assert recipe.column("Customer").role is None


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("InvoiceID", Role.RESPONDENT),
        ("Rechnungsnummer", Role.RESPONDENT),
        ("Ticket number", Role.CASE),
        ("SSN", None),
        ("Customer ID", None),
        ("ID", None),
        ("K7", None),
    ],
)
def test_numbers_of_documents_are_no_national_ids(
    tmp_path: Path, header: str, role: Role | None
) -> None:
    taken = guessed(
        tmp_path, header, lambda n: f"{101 + 37 * n % 560}-{10 + n % 80}-{1000 + 3701 * n % 8999}"
    )
    assert taken.recipe.column(header).role is role
    assert (taken.profile_of(header).personal is None) is (role is not None)
