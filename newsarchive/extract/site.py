"""The words of one newspaper: where its parts stand, for a span of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """CSS selectors (or XPath, where they begin with "/" or "./") that win over the general reading.

    Where a field is empty, or none of its selectors matches, the general reading stands.
    """

    name: str
    """The newspaper's, as the rule's name begins."""
    since: date | None = None
    """First day on which the rule holds; None: from the beginning."""
    until: date | None = None
    """First day on which it holds no more; None: until today."""
    headline: tuple[str, ...] = ()
    """The first that has text is the headline."""
    description: tuple[str, ...] = ()
    """The same for the standfirst."""
    authors: tuple[str, ...] = ()
    """Every element that names authors: a byline, a link, a meta element."""
    date_published: tuple[str, ...] = ()
    """A time element, a meta element or a line that prints the date."""
    body: tuple[str, ...] = ()
    """The elements that hold the running text."""
    remove: tuple[str, ...] = ()
    """What is taken off the page before anything is read."""

    @property
    def rule(self) -> str:
        """The rule by name and date, as each article stores it."""
        return f"{self.name} {self.since.isoformat()}" if self.since else self.name
