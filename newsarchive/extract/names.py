"""Names of authors out of what bylines and metadata say of them.

A byline is a preposition, names, job titles, places, times and addresses in any order; what is left of it
when all but the names is taken away, are the names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from newsarchive.extract import agencies, dates
from newsarchive.extract.months import MONTHS, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIX = re.compile(
    r"""^\W*(?:
    (?:(?:(?:additional\s)?reporting|written|reported|posted|published|story|report|words|compiled|created|article|submitted
    |medically\sreviewed
        |photographs?|analysis|opinion|review|column|commentary)\s(?:and\s\w+\s)?by|by|author|authors|from)\b
    |(?:erstellt|verfasst|aufgezeichnet|zusammengestellt)\svon\b|(?:interview|text\sund\sfotos?|texte\set\sphotos?)\b(?=\s?:)
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
    r"\s*(?:\s(?:im Gespräch mit|in conversation with|en entretien avec)\s"
    r"|[;|•·\n\t、，／]|\s/\s|\s[–—-]\s|,(?!\s*(?:(?:Jr|Sr)\b\.?\s*(?:[,;|]|$)|III?\b|Ph\.?D|M\.?D\b))|\s(?:&|\+)\s"
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
_LABELS = re.compile(
    r"\b(?:posted|updated|published|publiziert am|veröffentlicht am|erstellt am|publicado|publié"
    r"|last updated|stand)\b(?: on)?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b\d{1,2}:\d\d\b(?:\s?[ap]m|\suhr)?|\b\d+\s?(?:min\w*|minutes?)\b.*"
    r"|\b(?:vor |il y a |hace |há )?\d+\s"
    r"(?:hours?|hrs?|days?|weeks?|stunden?|tagen?|heures?|jours?|horas?|días?|dias?)\b.*"
    r"|\S*@\S+",
    re.IGNORECASE,
)
"""Words of dates, times and reading times beside a name."""
_DAY = re.compile(
    r"\b([^\W\d_]{3,12})\.?\s\d{1,2}(?:st|nd|rd|th)?\b,?|\b\d{1,2}(?:st|nd|rd|th|\.)?\s([^\W\d_]{3,12})\b\.?,?"
)
_NOT_NAME = re.compile(r"https?:|www\.|@|\d{3,}|[<>{}=]|\.(?:com|php|html?)\b|^\W*$")
_KOREAN_TITLE = re.compile(r"\s*(?:기자|특파원|논설위원|선임기자|인턴기자|=)+\s*$")
_EMPTY = frozenset(
    (
        "admin administrator anonymous author default none null unknown undefined user root webmaster "
        "editor guest site web online n/a news newsroom staff redaction redaktion team"
    ).split()
)
_PARTICLES = frozenset(
    ("al ap ben bin da das de del della den der di do dos du el ibn la le van vom von zu y e ’t 't").split()
)


def split(raw: str) -> list[str]:
    """The single names of a byline, as printed but without what is not a name; possibly none."""
    raw = unicodedata.normalize("NFC", " ".join(raw.replace("\xa0", " ").split("\t")))[:400]
    if reporter := _REPORTER.match(raw):
        return [reporter[1]]
    raw = _undated(re.sub(r"\(([^)]*)\)|\[[^\]]*\]", " ", _prefixless(raw)))
    found: list[str] = []
    for part in _SPLIT.split(raw):
        for piece in _SLASH.split(part) if part.count("/") == 1 and " " in part else [part]:
            name = _name(piece)
            if name:
                found.append(name)
    return _full(found)


_REPORTER = re.compile(
    r"[【\[（(]?\s*(?:本報|特約|特约|实习)?(?:記者|记者)\s?"
    r"([\u4e00-\u9fff]{3}|[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{4})\s?(?:[/／]\s?)?[\u4e00-\u9fff]{2,3}"
    r"(?:綜合|综合)?(?:報導|报道|報道|電|电)"
)
"""The head of a dispatch: 記者王小明台北報導."""


def _full(found: list[str]) -> list[str]:
    """Without the single words behind a full name, which are offices and places; agencies stay."""
    if not found or " " not in found[0] or not found[0].isascii():
        return found
    return [n for n in found if " " in n or agencies.agency(n)]


def _undated(line: str) -> str:
    """A line with a bar in the place of each date and time."""
    if not any(c.isdigit() for c in line):
        return _LABELS.sub("|", line)
    for found in reversed(dates.in_line(line)):
        line = f"{line[: found.start]}|{line[found.stop :]}"
    line = _LABELS.sub("|", line)
    return _DAY.sub(lambda d: "|" if folded(d[1] or d[2]) in MONTHS else d[0], line)


def desk(raw: str) -> list[str]:
    """A text as the name of a desk ("Guardian staff reporter"), where it can be one: short, and no
    address."""
    name = " ".join(_undated(_prefixless(raw)).replace("|", " ").split()).strip(" .,:;|/–—-")
    return [name] if 2 <= len(name) <= 50 and len(name.split()) <= 5 and not _NOT_NAME.search(name) else []


def _prefixless(raw: str) -> str:
    raw = raw.strip()
    for _ in range(2):
        raw = _PREFIX.sub("", raw, count=1)
    return raw


_FOR = re.compile(r"^(\S+\s\S.*?)\sFor\s(?=[A-ZÀ-Þ]).*")
"""Whom a freelance works for: "Ann Poe For The Ferry"."""


def _name(raw: str) -> str | None:
    name = _KOREAN_TITLE.sub("", " ".join(_prefixless(raw).split())).strip(" .,:;|/–—-•·*'\"“”„«»")
    if not 2 <= len(name) <= 60 or _NOT_NAME.search(name) or name.casefold() in _EMPTY or _JOB.search(name):
        return None
    name = _FOR.sub(r"\1", name)
    words = name.split()
    small = [w for w in words if w[0].islower() and w.casefold() not in _PARTICLES]
    if len(words) > 6 or (len(words) > 2 and len(small) > 1):
        return None
    return name


_BEYOND = re.compile(
    r"\s(?:(?:in|on|at|under|for|am|um|im|bei|für|sur|dans|pour|en|em|op|edited|reviewed)\s|[⋅●◦▪»›➝]).*"
    r"|[.,;]?\s(?:(?:Medically |Fact )?[Rr]eviewed|[Ff]act[- ]checked|[Ee]dited|[Pp]hotos?|[Ff]otos?"
    r"|[Uu]pdated|[Ll]ast)\b.*"
)
"""What follows a name in a byline: where, when, for whom, and who else had a hand in it."""
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u109f\u1780-\u17ff"
"""Signs over and under letters, and scripts whose vowels are such signs: no ``\\w`` to Python."""
_CAPITAL = rf"[^\W\d_a-zß-öø-ÿа-яё][\w.’'{_MARKS}-]*"
_PERSON = re.compile(
    rf"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir)\.?\s)?{_CAPITAL}"
    rf"(?:\s(?:{_CAPITAL}|{'|'.join(map(re.escape, sorted(_PARTICLES)))})){{0,4}}$"
)


_DEGREE = re.compile(r",\s?(?:M\.?D|Ph\.?D|DVM|RD|RN|CFP|MBA|CPA)\b\.?")


def of_byline(line: str) -> list[str]:
    """The names in a line in sight: those before the first part that is none."""
    if reporter := _REPORTER.match(line):
        return [reporter[1]]
    line = _BEYOND.sub("", _undated(_prefixless(line)).strip("【】"))
    line = _DEGREE.sub("", line)
    return [n for n in split(line) if _PERSON.match(n) and n.casefold() not in FALSE and len(n) > 2]


FALSE = frozenset(
    (
        "mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|get|min|um|on|am|pm"
        "|read more|learn more|buy now|last update|table of contents|share|menu|home|log in|sign up|contents"
        "|about|latest posts|bio|about the author|advertiser disclosure|editorial process|editorial team"
        "|all posts|agencies|agenturen|agences|agencias|agenzie|agencje|artikel von|uncategorized"
        "|leave a comment|comments"
    ).split("|")
)
"""What stands where names stand and is none."""


def is_person(name: str) -> bool:
    """Whether a text can be nothing but the full name of a person: two to four words, each with a capital."""
    words = name.split()
    return 2 <= len(words) <= 4 and all(w[0].isupper() or w.casefold() in _PARTICLES for w in words)


def unique(names: Iterable[str], *, publishers: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in order, each once whatever its case and accents, without those of the site itself."""
    seen = {key(p) for p in publishers}
    kept = []
    for name in names:
        if key(name) and key(name) not in seen:
            seen.add(key(name))
            kept.append(name)
    return tuple(kept)


@lru_cache(maxsize=512)
def key(name: str) -> str:
    """What two spellings of a name have in common."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum())
