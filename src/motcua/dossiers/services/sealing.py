"""Sealing: a result document is signed PAdES by the officer's certificate, and checked again when it is shown."""

from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from motcua.dossiers.domain.sealing import Seal
from motcua.dossiers.services import officerkeys

FIELD = "Ky"


def sign(document: bytes, *, account: int, name: str, at: datetime) -> tuple[bytes, str]:
    """The document signed by an officer, and the SHA-256 of the certificate in hex."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # heavy, and only here
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    pair = officerkeys.officer(account, name)
    store = SimpleCertificateStore()
    store.register(_told(officerkeys.authority().certificate))
    signer = signers.SimpleSigner(_told(pair.certificate), _key(pair), store)

    class Dated(signers.PdfSigner):
        """Signs at the business moment, which in a demonstration is not that of the machine."""

        def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = at
            return session

    told = signers.PdfSignatureMetadata(
        field_name=FIELD, name=name, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )  # fmt: skip
    made = Dated(told, signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(document)))
    return bytes(made.getbuffer()), fingerprint(pair.certificate)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of a certificate in hex."""
    return sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()


def check(document: bytes, at: datetime) -> Seal:
    """How the signature of a document stands, by certificates as they were at `at`; whatever the document holds.

    OSError where this installation's own certificate cannot be read: that says nothing of the document.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # heavy, and only here
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    ours = officerkeys.authority_held()
    try:
        [signature] = PdfFileReader(BytesIO(document)).embedded_signatures
        context = ValidationContext(trust_roots=[_told(ours)] if ours else [], allow_fetching=False, moment=at)
        status = validate_pdf_signature(signature, context)
    except Exception as fault:  # noqa: BLE001 - whatever a broken document makes the library say
        return Seal(whole=False, valid=False, ours=False, why=f"{type(fault).__name__}: {fault}"[:300])
    held = signature.signer_cert
    covered = status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
    return Seal(
        whole=bool(status.intact) and covered, valid=bool(status.valid), ours=bool(status.trusted),
        signer=held.subject.native.get("common_name", ""), issuer=held.issuer.human_friendly,
        fingerprint=sha256(held.dump()).hexdigest(),
    )  # fmt: skip


def _told(certificate: x509.Certificate) -> Any:
    from asn1crypto import x509 as asn1

    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _key(pair: officerkeys.Pair) -> Any:
    from asn1crypto import keys

    return keys.PrivateKeyInfo.load(
        pair.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
