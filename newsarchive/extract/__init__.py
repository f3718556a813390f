"""How a page is read: bytes in, :class:`~archive.article.Article` out. Pure: no files, no network."""

from typing import TYPE_CHECKING, Any

from newsarchive.extract.site import Site

if TYPE_CHECKING:
    from newsarchive.extract.extraction import extract

__all__ = ["Site", "extract"]


def __getattr__(name: str) -> Any:
    """``extract``, when somebody asks for it: spiders and crawls need a module or two of this package, and
    leave reading to other processes."""
    if name == "extract":
        from newsarchive.extract.extraction import extract

        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
