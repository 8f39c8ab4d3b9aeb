"""Which texts mean that there is no answer? It depends on what the column holds.

"NA" is missing in a column of scores and a name in a column of names, so each kind has its list.
"""

from cx.intake.folding import tidy
from cx.vocabulary import Kind

MISSING_TEXTS = frozenset(  # in any column
    ("", "null", "n/a", "#n/a", "nan", "<na>", "(null)", "(blank)", "#null!", "#value!", "#ref!",
     "#div/0!", "#name?", "#num!", "#n/a n/a", "\\n", "-", "--", "—", "–", "?")
)  # fmt: skip
NOT_APPLICABLE = frozenset(  # in a column of ratings: the question is not for this customer
    ("n/a", "na", "n.a.", "n. a.", "not applicable", "does not apply", "not relevant", "not used",
     "did not use", "entfällt", "nicht zutreffend", "trifft nicht zu", "s/o", "sans objet",
     "non applicable", "no aplica", "no procede", "não se aplica", "ไม่เกี่ยวข้อง")
)  # fmt: skip
_MISSING_MEASURES = MISSING_TEXTS | NOT_APPLICABLE | frozenset(
    ("na", "none", "nil", "missing", "no answer", "not answered", "not applicable", "don't know",
     "dont know", "unknown", "refused", "prefer not to say", ".", "..", "...", "n.a.", "n. a.",
     "k. a.", "k.a.", "keine angabe", "s/o", "sin respuesta", "sans réponse", "ไม่ระบุ", "x",
     "skipped", "skip", "not asked", "not shown", "no response", "no opinion", "no reply",
     "prefer not to answer", "rather not say", "can't say", "cannot say", "not sure/na", "dk",
     "dk/na", "not available", "not provided", "empty", "übersprungen", "weiß nicht",
     "weiss nicht", "ohne angabe", "nicht beantwortet", "ne sait pas", "non réponse", "nsp",
     "sans avis", "no sabe", "no contesta", "ns/nc", "não sabe", "não respondeu", "sem resposta",
     "non so", "nessuna risposta", "non risponde", "weet niet", "geen antwoord", "geen mening",
     "ไม่ตอบ", "ไม่ทราบ", "ບໍ່ຕອບ", "ບໍ່ຮູ້", "មិនឆ្លើយ", "មិនដឹង", "không trả lời", "không biết",
     "無回答", "未回答", "回答なし", "不知道", "拒答")
)  # fmt: skip
MISSING_CODES = (-99.0, -9.0, -1.0, 99.0, 98.0, 97.0, 999.0, 998.0, 88.0, 77.0, 0.0)


def is_missing(text: str, kind: Kind) -> bool:
    """Say whether a text stands for no answer in a column of this kind.

    >>> is_missing("NA", Kind.RATING), is_missing("NA", Kind.CATEGORY)
    (True, False)
    """
    words = MISSING_TEXTS if kind in (Kind.CATEGORY, Kind.TEXT) else _MISSING_MEASURES
    return tidy(text).lower() in words


def is_not_applicable(text: str) -> bool:
    """Say whether a rating that is missing is said not to apply.

    >>> is_not_applicable("Not applicable"), is_not_applicable("no answer")
    (True, False)
    """
    return tidy(text).lower() in NOT_APPLICABLE
