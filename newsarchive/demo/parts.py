"""The small parts of a page as HTML: text, figures, cards, dates, labels, the consent banner.

Pages come in two skins. "semantic" uses the elements made for the purpose; "plain" makes everything of
``div`` and ``span``, as many a newspaper does.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from newsarchive.demo.pieces import LINK, PICTURE, Picture, Piece, entry_of, items_of, kind_of, rows_of

if TYPE_CHECKING:
    from datetime import datetime

    from archive.article import Block

SIZE = 'width="1200" height="675"'


@dataclass(frozen=True)
class Words:
    """The words around a piece in one language, as ``words.toml`` has them; ``words["by"]``."""

    language: str
    words: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.words[key]

    def escaped(self, key: str) -> str:
        return escape(str(self.words[key]))

    def date(self, day: datetime) -> str:
        month = self["months"][day.month - 1]
        text = self["date"].format(day=day.day, month=month, year=day.year, time=f"{day:%H.%M}")
        return str(text)

    def names(self, pattern: str, names: list[str]) -> str:
        return str(self[pattern].format(name=self["and"].join(names)))


def story(piece: Piece, words: Words, skin: str) -> str:
    lines: list[str] = []
    for before, chunk in zip(["", *piece.chunks], piece.chunks, strict=False):
        lines.append(chunk_html(chunk, piece, words, skin, answer=before.startswith("? ")))
    return "\n".join(lines)


def chunk_html(chunk: str, piece: Piece, words: Words, skin: str, *, answer: bool) -> str:
    if picture := PICTURE.fullmatch(chunk):
        return figure(piece.pictures[int(picture[1])], words, skin)
    if entry := entry_of(chunk, piece):
        return live_entry(entry, chunk.partition("\n")[2], skin)
    match kind_of(chunk):
        case "heading":
            return f"<h2>{inline(chunk[3:])}</h2>"
        case "quote":
            return f"<blockquote><p>{inline(chunk[2:])}</p></blockquote>"
        case "question":
            return f'<p class="question"><strong>{inline(chunk[2:])}</strong></p>'
        case "list":
            name = "ul" if chunk[0] == "-" else "ol"
            return f"<{name}>{''.join(f'<li>{inline(item)}</li>' for item in items_of(chunk))}</{name}>"
        case "table":
            return table(rows_of(chunk))
        case _:
            return f'<p class="answer">{inline(chunk)}</p>' if answer else f"<p>{inline(chunk)}</p>"


def live_entry(entry: Block, text: str, skin: str) -> str:
    assert entry.date is not None
    time = f'<time datetime="{entry.date.isoformat()}">{entry.date:%H:%M}</time>'
    return f'<article class="live-entry">{time}<h3>{inline(entry.text)}</h3><p>{inline(text)}</p></article>'


def notices(piece: Piece, words: Words) -> tuple[str, str]:
    """Who paid for the piece, to stand above it, and that there is more of it, to stand below."""
    paid = f'<p class="sponsored">{escape(piece.sponsor)}</p>' if piece.sponsor else ""
    wall = words.escaped("paywall")
    button = words.escaped("subscribe")
    more = f'<div class="paywall"><p>{wall}</p><button type="button">{button}</button></div>'
    return paid, more if piece.paywalled else ""


def inline(text: str) -> str:
    return LINK.sub(r'<a href="\2">\1</a>', escape(text, quote=False))


def table(rows: list[list[str]]) -> str:
    head, *rest = ["".join(f"<td>{inline(cell)}</td>" for cell in row) for row in rows]
    body = "".join(f"<tr>{row}</tr>" for row in rest)
    return f"<table><thead><tr>{head.replace('td>', 'th>')}</tr></thead><tbody>{body}</tbody></table>"


def figure(picture: Picture, words: Words, skin: str) -> str:
    image = f'<img src="/pictures/{picture.file}" alt="{escape(picture.alt)}" {SIZE}>'
    if picture.ai:
        note = words.escaped("ai_image")
        if skin == "plain":
            return f'<div class="picture">{image}<div class="badge">{note}</div></div>'
        return f'<figure>{image}<figcaption class="ai">{note}</figcaption></figure>'
    credit = f'<span class="credit">{escape(words.names("photo", [picture.credit]))}</span>'
    caption = f"{escape(picture.caption)} {credit}"
    if skin == "plain":
        return f'<div class="picture">{image}<div class="caption">{caption}</div></div>'
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"


def address(base: str, path: str) -> str:
    """The absolute address, percent-encoded as RFC 3986 wants it."""
    return base + quote(path)


def byline(piece: Piece, words: Words, skin: str) -> str:
    if not piece.authors:
        return ""
    line = escape(words.names("by", piece.authors))
    return f'<div class="author">{line}</div>' if skin == "plain" else f"<address>{line}</address>"


def dates(piece: Piece, words: Words, skin: str) -> str:
    printed = [date(piece.published, words, skin)]
    if piece.modified:
        printed.append(f"{words.escaped('updated')} {date(piece.modified, words, skin)}")
    return " · ".join(printed)


def date(day: datetime, words: Words, skin: str) -> str:
    text = escape(words.date(day))
    return f"<span>{text}</span>" if skin == "plain" else f'<time datetime="{day.isoformat()}">{text}</time>'


def labels(piece: Piece, words: Words) -> list[str]:
    """The notices about the piece's text, in the order they are printed."""
    return [
        str(words[key])
        for key, holds in (("ai_text", piece.ai_text), ("ai_translation", piece.translated))
        if holds
    ]


def label_html(piece: Piece, words: Words, skin: str) -> str:
    element = "span" if skin == "plain" else "p"
    return "".join(f'<{element} class="label">{escape(text)}</{element}>' for text in labels(piece, words))


def card(piece: Piece, words: Words, skin: str) -> str:
    """Another piece with its picture, label and standfirst; in the plain skin the whole card is the link."""
    picture = piece.pictures[0]
    image = f'<img src="/pictures/{picture.file}" alt="{escape(picture.alt)}" {SIZE} loading="lazy">'
    badge = f'<span class="badge">{words.escaped("ai_image")}</span>' if picture.ai else ""
    label = f'<span class="label">{words.escaped("ai_text")}</span>' if piece.ai_text else ""
    title, teaser = escape(piece.headline), escape(piece.description)
    lang = f'lang="{piece.language}" dir="{direction(piece.language)}"'
    if skin == "plain":
        return (
            f'<a class="card" href="{piece.path}" {lang}><div class="media">{image}{badge}</div>'
            f'<div class="title">{title}</div>'
            f'{label}<div class="teaser">{teaser}</div></a>'
        )
    return (
        f'<article class="card" {lang}><a class="media" href="{piece.path}" tabindex="-1">{image}{badge}</a>'
        f'<h3><a href="{piece.path}">{title}</a></h3>{label}<p class="teaser">{teaser}</p></article>'
    )


def direction(language: str) -> str:
    return "rtl" if language == "ar" else "ltr"


def consent(words: Words, skin: str, maker: str) -> str:
    """The banner, in the markup of one of its makers: what the large ones write into pages, or one's own."""
    buttons = "".join(
        f'<button type="button">{escape(button)}</button>' for button in words["consent_buttons"]
    )
    title, text = words.escaped("consent_title"), words.escaped("consent_text")
    return BANNERS[maker if maker else skin].format(title=title, text=text, buttons=buttons)


BANNERS = {
    "plain": (
        '<div class="bottom-sheet" data-consent><div class="heading">{title}</div>'
        '<div>{text}</div><div class="row">{buttons}</div></div>'
    ),
    "semantic": (
        '<section id="cookie-consent" data-consent role="dialog" aria-labelledby="cookie-title">'
        '<h2 id="cookie-title">{title}</h2><p>{text}</p><div class="row">{buttons}</div></section>'
    ),
    "onetrust": (
        '<div id="onetrust-consent-sdk" data-consent><div id="onetrust-banner-sdk" role="dialog">'
        '<h2 id="onetrust-policy-title">{title}</h2><div id="onetrust-policy-text">{text}</div>'
        '<div id="onetrust-button-group" class="row">{buttons}</div></div></div>'
    ),
    "cookiebot": (
        '<div id="CybotCookiebotDialog" data-consent role="dialog"><div id="CybotCookiebotDialogBody">'
        '<h2 id="CybotCookiebotDialogBodyContentTitle">{title}</h2>'
        '<div id="CybotCookiebotDialogBodyContentText">{text}</div>'
        '<div id="CybotCookiebotDialogBodyButtons" class="row">{buttons}</div></div></div>'
    ),
    "didomi": (
        '<div id="didomi-host" data-consent><div id="didomi-notice" role="dialog">'
        '<h2 class="didomi-popup-notice-title">{title}</h2><div id="didomi-notice-text">{text}</div>'
        '<div id="buttons" class="row">{buttons}</div></div></div>'
    ),
}
"""By maker; of one's own, by skin."""
