"""Words by which a short run of text tells that it is not the story: read-also lines, credits, prompts, legal lines.

One signal among several, in the languages that news is written in most. Looked up by first word or as part of
the text: both cost a microsecond, a regular expression of as many words thirty.
"""

from __future__ import annotations

import re

ACCOUNT = 3
"""The kind of letters and accounts."""

_FIRST = {
    # leads to another story
    1: """read see watch learn find view click more also lees bekijk ook les læs läs mer mere más mas mais lest lies mehr auch
    lire voir lea leer leia vea ver veja leggi anche citește citiți vezi čtěte čti čítajte czytaj zobacz przeczytaj olvass lue
    baca xem đọc читайте читать смотрите прочети διαβάστε δείτε oku okuyun اقرأ إقرأ شاهد بخوانید पढ़ें یہ related recommended
    lisää loe skaityk lasi पढ़िए tonton simak juga relacionado verwandt 関連 【関連 相关 延伸 관련 ▶ ► >> » → ■""",
    # pictures
    2: """photo photo: photos photograph picture image image: foto foto: fotos fotos: bild bild: bilder bilder: billede kuva kuva:
    crédit credit credit: imagen imagem zdjęcie fot. фото фото: φωτο 写真 写真: 사진 사진= 图 صورة © (c) photograph:""",
    # sharing and talking
    5: """share tweet comment comments teilen delen del dela compartir compartilhe partager condividi udostępnij поделиться
    공유 シェア 分享 paylaş kommentar kommentare commentaires comentarios комментарии follow follow: folgen suivez síguenos""",
    # who and when
    6: """by von par por di door av af text text: автор автор: tekst tekst: autor autor: published published: updated updated:
    posted last stand stand: veröffentlicht publié publicado actualizado aggiornato pubblicato gepubliceerd publicerad
    publiceret udgivet publisert publicerad opdateret oppdatert uppdaterad skrevet erschienen опубликовано обновлено écrit redactie redaktion""",
    # advertisement
    7: """advertisement advertising anzeige werbung publicidad publicidade publicité pubblicità reklama реклама annons
    annonse annonce reklam 광고 広告 广告 إعلان sponsored -advertisement- ad ads advertentie mainos""",
}
_PART = {
    # letters and accounts
    3: """newsletter|sign up|subscribe|subscription|log in|sign in|email address|e-mail address|inbox|registr|abonn|suscr|
    assine|iscriviti|anmelden|подпис|ニュースレター|会員|구독|订阅|اشترك|prenumer|tilmeld|nyhetsbrev|hírlevél|bülten|
    abonnement|les videre|läs vidare|weiterlesen|tilgang til alle|whatsapp|telegram|follow us|our app""",
    # rights and service
    4: """rights reserved|alle rechte|tous droits|los derechos|os direitos|diritti riservati|copyright|privacy|terms of|
    cookie|datenschutz|impressum|無断|저작권|无断|版权|права защищ|rättigheter|©|affiliate|commission""",
    2: """getty|shutterstock|(reuters|(afp|(ap)|(epa|(dpa|istock|unsplash""",
}
_BY_FIRST = {word: kind for kind, words in _FIRST.items() for word in words.split()}
_BY_PART = [(part.strip(), kind) for kind, parts in _PART.items() for part in parts.split("|")]


_DISCREET = re.compile(
    "confidential|anonymous|securely|encrypted|vertraulich|anonym|verschlüssel|confidentiel|sécuris|confidencial"
    "|anónim|anônim|fortrolig|konfidensiel|kryptert|krypteret|krypterat|vertrouwelijk|anoniem|riservat|anonim|poufn"
)
_TIP = re.compile(
    r"\btip(?:s|p|ps)?\b|hinweis|information|informaci|informaç|informacj|informazion|segnalazion|\bpistas?\b"
)
_ASKED = re.compile(r"\?|\b(?:if you|contact|wenn sie|falls sie|si vous|hvis du|om du|als u|se hai|jeśli)\b")


_JOIN = re.compile(
    r"\bsign up\b|\bsubscribe to\b|\bjoin (?:us|our)\b|\babonnieren sie\b|\bmelden sie sich\b|\babonniere\b"
    r"|\binscrivez-vous\b|\babonnez-vous\b|\bsuscríb|\binscreva-se\b|\bassine\b|\biscriviti\b|\btilmeld dig\b"
    r"|\bmeld deg\b|\banmäl dig\b|\bprenumerera på\b|\bschrijf (?:je|u) in\b|\bzapisz się\b|\bподпишитесь\b"
)
_LETTER = re.compile(
    r"\bnewsletters?\b|nyhedsbrev|nyhetsbrev|nieuwsbrief|\bboletín|\bboletim|\brassegna\b|infolettre"
    r"|whatsapp|telegram|\bour app\b|рассылк"
)


_FOLLOW = re.compile(
    r"\b(?:follow|ακολουθήστε|ακολούθησε|folgen sie|seguici|síguenos|suivez|siga)\b.{0,60}\bgoogle (?:news|noticias|notícias)\b"
)


_SIGNATURE = re.compile(
    r"(?:\S{1,20} ){0,3}\S{0,12}기자[\]) =/|·:]{0,3}[(\[]?[\w.+-]{1,40}@[\w.-]{3,40}[\]) ]{0,2}$"
)
_COVER = re.compile(
    r"\((?:borítókép|nyitókép|kiemelt kép|cover photo|cover image|titelbild|zdjęcie główne)\s?:[^()]+\)$"
)
SHORT = 150
"""Longest signature or credit."""


def signs_off(folded: str) -> bool:
    """Whether a line is but the reporter's name and address, as Korean newspapers end with, or the credit of
    the picture above the text in parentheses."""
    return len(folded) <= SHORT and bool(_SIGNATURE.match(folded) or _COVER.match(folded))


def asks_to_sign_up(folded: str) -> bool:
    """Whether a line asks readers to have the newspaper sent to them, or to follow it elsewhere."""
    return bool((_JOIN.search(folded) and _LETTER.search(folded)) or _FOLLOW.search(folded))


def asks_to_follow(folded: str) -> bool:
    """Whether a line is nothing but such a call, with which it begins: it needs no link."""
    return len(folded) <= SHORT and bool(_FOLLOW.match(folded))


def asks_for_tips(folded: str) -> bool:
    """Whether a line asks readers for what they know: the newsroom's call, not its story."""
    return bool(_DISCREET.search(folded) and _TIP.search(folded) and _ASKED.search(folded))


def cues(lines: list[str]) -> list[int]:
    """The kinds of notices that short lines (folded) look like, 0 for none."""
    everything = "\n".join(lines)  # most pages hold few of the parts: looked for once, not line by line
    parts = [(part, kind) for part, kind in _BY_PART if part in everything]
    return [
        _BY_FIRST.get(line.partition(" ")[0]) or next((kind for part, kind in parts if part in line), 0)
        for line in lines
    ]
