"""Next pages: of a section, of an archive."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_WORDS = """
next|next page|older|older posts|older entries|older articles|older stories|more stories|load more|show
more|see more
|nächste|nächste seite|weiter|ältere|ältere artikel|mehr laden|mehr anzeigen|weitere laden
|suivant|suivante|page suivante|plus anciens|voir plus
|siguiente|página siguiente|siguientes|anteriores|más antiguas|ver más|cargar más
|seguinte|próxima|próximo|próxima página|mais antigas|carregar mais
|successiva|successivo|avanti|pagina successiva|carica altri
|volgende|volgende pagina|ouder|meer laden
|næste|næste side|ældre|flere|neste|neste side|eldre|nästa|nästa sida|äldre|seuraava|vanhemmat
|następna|następne|dalej|starsze|další|starší|ďalší|naslednja|sljedeća|starije|наступна|далі|старіші|следующая|далее|ещё
|показать ещё|следваща|επόμενη|sonraki|sonraki sayfa|daha
fazla|következő|tovább|următoarea|înainte|järgmine
|التالي|الصفحة التالية|المزيد|הבא|לעמוד הבא|بعدی|अगला|পরবর্তী|ถัดไป|次へ|次のページ|次|もっと見る|下一页|下一頁
|다음
|다음 페이지|더보기
|tiếp|trang sau|xem thêm|berikutnya|selanjutnya
"""
_NEXT = frozenset(word.strip() for word in _WORDS.replace("\n", " ").split("|"))
_ARROWS = re.compile(r"^[\s›»→>❯⟩]+|[\s›»→>❯⟩]+$")
_NUMBER = re.compile(r"\d+")
_SECOND = re.compile(
    r"(?:[?&](?:page|paged|p|pg|seite|sivu|sida|side|pagina|pag|strana|sayfa|pn)=|/"
    r"|/(?:page|seite|sivu|side|pagina|strana|p)[/-]?)2/?(?:\.html?)?$"
)
_CURSOR = re.compile(r"(?i)\b(?:after|before|cursor|offset|start|from)\b")


def is_next(address: str, words: str, page: str) -> bool:
    """Whether a link of a page leads to the next one of the same list: by its words, or by its number."""
    if len(words) > 30:
        return False
    if not words.isdigit():
        bare = _ARROWS.sub("", words).casefold()
        if bare not in _NEXT and not (words and not bare):
            return False
        return _same_list(address, page)
    return _follows(address, page)


def _same_list(address: str, page: str) -> bool:
    """Words alone may lead anywhere: to the next story, to the next month of a calendar."""
    return _follows(address, page) or bool(_CURSOR.search(_rest(address, page)))


def _rest(address: str, page: str) -> str:
    """What an address has behind the path of the page; nothing where it lies elsewhere."""
    here, there = urlsplit(page), urlsplit(address)
    if here.netloc != there.netloc or not there.path.startswith(here.path.rstrip("/")):
        return ""
    return f"{there.path[len(here.path.rstrip('/')) :]}?{there.query}"


def _follows(address: str, page: str) -> bool:
    """Whether one number is higher by one and all else the same, or the first has none, the second a 2."""
    if _NUMBER.sub("0", address) == _NUMBER.sub("0", page):
        numbers = zip(_NUMBER.findall(page), _NUMBER.findall(address), strict=True)
        pairs = [(here, there) for here, there in numbers if here != there]
        return len(pairs) == 1 and len(pairs[0][0]) < 6 and int(pairs[0][1]) == int(pairs[0][0]) + 1
    found = _SECOND.search(address)
    if found is None:
        return False
    return address[: found.start()].rstrip("/") == page.partition("?")[0].rstrip("/")
