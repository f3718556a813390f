"""Refuses connections to private addresses: before a request, by the way its address is written, and when a
name has been resolved, right before the connection is made to what the resolver gave. So no answer of a name
server, however often it changes, leads inside.

What the archivist named, a seed's own host and port, is exempt. Behind a proxy it is the proxy that resolves
names: there only addresses that are written out are refused.
"""

# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from newsarchive import outcome
from newsarchive.private import literal, special, why_not

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

    Port = tuple[str, int]

_PORTS = {"http": 80, "https": 443}
REMEMBERED = 10_000
"""Names refused that are remembered until their request has failed, at most."""


class PrivateError(outcome.Missed):
    """The address leads to a private net."""

    def __init__(self, port: Port, reason: str) -> None:
        super().__init__(f"a private address: {reason}")
        self.port = port


class Doorkeeper:
    """One for a crawl; Twisted's resolver asks it for every connection."""

    def __init__(self) -> None:
        self._exempt: set[Port] = set()
        self._public: set[Port] = set()
        """Seeds whose name resolved to a public address: their exemption is over."""
        self._refused: dict[Port, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Doorkeeper:
        doorkeeper = cls()
        crawler.signals.connect(doorkeeper.exempt, outcome.seed)
        return doorkeeper

    def exempt(self, url: str) -> None:
        """A seed: its own host and port may be private."""
        if (port := place(url)) is not None:
            self._exempt.add(port)

    def check(self, request: Request) -> None:
        """
        :raises PrivateError: the address as written is private"""
        port = place(request.url)
        if port is None or port in self._exempt:
            return
        if (reason := why_not(port[0])) is not None:
            raise PrivateError(port, reason)

    def guard(self, request: Request) -> None:
        """Has the resolver asked, for the connections to come. A proxy is the archivist's own choice."""
        if proxy := request.meta.get("proxy"):
            self.exempt(proxy if "://" in proxy else f"http://{proxy}")
        from twisted.internet import reactor

        resolver: Any = reactor.nameResolver
        if not (isinstance(resolver, _Resolver) and resolver.doorkeeper is self):
            reactor.installNameResolver(_Resolver(resolver, self))

    def refused(self, request: Request) -> PrivateError | None:
        """Why the connection for this request was not made; None where it was not for that."""
        port = place(request.url)
        reason = self._refused.pop(port, None) if port is not None else None
        return None if port is None or reason is None else PrivateError(port, reason)

    def lets(self, port: Port, number: str) -> bool:
        """Whether a connection may be made to what a name resolved to.

        A seed whose name leads inside stays exempt; once it has led outside, it is a page of the web that
        can't be trusted with what lies inside."""
        number = number.partition("%")[0]
        reason = special(ip_address(number))
        exempt = port in self._exempt
        if reason is None:
            if exempt and literal(port[0]) is None:
                self._public.add(port)
            return True
        if exempt and port not in self._public:
            return True
        if len(self._refused) < REMEMBERED:
            self._refused[port] = f"{port[0]} resolves to it, {reason}"
        return False


@implementer(IHostnameResolver)
class _Resolver:
    """The reactor's own, whose answers the doorkeeper sees first."""

    def __init__(self, inner: Any, doorkeeper: Doorkeeper) -> None:
        self._inner, self.doorkeeper = inner, doorkeeper

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        *more: Any,
        **named: Any,
    ) -> Any:
        seen = _Receiver(resolutionReceiver, self.doorkeeper, (_name(hostName), portNumber))
        return self._inner.resolveHostName(seen, hostName, portNumber, *more, **named)


@implementer(IResolutionReceiver)
class _Receiver:
    """Passes on what may be connected to."""

    def __init__(self, inner: Any, doorkeeper: Doorkeeper, port: Port) -> None:
        self._inner, self._doorkeeper, self._port = inner, doorkeeper, port

    def resolutionBegan(self, resolutionInProgress: Any) -> None:  # noqa: N802, N803
        self._inner.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if self._doorkeeper.lets(self._port, address.host):
            self._inner.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._inner.resolutionComplete()


def place(url: str) -> Port | None:
    """Host, as it is looked up, and port of an address; None where it has none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    return None if not host else (_name(host), port or _PORTS.get(parts.scheme, 0))


def _name(host: str) -> str:
    return host.lower().rstrip(".")
