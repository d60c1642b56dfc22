"""Rows as programs are told of them."""

from collections.abc import Sequence
from typing import Any

from motcua.kernel.money import from_e4
from motcua.kernel.words import Words
from motcua.origin.domain.life import ACT_STEPS, STEPS
from motcua.origin.domain.shown import (
    ApplicationListed,
    ApplicationShown,
    CertificateLine,
    CertificateListed,
    CertificateShown,
    CertificateStep,
)
from motcua.origin.models import Application, Certificate, Line
from motcua.origin.queries import applications, one


def listed(row: Certificate, lines: Sequence[Line]) -> CertificateListed:
    """A certificate of the register."""
    return CertificateListed(
        row.pk, row.country, row.reference, row.state, row.issued_on, row.valid_until, row.received_at, row.consignee,
        tuple(map(_line, lines)), {"self": f"/api/origin/certificates/{row.pk}", "page": f"/origin/{row.pk}/"},
    )  # fmt: skip


def _line(each: Line) -> CertificateLine:
    left = each.quantity_e4 - each.used_e4
    return CertificateLine(
        each.no, each.hs_code, each.origin, from_e4(each.quantity_e4), from_e4(each.used_e4), from_e4(left), each.unit
    )  # fmt: skip


def shown(row: Certificate) -> CertificateShown:
    """A certificate whole."""
    steps = tuple(_step(each, STEPS) for each in one.steps(row.pk))
    return CertificateShown(listed(row, one.lines(row.pk)), one.message(row), steps)


def application(row: Application) -> ApplicationListed:
    """An application of the list."""
    page = f"/origin/applications/{row.number}/"
    return ApplicationListed(
        row.number, row.party, row.partner, row.declaration, row.state, row.applied_at, row.reference or "",
        row.issued_at, row.told, {"self": f"/api/origin/applications/{row.number}", "page": page},
    )  # fmt: skip


def application_shown(row: Application) -> ApplicationShown:
    """An application whole."""
    steps = tuple(_step(each, ACT_STEPS) for each in applications.acts(row.pk))
    return ApplicationShown(application(row), applications.wish_of(row), applications.issued(row), steps)


def _step(each: Any, named: Any) -> CertificateStep:
    words: Words = named[each.verb]
    return CertificateStep(each.verb, words.vi, words.en, each.state, each.at, each.note, str(each.leaf))
