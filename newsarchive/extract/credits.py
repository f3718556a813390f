"""Caption and credit told apart in the text that stands below a picture, in any language."""

from __future__ import annotations

import re
from typing import NamedTuple

_PHOTO = (
    r"photo(?:graph(?:y|s|er)?|s)?(?: credits?| courtesy)?|fotos?|fotograf(?:ía|ia|ie|i|er|in|o|ija)?|fotó"
    r"|bild(?:er|quelle|nachweis|rechte)?"
    r"|images?|pictures?|pics?|credits?(?: line)?|crédits?(?:[- ]photos?)?|créditos?|crediti|imagen|imagem"
    r"|immagine|imago(?= images)"
    r"|archivfoto|collage|montage|fotomontage|fotomontaje|montaje|коллаж|колаж|symbolfoto|symbolbild"
    r"|illustrations?|illustration(?: by)?|ilustración|ilustracja|grafik|graphics?|gráfico|infografik"
    r"|zdj(?:ęcie)?|fot|zdroj|foto autor|kuvat?|kuvitus|mynd(?:ir)?|ljósmynd(?:ir|ari)?|fotoğraf|görsel"
    r"|nuotr(?:auka)?|attēls|фотограф(?:ія|ия|и)?|фото"
    r"|снимка|снимки|ілюстрація|иллюстрация|φωτογραφία|φωτο|φωτό|picha|isithombe|umfanekiso|gambar|ảnh"
    r"|hình|tư liệu|صورة|الصورة|تصوير|عکس|צילום"
    r"|תמונה|फोटो|写真|撮影|提供|画像|사진|그래픽|图片|图|圖片|圖|摄影|摄|攝影|攝|ภาพ"
)
_SOURCE = (
    r"quelle|source|fuente|fonte|bron|källa|kilde|lähde|zdroj|źródło|forrás|kaynak|источник|джерело"
    r"|πηγή|المصدر|מקור|来源|來源|出典|출처|sursa|izvor|copyright|courtesy(?: of)?|cortesía(?: de)?|via"
)
_BY = r"(?:by|von|par|por|di|de|del|av|af|van|oleh|dok\.?|autor)"
_LEAD = re.compile(
    rf"(?:^|[\s\[(（【/|–—.·•»,:＝=。、-])(?:(?:{_PHOTO}|{_SOURCE})(?:\s(?:출처"
    rf"|제공))?(?:\s*[/&+]\s*\w{{3,12}})?\s*(?:[:：=\]|]|\s[–—-]\s|\.\s?(?=(?-i:[A-ZÀ-Þ]))"
    rf"|\s(?={_BY}\s+(?-i:[A-ZÀ-Þ])))\s*(?:{_BY}\s+)?"
    rf"|[©ⓒ®]\s*(?:copyright\s*)?(?:\d{{4}}\s*)?|\(c\)\s*|(?:photo(?:graph)?s?|image|picture|illustration"
    rf"|courtesy)\s(?:by|of|courtesy of|from|via)\s+(?=(?-i:[A-ZÀ-Þ]))|=\s*(?=.*撮影))",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    rf"^[\s\[(（|/＝=–—-]*(?:(?:(?:{_PHOTO}|{_SOURCE})(?:\s(?:출처|제공))?(?:\s+{_BY}\b|\s*[:：=/|]|\s[–—-]\s|\.\s)"
    rf"|[©ⓒ]|\(c\)|copyright\b\s*/?|courtesy(?: of)?\b|image credit\b"
    rf"|{_BY}\s+(?=(?-i:[A-ZÀ-Þ]))|via\s)[\s:：]*)+",
    re.IGNORECASE,
)
_AGENCY = (
    r"AP|AFP|Reuters|REUTERS|dpa|DPA|EPA|epa|EFE|ANSA|APA|AAP|PA|PTI|ANI|IANS|TT|NTB|Ritzau|Scanpix"
    r"|SCANPIX|Lehtikuva|LETA|BNS|ELTA|PAP|ČTK|TASR|MTI|STA|Hina|Tanjug"
    r"|Belga|ANP|Lusa|Keystone|KEYSTONE|Xinhua|TASS|Sputnik|Anadolu|AA|DHA|İHA|Bloomberg|Getty(?: Images)?"
    r"|GETTY|gettyimages|iStock(?:photo)?|Shutterstock|shutterstock"
    r"|Alamy|Unsplash|Pexels|Pixabay|Imago|IMAGO|imago|picture alliance|Picture Alliance|Zuma|ZUMA"
    r"|Depositphotos|Adobe Stock|Wikimedia(?: Commons)?|Flickr|Rex|REX|Polaris|Magnum"
    r"|NurPhoto|Abaca|MAXPPP|SIPA|Sipa|Corbis|WENN|Splash|Backgrid|Yonhap|연합뉴스|뉴시스|뉴스1|共同|時事"
    r"|新华社|CP|UNIAN"
    r"|УНІАН|Ukrinform|Укрінформ|РИА Новости|ТАСС|Коммерсантъ|AGF|LaPresse|Action Images|USA TODAY Sports"
    r"|Facebook|Instagram|Twitter|YouTube|Screenshot|Archiv|Archivo|Handout|Supplied|File"
)
_NAMED = re.compile(rf"(?<!\w)(?:{_AGENCY})(?!\w)")
_BRACKETS = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\s*\.?$")
_TAIL = re.compile(
    r"(?<=[.!?…\"”»'’])\s+([^.!?]{2,90})\.?$|\s+[|•·]\s+([^|•·]{2,80})$|\s[–—]\s([^–—.]{2,60})$"
    r"|(?<=\S)\s*/\s*([^/.]{2,40}(?:/[^/.]{2,40})?)$|(?<=[\w.])\s/\s([^/]{2,40}\s/\s[^/]{2,40})$"
)
_WORDS_OF_PHOTO = re.compile(
    rf"(?<!\w)(?:{_PHOTO}|{_SOURCE}|handout|collage|montage|screenshot|archiv\w*|file|supplied)(?!\w)",
    re.IGNORECASE,
)
LONGEST_CREDIT = 140


class Split(NamedTuple):
    """A caption and a credit, either of them None where there is none."""

    caption: str | None
    credit: str | None


def split(text: str) -> Split:
    """A text below a picture as caption and credit."""
    text = text.strip()
    if not text:
        return Split(None, None)
    for cut in (_bracketed, _led, _tailed):
        found = cut(text)
        if found:
            return found
    return Split(text, None)


def _bracketed(text: str) -> Split | None:
    """ "A bridge (AP Photo/Ann Poe)" """
    found = _BRACKETS.search(text)
    if not found:
        return None
    inner = found[1].strip()
    before = text[: found.start()]
    named = _NAMED.search(inner) or _PREFIX.match(inner) or (_WORDS_OF_PHOTO.search(inner) and "/" in inner)
    if (
        not named
        and not (before.endswith(_ENDS) and is_name(inner))
        and not (len(inner.split()) > 1 and is_name(inner))
    ):
        return None
    return Split(_caption(text[: found.start()]), credit(inner))


_ENDS = (".", "!", "?", "。", "”", '"', "»")
_NAME = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.’'&-]*(?:[\s/,]+(?:[^\W\d_a-zß-öø-ÿ][\w.’'&/@-]*|(?:de|del|van|von|der|den|di"
    r"|da|la|le|al|el|y|e|via|for|and|und|of|the)\b))*$"
)


def is_name(text: str) -> bool:
    """Whether a text can be nothing but names of persons or firms: a few words, capitals first."""
    return 3 <= len(text) <= 80 and len(text.split()) <= 9 and bool(_NAME.match(text))


def _led(text: str) -> Split | None:
    """ "A bridge. Photo: Ann Poe" """
    last = None
    for found in _LEAD.finditer(text):
        rest = text[found.end() :].strip()
        if (
            rest
            and len(rest) <= LONGEST_CREDIT
            and not re.search(r"[a-zß-ÿ]{3}\.\s+[A-ZÀ-Þ]\w+\s\w+\s\w+\s\w+", rest)
        ):
            last = found
            break
    if last is None:
        return None
    named = credit(text[last.start() :])
    return Split(_caption(text[: last.start()]), named) if named else None


def _tailed(text: str) -> Split | None:
    """ "A bridge. Ann Poe/Getty Images" """
    found = _TAIL.search(text)
    if not found:
        return None
    tail = next(g for g in found.groups() if g)
    if (_NAMED.search(tail) or (" / " in tail and _WORDS_OF_PHOTO.search(tail))) and len(tail.split()) <= 9:
        start = found.start(found.lastindex or 0)
        return Split(_caption(text[:start]), credit(tail))
    return None


def credit(text: str) -> str | None:
    """A credit without brackets and words such as "Photo:"."""
    text = text.strip(" \t|/–—-,;•·")
    for _ in range(3):
        shorter = _PREFIX.sub("", text, count=1).strip()
        if shorter == text or not shorter:
            break
        text = shorter
    if text[:1] in "([（【" and text[-1:] in ")]）】":
        text = text[1:-1]
    text = text.strip(" \t|–—-,;:：•·")
    if text.count(")") > text.count("("):
        text = text.rstrip(")").strip()
    if text.count("(") > text.count(")"):
        text = text.lstrip("(") if text.startswith("(") else text + ")"
    return _once(text) or None


def _once(text: str) -> str:
    """ "Ann Poe | Ann Poe" once."""
    parts = [p.strip() for p in re.split(r"\s+[|/–—-]\s+", text)]
    return parts[0] if len(parts) > 1 and len(set(parts)) == 1 else text


def _caption(text: str) -> str | None:
    text = text.rstrip(" \t|/–—-,;•·([（【＝=").strip()
    return text or None


def is_credit(text: str) -> bool:
    """Whether a text alone is a credit: nothing but a lead and a name, or an agency's name."""
    if len(text) > LONGEST_CREDIT:
        return False
    if _PREFIX.match(text):
        return len(text) <= 90
    found = _NAMED.search(text)
    return bool(found) and len(text.split()) <= 7 and not text.endswith((".", "!", "?"))


def only_words(text: str) -> bool:
    """Whether a text is nothing but a lead such as "Photo:" whose name stands elsewhere."""
    return len(text) <= 40 and bool(
        re.fullmatch(rf"(?:{_PHOTO}|{_SOURCE})\s*(?:{_BY})?\s*[:：|/-]?", text, re.IGNORECASE)
    )
