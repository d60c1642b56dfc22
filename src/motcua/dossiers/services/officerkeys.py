"""Keys and certificates of officers: this installation's own authority issues them, under MOTCUA_HOME/officers.

They are not qualified certificates of a public authority, and say so in their names. Keys lie in files that only their
owner reads; made on first use; who start at once agree.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from motcua.ground.services import signing

YEARS = timedelta(days=7300)
BEGUN = datetime(2022, 1, 1, tzinfo=UTC)
"""From when the authority's word counts: before the first day of the demonstration."""
HOUSE = "motcua - chứng thư nội bộ của bản cài đặt"
"""Organisation in every certificate: internal to this installation."""


class Pair(NamedTuple):
    """A key with its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def authority() -> Pair:
    """The authority of this installation; made when it is first asked for."""
    return _kept("authority", lambda: _made("Chứng thư gốc nội bộ", None))


def authority_held() -> x509.Certificate | None:
    """The authority's certificate; None where there is no authority yet. OSError where it cannot be read."""
    path = _folder() / "authority.pem"
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except FileNotFoundError:
        return None


def officer(account: int, name: str) -> Pair:
    """The key and certificate of an officer; made at their first signature, and good from the authority's first day:
    a clock that is set back finds it good too."""
    return _kept(f"account-{account}", lambda: _made(name, authority()))


def _folder() -> Path:
    return Path(settings.HOME) / "officers"


def _kept(name: str, make: Callable[[], bytes]) -> Pair:
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = signing.kept_file(folder / f"{name}.pem", make)
    key = serialization.load_pem_private_key(content, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Pair(key, x509.load_pem_x509_certificate(content))


def _made(words: str, issuer: Pair | None) -> bytes:
    """A new key and its certificate, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.ORGANIZATION_NAME, HOUSE),
        x509.NameAttribute(NameOID.COMMON_NAME, words[:64]),
    ])  # fmt: skip
    root = issuer is None
    built = (
        x509.CertificateBuilder().subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.certificate.subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(BEGUN).not_valid_after(BEGUN + YEARS)
        .add_extension(x509.BasicConstraints(ca=root, path_length=0 if root else None), critical=True)
        .add_extension(_usage(root=root), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )  # fmt: skip
    above = key if issuer is None else issuer.key
    built = built.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip
    return private + built.sign(above, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _usage(*, root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not root, content_commitment=not root, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=root, crl_sign=root, encipher_only=False, decipher_only=False,
    )  # fmt: skip
