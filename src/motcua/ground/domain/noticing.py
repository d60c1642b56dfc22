"""Notices: their classes, where they go beside the site, and how a message of one is written and signed."""

import ipaddress
import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

import msgspec

from motcua.ground.domain.statements import written
from motcua.kernel.words import Words

KINDS: Mapping[str, Words] = MappingProxyType({
    "decision": Words("Quyết định về tờ khai, đề nghị", "Decisions on declarations and requests"),
    "request": Words("Yêu cầu cần trả lời", "Requests that need an answer"),
    "desk": Words("Việc được giao", "Work handed over"),
    "money": Words("Thuế, khoản nộp và bảo lãnh", "Taxes, payments and guarantees"),
    "outage": Words("Sự cố và hạn được lùi", "Outages and deadlines that moved"),
    "other": Words("Khác", "Other"),
})  # fmt: skip
MOST_ADDRESSES = 10
"""Of one recipient."""
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
LONGEST = 300


class Medium(StrEnum):
    """A way out of the house. The site itself always shows a notice."""

    MAIL = "mail"
    WEBHOOK = "webhook"


MEDIUM_WORDS = {Medium.MAIL: Words("Thư điện tử", "Mail"), Medium.WEBHOOK: Words("Chương trình (webhook)", "Webhook")}


class Step(StrEnum):
    """What happened to an address after it was registered."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    REMOVED = "removed"


class Body(msgspec.Struct, frozen=True):
    """The body of a webhook; its bytes are what is signed."""

    id: str
    at: str
    recipient: str
    kind: str
    subject: str
    words_vi: str
    words_en: str
    link: str


_encode = msgspec.json.Encoder().encode


def body(told: Body) -> bytes:
    """The bytes that are sent and signed."""
    return _encode(told)


def told(notice: int, at: datetime, recipient: str, kind: str, subject: str, words: Words, link: str) -> Body:  # noqa: PLR0913 - a notice has that many parts
    """A notice as a webhook tells it. The id is text: numbers of 64 bits are not safe in every language."""
    return Body(str(notice), written(at), recipient, kind, subject, words.vi, words.en, link)


def is_mail(address: str) -> bool:
    """Whether this can be a mail address."""
    return len(address) <= LONGEST and _MAIL.fullmatch(address) is not None


def is_webhook(address: str, *, inside: bool = False) -> bool:
    """Whether this can be an endpoint: https, a host, no user in it. `inside` also allows http and any port."""
    if len(address) > LONGEST or any(letter <= " " or letter > "~" for letter in address):
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    plain = bool(parts.hostname) and parts.username is None and not parts.fragment
    if inside:
        return plain and parts.scheme in ("http", "https")
    return plain and parts.scheme == "https" and port in (None, 443, 8443)


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public network, also where IPv6 wraps one of IPv4."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def wants(kinds: str, kind: str) -> bool:
    """Whether an address of these kinds (between spaces; empty is all) is told of that kind."""
    return not kinds or kind in kinds.split()


def chosen(kinds: list[str]) -> str:
    """Kinds as they are kept; all of them are none, so that a class made later is told too."""
    held = [kind for kind in KINDS if kind in kinds]
    return "" if len(held) == len(KINDS) else " ".join(held)


def words_of(vi: str, en: str) -> Words:
    """The sentence of a notice as it was kept."""
    return Words(vi, en)
