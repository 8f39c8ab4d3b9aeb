"""Which place on its scale does an answer in words have, in any of the languages that are read?

A word of a scale is put together: a stem ("satisfied", "zufrieden"), a degree ("very", "somewhat"),
perhaps a negation. So a scale is read by its build, whatever tool wrote it, and the number of its
answers follows from the degrees that occur. Words that are not built so stand in lists.
"""

# ruff: noqa: E501 - tables of words and patterns read best in one line each

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cx.vocabulary import Scale, ScaleKind

LONGEST_WORDS = 80  # characters of an answer in words; more are prose
_MARKS = re.compile(r"[\u0300-\u036f]")
_TONES = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f]")  # skin tones, text or picture


def folded(text: str) -> str:
    """Write a text so that spellings of one word are alike: no case, blanks, accents, marks.

    >>> folded("Très  satisfait"), folded("tres-satisfait")
    ('tressatisfait', 'tressatisfait')
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
    plain = _TONES.sub("", unicodedata.normalize("NFKC", plain)).replace("ຫລ", "ຫຼ")
    return "".join(c for c in plain if unicodedata.category(c)[0] not in "ZPC")


@dataclass(frozen=True, slots=True)
class WordedScale:
    """Answers in words, each with its score, and the scale on which they lie."""

    scores: Mapping[str, float]  # by the text as it was written
    scale: Scale
    rates: bool = True  # it rates something; False: groups of people, or yes and no


@dataclass(frozen=True, slots=True)
class _Family:
    """Words that ask one thing: stems of the good and of the bad answers."""

    kind: ScaleKind
    good: re.Pattern[str]
    bad: re.Pattern[str]


def _family(kind: ScaleKind, good: str, bad: str) -> _Family:
    def stems(words: str) -> re.Pattern[str]:
        ranked = sorted((folded(word) for word in words.split()), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, ranked)))

    return _Family(kind, stems(good), stems(bad))


_FAMILIES = (
    _family(
        ScaleKind.SATISFACTION,
        "satisfied satisfactory pleased happy contented zufriedene zufriedener zufrieden satisfaite satisfaits satisfait contente satisfecho satisfecha satisfechos satisfeito satisfeita satisfeitos soddisfatto soddisfatta soddisfatti tevreden พึงพอใจ พอใจ ພຶງພໍໃຈ ເພິ່ງພໍໃຈ ພໍໃຈ ពេញចិត្ត hài_lòng 満足 满意 滿意".replace("_", ""),
        "dissatisfied unsatisfied unsatisfactory unhappy displeased unzufriedene unzufriedener unzufrieden insatisfaite insatisfaits insatisfait mécontente mécontent insatisfecho insatisfecha insatisfechos insatisfeito insatisfeita insatisfeitos insoddisfatto insoddisfatta insoddisfatti ontevreden 不満足 不満 不满意 不滿意",
    ),
    _family(
        ScaleKind.SATISFACTION,
        "agree zustimme zutreffend d'accord deacuerdo concordo d'accordo eens เห็นด้วย ເຫັນດີ ເຫັນດ້ວຍ យល់ព្រម យល់ស្រប đồngý 同意 そう思う",
        "disagree pasd'accord endésaccord désaccord endesacuerdo discordo indisaccordo oneens 不同意 そう思わない",
    ),
    _family(
        ScaleKind.SATISFACTION,
        "likely wahrscheinlich probablement probable provável probabile waarschijnlijk เป็นไปได้ ເປັນໄປໄດ້ cókhảnăng 可能性が高い 可能",
        "unlikely unwahrscheinlich improbable improvável improbabile onwaarschijnlijk 不太可能 不可能 可能性が低い",
    ),
    _family(
        ScaleKind.EFFORT,
        "easy simple einfach leicht facile fácil makkelijk gemakkelijk ง่าย ງ່າຍ ងាយស្រួល ងាយ dễdàng dễ 簡単 容易 简单",
        "difficult hard schwierig schwer difficile difícil moeilijk ยาก ຍາກ ពិបាក khókhăn khó 難しい 困难 困難",
    ),
    _family(
        ScaleKind.SATISFACTION,
        "good gute guter gut bonne bon bien bueno buena bom boa buono buona bene goede goed ดี ດີ ល្អ tốt 良い よい 好 positive positiv",
        "bad poor schlechte schlecht mauvaise mauvais malo mala mal ruim mau cattivo cattiva slecht แย่ ຂີ້ຮ້າຍ អាក្រក់ tệ kém xấu 悪い 差 negative negativ",
    ),
)  # fmt: skip
_NOT_AT_ALL, _NOT_VERY, _SLIGHT, _MODERATE, _BARE, _STRONG, _EXTREME = range(7)
_DEGREES: tuple[tuple[int, str], ...] = (
    (_NOT_AT_ALL, "notatall garnicht น้อยที่สุด ນ້ອຍທີ່ສຸດ überhauptnicht pasdutout paratodonada perniente helemaalniet deningúnmodo ennada まったく 全く 毫不 完全不"),
    (_NOT_VERY, "notvery poco pouco peu wenig weinig น้อย ນ້ອຍ notso notreally nottoo nichtsehr nichtso pastrès nomuy nãomuito nonmolto nietzo ไม่ค่อย ບໍ່ຄ່ອຍ មិនសូវ khônglắm あまり 不太"),
    (_EXTREME, "extremely completely totally absolutely entirely delighted äußerst extrem vollundganz vollkommen völlig absolut voll extrêmement toutàfait totalement extremadamente totalmente completamente extremamente estremamente assolutamente helemaal uiterst volledig มากที่สุด ที่สุด ທີ່ສຸດ ຫຼາຍທີ່ສຸດ បំផុត cựckỳ hoàntoàn 極めて 完全 极其 極其 十分"),
    (_STRONG, "very highly strongly really mostly largely generally überwiegend weitgehend sehr stark très muy muito molto zeer heel erg อย่างมาก อย่างยิ่ง มากๆ มาก ຫຼາຍ ខ្លាំងណាស់ ខ្លាំង ណាស់ rất 非常に 非常 とても 大変 很"),
    (_MODERATE, "moderately somewhat fairly quite rather reasonably ziemlich eher moyennement ปานกลาง ປານກາງ មធ្យម plutôt assez moderadamente algo bastante moderatamente abbastanza piuttosto redelijk tamelijk eerder ค่อนข้าง ຂ້ອນຂ້າງ គួរសម khá tươngđối まあまあ やや まあ 比较 比較"),
    (_SLIGHT, "slightly alittle mildly etwas einwenig leicht unpeu légèrement unpoco ligeramente umpouco ligeiramente unpo' leggermente eenbeetje enigszins เล็กน้อย ນ້ອຍໜຶ່ງ ເລັກນ້ອຍ បន្តិច hơi 少し 有点 有點 稍微"),
)  # fmt: skip
_DENIED = {_NOT_AT_ALL: _EXTREME, _NOT_VERY: _SLIGHT}  # how bad a good word is that is denied
_DEGREE_WORDS = sorted(
    ((folded(word), degree) for degree, words in _DEGREES for word in words.split()),
    key=lambda pair: -len(pair[0]),
)
_NEGATIONS = [
    folded(word)
    for word in [
        "not",
        "nicht",
        "ne",
        "pas",
        "no",
        "não",
        "non",
        "niet",
        "ไม่",
        "ບໍ່",
        "មិន",
        "không",
        "khong",
        "ない",
        "ありません",
        "不",
    ]
]
_FILLERS = re.compile(
    "^(?:i|am|are|is|was|it|we|were|ich|bin|esjest|war|es|je|suis|estoy|estou|sono|ik|ben|with|of|in|に|です|だ|く|เลย|ເລີຍ|的)+$"
)
_NEUTRAL = frozenset(folded(word) for word in ["neutral", "neutrale", "neutre", "neutro", "neutraal", "neither", "neither nor", "undecided", "unentschieden", "unentschlossen", "teils teils", "weder noch", "mittel", "mittelmäßig", "ok", "okay", "average", "so so", "so-so", "medium", "acceptable", "indifferent", "indifferente", "mixed", "moyen", "moyenne", "regular", "médio", "nella media", "geht so", "comme ci comme ça", "ni l'un ni l'autre", "ni uno ni otro", "gemiddeld", "เฉยๆ", "เฉย ๆ", "ปานกลาง", "กลางๆ", "ธรรมดา", "ທຳມະດາ", "ທໍາມະດາ", "ປານກາງ", "ເປັນກາງ", "ເສີຍໆ", "ເສີຍ", "ກາງໆ", "ធម្មតា", "មធ្យម", "អព្យាក្រឹត", "bình thường", "trung lập", "trung bình", "一般", "普通", "中立", "どちらでもない", "どちらともいえない", "どちらとも言えない", "ふつう", "还行", "尚可"])  # fmt: skip
_COUNTED = re.compile(r"\(\s*\d+\s*[-–]\s*\d+\s*\)")  # "Promoters (9-10)"
_PARTED = re.compile("^(?:trifft|stimme)(?:ich)?(.*)zu$")  # German verbs: "trifft eher nicht zu"
_NEITHER = re.compile(
    r"^(?:neither.+(?:n?or).+|weder.+noch.+|ni.+ni.+|nem.+nem.+|ne.+ne.+|noch.+noch.+|不好不坏|既不.+也不.+)$"
)
_LISTS: tuple[tuple[ScaleKind, bool, tuple[str, ...]], ...] = (
    (ScaleKind.SATISFACTION, True, ("poor", "fair", "good", "very good", "excellent|outstanding")),
    (ScaleKind.SATISFACTION, True, (
        "very poor|very bad|terrible|awful|horrible|sehr schlecht|très mauvais|muy malo|muito ruim|pessimo|pésimo|très mauvaise|zeer slecht|แย่มาก|ຂີ້ຮ້າຍຫຼາຍ|rất tệ|很差|非常差|とても悪い",
        "poor|bad|below average|schlecht|mauvais|mauvaise|malo|ruim|cattivo|scarso|slecht|แย่|ไม่ดี|ບໍ່ດີ|មិនល្អ|tệ|kém|差|悪い",
        "average|ok|okay|acceptable|fair|neutral|so so|mittel|befriedigend|moyen|correct|regular|médio|sufficiente|discreto|redelijk|matig|พอใช้|ปานกลาง|ພໍໃຊ້|ປານກາງ|មធ្យម|bình thường|trung bình|一般|普通",
        "good|above average|gut|bon|bonne|bien|bueno|bom|buono|goed|ดี|ດີ|ល្អ|tốt|好|良い",
        "very good|excellent|great|outstanding|sehr gut|ausgezeichnet|très bien|très bon|muy bueno|excelente|muito bom|ottimo|eccellente|uitstekend|zeer goed|ดีมาก|ดีเยี่ยม|ດີຫຼາຍ|ດີເລີດ|ល្អណាស់|rất tốt|很好|非常好|とても良い",
    )),
    (ScaleKind.SATISFACTION, True, ("ungenügend", "mangelhaft", "ausreichend", "befriedigend", "gut", "sehr gut")),
    (ScaleKind.SATISFACTION, True, (
        "very low|lowest|sehr gering|sehr niedrig|très faible|muy bajo|muito baixo|molto basso|zeer laag|น้อยที่สุด|ນ້ອຍທີ່ສຸດ|តិចបំផុត|rất thấp|很低|とても低い",
        "low|gering|niedrig|faible|bajo|baixo|basso|laag|น้อย|ນ້ອຍ|តិច|thấp|低|低い",
        "medium|moderate|mittel|moyen|medio|médio|gemiddeld|ปานกลาง|ປານກາງ|មធ្យម|trung bình|中|普通",
        "high|hoch|élevé|alto|hoog|มาก|ຫຼາຍ|ច្រើន|cao|高|高い",
        "very high|highest|sehr hoch|très élevé|muy alto|muito alto|molto alto|zeer hoog|มากที่สุด|ຫຼາຍທີ່ສຸດ|ច្រើនបំផុត|rất cao|很高|とても高い",
    )),
    (ScaleKind.SATISFACTION, False, (
        "far below expectations|well below expectations|much worse than expected",
        "below expectations|worse than expected|did not meet expectations|failed expectations|expectations missed|unter den erwartungen|schlechter als erwartet",
        "met expectations|meets expectations|as expected|expectations met|wie erwartet|erwartungen erfüllt|conforme aux attentes",
        "exceeded expectations|exceeds expectations|above expectations|better than expected|expectations exceeded|über den erwartungen|besser als erwartet",
        "far exceeded expectations|far exceeds expectations|well above expectations|much better than expected",
    )),
    (ScaleKind.SATISFACTION, True, ("negative|neg", "neutral|neu|mixed", "positive|pos")),
    (ScaleKind.SATISFACTION, True, (
        "never|nie|jamais|nunca|mai|nooit|ไม่เคย|ບໍ່ເຄີຍ|មិនដែល|không bao giờ|まったくない|从不",
        "rarely|seldom|hardly ever|almost never|selten|rarement|rara vez|raramente|zelden|นานๆครั้ง|ດົນໆເທື່ອ|កម្រ|hiếm khi|めったにない|很少",
        "sometimes|occasionally|manchmal|gelegentlich|parfois|a veces|às vezes|a volte|soms|บางครั้ง|ບາງຄັ້ງ|ពេលខ្លះ|thỉnh thoảng|ときどき|有时",
        "often|frequently|usually|most of the time|oft|häufig|meistens|souvent|a menudo|frequentemente|spesso|vaak|บ่อยครั้ง|บ่อย|ເລື້ອຍໆ|ញឹកញាប់|thường xuyên|よくある|经常",
        "always|immer|toujours|siempre|sempre|altijd|เสมอ|ตลอดเวลา|ສະເໝີ|ជានិច្ច|luôn luôn|いつも|总是",
    )),
    (ScaleKind.SATISFACTION, True, (
        "😡|🤬|😠|😭|😢|😞|😫|😩|😖|👿|💔", "🙁|☹|😕|😟|😦|😔|😒|😣", "😐|😑|😶|😌", "🙂|☺|😊|😏", "😀|😃|😄|😁|😍|🤩|😆|🥰|😂|😎|❤|💚",
    )),
    (ScaleKind.SATISFACTION, False, (
        "definitely not|certainly not|auf keinen fall|certainement pas|definitivamente no|com certeza não|sicuramente no|zeker niet",
        "probably not|eher nicht|probablement pas|probablemente no|provavelmente não|probabilmente no|waarschijnlijk niet",
        "maybe|might or might not|might or might not happen|unsure|not sure|vielleicht|peut-être|quizás|talvez|forse|misschien",
        "probably|probably yes|probably would|eher ja|probablement|probablemente sí|probablemente|provavelmente|probabilmente|waarschijnlijk wel",
        "definitely|definitely yes|definitely would|certainly|auf jeden fall|certainement|definitivamente|com certeza|sicuramente|zeker",
    )),
    (ScaleKind.SATISFACTION, False, (
        "no|nein|non|não|nee|ไม่|ไม่ใช่|ບໍ່|ທີ່ບໍ່|ទេ|không|いいえ|否|不|不会",
        "maybe|perhaps|not sure|unsure|possibly|partly|partially|vielleicht|teilweise|peut-être|en partie|quizás|quizá|tal vez|talvez|forse|misschien|อาจจะ|ไม่แน่ใจ|ບາງທີ|ບໍ່ແນ່ໃຈ|ប្រហែល|មិនប្រាកដ|có thể|không chắc|たぶん|わからない|也许|不确定|可能",
        "yes|ja|oui|sí|si|sim|sì|ใช่|แน่นอน|ແມ່ນ|ແມ່ນແລ້ວ|បាទ|ចាស|បាទ/ចាស|có|vâng|はい|是|会",
    )),
)  # fmt: skip
_GROUPS = (
    "detractor|detractors|detraktor|detraktoren|kritiker|détracteur|détracteurs|detractores|detrator|detratores|detrattore|detrattori|criticaster|criticasters|ผู้ไม่สนับสนุน|批評者|批判者|贬损者",
    "passive|passives|passiv|passive(r)|indifferente|unentschlossene|passif|passifs|pasivo|pasivos|passivo|passivos|passivi|passief|neutral|neutrals|neutro|ผู้เฉยๆ|中立者|被动者",
    "promoter|promoters|promotor|promotoren|promoteur|promoteurs|promotores|promotore|promotori|ผู้สนับสนุน|推奨者|推荐者",
)  # fmt: skip
_PLACES = {
    levels: {
        folded(word): place for place, words in enumerate(levels, 1) for word in words.split("|")
    }
    for levels in (*(levels for _, _, levels in _LISTS), _GROUPS)
}
# What people are counted as: as Q, Displayr and others write the Net Promoter Score of one answer.
PROMOTERS = Scale.conventional(-100, 100, ScaleKind.RECOMMEND)


@dataclass(frozen=True, slots=True)
class _Word:
    """One answer in words, taken apart."""

    side: int  # 1 good, 0 neither, -1 bad
    degree: int = 0
    denied: bool = False  # a good word that is negated: "not at all satisfied"


def read_worded(texts: Iterable[str]) -> WordedScale | None:
    """Give each text of a worded scale its score; None when they are no such scale.

    >>> read_worded(["Very satisfied", "Neutral", "Dissatisfied"]).scores["Very satisfied"]
    5.0
    >>> read_worded(["Sehr zufrieden", "Blue"]) is None
    True
    """
    found = list(texts)
    if any(len(text) > LONGEST_WORDS for text in found):
        return None
    given = {text: folded(_COUNTED.sub("", text)) for text in found}
    words = set(given.values())
    if not 2 <= len(words) <= _MOST_WORDS or "" in words:
        return None
    groups = _PLACES[_GROUPS]
    if (
        words <= groups.keys()
        and len({groups[word] for word in words}) >= 2
        and _GROUP_NAMED & words
    ):
        return WordedScale(
            {text: 100.0 * (groups[word] - 2) for text, word in given.items()}, PROMOTERS, False
        )
    read = _built(given, words) or _listed(given, words)
    if read is not None:
        return read
    # A scale may hold a word or two of its own, such as "Did not visit": these are no answers.
    known = {word for word in words if _is_known(word)}
    if len(known) < len(words) and len(known) >= _LEAST_KNOWN * len(words):
        some = {text: word for text, word in given.items() if word in known}
        return _built(some, known) or _listed(some, known) if len(known) > 2 else None
    return None


def _is_known(word: str) -> bool:
    """Say whether a folded word stands on some scale."""
    return any(word in places for places in _PLACES.values()) or any(
        _apart(word, family) is not None for family in _FAMILIES
    )


_MOST_WORDS = 15
_LEAST_KNOWN = 0.74  # of the different words of a column must be words of its scale
_GROUP_NAMED = frozenset(
    folded(word) for words in (_GROUPS[0], _GROUPS[2]) for word in words.split("|")
)


def valence(text: str) -> float | None:
    """Say how good an answer in words is: above 0 good, below 0 bad; None when it does not say.

    >>> valence("Very satisfied") > valence("satisfied") > 0 > valence("awful")
    True
    """
    if len(text) > LONGEST_WORDS:
        return None
    word = folded(text)
    for kind, rates, levels in _LISTS:
        if word in _PLACES[levels] and kind is ScaleKind.SATISFACTION and rates:
            middle = (len(levels) + 1) / 2
            # "Fair" and "poor" stand on two lists; the one with a middle says more.
            if levels is not _LISTS[0][2]:
                return float(_PLACES[levels][word] - middle)
    if word in ("best", "bestes", "beste", "top", "meilleur", "mejor", "melhor", "migliore"):
        return 9.0
    if word in (
        "worst",
        "schlechtestes",
        "schlechteste",
        "pire",
        "peor",
        "pior",
        "peggiore",
        "slechtste",
    ):
        return -9.0
    for family in _FAMILIES:
        taken = _apart(word, family)
        if taken is not None:
            if taken.denied and taken.degree == _NOT_AT_ALL:
                return -float(_EXTREME)
            return float(taken.side * taken.degree)
    return None


def _built(given: Mapping[str, str], words: set[str]) -> WordedScale | None:
    """Read answers that are all put together from the words of one family."""
    for family in _FAMILIES:
        apart = {word: _apart(word, family) for word in words}
        known = {word: taken for word, taken in apart.items() if taken is not None}
        if len(known) < len(words) or not any(taken.side for taken in known.values()):
            continue
        placed = _unipolar(known) or _bipolar(known)
        if placed is None:
            continue
        places, levels = placed
        return WordedScale(
            {text: float(places[word]) for text, word in given.items()},
            Scale.conventional(1, levels, family.kind),
        )
    return None


def _apart(word: str, family: _Family) -> _Word | None:
    """Take a folded answer apart; None when a part of it is not known."""
    word = _PARTED.sub(r"\1zustimme", word)
    if word in _NEUTRAL or _NEITHER.match(word):
        return _Word(0)
    side, found = -1, family.bad.search(word)
    if found is None:
        side, found = 1, family.good.search(word)
    if found is None:
        return None
    rest, degree = word[: found.start()] + "|" + word[found.end() :], _BARE
    for written, one in _DEGREE_WORDS:
        if written in rest:
            rest, degree = rest.replace(written, "", 1), one
            break
    denied = degree in (_NOT_AT_ALL, _NOT_VERY)
    for negation in _NEGATIONS:
        if negation in rest:
            rest, denied = rest.replace(negation, "", 1), True
            break
    rest = rest.replace("|", "")
    if rest and not _FILLERS.match(rest):
        return None
    if denied and side < 0:  # "not bad"
        return None if degree in (_NOT_AT_ALL, _NOT_VERY) else _Word(1, _MODERATE)
    return _Word(-1 if denied else side, degree, denied)


def _unipolar(known: Mapping[str, _Word]) -> tuple[dict[str, int], int] | None:
    """Place answers from none to much of one thing: "not at all" to "extremely satisfied"."""
    if any(taken.side < 0 and not taken.denied for taken in known.values()):
        return None
    if any(taken.side == 0 for taken in known.values()):
        return None
    bottom = any(taken.degree == _NOT_AT_ALL for taken in known.values())
    degrees = {taken.degree for taken in known.values() if taken.side > 0}
    if not bottom and not (len(degrees) > 2 and {_STRONG, _EXTREME} <= degrees):
        return None
    ranks = {
        _NOT_AT_ALL: 1,
        _NOT_VERY: 2,
        _SLIGHT: 2,
        _MODERATE: 3,
        _BARE: 3,
        _STRONG: 4,
        _EXTREME: 5,
    }
    if {_MODERATE, _BARE} <= degrees:
        ranks[_BARE] = 4
    places = {
        word: 2 if taken.denied and taken.degree == _BARE else ranks[taken.degree]
        for word, taken in known.items()
    }
    used = set(places.values())
    if len(used) < len(places):
        return None
    return places, 4 if used == {1, 2, 3, 4} else 5


def _bipolar(known: Mapping[str, _Word]) -> tuple[dict[str, int], int] | None:
    """Place answers from very bad over neither to very good."""
    known = {
        word: _Word(taken.side, _DENIED.get(taken.degree, taken.degree))
        for word, taken in known.items()
    }
    good, bad = (
        sorted({taken.degree for taken in known.values() if taken.side == side}) for side in (1, -1)
    )
    both = sorted({*good, *bad})
    if len(known) == 2 and len(both) == 1 and good and bad:
        return None  # one word and its opposite: yes or no
    half = len(both) if len(both) in (2, len(good), len(bad)) else max(len(good), len(bad))
    if half > 3:
        return None

    def rank(degree: int, own: list[int]) -> int:
        ranked = both if half == len(both) else own
        return half - len(ranked) + ranked.index(degree) + 1

    places = {
        word: taken.side * rank(taken.degree, good if taken.side > 0 else bad) if taken.side else 0
        for word, taken in known.items()
    }
    used = set(places.values())
    if len(used) < 2:
        return None
    if half >= 2 and 0 not in used and len(used) == 2 * half:  # without a middle, all were seen
        return {w: p + half + (p < 0) for w, p in places.items()}, 2 * half
    return {word: place + half + 1 for word, place in places.items()}, 2 * half + 1


def _listed(given: Mapping[str, str], words: set[str]) -> WordedScale | None:
    """Read answers that are all on one of the lists."""
    for kind, rates, levels in _LISTS:
        places = _PLACES[levels]
        if not words <= places.keys() or (len(levels) == 3 and len(words) < 3):
            continue
        used = {places[word] for word in words}
        if len(used) < len(words) and levels[0][0].isascii():
            continue
        middle = (len(levels) + 1) // 2
        if len(levels) == 5 and len(used) > 2 and used <= {middle - 1, middle, middle + 1}:
            places, levels = {word: places[word] - 1 for word in words}, levels[1:4]
        elif (len(used) < 3 and len(levels) not in used) or len(used) < 2:
            continue
        names = None
        if len(levels) == 3 and not rates:
            names = (_shown(given, places, 3), _shown(given, places, 2), _shown(given, places, 1))
        scale = Scale.conventional(1, len(levels), kind)
        if names is not None and all(names):
            scale = Scale(
                scale.minimum, scale.maximum, scale.favourable_from, scale.unfavourable_to,
                kind, True, names,
            )  # fmt: skip
        return WordedScale(
            {text: float(places[word]) for text, word in given.items()}, scale, rates
        )
    return None


def _shown(given: Mapping[str, str], places: Mapping[str, int], place: int) -> str:
    """Return the word that stands for a place, as it was written, in lower case."""
    return next((text.strip().lower() for text, word in given.items() if places[word] == place), "")
