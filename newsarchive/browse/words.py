"""How values are told to a reader: dates, numbers, languages, and which way a script runs."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "day", "direction", "language", "minute", "number", "second", "short", "short_segments", "web_address",
]  # fmt: skip

LANGUAGES = {
    "af": "Afrikaans", "am": "Amharic", "an": "Aragonese", "ar": "Arabic", "as": "Assamese",
    "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bo": "Tibetan",
    "br": "Breton", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish",
    "de": "German", "dv": "Dhivehi", "dz": "Dzongkha", "el": "Greek", "en": "English", "eo": "Esperanto",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fo": "Faroese",
    "fr": "French", "ga": "Irish", "gd": "Scottish Gaelic", "gl": "Galician", "gu": "Gujarati",
    "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer",
    "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin",
    "lb": "Luxembourgish", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mg": "Malagasy",
    "mi": "Māori", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "my": "Burmese", "nb": "Norwegian Bokmål", "ne": "Nepali",
    "nl": "Dutch", "nn": "Norwegian Nynorsk", "no": "Norwegian", "oc": "Occitan", "or": "Odia",
    "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "qu": "Quechua", "rm": "Romansh",
    "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "sc": "Sardinian", "sd": "Sindhi",
    "se": "Northern Sámi", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "so": "Somali",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu",
    "tg": "Tajik", "th": "Thai", "ti": "Tigrinya", "tk": "Turkmen", "tl": "Tagalog", "tr": "Turkish",
    "tt": "Tatar", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese",
    "vo": "Volapük", "wa": "Walloon", "xh": "Xhosa", "yi": "Yiddish", "yo": "Yoruba", "zh": "Chinese",
    "zu": "Zulu",
}  # fmt: skip
RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


def language(code: str | None) -> str:
    """The English name of an ISO 639-1 code; an unknown code as it is."""
    return LANGUAGES.get(code or "", code or "")


def direction(code: str | None) -> str:
    """The HTML ``dir`` of a text: "auto" lets the browser go by the first strong letter of each block."""
    if not code:
        return "auto"
    return "rtl" if code[:2].lower() in RIGHT_TO_LEFT else "ltr"


def day(date: datetime | str | None) -> str:
    """7 March 2026"""
    when = moment(date)
    return f"{when.day} {when:%B} {when.year}" if when else str(date or "")


def minute(date: datetime | str | None) -> str:
    """7 March 2026, 14:05, with the offset the page gave"""
    when = moment(date)
    return f"{day(when)}, {when:%H:%M} {_zone(when)}" if when else str(date or "")


def second(date: datetime | str | None) -> str:
    """7 March 2026, 13:05:09 UTC"""
    when = moment(date)
    if when is None:
        return str(date or "")
    with suppress(OverflowError):  # the first or last day there is
        when = when.astimezone(UTC)
    return f"{day(when)}, {when:%H:%M:%S} {_zone(when)}"


def moment(date: datetime | str | None) -> datetime | None:
    """What an ISO 8601 text or a datetime says; None where it says nothing."""
    if not isinstance(date, str):
        return date
    try:
        return datetime.fromisoformat(date)
    except ValueError:
        return None


def _zone(when: datetime) -> str:
    return "UTC" if not when.utcoffset() else f"{when:%z}"


def number(value: int | None) -> str:
    """12,345"""
    return "–" if value is None else f"{value:,}"


def short(text: str | None, limit: int) -> str:
    """At most ``limit`` characters, cut with an ellipsis; no half of a combined character is left behind."""
    text = text or ""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end > limit // 2 and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f"):
        end -= 1
    return text[:end].rstrip() + "…"


def short_segments(segments: Iterable[tuple[str, bool]], limit: int) -> list[tuple[str, bool]]:
    """Text in pieces, lit or not, of at most ``limit`` characters together."""
    kept = []
    for text, lit in segments:
        kept.append((short(text, limit), lit))
        limit -= len(text)
        if limit <= 1:
            break
    return kept


def web_address(url: str | None) -> bool:
    """Whether it may be linked: http and https only, so that no page hands us a ``javascript:`` address."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
