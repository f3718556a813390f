"""What a TLS connection tells of itself, for the metadata record."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.hashes import SHA256

if TYPE_CHECKING:
    from OpenSSL.crypto import X509
    from OpenSSL.SSL import Connection


def tls(connection: Connection) -> dict[str, str]:
    """Fields of a connection whose handshake is done.

    ``tls``: protocol and cipher, "TLSv1.3 TLS_AES_256_GCM_SHA384"; ``tls-certificate``: SHA-256 fingerprint;
    ``tls-subject``, ``tls-issuer``: as RFC 4514 writes names; ``tls-valid``: from and until. What cannot be
    read of a certificate is left out. It is told, not judged: no capture is refused for it."""
    facts = {"tls": f"{connection.get_protocol_version_name()} {connection.get_cipher_name()}"}
    certificate = connection.get_peer_certificate()
    if certificate is not None:
        with suppress(ValueError):
            facts.update(_certificate(certificate))
    return facts


def _certificate(certificate: X509) -> dict[str, str]:
    parsed = certificate.to_cryptography()
    facts = {"tls-certificate": f"sha256:{parsed.fingerprint(SHA256()).hex()}"}
    with suppress(ValueError):
        facts["tls-subject"] = parsed.subject.rfc4514_string()
    with suppress(ValueError):
        facts["tls-issuer"] = parsed.issuer.rfc4514_string()
    span = certificate.get_notBefore(), certificate.get_notAfter()
    with suppress(ValueError):
        facts["tls-valid"] = " ".join(_time(moment) for moment in span if moment)
    return facts


def _time(moment: bytes) -> str:
    return datetime.strptime(moment.decode("ascii"), "%Y%m%d%H%M%SZ").replace(tzinfo=UTC).isoformat()
