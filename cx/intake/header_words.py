"""Which words do headers use, and for what?"""

# ruff: noqa: E501 - tables of words and patterns read best in one line each

import re

from cx.vocabulary import Role

# Words of headers, in English and a few of German, French, Spanish and Thai; the first that is
# found gives how sure the guess is.
_ROLE_WORDS: dict[Role, tuple[tuple[str, float], ...]] = {
    Role.OUTCOME: (
        (r"\bnps\b(?! (group|segment|category|band|comment|reason))|likelihood to recommend|likely.*recommend|recommend|weiterempf|recomend|recommand|แนะนำ", 0.98),
        (r"\bcsat\b|\bces\b|overall sat|sat(isfaction)? overall|overall (score|experience|rating)", 0.95),
        (r"satisfaction (rating|score|level)|customer satisfaction|zufriedenheit gesamt|gesamtzufriedenheit|satisfaction globale|satisfacción general|ความพึงพอใจ", 0.9),
        (r"^(the )?(score|satisfaction|rating|outcome|bewertung|note|puntuación|คะแนน)$", 0.85),
        (r"\beffort score\b|^effort$|^satisfied$|^sentiment$|^target$", 0.7),
        (r"\bscore\b", 0.6),
    ),
    Role.RESPONDED_AT: (
        (r"(survey|response|responded|answer(ed)?|submitted|submit|recorded|end) ?(date|at|time|on|day)\b|date of (answer|survey|response)|recorded date|survey response date", 0.95),
        (r"^(date|datum|fecha|timestamp|created|created at|day|วันที่)$", 0.9),
        (r"\bdate\b|\bdatum\b|\bfecha\b|วันที่", 0.7),
        (r"\b(month|to char|period|week)\b", 0.5),
    ),
    Role.ACQUISITION_CHANNEL: (
        (r"acquisition|how did you (hear|find)|referral source|lead source|marketing (channel|source)|utm source|akquise|origen|herkunft", 0.95),
        (r"^source$|first touch", 0.6),
    ),
    Role.PURCHASE_BEHAVIOUR: (
        (r"purchase (behaviou?r|type|pattern)|buying behaviou?r|kaufverhalten|comportement d.achat", 0.98),
        (r"product (category|type|group|line)|visit purpose|purpose of visit|purchase (category|reason)|produktkategorie|catégorie", 0.85),
        (r"^product$|^plan$|customer type|class$", 0.6),
    ),
    Role.CONTACT_CHANNEL: (
        (r"contact (channel|method|type)|channel name|support channel|service channel|kontaktkanal|canal de contacto", 0.95),
        (r"^channel$|^kanal$|^canal$|ช่องทาง|\bchannel\b", 0.8),
    ),
    Role.REGION: (
        (r"^(region|market|country|land|pays|país|area|territory|state|province|geography|gebiet|région|región|ภูมิภาค|ประเทศ)( name)?$", 0.95),
        (r"\b(region|market|country)\b", 0.8),
        (r"\b(city|state|province|location)\b", 0.5),
    ),
    Role.TEAM: (
        (r"^(team|supervisor|squad|équipe|equipo|ทีม)( name)?$|team (name|leader)|teamleiter", 0.95),
        (r"\bmanager\b|\bdepartment\b|abteilung", 0.6),
    ),
    Role.PERFORMER: (
        (r"^(agent|advisor|adviser|performer|employee|rep|representative|staff member|mitarbeiter|berater|conseiller|agente|sales ?person|store|branch|filiale|พนักงาน|สาขา)( ?(name|id))?$", 0.95),
        (r"\b(agent|employee|representative|advisor|operator) ?(name|id)\b", 0.85),
        (r"\bhandled by\b|\bassigned to\b|\bowner\b|\b(store|branch|shop)\b", 0.7),
    ),
    Role.INTENDED_SPEND: ((r"(intended|planned|expected|budgeted?) (spend|amount|budget|purchase)|^budget$", 0.97),),
    Role.PREVIOUS_SPEND: (
        (r"(last|previous|prior) (year|period)(s|'s| s)? (spend|revenue|sales|turnover|amount)|(spend|revenue|sales|turnover|amount) (of )?(the )?((last|previous|prior) (year|period)|year before)|umsatz vorjahr|vorjahresumsatz", 0.97),
    ),
    Role.CHURNED: (
        (r"\bchurn(ed)?\b(?! (risk|score|prob|reason|date|category|value))|^(is |has )?(cancelled|canceled|lapsed|left us|gekündigt|résilié)( (flag|customer|contract|account))?$|attrition (flag|status)", 0.95),
    ),
    Role.RENEWED: (
        (r"^(is |has )?(renewed|retained|verlängert|renouvelé)( (flag|customer|contract|account))?$|^(renewal|retention) (flag|status)$|^contract renewed$", 0.95),
    ),
    Role.SPEND: (
        (r"^(spend|revenue|amount|amount spent|total spend|turnover|umsatz|betrag|montant|importe|ยอดซื้อ)\b", 0.95),
        (r"item price|order (value|amount|total)|(transaction|purchase) (value|amount)|basket|total amount|sales amount", 0.9),
        (r"\b(spend|price|revenue|amount|preis|prix|precio|ราคา)\b", 0.6),
    ),
    Role.EXPECTATION: ((r"expectation|erwartung|attente|expectativa", 0.95),),
    Role.RESOLVED: (
        (r"resolved|first contact resolution|\bfcr\b|gelöst|résolu|resuelto", 0.95),
        (r"\bsolved\b", 0.8),
    ),
    Role.OPENED_AT: (
        (r"^(opened|open (date|time)|created at|reported at|started at|start date|geöffnet|eröffnet)$|issue reported|(ticket|case) (opened|created)|opened at|reported", 0.9),
    ),
    Role.CLOSED_AT: (
        (r"^(closed|close (date|time)|resolved at|solved at|completed at|geschlossen)$|issue responded|(ticket|case) (closed|resolved)|closed at", 0.9),
    ),
    Role.RESPONDENT: (
        (r"^(customer|respondent|client|user|member|guest|account|kunden|contact) ?(id|number|no|nr|nummer|key)\.?$", 0.95),
        (r"(response|survey|unique|record|case|call|ticket|interaction) ?id$", 0.75),
        (r"^(id|uuid|key)$", 0.7),
    ),
    Role.COMMENT: (
        (r"comments?\b|verbatim|remarks?\b|feedback|free ?text|kommentar|commentaire|comentario|ความคิดเห็น", 0.95),
        (r"why|reason for (your )?score|tell us|open ended|\btext\b|review|suggestion|improve", 0.75),
    ),
}  # fmt: skip
PATTERNS = {
    role: tuple((re.compile(pattern), sure) for pattern, sure in words)
    for role, words in _ROLE_WORDS.items()
}
COUNTS = re.compile(
    r"\b(month|quarter|year|week|day|days|age|nights?|count|number|no|nr|quantity|qty|distance|"
    r"tenure|seconds|minutes|hours|duration|id|code|wave|zip|plz|hour|flag|binary|index|rank|order)\b"
)
_LONGEST = 1_000  # characters of a header or a question in which words are looked for
CLEANED = re.compile(r"\b(clean|cleaned|processed|normali[sz]ed|translated)\b")


QUESTION = re.compile(
    r"^(?:question|item|metric|variable|statement)(?: (?:text|name|id|code|label))?$"
)
ANSWER = re.compile(r"^(?:answer|response|value|score|rating)(?: (?:text|value|code))?$")
CALENDAR_VALUE = re.compile(
    r"\d{1,4}(?:\.0)?|(?:q|h|w|kw|fy|wk|quarter|week|month) ?\d{1,4}|(?:fy ?)?\d{4}[-/ ]?(?:q|w)?\d{1,2}|q\d[-/ ]\d{4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?(?:[- ]\d{2,4})?",
    re.IGNORECASE,
)
CALENDAR = re.compile(
    r"(?:(?:survey|response|date|calendar|fiscal) )*(?:year|quarter|month|week ?day|week|day|hour)(?: (?:name|number|no|nr|num|of (?:the )?(?:year|month|week|day)))*"
)


def spoken(header: str) -> str:
    """Write a header as words: "satOverall" and "Issue_reported at" as a person says them.

    >>> spoken("satOverall"), spoken("Issue_reported at")
    ('sat overall', 'issue reported at')
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header[:_LONGEST])
    return " ".join(re.sub(r"[_\-./:?!,()\[\]\"']+", " ", parted).lower().split())
