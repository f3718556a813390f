"""The readers that are compared, each behind one face: ``(html, url) -> {text, title, authors, date}``.

Run by ``compare.py``, in an environment that has the reader:

    python benchmarks/readers.py NAME FOLDER [LIMIT] > predictions.jsonl

A line a page: its id, what was read, the CPU seconds that took, and those of a bare lxml parse of the same
bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Record = dict[str, Any]


def newsarchive(html: bytes, url: str) -> Record:
    from newsarchive.extract import extract

    article = extract(html, url).to_dict()
    return {
        "text": article["text"],
        "title": article["headline"],
        "authors": article["authors"],
        "date": article["date_published"],
    }


def trafilatura(html: bytes, url: str) -> Record:
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url or None, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    authors = [name for name in (found.author or "").split("; ") if name]
    return {"text": found.text, "title": found.title, "authors": authors, "date": found.date}


def newspaper4k(html: bytes, url: str) -> Record:
    from newspaper import Article

    article = Article(url or "https://news.example/", fetch_images=False)
    article.download(input_html=decoded(html))
    article.parse()
    date = article.publish_date and article.publish_date.isoformat()
    return {"text": article.text, "title": article.title, "authors": article.authors, "date": date}


def goose3(html: bytes, url: str) -> Record:
    from goose3 import Goose

    found = Goose({"enable_image_fetching": False}).extract(raw_html=decoded(html), url=url or None)
    date = found.publish_datetime_utc and found.publish_datetime_utc.isoformat()
    return {"text": found.cleaned_text, "title": found.title, "authors": found.authors, "date": date}


def boilerpy3(html: bytes, url: str) -> Record:
    from boilerpy3.extractors import ArticleExtractor

    found = ArticleExtractor().get_doc(decoded(html))
    return {"text": found.content, "title": found.title}


def justext(html: bytes, url: str) -> Record:
    from justext import justext as paragraphs

    # Without lists of stop words, as its manual has it for languages that are not known.
    found = paragraphs(html, frozenset(), stopwords_low=0, stopwords_high=0)
    return {"text": "\n".join(one.text for one in found if not one.is_boilerplate)}


def resiliparse(html: bytes, url: str) -> Record:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(html, detect_encoding(html))
    return {"text": extract_plain_text(tree, main_content=True)}


def readability(html: bytes, url: str) -> Record:
    from lxml.html import fromstring
    from readability import Document

    document = Document(decoded(html))
    blocks = fromstring(document.summary()).iter("p", "h2", "h3", "h4", "li", "blockquote", "pre")
    text = "\n".join(" ".join(block.text_content().split()) for block in blocks)
    return {"text": text, "title": document.short_title()}


def news_please(html: bytes, url: str) -> Record:
    from newsplease import NewsPlease

    found = NewsPlease.from_html(decoded(html), url=url or "https://news.example/", fetch_images=False)
    date = found.date_publish and found.date_publish.isoformat()
    return {"text": found.maintext, "title": found.title, "authors": found.authors, "date": date}


def rs_trafilatura(html: bytes, url: str) -> Record:
    from rs_trafilatura import extract

    found = extract(decoded(html), url=url or None)
    authors = [found.author] if found.author else []
    return {"text": found.main_content, "title": found.title, "authors": authors, "date": found.date}


def decoded(html: bytes) -> str:
    """For readers that want text: by the encoding that the page names, else as UTF-8."""
    named = re.search(rb"<meta[^>]{0,99}charset=[\"']?([\w-]{3,20})", html[:8_192], re.IGNORECASE)
    try:
        return html.decode(named[1].decode() if named else "utf-8")
    except (LookupError, UnicodeDecodeError):
        return html.decode("utf-8", "replace")


class Reader(NamedTuple):
    read: Callable[[bytes, str], Record]
    distribution: str
    """Its name on PyPI."""
    gives: tuple[str, ...] = ("text", "title", "authors", "date")
    """What it reads at all; the rest isn't held against it."""
    environment: str = "peers"
    """The file of requirements beside this one; readers of one file share an environment."""


READERS = {
    "newsarchive": Reader(newsarchive, "newsarchive"),
    "trafilatura": Reader(trafilatura, "trafilatura"),
    "newspaper4k": Reader(newspaper4k, "newspaper4k"),
    "news-please": Reader(news_please, "news-please", environment="peers-news-please"),
    "rs-trafilatura": Reader(rs_trafilatura, "rs-trafilatura", environment="peers-rs-trafilatura"),
    "resiliparse": Reader(resiliparse, "Resiliparse", ("text",)),
    "readability": Reader(readability, "readability-lxml", ("text", "title")),
    "goose3": Reader(goose3, "goose3"),
    "boilerpy3": Reader(boilerpy3, "boilerpy3", ("text", "title")),
    "justext": Reader(justext, "jusText", ("text",)),
}


def gold(folder: Path) -> Iterator[Record]:
    """The lines of ``gold.jsonl`` whose page lies in ``pages/``."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:  # str.splitlines would split at U+2028, too
        for page in map(json.loads, lines):
            if (folder / "pages" / f"{page['id']}.html.gz").exists():
                yield page


def html(folder: Path, page: Record) -> bytes:
    return gzip.decompress((folder / "pages" / f"{page['id']}.html.gz").read_bytes())


def bare_parse(html: bytes) -> None:
    from lxml.html import HTMLParser, document_fromstring

    document_fromstring(html, parser=HTMLParser(encoding="utf-8"))


def timed(work: Callable[..., Any], *args: Any) -> tuple[Any, float, str | None]:
    """What the work gives, its CPU seconds, and the error it ended with: an odd page costs that page only."""
    start = time.process_time()
    try:
        result, error = work(*args), None
    except Exception as exception:
        result, error = None, f"{type(exception).__name__}: {exception}"[:200]
    return result, time.process_time() - start, error


def main(name: str, folder: Path, limit: int | None = None) -> None:
    read = READERS[name].read
    print(json.dumps({"reader": name, "version": version(READERS[name].distribution)}))
    pages = list(gold(folder))[:limit]
    for page in pages[:1]:  # imports and tables are not the pages' cost
        timed(read, html(folder, page), page.get("url", ""))
    for page in pages:
        data = html(folder, page)
        _, parse, _ = timed(bare_parse, data)
        record, cpu, error = timed(read, data, page.get("url", ""))
        print(json.dumps({"id": page["id"], **(record or {}), "cpu": cpu, "parse": parse, "error": error}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
