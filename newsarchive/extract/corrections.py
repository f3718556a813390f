"""Notes of the newsroom that a text was changed or was wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.article import Correction
from newsarchive.extract import dates

if TYPE_CHECKING:
    from newsarchive.extract.body import Body
    from newsarchive.extract.page import Page

LONGEST = 1200
MOST = 100
"""Notes that are read; no page has more than a few."""
BEYOND = 60
"""Elements after the text in which a note may still stand."""

_NOTE = re.compile(
    r"""^[\W_]*(?:
    corrections?\b\s*(?:[:(.,–—-]|\d|and\sclarification|note\b|appended|made)|clarification\b\s*[:(.,–—-]
    |this\s(?:article|story|piece|post|report|headline)\s(?:has\sbeen
    |was)\s(?:\w+\s)?(?:updated\sto\scorrect|corrected|amended|revised)
    |an?\s(?:earlier|previous|original)\sversion\sof\sthis
    |editor['’]?s['’]?\snote\s*[:(–—-].{0,200}(?:correct|earlier\sversion|updated|amended)
    |(?:korrektur|berichtigung|richtigstellung|korrekturhinweis)\s*[:(–—-]|(?:anmerkung\sder\sredaktion
    |hinweis\sder\sredaktion)\s*[:(–—-].{0,200}(?:früher|korrig|version|fassung|fehler)
    |in\seiner\s(?:früheren|ersten|vorherigen)\s(?:version|fassung)
    |(?:rettelse|rettet|berigtigelse|rättelse|rättning|retting|rettelser|presisering)\s*[:(–—-]
    |i\sen\s(?:tidligere|tidigare)\s(?:version|versjon)|(?:correctie|rectificatie|verbetering)\s*[:(–—-]
    |in\seen\seerdere\sversie
    |(?:correctif|rectificatif|rectification|erratum|correction)\s*[:(–—-]|une\s(?:précédente
    |première)\sversion|(?:corrección|fe\sde\serrores|rectificación|errata|aclaración)\s*[:(–—-]
    |una\sversión\santerior
    |(?:correção|errata|erramos|retificação)\s*[:(–—-]|uma\sversão\santerior|(?:correzione|errata\scorrige
    |rettifica|precisazione)\s*[:(–—-]|una\sversione\sprecedente|(?:oikaisu|korjaus|tarkennus)\s*[:(–—-]
    |(?:parandus|täpsustus)\s*[:(–—-]
    |(?:labojums|precizējums|patikslinimas|pataisymas)\s*[:(–—-]|(?:sprostowanie|korekta)\s*[:(–—-]
    |(?:oprava|opravujeme|upřesnění|spresnenie)\s*[:(–—-]|(?:helyesbítés|helyreigazítás|korrekció)\s*[:(–—-]
    |(?:ispravak|ispravka|popravek|исправка|поправка|исправление|уточнение|виправлення|уточнення|поправлено
    |поправка)\s*[:(–—-]|(?:διόρθωση|επανόρθωση)\s*[:(–—-]|(?:düzeltme|tekzip)\s*[:(–—-]|(?:erată
    |rectificare|îndreptare)\s*[:(–—-]
    |(?:تصحيح|تنويه|تصويب|توضيح)\s*[:(–—-]|(?:תיקון|הבהרה)\s*[:(–—-]|(?:सुधार|स्पष्टीकरण)\s*[:(–—-]|(?:訂正
    |おわびして訂正|【訂正|（訂正|お詫びと訂正)|(?:정정|바로잡습니다|정정보도)|(?:更正|勘误|更正启事)\s*[：:]|(?:koreksi|ralat)\s*[:(–—-]
    |(?:đính\schính)\s*[:(–—-]
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def read_corrections(page: Page, body: Body) -> tuple[Correction, ...]:
    """The notes between headline and the end of the article, as printed, each once."""
    view = page.view
    first = min(view.by_tag.get("h1", [body.start])[0], body.start)
    last = body.stop + BEYOND
    found: dict[str, Correction] = {}
    for segment, text in zip(view.segments, view.lines, strict=True):
        near = first <= segment.owner < last and 12 <= len(text) <= LONGEST
        if near and text not in found and _NOTE.match(text) and view.density(segment.owner) < 0.5:
            found[text] = Correction(text=text, date=dates.printed(text[:160]))
        if len(found) >= MOST:
            break
    return tuple(found.values())
