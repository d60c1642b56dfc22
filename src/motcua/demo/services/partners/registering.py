"""Registering: a demonstration knows the simulated windows, as an administrator would have registered them."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from motcua.demo.services.partners.keys import YEARS, own
from motcua.gateways.asw import services as window
from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.domain.errors import NoOwnCertificate
from motcua.gateways.asw.queries import certificates
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.origin.domain.data import members

PLATFORM = "platform.crt"
"""The platform's certificate, as it was given to the simulated windows."""


def countries(at: datetime) -> list[str]:
    """The members but this one, each with a simulated window."""
    return sorted(members(law_day(at)) - {settings.COUNTRY})


def make_known(folder: Path, port: int, at: datetime) -> list[str]:
    """Give each side the other's certificate; the countries, whose doors are at `port` and after. Anew only where
    something changed."""
    try:
        ours = certificates.own(at)
    except NoOwnCertificate:
        since = at - timedelta(days=1)
        ours = window.make(name="Hải quan (minh họa)", since=since, until=at + YEARS, by=SYSTEM, at=at)
    found = countries(at)
    for no, country in enumerate(found):
        _register(folder, country, f"https://127.0.0.1:{port + no}", at)
    (folder / PLATFORM).write_bytes(x509.pem(bytes(ours.der)))
    return found


def _register(folder: Path, country: str, address: str, at: datetime) -> None:
    mine = own(folder, country, at)
    for row in certificates.registered(country):
        if certificates.ended(row) or row.fingerprint != mine.told.fingerprint:
            continue
        if row.address == address:
            return
        window.end(row.leaf, note="chuyển địa chỉ / moved", by=SYSTEM, at=at)
        mine.certificate_file.unlink()  # a new address comes with a new key: a certificate is registered once
        mine = own(folder, country, at)
    window.add(mine.told.der, address=address, heard=mine.told.fingerprint, by=SYSTEM, at=at)
