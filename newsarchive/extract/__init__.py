"""How a page is read: bytes in, :class:`~archive.article.Article` out. Pure: no files, no network."""

from newsarchive.extract.extraction import extract
from newsarchive.extract.site import Site

__all__ = ["Site", "extract"]
