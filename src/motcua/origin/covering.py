"""What the log answers for in this room; what stands now is checked against steps, claims and uses."""

from collections.abc import Iterator

from django.db import connection

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.origin import events
from motcua.origin.domain import certificate, wish
from motcua.origin.domain.certificate import Certificate as Message
from motcua.origin.domain.validity import valid_until
from motcua.origin.models import Application, Certificate, Line, Received, Step, Wish
from motcua.origin.services import rows
from motcua.origin.services.receiving import line_rows

_WRONG = Words("Không khớp các bước đã ghi.", "Not as its steps say.")
_CLAIMS = f"""
SELECT c.number, c.line FROM {rows.T_CLAIM} c
LEFT JOIN {rows.T_CLAIM_STEP} s ON s.leaf = c.leaf AND s.declaration_id = c.declaration_id AND s.line = c.line
  AND s.no = (SELECT MAX(m.no) FROM {rows.T_CLAIM_STEP} m
              WHERE m.leaf = c.leaf AND m.declaration_id = c.declaration_id AND m.line = c.line)
WHERE s.leaf IS NULL OR EXISTS (
  SELECT 1 FROM {rows.T_CLAIM_STEP} l WHERE l.declaration_id = c.declaration_id AND l.line = c.line AND l.leaf > c.leaf)
OR {" OR ".join(f"s.{name} <> c.{name}" for name in rows.CLAIMED)}
UNION SELECT s.number, s.line FROM {rows.T_CLAIM_STEP} s
LEFT JOIN {rows.T_CLAIM} c ON c.declaration_id = s.declaration_id AND c.line = s.line WHERE c.declaration_id IS NULL
"""  # noqa: S608 - names of our own tables
_USES = f"""
SELECT l.certificate_id, l.no FROM {rows.T_LINE} l WHERE l.used_e4 <> COALESCE((
  SELECT SUM(u.change_e4) FROM {rows.T_USE} u WHERE u.certificate_id = l.certificate_id AND u.line = l.no), 0)
UNION SELECT u.certificate_id, u.line FROM {rows.T_USE} u
LEFT JOIN {rows.T_LINE} l ON l.certificate_id = u.certificate_id AND l.no = u.line WHERE l.no IS NULL
"""  # noqa: S608 - names of our own tables
_CERTIFICATES = f"""
SELECT c.reference FROM {rows.T_CERTIFICATE} c LEFT JOIN {rows.T_STEP} s ON s.leaf = c.leaf
WHERE s.leaf IS NULL OR s.certificate_id <> c.id OR s.state <> c.state OR s.flagged <> c.flagged
OR COALESCE(CAST(s.due_at AS TEXT), '') <> COALESCE(CAST(c.due_at AS TEXT), '')
OR EXISTS (SELECT 1 FROM {rows.T_STEP} l WHERE l.certificate_id = c.id AND l.leaf > c.leaf)
OR c.used <> EXISTS (SELECT 1 FROM {rows.T_LINE} n WHERE n.certificate_id = c.id AND n.used_e4 > 0)
OR c.exhausted <> (EXISTS (SELECT 1 FROM {rows.T_LINE} n WHERE n.certificate_id = c.id AND n.used_e4 > 0)
  AND NOT EXISTS (SELECT 1 FROM {rows.T_LINE} n WHERE n.certificate_id = c.id AND n.used_e4 < n.quantity_e4))
UNION SELECT r.message_id FROM {rows.T_RECEIVED} r LEFT JOIN {rows.T_CERTIFICATE} c ON c.id = r.certificate_id
WHERE c.id IS NULL
"""  # noqa: S608 - names of our own tables
_APPLICATIONS = f"""
SELECT a.number FROM {rows.T_APPLICATION} a LEFT JOIN {rows.T_ACT} s ON s.leaf = a.leaf
LEFT JOIN {rows.T_ISSUE} i ON i.application_id = a.id
LEFT JOIN {rows.T_WISH} w ON w.application_id = a.id AND w.version = a.version
LEFT JOIN {rows.T_WISH} f ON f.application_id = a.id AND f.version = 1
WHERE s.leaf IS NULL OR s.application_id <> a.id OR s.state <> a.state OR s.told <> a.told
OR EXISTS (SELECT 1 FROM {rows.T_ACT} l WHERE l.application_id = a.id AND l.leaf > a.leaf)
OR EXISTS (SELECT 1 FROM {rows.T_WISH} l WHERE l.application_id = a.id AND l.version > a.version)
OR w.leaf IS NULL OR w.number <> a.number OR w.party_name <> a.party_name OR f.leaf <> a.id OR f.at <> a.applied_at
OR COALESCE(i.reference, '') <> COALESCE(a.reference, '')
OR COALESCE(CAST(i.at AS TEXT), '') <> COALESCE(CAST(a.issued_at AS TEXT), '')
UNION SELECT w.number FROM {rows.T_WISH} w LEFT JOIN {rows.T_APPLICATION} a ON a.id = w.application_id
WHERE a.id IS NULL
"""  # noqa: S608 - names of our own tables


def cover() -> None:
    """Tell the log of this room's tables."""
    log.cover(log.Covered("certificates of origin", events.VERBS, rows.COVERED))
    log.check("origin: lines that name certificates", (rows.T_CLAIM,), the_claims)
    log.check("origin: certificates and balances", (rows.T_CERTIFICATE, rows.T_LINE), the_certificates)
    log.check("origin: applications", (rows.T_APPLICATION,), the_applications)


def the_claims() -> Iterator[log.Fault]:
    """A fault for each line of a declaration that does not stand as its last step says."""
    yield from _faults(_CLAIMS, rows.T_CLAIM)


def the_certificates() -> Iterator[log.Fault]:
    """A fault for each certificate that is not as received and stepped, each line whose balance is not its ledger."""
    yield from _faults(_USES, rows.T_LINE)
    yield from _faults(_CERTIFICATES, rows.T_CERTIFICATE)
    bodies = {each.leaf: each for each in Received.objects.all().iterator()}
    notes = dict(Step.objects.filter(verb="receive").values_list("leaf", "note"))
    lines: dict[int, list[tuple[object, ...]]] = {}
    for line in Line.objects.order_by("certificate_id", "no").values_list(*rows.LINE).iterator():
        lines.setdefault(line[0], []).append(line)
    for found in Certificate.objects.order_by("pk").iterator():
        kept = bodies.get(found.content)
        told = certificate.read(kept.body.encode()) if kept else None
        if kept is None or not isinstance(told, Message) or not _as_received(found, kept, told, notes):
            yield log.Fault(f"{rows.T_CERTIFICATE} {found.reference}", _WRONG)
        elif not _lines_as_received(found, kept, told, lines.get(found.pk, [])):
            yield log.Fault(f"{rows.T_LINE} {found.reference}", _WRONG)


def _as_received(found: Certificate, kept: Received, told: Message, notes: dict[int, str]) -> bool:
    same = (
        found.country, found.reference, found.form, found.issued_on, found.consignee, found.consignee_name,
        found.exporter_name, found.received_at,
    ) == (
        kept.country, told.reference, told.form[:4], told.issued_on, told.consignee.code[:14],
        told.consignee.name[:300], told.exporter.name[:300], kept.at,
    )  # fmt: skip
    if not same or kept.certificate_id != found.pk or found.issued_on is None:
        return False
    return found.valid_until == valid_until(found.issued_on) and found.faults == notes.get(found.pk)


def _lines_as_received(found: Certificate, kept: Received, told: Message, lines: list[tuple[object, ...]]) -> bool:
    wanted = sorted(line_rows(found.pk, told, kept.at), key=lambda row: row[1])  # type: ignore[arg-type,return-value]
    return [_without_use(row) for row in wanted] == [_without_use(row) for row in lines]


def _without_use(row: tuple[object, ...]) -> tuple[object, ...]:
    """A line as received: what is used of it is its ledger's."""
    return (*row[:8], bool(row[9]))


def the_applications() -> Iterator[log.Fault]:
    """A fault for each application that is not as its acts, wishes and issue say."""
    yield from _faults(_APPLICATIONS, rows.T_APPLICATION)
    for found in Application.objects.order_by("pk").iterator():
        kept = Wish.objects.filter(application_id=found.pk, version=found.version).first()
        asked = wish.read(kept.body.encode()) if kept else None
        if not isinstance(asked, wish.Wish):
            yield log.Fault(f"{rows.T_APPLICATION} {found.number}", _WRONG)
            continue
        told = (asked.party, asked.certificate.partner, asked.declaration, asked.certificate.replaces)
        if told != (found.party, found.partner, found.declaration, found.replaces):
            yield log.Fault(f"{rows.T_APPLICATION} {found.number}", _WRONG)


def _faults(statement: str, table: str) -> Iterator[log.Fault]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for place in cursor.fetchall():
            yield log.Fault(f"{table} {' '.join(map(str, place))}", _WRONG)
