"""Certificates: this window makes its own, and registers those of partners after a telephone call."""

import os
import re
import ssl
import threading
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction

from motcua.gateways.asw import events
from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.domain.errors import (
    BadCertificate,
    CertificateGone,
    CertificateKnown,
    NoOwnCertificate,
    OtherFingerprint,
)
from motcua.gateways.asw.models import Certificate
from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes

_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]{1,150}(:[0-9]{1,5})?/?")


def make(*, name: str, since: datetime, until: datetime, by: Actor, at: datetime) -> Certificate:
    """Make a key and a certificate of this window, in force from `since`; the key never leaves its file.

    The one before stays in force until its own end: both are good in between, which is how keys are changed.
    """
    _need_admin(by)
    if until <= since or not name.strip():
        raise BadCertificate(why=f"{name} {since:%Y-%m-%d} – {until:%Y-%m-%d}")
    days = (since.replace(microsecond=0), until.replace(microsecond=0))
    key, der = x509.make(settings.COUNTRY, name.strip()[:60], *days)
    told = x509.read(der)
    _keep(told.fingerprint, key)
    return _register(told, "", own=True, by=by, at=at)


def add(content: bytes, *, address: str, heard: str = "", by: Actor, at: datetime) -> Certificate:
    """Register a partner's certificate (PEM or DER) and where it listens.

    `heard`: the fingerprint as the partner read it out, all of it or at least its last 16 digits. OtherFingerprint,
    BadCertificate, CertificateKnown.
    """
    _need_admin(by)
    told = x509.read(content)
    if heard and not x509.is_heard(told.fingerprint, heard):
        raise OtherFingerprint(print=x509.spoken(told.fingerprint))
    if told.country == settings.COUNTRY:
        raise BadCertificate(why=f"C={told.country}")
    if not re.fullmatch(r"[A-Z]{2}", told.country):
        raise BadCertificate(why=f"C={told.country[:20]}")
    if not _ADDRESS.fullmatch(address):
        raise BadCertificate(why=f"{address[:80] or '–'} (https://…:…)")
    if told.until <= at:
        raise BadCertificate(why=f"{told.until:%Y-%m-%d}")
    return _register(told, address.rstrip("/"), own=False, by=by, at=at)


@transaction.atomic
def end(leaf: int, *, note: str, by: Actor, at: datetime) -> int:
    """Take a certificate back from now on: nothing that it ever signed is believed any more. CertificateGone."""
    _need_admin(by)
    found = Certificate.objects.select_for_update().filter(pk=leaf).first()
    if found is None or hasattr(found, "ended"):
        raise CertificateGone
    new = ids.one(at)
    row = (new, leaf, at, by.reference, note.strip()[:400])
    bulk.insert(events.T_CERTIFICATE_END, events.CERTIFICATE_END, [row], events.CERTIFICATE_END_MOMENTS)
    covered, subject = [row_bytes(events.T_CERTIFICATE_END, row)], f"window/{found.country}"
    log.append([log.leaf(events.CERTIFICATE_ENDED, id=new, subject=subject, at=at, by=by, rows=covered)])
    return new


def signing_key(row: Certificate) -> Ed25519PrivateKey:
    """The private key of an own certificate. NoOwnCertificate where its file is not here."""
    path = key_path(row.fingerprint)
    if not path.exists():
        raise NoOwnCertificate(at=path.name)
    found = serialization.load_pem_private_key(path.read_bytes(), None)
    assert isinstance(found, Ed25519PrivateKey)
    return found


def key_path(fingerprint: str) -> Path:
    """Where a private key lies."""
    return Path(settings.HOME) / "asw" / f"{fingerprint}.key"


def _keep(fingerprint: str, key: bytes) -> None:
    path = key_path(fingerprint)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())


@transaction.atomic
def _register(told: x509.Told, address: str, *, own: bool, by: Actor, at: datetime) -> Certificate:
    leaf = ids.one(at)
    row = (
        leaf, int(own), told.country, told.name, address, told.fingerprint, told.der, told.since, told.until, at,
        by.reference,
    )  # fmt: skip
    try:
        with transaction.atomic():
            bulk.insert(events.T_CERTIFICATE, events.CERTIFICATE, [row], events.CERTIFICATE_MOMENTS)
    except IntegrityError:
        raise CertificateKnown(print=told.fingerprint[:16]) from None
    covered, subject = [row_bytes(events.T_CERTIFICATE, row)], f"window/{told.country}"
    log.append([log.leaf(events.CERTIFICATE_ADDED, id=leaf, subject=subject, at=at, by=by, rows=covered)])
    return Certificate(**dict(zip(events.CERTIFICATE, row, strict=True)))


def _need_admin(by: Actor) -> None:
    if by.kind != "system":
        by.need("admin")


def show(context: ssl.SSLContext, row: Certificate) -> None:
    """Let a TLS context show an own certificate. The key is read from its file; the certificate is laid beside it."""
    path = key_path(row.fingerprint)
    if not path.exists():
        raise NoOwnCertificate(at=path.name)
    beside = path.with_suffix(".crt")
    if not beside.exists():
        draft = beside.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
        draft.write_bytes(x509.pem(bytes(row.der)))
        draft.rename(beside)
    context.load_cert_chain(beside, path)
