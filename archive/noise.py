"""What of a page's text is compared between two visits: its lines without what changes by itself.

Counters, ages ("5 minutes ago"), stamps ("Updated 14:05"), reading times and numbers of comments tell nothing
of an edit. A number within a sentence does: "12 dead" that becomes "15 dead" is a change. So noise is a line
that is nothing else, and an age wherever it stands. A language that is not here has its counters taken for
text: then a version too many is told, never one too few.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_WORDS = 10
"""Of a line that may be noise."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        "\u2026": "...",
    }
)
"""Quotes, dashes and invisible letters, which editing programs put in anew each time they save."""

_NUMBER = (
    r"(?:\d+|an?|one|eine[rm]?|une?|una|uma|um|uno|unos|unas|een|et|en|ett|half an|a few|wenigen|quelques)"
)
_AGES = {
    " ago": rf"{_NUMBER}\s+(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?)\s+ago",
    "vor ": rf"vor\s+{_NUMBER}\s+(?:Sekunden?|Minuten?|Min\.?|Stunden?|Std\.?|Tage?n?|Wochen?)",
    "il y a": rf"il y a\s+{_NUMBER}\s+(?:secondes?|minutes?|min|heures?|h|jours?|semaines?)",
    "hace ": rf"hace\s+{_NUMBER}\s+(?:segundos?|minutos?|min|horas?|días?|semanas?)",
    "há ": rf"há\s+{_NUMBER}\s+(?:segundos?|minutos?|min|horas?|dias?|semanas?)(?:\s+atrás)?",
    " fa": rf"{_NUMBER}\s+(?:second[oi]|minut[oi]|or[ae]|giorn[oi]|settiman[ae])\s+fa",
    " geleden": rf"{_NUMBER}\s+(?:seconden?|minuten|minuut|uur|uren|dagen|dag|weken|week)\s+geleden",
    " siden": rf"(?:for\s+)?{_NUMBER}\s+(?:sek\w*|min\w*|tim\w*|døgn|dag\w*|uker?|uger?)\.?\s+siden",
    " sedan": rf"(?:för\s+)?{_NUMBER}\s+(?:sek\w*|min\w*|tim\w*|dygn|dag\w*|veck\w+)\.?\s+sedan",
    " sitten": r"\d+\s+(?:sekuntia|minuuttia|tuntia|päivää)\s+sitten",
    " temu": r"\d+\s+(?:sekund\w*|minut\w*|godzin\w*|dni|dzień)\s+temu",
    "před ": r"před\s+\d+\s+(?:sekund\w*|minut\w*|hodin\w*|dny|dnem)",
    " тому": r"\d+\s+(?:секунд\w*|хвилин\w*|хв\.?|годин\w*|дн\w+|день)\s+тому",
    " назад": r"\d+\s+(?:секунд\w*|сек\.?|минут\w*|мин\.?|час\w*|дн\w+|день)\s+назад",
    " önce": r"\d+\s+(?:saniye|dakika|saat|gün)\s+önce",
    "πριν ": r"πριν\s+(?:από\s+)?\d+\s+(?:λεπτ\w+|ώρ\w+|ημέρ\w+)",
    "قبل ": r"قبل\s+\d+\s+(?:دقيقة|دقائق|ساعة|ساعات|يوما?|أيام)",
    "منذ ": r"منذ\s+\d+\s+(?:دقيقة|دقائق|ساعة|ساعات|يوما?|أيام)",
    "לפני ": r"לפני\s+\d+\s+(?:דקות|שעות|ימים)",
    "前": r"\d+\s*(?:秒|分|分間|時間|小时|小時|分钟|分鐘|日|天)(?:以|之)?前",
    "전": r"\d+\s*(?:초|분|시간|일)\s*전",
    " पहले": r"\d+\s+(?:मिनट|घंटे|दिन)\s+पहले",
    " lalu": r"\d+\s+(?:detik|menit|jam|hari)\s+(?:yang\s+)?lalu",
    " trước": r"\d+\s+(?:giây|phút|giờ|ngày)\s+trước",
}
"""What is in every age of a language, and how it is told there: to look for the one costs next to nothing."""
_AGE = {anchor: re.compile(rf"(?<!\w)(?:{age})(?!\w)", re.IGNORECASE) for anchor, age in _AGES.items()}
_COUNTED = frozenset(
    """
    comment comments view views share shares like likes read reads reading time min mins minute
    minutes hour hours
    second seconds sec updated update published posted modified last on at ago am pm a p m gmt utc
    cet cest est edt
    bst reactions people today yesterday just now
    kommentar kommentare kommentaren kommentarer aufrufe gelesen lesezeit minuten sekunden stunden
    stunde
    aktualisiert veröffentlicht stand zuletzt geändert am um uhr heute gestern geteilt mal
    commentaire commentaires vues partages lecture temps de mis à jour publié modifié le hier
    aujourd'hui
    comentario comentarios vistas lectura tiempo actualizado publicado el las hoy ayer minuto
    minutos veces leído
    commenti commento visualizzazioni lettura tempo di aggiornato pubblicato il alle ore oggi ieri
    minuti
    comentários comentário visualizações leitura atualizado em às hoje ontem
    reacties reactie weergaven leestijd bijgewerkt gepubliceerd om op vandaag gisteren keer laatst
    minuut
    visninger læst læsetid lesetid lästid opdateret oppdatert uppdaterad publiceret publisert
    publicerad kl klokken
    i går dag minutter minuter delinger delningar
    kommenttia päivitetty julkaistu lukuaika
    komentarz komentarze komentarzy odsłon aktualizacja opublikowano czytania czas dzisiaj wczoraj
    godz minut
    komentářů aktualizováno
    коментар коментарі коментарів комментарий комментария комментариев просмотров переглядів
    обновлено оновлено
    опубликовано опубліковано сегодня вчера сьогодні вчора хв мин минут хвилин время чтения читання
    час в о
    コメント 件 更新 公開 閲覧 回 分 時 評論 评论 閱讀 阅读 次 浏览 瀏覽 年 月 日 时 發布 发布
    댓글 개 조회 입력 수정 년 월 일 분 시
    """.split()
)
"""Words of lines that only count, or say when."""
_WORDS = re.compile(r"\d[\d.,:/-]*|[^\W\d_]+(?:'[^\W\d_]+)?")
_CLOCK_OR_DATE = re.compile(
    r"(?<!\d)(?:[012]?\d[:.h][0-5]\d(?!\d)|\d{1,2}\D{1,14}(?:19|20)\d\d(?!\d)|(?:19|20)\d\d\D{1,14}\d{1,2}(?!\d))"
)


def told(headline: str | None, description: str | None, text: str | None) -> list[str]:
    """The lines that are compared, headline and standfirst first; those are never noise."""
    texts = [cleared(line) for line in (text or "").split("\n")]
    return [plain(headline or ""), plain(description or ""), *filter(None, texts)]


def plain(line: str) -> str:
    """Without what only type-setting makes: kinds of quotes, dashes and blanks."""
    return " ".join(unicodedata.normalize("NFC", line).translate(_PLAIN).split())


def cleared(line: str) -> str:
    """The same without noise; empty where it is nothing else."""
    if "\t" in line:  # a row of a table: there numbers are the matter
        return plain(line)
    line = plain(line)
    low = line.lower()
    for age in [age for anchor, age in _AGE.items() if anchor in low]:
        line = age.sub("", line)
    line = " ".join(line.split())
    return "" if _counts(line) else line


def _counts(line: str) -> bool:
    if len(line) > 20 * MOST_WORDS:
        return False
    words = _WORDS.findall(line.lower())
    if len(words) > MOST_WORDS:
        return False
    numbers = sum(word[0].isdecimal() for word in words)
    counted = sum(word in _COUNTED for word in words)
    if numbers + counted == len(words):
        return True
    stamp = bool(_CLOCK_OR_DATE.search(line)) and not line.endswith((".", "!", "?", "。"))
    return stamp and (counted > 0 or 2 * numbers >= len(words))


def fingerprint(lines: Iterable[str]) -> str:
    """Equal for equal lines: 32 hexadecimal digits."""
    return hashlib.blake2b("\n".join(lines).encode("utf-8", "replace"), digest_size=16).hexdigest()
