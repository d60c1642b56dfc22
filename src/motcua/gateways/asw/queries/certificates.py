"""Certificates: this window's own and those of partners, in force or not."""

from datetime import datetime

import msgspec
from django.db.models import QuerySet

from motcua.gateways.asw.domain.certificates import Told, read
from motcua.gateways.asw.domain.errors import NoOwnCertificate, NoPartner
from motcua.gateways.asw.models import Certificate


def registered(country: str = "", *, own: bool = False) -> list[Certificate]:
    """Certificates of partners, or the own ones, the latest to begin first."""
    rows = Certificate.objects.select_related("ended").filter(own=own).order_by("country", "-since", "-leaf")
    return list(rows.filter(country=country) if country else rows)


def one(leaf: int) -> Certificate | None:
    """A certificate by its number."""
    return Certificate.objects.select_related("ended").filter(pk=leaf).first()


def all_of_them() -> QuerySet[Certificate]:
    """All, own ones first."""
    return Certificate.objects.select_related("ended").order_by("-own", "country", "-since", "-leaf")


def ended(row: Certificate) -> bool:
    """Whether it was taken back."""
    return hasattr(row, "ended")


def in_force(row: Certificate, at: datetime) -> bool:
    """Whether it is in force at a moment."""
    return row.since <= at <= row.until and not ended(row)


def own(at: datetime) -> Certificate:
    """The certificate by which this window signs and connects: of those in force the latest to begin."""
    found = next((row for row in registered(own=True) if in_force(row, at)), None)
    if found is None:
        raise NoOwnCertificate(at=f"{at:%Y-%m-%d %H:%M}")
    return found


def by_fingerprint(fingerprint: str) -> Certificate | None:
    """A partner's certificate that was not taken back, in force or not."""
    found = Certificate.objects.select_related("ended").filter(own=0, fingerprint=fingerprint).first()
    return None if found is None or ended(found) else found


def told(row: Certificate) -> Told:
    """What the certificate itself says."""
    return read(bytes(row.der))


class Partner(msgspec.Struct, frozen=True):
    """Where a partner listens, and the certificates by which it may answer there."""

    country: str
    address: str
    certificates: tuple[Certificate, ...]


def partner(country: str, at: datetime) -> Partner:
    """A partner as it can be reached now. NoPartner where no certificate of it is in force."""
    found = [row for row in registered(country) if in_force(row, at)]
    if not found:
        raise NoPartner(country=country)
    latest = max(found, key=lambda row: row.leaf)
    return Partner(country, latest.address, tuple(found))


def countries() -> list[str]:
    """Countries that have or had a certificate here."""
    return sorted(set(Certificate.objects.filter(own=0).values_list("country", flat=True)))
