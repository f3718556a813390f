"""``extract``: one line a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.article import Article, Extractor
from newsarchive.extract.body import read_body
from newsarchive.extract.corrections import read_corrections
from newsarchive.extract.disclosures import read_disclosures
from newsarchive.extract.images import read_images
from newsarchive.extract.kind import read_kind
from newsarchive.extract.language import read_interface_language, read_language
from newsarchive.extract.links import read_embeds, read_links
from newsarchive.extract.metadata import read_metadata
from newsarchive.extract.page import Headers, read_page
from newsarchive.extract.related import read_related
from newsarchive.extract.rules import rules_version

if TYPE_CHECKING:
    from datetime import datetime

    from newsarchive.extract.site import Site


def extract(
    html: bytes,
    url: str = "",
    *,
    headers: Headers = None,
    captured: datetime | None = None,
    site: Site | None = None,
) -> Article:
    """Read a page.

    :param html: the entity as sent, content decoding undone
    :param url: the address it was captured at
    :param headers: the response's headers, as a mapping or as pairs of name and value
    :param captured: when, aware
    :param site: the words of its newspaper, where there are any
    """
    page = read_page(html, url, headers, captured, site)
    metadata = read_metadata(page)
    body = read_body(page, metadata)
    language = read_language("\n".join(block.text for block in body.blocks), page)
    images = read_images(page, body, metadata)
    related = read_related(page, body, metadata)
    return metadata.article(
        language=language,
        interface_language=read_interface_language(page, body, language),
        body=body.blocks,
        images=images,
        related=related,
        links=read_links(page, body),
        disclosures=read_disclosures(page, body, images, related),
        corrections=read_corrections(page, body),
        embeds=read_embeds(page, body),
        consent=page.consent,
        page_kind=read_kind(page, metadata, body),
        encoding=page.encoding,
        encoding_source=page.encoding_source,
        removed=page.removed,
        extractor=Extractor(version=rules_version(), rule=site.rule if site else "general"),
    )
