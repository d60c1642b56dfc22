"""Certificates of windows: X.509, signed by themselves, on Ed25519. One serves the line (TLS 1.3) and the envelopes.

Nobody above vouches for them: both sides compare the fingerprint by telephone before it is registered.
"""

from datetime import UTC, datetime
from hashlib import sha256

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from motcua.gateways.asw.domain.errors import BadCertificate

MOST = 8192
LEAST_HEARD = 16


class Told(msgspec.Struct, frozen=True):
    """What a certificate says. `fingerprint` is the SHA-256 of its bytes, `public` the key (32 bytes)."""

    der: bytes
    country: str
    name: str
    fingerprint: str
    public: bytes
    since: datetime
    until: datetime

    def valid(self, at: datetime) -> bool:
        """Whether it is in force at a moment."""
        return self.since <= at <= self.until


def make(country: str, name: str, since: datetime, until: datetime) -> tuple[bytes, bytes]:
    """A new key and its certificate: (private key as PEM, certificate as DER)."""
    key = Ed25519PrivateKey.generate()
    named = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, country),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(NameOID.COMMON_NAME, f"window {country}"),
        ]
    )
    builder = (
        x509.CertificateBuilder().subject_name(named).issuer_name(named).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(since).not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]), False)
    )  # fmt: skip
    made = builder.sign(key, None)
    return pem_of(key), made.public_bytes(serialization.Encoding.DER)


def pem_of(key: Ed25519PrivateKey) -> bytes:
    """A private key as PEM, not encrypted: the file's mode keeps it."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip


def read(content: bytes) -> Told:
    """A certificate from PEM or DER. BadCertificate."""
    if len(content) > MOST:
        raise BadCertificate(why=f"> {MOST} bytes")
    try:
        pem = content.lstrip().startswith(b"-----")
        found = x509.load_pem_x509_certificate(content) if pem else x509.load_der_x509_certificate(content)
        public = found.public_key()
        country = _one(found, NameOID.COUNTRY_NAME)
        name = _one(found, NameOID.ORGANIZATION_NAME)
    except (ValueError, x509.UnsupportedGeneralNameType) as fault:
        raise BadCertificate(why=str(fault)[:200]) from None
    if not isinstance(public, Ed25519PublicKey):
        raise BadCertificate(why="Ed25519")
    _need_own_signature(found, public)
    der = found.public_bytes(serialization.Encoding.DER)
    return Told(
        der, country, name[:100], sha256(der).hexdigest(), public.public_bytes_raw(),
        found.not_valid_before_utc.astimezone(UTC), found.not_valid_after_utc.astimezone(UTC),
    )  # fmt: skip


def pem(der: bytes) -> bytes:
    """A certificate as PEM, to be handed to a partner."""
    return x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)


def spoken(fingerprint: str) -> str:
    """A fingerprint in groups of four, to be read out on the telephone."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def is_heard(fingerprint: str, heard: str) -> bool:
    """Whether what was read out is this fingerprint, or its end of at least 16 digits."""
    digits = "".join(heard.split()).replace(":", "").lower()
    return len(digits) >= LEAST_HEARD and fingerprint.endswith(digits)


def _need_own_signature(found: x509.Certificate, public: Ed25519PublicKey) -> None:
    try:
        public.verify(found.signature, found.tbs_certificate_bytes)
    except InvalidSignature:
        raise BadCertificate(why="not signed by itself") from None


def _one(found: x509.Certificate, name: x509.ObjectIdentifier) -> str:
    values = found.subject.get_attributes_for_oid(name)
    if len(values) != 1 or not str(values[0].value).strip():
        raise ValueError(f"subject: {name._name}")
    return str(values[0].value)


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
