"""Carrying: bytes to a partner over TLS 1.3, both sides showing the certificate that the other has registered."""

import http.client
import ssl
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from motcua.gateways.asw.domain.certificates import pem
from motcua.gateways.asw.domain.envelopes import MEDIA_TYPE
from motcua.gateways.asw.models import Certificate
from motcua.gateways.asw.queries.certificates import Partner
from motcua.gateways.asw.services import keys

SECONDS = 10.0
PATH = "/asw/messages"
LARGEST_ANSWER = 1 << 16
NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME: validity is judged by the clock of the installation, in words, not by the machine's."""


class Answered(NamedTuple):
    """What came back: the HTTP status and the bytes."""

    status: int
    content: bytes


class Unreachable(RuntimeError):
    """The partner's window cannot be reached, or is not the one that is registered."""


Carry = Callable[[bytes, Partner, Certificate], Answered]


def carry(raw: bytes, partner: Partner, own: Certificate) -> Answered:
    """Post an envelope to a partner and return its answer. Unreachable."""
    url = urlsplit(partner.address)
    link = http.client.HTTPSConnection(
        url.hostname or "", url.port or 443, timeout=SECONDS, context=context(own, partner.certificates, server=False)
    )
    try:
        link.request("POST", PATH, raw, {"Content-Type": MEDIA_TYPE, "User-Agent": "motcua"})
        answer = link.getresponse()
        return Answered(answer.status, answer.read(LARGEST_ANSWER))
    except (OSError, http.client.HTTPException, ssl.SSLError) as fault:
        raise Unreachable(f"{type(fault).__name__}: {fault}") from None
    finally:
        link.close()


def context(own: Certificate, trusted: tuple[Certificate, ...], *, server: bool) -> ssl.SSLContext:
    """TLS 1.3 alone, showing the own certificate and believing these and no other."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if server else ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    made.check_hostname = False
    made.verify_mode = ssl.CERT_REQUIRED
    made.verify_flags = ssl.VerifyFlags(int(ssl.VerifyFlags.VERIFY_X509_PARTIAL_CHAIN) | NO_CHECK_TIME)
    keys.show(made, own)
    told = b"".join(pem(bytes(each.der)) for each in trusted)
    if told:
        made.load_verify_locations(cadata=told.decode())
    return made
