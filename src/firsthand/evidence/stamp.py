"""Time stamps by RFC 3161: that a bundle was there at a time, on the word of an authority; given and checked as files.

The request is made here; sending it, and bringing back the answer, is left to people. Checking an answer needs the
extra ``timestamp``.
"""

import dataclasses
import datetime as dt
import hashlib
from typing import Any

from firsthand.errors import UsageError

_REQUEST = bytes.fromhex("30390201013031300d060960864801650304020105000420")
"""The beginning of every request for a SHA-256: SEQUENCE, version 1, the algorithm, 32 octets to come."""
_ASKS_FOR_CERTIFICATE = bytes.fromhex("0101ff")


@dataclasses.dataclass(frozen=True, slots=True)
class Stamp:
    """What the answer of an authority says."""

    when: dt.datetime
    """When it had the digest."""
    who: str
    """Subject of the certificate that signed."""
    trusted: bool
    """Whether that certificate leads to a root that was given; False: it proves only that nothing was changed."""


def request(manifest: bytes) -> bytes:
    """Return the request (``.tsq``) for the time stamp of a bundle: the same for the same bundle."""
    return _REQUEST + hashlib.sha256(manifest).digest() + _ASKS_FOR_CERTIFICATE


def check(answer: bytes, digest: str, roots: tuple[bytes, ...] = ()) -> Stamp:
    """Return what an answer says, if it speaks of this digest and its signature holds.

    Args:
        answer: the ``.tsr`` as the authority sent it.
        digest: SHA-256 of the manifest, in hex.
        roots: certificates (PEM or DER) of authorities that are trusted; without any, those in the answer are taken.

    Raises:
        UsageError: it is no answer, refuses, is about something else, or its signature does not hold.
    """
    try:
        import rfc3161_client as client
        from cryptography import x509
    except ImportError as error:
        raise UsageError("Checking a time stamp needs an extra: pip install 'firsthand[timestamp]'") from error
    try:
        response = client.decode_timestamp_response(answer)
        held = [x509.load_der_x509_certificate(each) for each in sorted(response.signed_data.certificates)]
        known = [_certificate(each) for each in roots]
        imprint, when = response.tst_info.message_imprint, response.tst_info.gen_time
        signers = response.signed_data.signer_infos
    except ValueError as error:
        raise UsageError(f"The time stamp cannot be read: {error}") from error
    if imprint.message not in (bytes.fromhex(digest), hashlib.sha512(bytes.fromhex(digest)).digest()):
        raise UsageError(f"The time stamp is about another file: {imprint.message.hex()}, not {digest}.")
    leaf = next((c for c in held for s in signers if (c.issuer, c.serial_number) == (s.issuer, s.serial_number)), None)
    # the client trusts what it is given as intermediate as well; those in the answer it finds by itself
    trusted = known or [each for each in held if each.issuer == each.subject] or held
    try:
        client.VerifierBuilder(roots=trusted).build().verify(response, imprint.message)
    except (client.VerificationError, ValueError) as error:
        hint = "" if known else " Give the authority's certificate with --root."
        raise UsageError(f"The time stamp does not hold: {error}.{hint}") from error
    return Stamp(when, leaf.subject.rfc4514_string() if leaf else "unknown", bool(known))


def _certificate(data: bytes) -> Any:
    from cryptography import x509

    return x509.load_pem_x509_certificate(data) if b"-----BEGIN" in data else x509.load_der_x509_certificate(data)
