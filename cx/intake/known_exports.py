"""Which tool wrote this file, and what do the columns mean that it always writes?

A tool is known by headers that it writes into every export and that nobody else writes together.
Columns that are its own get their role, or none; questions that a person added are weighed as in
any file. Headers are compared without case, blanks and marks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cx.intake.role_names import words_of
from cx.vocabulary import Role

_QUESTION = 4  # words of a header that is a question


@dataclass(frozen=True, slots=True)
class KnownExport:
    """The export of one tool: its signs, and what its own columns mean."""

    tool: str
    signs: tuple[frozenset[str], ...]  # all headers of one of these stand in the file
    roles: Mapping[str, Role]
    spare: frozenset[str] = field(default_factory=frozenset)  # columns that say nothing of answers

    def role(self, header: str) -> Role | None:
        """Return the role of one of the tool's own columns; None for all other columns."""
        return self.roles.get(key(header))

    def is_spare(self, header: str) -> bool:
        """Say whether a column is the tool's own and says nothing of the answers."""
        return key(header) in self.spare


def recognised(headers: Sequence[str]) -> KnownExport | None:
    """Return the export that these headers show, or None.

    >>> recognised(["#", "Score?", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"]).tool
    'Typeform'
    """
    keys = {key(header) for header in headers}
    for export in EXPORTS:
        if any(sign <= keys for sign in export.signs):
            return export
    asks = [header for header in headers[1:] if len(words_of(header)) >= _QUESTION or "?" in header]
    if headers and key(headers[0]) in _TIMESTAMPS and asks:
        return _GOOGLE_FORMS
    return None


def key(header: str) -> str:
    """Write a header as it is compared: "Submit Date (UTC)" as "submitdateutc"."""
    # Intercom writes the time zone of the account behind its times.
    plain = header.partition(" (")[0] if "/" in header else header
    return "".join(words_of(plain)) or header.strip()


def _keys(listed: str) -> frozenset[str]:
    return frozenset(key(name) for name in listed.split(", "))


def _roles(listed: Mapping[Role, str]) -> dict[str, Role]:
    return {key(name): role for role, names in listed.items() for name in names.split(", ")}


EXPORTS = (
    KnownExport(
        "Qualtrics",
        (
            _keys("StartDate, EndDate, RecordedDate, ResponseId"),
            _keys("Start Date, End Date, Recorded Date, Response ID"),
            _keys("ResponseID, ResponseSet, StartDate, EndDate"),
        ),
        _roles({Role.RESPONDED_AT: "RecordedDate", Role.RESPONDENT: "ResponseId"}),
        _keys(
            "StartDate, Status, IPAddress, Progress, Duration (in seconds), Duration, Finished, "
            "RecipientLastName, RecipientFirstName, RecipientEmail, ExternalReference, "
            "ExternalDataReference, LocationLatitude, LocationLongitude, LocationAccuracy, "
            "DistributionChannel, UserLanguage, ResponseSet, Response Type"
        ),
    ),
    KnownExport(
        "SurveyMonkey",
        (_keys("Respondent ID, Collector ID, Start Date, End Date"),),
        _roles({Role.RESPONDED_AT: "End Date", Role.RESPONDENT: "Respondent ID"}),
        _keys(
            "Collector ID, Start Date, IP Address, Email Address, First Name, Last Name, "
            "Custom Data 1"
        ),
    ),
    KnownExport(
        "Typeform",
        (_keys("Start Date (UTC), Submit Date (UTC)"), _keys("Submit Date (UTC), Network ID")),
        _roles({Role.RESPONDED_AT: "Submit Date (UTC)", Role.RESPONDENT: "#"}),
        _keys("Start Date (UTC), Stage Date (UTC), Network ID, Response Type, Tags, Ending"),
    ),
    KnownExport(
        "Microsoft Forms",
        (_keys("ID, Start time, Completion time, Email, Name"),
         _keys("ID, Startzeit, Fertigstellungszeit, E-Mail, Name"),
         _keys("ID, Heure de début, Heure de fin, Adresse de messagerie, Nom")),
        _roles({
            Role.RESPONDED_AT: "Completion time, Fertigstellungszeit, Heure de fin",
            Role.RESPONDENT: "ID",
        }),
        _keys("Start time, Startzeit, Heure de début, Last modified time, Email, E-Mail, "
              "Adresse de messagerie, Name, Nom, Language"),
    ),
    KnownExport(
        "Zendesk",
        (_keys("Requester, Assignee, Satisfaction Score, Via"),
         _keys("ticket_id, requester_id, assignee_id, score")),
        _roles({
            Role.OUTCOME: "Satisfaction Score, score", Role.PERFORMER: "Assignee, assignee_id",
            Role.TEAM: "Group, group_id", Role.CONTACT_CHANNEL: "Via",
            Role.OPENED_AT: "Created at", Role.CLOSED_AT: "Solved at",
            Role.CASE: "Id, ticket_id", Role.RESPONDENT: "Requester id",
            Role.REASON: "Ticket type", Role.COMMENT: "comment",
        }),
        _keys("Summation column, Requester, Requester external id, Requester email, "
              "Requester domain, Submitter, Updated at, Assigned at, Due date, "
              "Initially assigned at, Status, Group stations, Assignee stations, url"),
    ),
    KnownExport(
        "Intercom",
        (_keys("Conversation ID, Conversation rating"),
         _keys("conversation_rating.rating, conversation_rating.remark")),
        _roles({
            Role.OUTCOME: "Conversation rating, conversation_rating.rating",
            Role.COMMENT: "Conversation rating remark, conversation_rating.remark",
            Role.PERFORMER: "Last teammate rated, Teammate currently assigned",
            Role.TEAM: "Team currently assigned", Role.CASE: "Conversation ID",
            Role.OPENED_AT: "Conversation started at", Role.RESPONDED_AT: "Updated at",
        }),
        _keys("User name, Current conversation state"),
    ),
    KnownExport(
        "HubSpot",
        (_keys("hs_survey_id, hs_value"), _keys("hs_survey_channel, hs_sentiment")),
        _roles({
            Role.OUTCOME: "hs_value", Role.COMMENT: "hs_content",
            Role.RESPONDED_AT: "hs_submission_timestamp, hs_createdate",
            Role.RESPONDENT: "hs_contact_id, hs_object_id",
            Role.CONTACT_CHANNEL: "hs_survey_channel",
        }),
        _keys("hs_lastmodifieddate, hs_sentiment, hs_survey_id, hs_survey_name, hs_survey_type, "
              "hs_ingestion_id, hs_form_guid, hs_contact_email_rollup, hs_response_group"),
    ),
    KnownExport(
        "Delighted",
        (_keys("Score, Comment, Delighted Source"), _keys("Score, Comment, Delighted Device Type"),
         _keys("Score, Comment, Delighted Browser")),
        _roles({
            Role.OUTCOME: "Score", Role.COMMENT: "Comment",
            Role.RESPONDENT: "Person ID, Response ID",
            Role.RESPONDED_AT: "Responded at, Response time, Created at",
        }),
        _keys("Delighted Source, Delighted Link Name, Delighted Device Type, "
              "Delighted Operating System, Delighted Browser, Permalink, Updated at, Survey type"),
    ),
    KnownExport(
        "AskNicely",
        (_keys("response_id, person_id, answer, comment"),
         _keys("answer, answerlabel, comment, segment")),
        _roles({
            Role.OUTCOME: "answer", Role.COMMENT: "comment", Role.RESPONDENT: "person_id",
            Role.RESPONDED_AT: "responded",
        }),
        _keys("response_id, contact_id, answerlabel, data, note, dontcontact, sent, opened, "
              "lastemailed, created, published, publishedname, publishedavatar, survey_template"),
    ),
    KnownExport(
        "Shopify",
        (_keys("Name, Financial Status, Paid at, Lineitem name"),
         _keys("Name, Financial Status, Fulfillment Status, Lineitem quantity")),
        _roles({
            Role.SPEND: "Total", Role.RESPONDED_AT: "Created at, Paid at", Role.RESPONDENT: "Name",
            Role.REGION: "Shipping Country, Billing Country",
        }),
        _keys("Email, Financial Status, Fulfillment Status, Fulfilled at, Accepts Marketing, "
              "Currency, Subtotal, Shipping, Taxes, Discount Code, Discount Amount, "
              "Shipping Method, Lineitem quantity, Lineitem price, Lineitem compare at price, "
              "Lineitem sku, Lineitem requires shipping, Lineitem taxable, "
              "Lineitem fulfillment status, Billing Name, Shipping Name, Phone, Refunded Amount, "
              "Outstanding Balance, Payment Method, Payment Reference, Lineitem discount"),
    ),
    KnownExport(
        "WooCommerce",
        (_keys("order_id, order_number, order_date, order_total"),
         _keys("order_id, order_date, order_total, billing_country")),
        _roles({
            Role.SPEND: "order_total", Role.RESPONDED_AT: "order_date",
            Role.RESPONDENT: "customer_id, customer_user", Role.CASE: "order_id",
            Role.REGION: "billing_country, shipping_country",
        }),
        _keys("order_number, paid_date, status, shipping_total, shipping_tax_total, fee_total, "
              "fee_tax_total, tax_total, cart_discount, order_discount, discount_total, "
              "order_subtotal, order_currency, payment_method, payment_method_title, "
              "transaction_id, customer_ip_address, customer_user_agent, shipping_method"),
    ),
)  # fmt: skip
# Google Forms writes one column of its own, in the language of the form.
_TIMESTAMPS = _keys(
    "Timestamp, Zeitstempel, Horodateur, Marca temporal, Carimbo de data/hora, "
    "Informazioni cronologiche, Tijdstempel, ประทับเวลา, Dấu thời gian, タイムスタンプ, "
    "时间戳记, 時間戳記"
)
_GOOGLE_FORMS = KnownExport(
    "Google Forms", (), dict.fromkeys(_TIMESTAMPS, Role.RESPONDED_AT), _keys("Email Address")
)
