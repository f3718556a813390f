"""Names of authors out of what bylines and metadata say of them.

A byline is a preposition, names, job titles, places, times and addresses in any order; what is left of it
when
all but the names is taken away, are the names.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX = re.compile(
    r"""^\W*(?:
    (?:(?:written|reported|posted|published|story|report|words|compiled|created|article|submitted
    |medically\sreviewed
        |photographs?|analysis|opinion|review|column|commentary)\s(?:and\s\w+\s)?by|by|author|authors|from)\b
    |(?:von|text|autor(?:in|en)?|autoren|geschrieben\svon|ein\s\w+\svon)\b
    |(?:par|propos\srecueillis\spar|publié\spar|écrit\spar|auteurs?|rédigé\spar)\b
    |(?:por|escrito\spor|publicado\spor|redacción:|autores?|autora|texto)\b
    |(?:di|a\scura\sdi|scritto\sda|autore)\b|(?:da|de)\s(?=(?-i:[A-ZÀ-Þ]))|(?:door|geschreven\sdoor|tekst)\b
    |(?:av|af|skrevet\sav|skrevet\saf|skriven\sav|journalist|tekst\sog\sfoto|text\soch\sfoto)\b
    |(?:teksti|kirjoittaja|tekijä)\b|(?:autor|tekst|opracował[a]?|napsal[a]?|foto)\b:?|(?:írta|szerző)\b:?
    |(?:oleh|penulis|reporter|editor|pewarta)\b:?|(?:tác\sgiả)\b:?|(?:yazan|haber|muhabir)\b:?
    |(?:автор(?:ы|и)?|текст|підготув\w+|подготов\w+)\b:?|(?:του|της|γράφει\s\w+|από)\b
    |(?:بقلم|كتب|كتبت|إعداد|تحرير)\b:?|(?:מאת)\b:?|(?:द्वारा|लेखक)\b:?|(?:作者|文|記者|记者|撰文|責任編集|編輯|编辑|来源
    |來源)[:：/\s|]
    )[\s:：/|–-]*""",
    re.VERBOSE | re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[;|•·\n\t、，／]|\s/\s|\s[–—-]\s|,(?!\s*(?:Jr|Sr|III?|Ph\.?D|M\.?D)\b)|\s(?:&|\+)\s"
    r"|\b(?:and|und|with|mit|avec|et|con|og|och|sowie|ja|и|та|і|và|ve|dan|και|a|i|e|y"
    r"|en)\s(?=[^\W\d_a-zß-ÿ])(?<=\w\s))\s*"
)
_SLASH = re.compile(r"(?<=\w{3})/(?=\w{3})")
_JOB = re.compile(
    r"""\b(?:editors?|reporters?|correspondents?|writers?|journalists?|columnists?|contributors?|staff|producer|director|chief
    |senior|manager|ceo|founder|professor|expert|specialist|analyst|author|bureau|freelance|intern|updated
    |published
    |redakteur(?:in)?|korrespondent(?:in)?|redaktor|reporterin|chefredakteur|ressortleiter(?:in)?
    |leiter(?:in)?|volontär(?:in)?
    |freie[r]?|mitarbeiter(?:in)?|autorin|journaliste|rédact\w+|envoyée?|correspondante?|periodista
    |redactora?|corresponsal|jefe
    |giornalista|inviato|redattore|redaktør|journalistin|toimittaja|redaktör|muhabiri|редактор|журналист\w*
    |корреспондент\w*
    |wartawan|phóng\sviên|min\sread|read|twitter|facebook|instagram|email|e-mail|follow|view\sall|more\sfrom
    |subscribe)\b
    |기자$|특파원|위원$|記者$|编辑""",
    re.VERBOSE | re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:posted|updated|published|publiziert am|veröffentlicht am|erstellt am|publicado|publié"
    r"|last updated|stand)\b(?: on)?"
    r"|\b[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?\b,?(?:\s\d{4})?|\b\d{1,2}(?:st|nd|rd|th"
    r"|\.)?\s[^\W\d_]{3,12}\.?,?\s\d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b\d{1,2}:\d\d\b(?:\s?[ap]m|\suhr)?|\b\d+\s?(?:min\w*|minutes?)\b.*",
    re.IGNORECASE,
)
"""Dates and reading times beside a name."""
_NOT_NAME = re.compile(r"https?:|www\.|@|\d{3,}|[<>{}=]|\.(?:com|php|html?)\b|^\W*$")
_KOREAN_TITLE = re.compile(r"\s*(?:기자|특파원|논설위원|선임기자|인턴기자|=)+\s*$")
_EMPTY = frozenset(
    [
        "admin",
        "administrator",
        "anonymous",
        "author",
        "default",
        "none",
        "null",
        "unknown",
        "undefined",
        "user",
        "root",
        "webmaster",
        "editor",
        "guest",
        "site",
        "web",
        "online",
        "n/a",
        "news",
        "newsroom",
        "staff",
        "redaction",
        "redaktion",
        "team",
    ]
)
_PARTICLES = frozenset(
    [
        "al",
        "ap",
        "ben",
        "bin",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "van",
        "vom",
        "von",
        "zu",
        "y",
        "e",
        "’t",
        "'t",
    ]
)

AGENCIES = {
    name.casefold(): name
    for name in [
        "AP",
        "Associated Press",
        "The Associated Press",
        "Reuters",
        "AFP",
        "Agence France-Presse",
        "dpa",
        "Deutsche Presse-Agentur",
        "dpa-AFX",
        "SID",
        "epd",
        "KNA",
        "EFE",
        "Europa Press",
        "ANSA",
        "Adnkronos",
        "AGI",
        "LaPresse",
        "Xinhua",
        "新华社",
        "新華社",
        "TASS",
        "ТАСС",
        "Interfax",
        "Интерфакс",
        "РИА Новости",
        "RIA Novosti",
        "PTI",
        "Press Trust of India",
        "ANI",
        "IANS",
        "APA",
        "SDA",
        "Keystone-SDA",
        "ATS",
        "NTB",
        "TT",
        "Ritzau",
        "STT",
        "Lusa",
        "Agência Lusa",
        "Agência Brasil",
        "Belga",
        "ANP",
        "Yonhap",
        "연합뉴스",
        "뉴시스",
        "뉴스1",
        "Kyodo",
        "共同通信",
        "共同通信社",
        "時事通信",
        "時事通信社",
        "Jiji",
        "Ukrinform",
        "Укрінформ",
        "УНІАН",
        "PAP",
        "ČTK",
        "ČTK",
        "TASR",
        "SITA",
        "MTI",
        "BTA",
        "БТА",
        "Agerpres",
        "Mediafax",
        "Tanjug",
        "Hina",
        "HINA",
        "STA",
        "BNS",
        "ELTA",
        "LETA",
        "Beta",
        "FENA",
        "AAP",
        "Canadian Press",
        "The Canadian Press",
        "PA",
        "PA Media",
        "Press Association",
        "Bloomberg",
        "Notimex",
        "Télam",
        "Anadolu Ajansı",
        "AA",
        "DHA",
        "İHA",
        "Anadolu",
        "Bernama",
        "Antara",
        "ANTARA",
        "VNA",
        "TTXVN",
        "MENA",
        "SPA",
        "WAM",
        "QNA",
        "Petra",
        "SANA",
        "IRNA",
        "ISNA",
        "Fars",
        "Mehr",
        "CNA",
        "中央社",
        "UPI",
        "ANP",
        "GNA",
        "NAN",
        "Press Association",
        "AMNA",
        "ΑΠΕ-ΜΠΕ",
        "CMC",
        "SAnews",
        "TMC",
    ]
}


def split(raw: str) -> list[str]:
    """The single names of a byline, as printed but without what is not a name; possibly none."""
    raw = unicodedata.normalize("NFC", " ".join(raw.replace("\xa0", " ").split("\t")))[:400]
    raw = _DATED.sub("|", re.sub(r"\(([^)]*)\)|\[[^\]]*\]", " ", _prefixless(raw)))
    found: list[str] = []
    for part in _SPLIT.split(raw):
        for piece in _SLASH.split(part) if part.count("/") == 1 and " " in part else [part]:
            name = _name(piece)
            if name:
                found.append(name)
    return found


def desk(raw: str) -> list[str]:
    """A text as the name of a desk ("Guardian staff reporter"), where it can be one: short, and no
    address."""
    name = " ".join(_DATED.sub(" ", _prefixless(raw)).split()).strip(" .,:;|/–—-")
    return [name] if 2 <= len(name) <= 50 and len(name.split()) <= 5 and not _NOT_NAME.search(name) else []


def _prefixless(raw: str) -> str:
    raw = raw.strip()
    for _ in range(2):
        raw = _PREFIX.sub("", raw, count=1)
    return raw


def _name(raw: str) -> str | None:
    name = _KOREAN_TITLE.sub("", " ".join(_prefixless(raw).split())).strip(" .,:;|/–—-•·*'\"“”„«»")
    if not 2 <= len(name) <= 60 or _NOT_NAME.search(name) or name.casefold() in _EMPTY or _JOB.search(name):
        return None
    words = name.split()
    small = [w for w in words if w[0].islower() and w.casefold() not in _PARTICLES]
    if len(words) > 6 or (len(words) > 2 and len(small) > 1):
        return None
    return name


_BYLINE = re.compile(
    r"(?i:by|von|par|por|di|door|av|af|text|texte|tekst|autor|autora|author|oleh|yazan|tác giả|автор|текст"
    r"|от|από|του|"
    r"بقلم|كتب|מאת|文|作者|記者|撰文)[\s:：]+(?=[^\W\d_a-zß-ÿа-я])"
)


def is_byline(text: str) -> bool:
    """Whether a line begins as a byline does: "By" and a capital."""
    return bool(_BYLINE.match(text)) and len(text.split()) <= 12


def unique(names: Iterable[str], *, publishers: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in order, each once whatever its case and accents, without those of the site itself."""
    seen = {key(p) for p in publishers}
    kept = []
    for name in names:
        if key(name) and key(name) not in seen:
            seen.add(key(name))
            kept.append(name)
    return tuple(kept)


def key(name: str) -> str:
    """What two spellings of a name have in common."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum())


def agency(name: str) -> str | None:
    """The agency that a name is, "dpa/lno" included; None where it is a person's or the desk's."""
    known = AGENCIES.get(name.casefold().strip(" ."))
    if known:
        return known
    head = re.split(r"[/,(]", name, maxsplit=1)[0].strip()
    return AGENCIES.get(head.casefold()) if head != name else None
