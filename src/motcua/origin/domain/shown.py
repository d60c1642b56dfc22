"""What programs are told of certificates received and of applications."""

from datetime import date, datetime
from decimal import Decimal

import msgspec

from motcua.origin.domain.certificate import Certificate
from motcua.origin.domain.wish import Wish


class CertificateLine(msgspec.Struct, frozen=True):
    """A line of a certificate with what is used and left, in its unit."""

    no: int
    hs_code: str
    origin: str
    quantity: Decimal
    used: Decimal
    left: Decimal
    unit: str


class CertificateListed(msgspec.Struct, frozen=True):
    """A certificate received, as it stands."""

    id: int
    country: str
    reference: str
    state: str
    issued_on: date
    valid_until: date
    received_at: datetime
    consignee: str
    lines: tuple[CertificateLine, ...]
    links: dict[str, str]


class CertificatePage(msgspec.Struct, frozen=True):
    """A page of the register; `next` is the address of the next, empty at the end."""

    certificates: tuple[CertificateListed, ...]
    page: int
    found: int
    more: bool
    next: str = ""


class CertificateStep(msgspec.Struct, frozen=True):
    """A step in the life of a certificate or an application, and the leaf that holds it."""

    verb: str
    words_vi: str
    words_en: str
    state: str
    at: datetime
    note: str
    leaf: str


class CertificateShown(msgspec.Struct, frozen=True):
    """A certificate with what its issuer certifies and its steps."""

    certificate: CertificateListed
    content: Certificate
    steps: tuple[CertificateStep, ...]


class ApplicationListed(msgspec.Struct, frozen=True):
    """An application for a form D, as it stands; `told` is what the importing country last said."""

    number: str
    party: str
    partner: str
    declaration: str
    state: str
    applied_at: datetime
    reference: str
    issued_at: datetime | None
    told: str
    links: dict[str, str]


class ApplicationPage(msgspec.Struct, frozen=True):
    """A page of applications."""

    applications: tuple[ApplicationListed, ...]
    page: int
    found: int
    more: bool
    next: str = ""


class ApplicationShown(msgspec.Struct, frozen=True):
    """An application with what is asked for, what was issued, and its steps."""

    application: ApplicationListed
    wish: Wish
    issued: Certificate | None
    steps: tuple[CertificateStep, ...]
