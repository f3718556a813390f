"""Which addresses are nobody's business: no page of the web may lead the crawler to the machines around it.

Pure: a name or an IP address in, the reason for refusing it out.
"""

from __future__ import annotations

import re
import socket
import unicodedata
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import unquote

_NETS_4 = {
    "this network": ("0.0.0.0/8",),
    "private": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
    "shared between a provider's customers": ("100.64.0.0/10",),
    "loopback": ("127.0.0.0/8",),
    "link-local": ("169.254.0.0/16",),
    "reserved": ("192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4"),
    "for documentation": ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
    "for benchmarks": ("198.18.0.0/15",),
    "multicast": ("224.0.0.0/4",),
    "of a cloud's own service": ("168.63.129.16/32",),
}
"""IANA's special-purpose registry for IPv4 (RFC 6890 and those after it), multicast, and the one public
address behind which a cloud (Azure) answers its guests with their secrets; the others' lie in those nets."""
_NETS_6 = {
    "loopback": ("::1/128",),
    "unspecified": ("::/128",),
    "private": ("fc00::/7", "fec0::/10", "64:ff9b:1::/48"),
    "link-local": ("fe80::/10",),
    "multicast": ("ff00::/8",),
    "reserved": ("100::/64", "2001::/23", "5f00::/16"),
    "for documentation": ("2001:db8::/32", "3fff::/20"),
}
"""IANA's special-purpose registry for IPv6. 2001::/23 holds Teredo: no web server lives there."""
_PUBLIC_6 = IPv6Network("2000::/3")
"""All that IANA has given out for the world so far."""
_REASONS_4 = tuple((IPv4Network(net), reason) for reason, nets in _NETS_4.items() for net in nets)
_REASONS_6 = tuple((IPv6Network(net), reason) for reason, nets in _NETS_6.items() for net in nets)
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_LOCAL_NAME = re.compile(r"(?:.+\.)?localhost(?:\.localdomain)?|ip6-localhost|ip6-loopback")
"""Names that mean this machine whatever a resolver says (RFC 6761), and those of Debian's and Red Hat's
``/etc/hosts``."""
_NUMERIC = re.compile(r"[0-9a-fx.]+")


def why_not(host: str) -> str | None:
    """Why the host of an address may not be asked, going by how it is written; None where it may, or where
    only a resolver can tell.

    Browsers and C libraries read 2130706433, 0x7f.1, 0177.0.0.1, full-width digits and percent-encoded ones
    as 127.0.0.1: so they are read here."""
    name = _plain(host)
    if _LOCAL_NAME.fullmatch(name):
        return f"{host} is this machine"
    number = literal(name)
    return None if number is None else special(number)


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a host is written as, in whatever spelling; None for a name."""
    name = _plain(host)
    try:
        return ip_address(name)
    except ValueError:
        pass
    if not _NUMERIC.fullmatch(name):
        return None
    try:
        return IPv4Address(socket.inet_aton(name))  # as C libraries do
    except OSError:
        return None


def special(number: IPv4Address | IPv6Address) -> str | None:
    """Why an IP address is not one of the public net; None where it is."""
    inner = _inside(number)
    if inner is not None and (reason := special(inner)):
        return f"{number} holds {reason}"
    if isinstance(number, IPv4Address):
        return next((f"{number} is {reason}" for net, reason in _REASONS_4 if number in net), None)
    if inner is not None:
        return None
    found = next((f"{number} is {reason}" for net, reason in _REASONS_6 if number in net), None)
    return found if found or number in _PUBLIC_6 else f"{number} is no public address"


def _inside(number: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, NAT64, 6to4, IPv4-compatible."""
    if isinstance(number, IPv4Address):
        return None
    if number.ipv4_mapped is not None:
        return number.ipv4_mapped
    if number.sixtofour is not None:
        return number.sixtofour
    low = int(number) & 0xFFFFFFFF
    if number in _NAT64 or (number in _COMPATIBLE and low > 1):
        return IPv4Address(low)
    return None


def _plain(host: str) -> str:
    """The host as it is looked up: percent-encoding undone, full-width letters and dots folded; no brackets,
    no zone, no dot at the end."""
    name = unicodedata.normalize("NFKC", unquote(host)).replace("。", ".").lower().strip()
    return name.strip("[]").partition("%")[0].rstrip(".")
