"""Dossiers as programs send them and are told of them."""

from datetime import datetime
from typing import Any

import msgspec

from motcua.declarations.domain.shown import Receipt


class FileSent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file for a paper of the procedure; `content` in base64."""

    paper: str
    name: str
    content: bytes


class DossierSent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dossier to be lodged. `answers` are those of the procedure's form, `code` that of the procedure."""

    code: str
    office: str
    party: str
    answers: dict[str, Any] = {}
    files: tuple[FileSent, ...] = ()


class SupplementSent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A supplement: the form anew, or nothing of it, and files."""

    answers: dict[str, Any] = {}
    files: tuple[FileSent, ...] = ()
    note: str = ""


class WithdrawalSent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why it is withdrawn."""

    note: str = ""


class DossierListed(msgspec.Struct, frozen=True):
    """Where a dossier stands. `lateness` once it is finished; `points` wait to be supplemented."""

    number: str
    code: str
    version: int
    office: str
    party: str
    state: str
    state_number: int
    lodged_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    new_date: datetime | None
    done_at: datetime | None
    returned_at: datetime | None
    lateness: str
    fee_dong: int
    bring_originals: bool
    links: dict[str, str]


class DossierTaken(DossierListed, frozen=True):
    """What was taken: where the dossier stands now, and the signed receipt of this sending."""

    receipt: Receipt


class DossierStep(msgspec.Struct, frozen=True):
    """An act in its life; `leaf` is its place in the log."""

    verb: str
    words_vi: str
    words_en: str
    state: str
    at: datetime
    step: int
    note: str
    leaf: str


class DossierShown(msgspec.Struct, frozen=True):
    """A dossier whole."""

    dossier: DossierListed
    points: tuple[str, ...]
    answers: dict[str, Any]
    timeline: tuple[DossierStep, ...]


class DossierPage(msgspec.Struct, frozen=True):
    """A page of dossiers, the newest first."""

    dossiers: tuple[DossierListed, ...]
    page: int
    found: int
    more: bool
    next: str


class ResultShown(msgspec.Struct, frozen=True):
    """The result, once it is returned: what it says and, unless it was given on paper, the signed PDF in base64.

    `signed_well`: the signature holds and is of an officer of this installation, whose own authority issued the
    certificate.
    """

    number: str
    reference: str
    at: datetime
    favourable: bool
    words: str
    document: bytes
    certificate: str
    signed_well: bool
