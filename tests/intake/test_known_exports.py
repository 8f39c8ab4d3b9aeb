"""Exports of known tools need no mapping; the files are made after what each tool documents."""

from pathlib import Path

import pytest

from cx.intake.known_exports import recognised
from cx.vocabulary import Role
from tests.intake.files import Taken, table, take

ROWS = 60


def day(n: int) -> str:
    return f"2024-{1 + n % 12:02d}-{1 + n % 28:02d} 10:{n % 60:02d}:00"


def score(n: int) -> str:
    return str(n % 11)


def stars(n: int) -> str:
    return str(n % 5 + 1)


def words(n: int) -> str:
    return f"The answer number {n} took a while to come"


PEOPLE = ("Ann Lee", "Bo King", "Cy Hart", "Di Frost", "Ed Moss", "Flo Reed")
CASES: dict[str, tuple[dict[str, object], dict[Role, str]]] = {
    "Qualtrics": (
        {
            "StartDate": day, "EndDate": day, "Status": "IP Address", "Progress": "100",
            "Duration (in seconds)": lambda n: str(60 + n), "Finished": "True",
            "RecordedDate": day, "ResponseId": lambda n: f"R_{n:05d}x", "UserLanguage": "EN",
            "Q1_NPS": score, "Q2_TEXT": words,
        },
        {Role.OUTCOME: "Q1_NPS", Role.RESPONDED_AT: "RecordedDate", Role.RESPONDENT: "ResponseId",
            Role.COMMENT: "Q2_TEXT"},
    ),
    "SurveyMonkey": (
        {
            "Respondent ID": lambda n: str(10**10 + n), "Collector ID": lambda n: str(n % 3 + 7),
            "Start Date": day, "End Date": day, "Custom Data 1": lambda n: f"x{n % 4}",
            "How likely is it that you would recommend us to a friend?": score,
        },
        {
            Role.RESPONDENT: "Respondent ID", Role.RESPONDED_AT: "End Date",
            Role.OUTCOME: "How likely is it that you would recommend us to a friend?",
        },
    ),
    "Typeform": (
        {
            "#": lambda n: f"k{n:08d}abc", "How likely are you to recommend us?": score,
            "Start Date (UTC)": day, "Submit Date (UTC)": day,
            "Network ID": lambda n: f"n{n:04d}",
        },
        {
            Role.RESPONDENT: "#", Role.RESPONDED_AT: "Submit Date (UTC)",
            Role.OUTCOME: "How likely are you to recommend us?",
        },
    ),
    "Google Forms": (
        {"Zeitstempel": day, "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?": score},
        {
            Role.RESPONDED_AT: "Zeitstempel",
            Role.OUTCOME: "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?",
        },
    ),
    "Microsoft Forms": (
        {
            "ID": lambda n: str(n + 1), "Start time": day, "Completion time": day,
            "Email": "anonymous", "Name": "", "How likely are you to recommend us?": score,
        },
        {
            Role.RESPONDENT: "ID", Role.RESPONDED_AT: "Completion time",
            Role.OUTCOME: "How likely are you to recommend us?",
        },
    ),
    "Zendesk": (
        {
            "Summation column": "1", "Id": lambda n: str(5000 + n),
            "Requester id": lambda n: str(900 + n % 50),
            "Requester": lambda n: f"Person {n}", "Assignee": lambda n: PEOPLE[n % 6],
            "Group": lambda n: f"Tier {n % 2 + 1}", "Via": lambda n: ("Mail", "Chat")[n % 2],
            "Ticket type": lambda n: ("Question", "Incident", "Problem")[n % 3],
            "Created at": day, "Solved at": day,
            "Satisfaction Score": lambda n: "Good" if n % 3 else "Bad",
        },
        {
            Role.OUTCOME: "Satisfaction Score", Role.PERFORMER: "Assignee", Role.TEAM: "Group",
            Role.CONTACT_CHANNEL: "Via", Role.OPENED_AT: "Created at", Role.CLOSED_AT: "Solved at",
            Role.CASE: "Id", Role.RESPONDENT: "Requester id", Role.REASON: "Ticket type",
        },
    ),
    "Intercom": (
        {
            "Conversation ID": lambda n: str(2 * 10**11 + n),
            "Updated at (America/New_York)": day, "Conversation rating": stars,
            "Conversation rating remark": words,
            "Teammate currently assigned": lambda n: PEOPLE[n % 6],
            "Team currently assigned": lambda n: f"T{n % 3}",
        },
        {
            Role.OUTCOME: "Conversation rating", Role.COMMENT: "Conversation rating remark",
            Role.PERFORMER: "Teammate currently assigned", Role.TEAM: "Team currently assigned",
            Role.CASE: "Conversation ID", Role.RESPONDED_AT: "Updated at (America/New_York)",
        },
    ),
    "HubSpot": (
        {
            "hs_object_id": lambda n: str(7000 + n), "hs_survey_id": "12", "hs_value": score,
            "hs_content": words, "hs_submission_timestamp": day,
            "hs_survey_channel": lambda n: ("EMAIL", "WEB")[n % 2],
            "hs_sentiment": lambda n: ("GOOD", "BAD")[n % 2],
        },
        {
            Role.OUTCOME: "hs_value", Role.COMMENT: "hs_content",
            Role.RESPONDED_AT: "hs_submission_timestamp",
            Role.CONTACT_CHANNEL: "hs_survey_channel", Role.RESPONDENT: "hs_object_id",
        },
    ),
    "Delighted": (
        {
            "Response ID": lambda n: str(300 + n), "Score": score, "Comment": words,
            "Created at": day, "Delighted Source": lambda n: ("Email", "Web")[n % 2],
            "Delighted Browser": lambda n: ("Chrome", "Safari")[n % 2],
        },
        {
            Role.OUTCOME: "Score", Role.COMMENT: "Comment", Role.RESPONDENT: "Response ID",
            Role.RESPONDED_AT: "Created at",
        },
    ),
    "AskNicely": (
        {
            "response_id": lambda n: str(80 + n), "person_id": lambda n: str(4000 + n),
            "answer": score, "comment": words, "responded": day, "sent": day,
        },
        {
            Role.OUTCOME: "answer", Role.COMMENT: "comment", Role.RESPONDENT: "person_id",
            Role.RESPONDED_AT: "responded",
        },
    ),
    "Shopify": (
        {
            "Name": lambda n: f"#{1000 + n}", "Email": lambda n: f"c{n}@example.org",
            "Financial Status": "paid", "Paid at": day, "Subtotal": lambda n: f"{90 + n}.00",
            "Taxes": lambda n: f"{n}.10", "Total": lambda n: f"{100 + 2 * n}.00",
            "Lineitem name": lambda n: ("Tea", "Cup", "Pot")[n % 3],
            "Lineitem price": lambda n: f"{20 + n}.50",
            "How likely are you to recommend us?": score,
        },
        {
            Role.OUTCOME: "How likely are you to recommend us?", Role.SPEND: "Total",
            Role.RESPONDED_AT: "Paid at", Role.RESPONDENT: "Name",
        },
    ),
    "WooCommerce": (
        {
            "order_id": lambda n: str(100 + n), "order_number": lambda n: str(100 + n),
            "order_date": day, "status": "completed", "order_subtotal": lambda n: f"{80 + n}.00",
            "order_total": lambda n: f"{90 + n}.00", "customer_id": lambda n: str(n % 40 + 1),
            "billing_country": lambda n: ("US", "DE", "TH")[n % 3],
            "How likely are you to recommend us?": score,
        },
        {
            Role.OUTCOME: "How likely are you to recommend us?", Role.SPEND: "order_total",
            Role.RESPONDED_AT: "order_date", Role.RESPONDENT: "customer_id",
            Role.CASE: "order_id", Role.REGION: "billing_country",
        },
    ),
}  # fmt: skip


def made(folder: Path, columns: dict[str, object]) -> Taken:
    rows = [
        "|".join(str(value(n)) if callable(value) else str(value) for value in columns.values())
        for n in range(ROWS)
    ]
    return take(folder, table("|".join(columns), rows))


@pytest.mark.parametrize("tool", CASES)
def test_the_export_of_a_tool_is_known_and_mapped(tmp_path: Path, tool: str) -> None:
    columns, meant = CASES[tool]
    taken = made(tmp_path, columns)
    assert taken.told("known_export") == (
        f"This looks like an export from {tool}. "
        "What its own columns mean is set; check the questions that you added."
    )
    found = {role: [column.header for column in taken.recipe.with_role(role)] for role in Role}
    single = {role: headers[0] for role, headers in found.items() if headers and not role.many}
    assert single == meant
    export = recognised(list(columns))
    assert export is not None
    assert not [header for header in found[Role.CATEGORY] if export.is_spare(header)]
    assert not [header for header in found[Role.DRIVER] if export.is_spare(header)]


@pytest.mark.parametrize(
    "headers",
    [
        ["Timestamp", "Score", "Region"],
        ["ID", "Start time", "Score"],
        ["Name", "Email", "Total", "Score"],
        ["Respondent ID", "Start Date", "End Date", "NPS"],
        ["Score", "Comment", "Source"],
        ["V1", "V2", "V3", "V8", "V9", "V10"],
        ["order_id", "order_total", "score"],
        [],
    ],
)
def test_files_of_nobody_in_particular_are_no_exports(headers: list[str]) -> None:
    assert recognised(headers) is None
