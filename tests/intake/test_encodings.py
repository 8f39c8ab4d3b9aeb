"""Short texts of feedback in the code pages that matter: how many are read rightly at the least.

A text counts as right when it is decoded to what was written, by whatever name.
"""

import pytest

from cx.intake.encodings import rank_code_pages

FRENCH = (
    "Très satisfait de l’accueil",
    "Le délai était trop long, déçu",
    "Personnel agréable et à l'écoute",
    "Réponse reçue après trois relances",
    "Prix élevé mais qualité au rendez-vous",
    "J'ai dû rappeler plusieurs fois, pénible",
    "Ça marche, rien à redire",
    "Problème réglé dès le premier appel",
)
ENGLISH = (
    "I couldn’t get through – twice",
    "They said “tomorrow” and it’s been a week",
    "Didn’t help at all…",
    "The café downstairs was lovely",
    "Great service — would come back",
    "It cost £20 more than I was told",
    "Agent’s tone was “professional”",
    "Nothing to add, it’s fine",
)
POLISH = (
    "Bardzo miła obsługa, dziękuję",
    "Czekałem zbyt długo na połączenie",
    "Świetnie, że zdążyliście przed świętami",
    "Cena zbyt wysoka, jakość przeciętna",
    "Proszę o szybszą odpowiedź",
    "Konsultant był uprzejmy i pomógł",
    "Nie działa, muszę dzwonić jeszcze raz",
    "Wszystko w porządku, polecę znajomym",
)
RUSSIAN = (
    "Очень вежливый оператор, спасибо",
    "Долго ждал ответа",
    "Всё понравилось, приду ещё",
    "Цена завышена",
    "Не решили мою проблему",
    "Хорошо",
    "Пришлось звонить три раза",
    "Доставка опоздала на неделю",
)
THAI = (
    "บริการดีมาก",
    "รอนานเกินไป",
    "พนักงานสุภาพและช่วยเหลือดี",
    "ราคาแพงกว่าที่คิด",
    "ไม่ประทับใจเลย",
    "จะกลับมาใช้บริการอีก",
    "แก้ปัญหาได้รวดเร็ว",
    "โทรไปหลายครั้งกว่าจะติด",
)
JAPANESE = (
    "対応がとても丁寧でした",
    "待ち時間が長すぎます",
    "また利用したいと思います",
    "電話がつながりにくい",
    "値段が少し高い",
    "スタッフの方が親切でした",
    "問題がすぐに解決しました",
    "説明が分かりにくかったです",
)
CHINESE = (
    "服务态度很好，谢谢",
    "等待时间太长了",
    "客服没有解决我的问题",
    "价格有点贵",
    "非常满意，会推荐给朋友",
    "物流很慢",
    "打了三次电话才接通",
    "质量不错",
)


@pytest.mark.parametrize(
    ("encoding", "texts", "least"),
    [
        ("cp1252", FRENCH, 8),
        ("cp1252", ENGLISH, 8),
        ("mac_roman", FRENCH, 8),
        ("mac_roman", ENGLISH, 8),
        ("cp1250", POLISH, 8),
        ("cp1251", RUSSIAN, 8),
        ("cp874", THAI, 8),
        ("cp932", JAPANESE, 8),
        ("gb18030", CHINESE, 8),
    ],
)
def test_short_texts_are_decoded(encoding: str, texts: tuple[str, ...], least: int) -> None:
    wrong = [
        (text, text.encode(encoding).decode(rank_code_pages(text.encode(encoding))[0]))
        for text in texts
        if text.encode(encoding).decode(rank_code_pages(text.encode(encoding))[0]) != text
    ]
    assert len(texts) - len(wrong) >= least, wrong
