"""The small model tells the languages newspapers are printed in; it is small, and its parts fit."""

from importlib.resources import files

import pytest

from newsarchive.extract.ngrams import _model, guess

SAID = {
    "en": "The harbour was closed for three days after the storm had torn two boats from their moorings.",
    "de": "Nach dem Sturm blieb der Hafen drei Tage lang geschlossen, weil zwei Boote gesunken waren.",
    "fr": "Après la tempête, le port est resté fermé pendant trois jours et deux bateaux ont coulé.",
    "es": "Tras la tormenta, el puerto permaneció cerrado tres días y dos barcos se hundieron.",
    "pl": "Po burzy port był zamknięty przez trzy dni, a dwie łodzie zatonęły przy nabrzeżu.",
    "fi": "Myrskyn jälkeen satama oli suljettuna kolme päivää, ja kaksi venettä upposi laituriin.",
    "tr": "Fırtınanın ardından liman üç gün kapalı kaldı ve iki tekne iskelede battı.",
    "ru": "После шторма порт был закрыт три дня, а две лодки затонули у причала.",
    "el": "Μετά την καταιγίδα το λιμάνι έμεινε κλειστό για τρεις ημέρες και δύο βάρκες βυθίστηκαν.",
    "ar": "بعد العاصفة ظل الميناء مغلقا ثلاثة أيام وغرق قاربان عند الرصيف.",
    "hi": "तूफ़ान के बाद बंदरगाह तीन दिन तक बंद रहा और दो नावें घाट पर डूब गईं।",
    "ko": "폭풍이 지나간 뒤 항구는 사흘 동안 문을 닫았고 배 두 척이 부두에서 가라앉았다.",
    "vi": "Sau cơn bão, cảng phải đóng cửa ba ngày và hai chiếc thuyền bị chìm ở bến.",
    "cy": "Ar ôl y storm bu'r porthladd ar gau am dri diwrnod a suddodd dau gwch wrth y cei.",
}


@pytest.mark.parametrize("language", SAID)
def test_a_sentence_is_enough(language):
    assert guess(SAID[language]) == language
    assert guess(SAID[language].upper()) == language


@pytest.mark.parametrize("text", ["", " ", "7", "\ud800", "\U0001f600"])
def test_what_says_nothing_is_no_language(text):
    assert guess(text) is None


def test_the_model_is_small_and_its_parts_fit():
    model = _model()
    assert len(files("newsarchive.extract").joinpath("languages.bin").read_bytes()) < 500_000
    assert len(model.languages) == len(model.priors) > 100
    assert len(model.places) == len(model.starts) - 1
    assert model.starts[-1] == len(model.spoken_for) == len(model.weights)
    assert max(model.spoken_for) < len(model.languages)
