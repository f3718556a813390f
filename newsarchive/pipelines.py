"""Items on their way out of the crawl (``-O items.jsonl``)."""

from __future__ import annotations

from typing import Any

from scrapy.exceptions import DropItem

from archive.article import Article
from newsarchive.capture import Kept


class ArticlePipeline:
    """Turns an article and its capture into one flat record; lets nothing through that has no evidence.

    The record has the fields of :meth:`archive.article.Article.to_dict`, the ``id`` that article and capture
    have in the collection, and ``capture``: ``file, offset, length, url, date``. Items of another kind (a
    foreign spider's own) pass untouched."""

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article):
            raise DropItem(
                f"The article of {item.url or 'an unknown address'} came without its capture.", "ERROR"
            )
        return record(item) if isinstance(item, Kept) else item


def record(kept: Kept) -> dict[str, Any]:
    """The flat record; raises DropItem where the capture has no place in a WARC."""
    capture, article = kept.capture, kept.article
    if article is None or capture.place is None:
        raise DropItem(f"The capture of {capture.url} holds no article, or is not kept.", "ERROR")
    place = capture.place
    return {
        "id": capture.id,
        **article.to_dict(),
        "capture": {
            "file": place.file,
            "offset": place.offset,
            "length": place.length,
            "url": capture.url,
            "date": capture.date.isoformat(),
        },
    }
