"""The keys of simulated partners, which never leave their folder."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from motcua.gateways.asw.domain import certificates as x509

YEARS = timedelta(days=3650)
NAME = "Cửa giả lập / simulated window"


class Own(NamedTuple):
    """The key of a simulated window, its certificate, and the files in which they lie."""

    key: Ed25519PrivateKey
    told: x509.Told
    key_file: Path
    certificate_file: Path


def own(folder: Path, country: str, at: datetime) -> Own:
    """The key and certificate of a country's simulated window, made at its first start."""
    key_file, certificate_file = folder / f"{country}.key", folder / f"{country}.crt"
    if not certificate_file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        key, der = x509.make(country, NAME, at - YEARS, at + YEARS)
        key_file.unlink(missing_ok=True)
        descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
        certificate_file.write_bytes(x509.pem(der))
    found = load_pem_private_key(key_file.read_bytes(), None)
    assert isinstance(found, Ed25519PrivateKey)
    return Own(found, x509.read(certificate_file.read_bytes()), key_file, certificate_file)
