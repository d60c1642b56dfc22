"""What the log answers for among cases; what stands now is checked against steps, persons against hashes."""

from collections.abc import Iterator

import msgspec
from cryptography.exceptions import InvalidTag
from django.db import connection

from motcua.control import events, sealing
from motcua.control.domain.cases import subjects
from motcua.control.models import CaseSubject, SubjectData, SubjectErased
from motcua.control.services.cases import rows
from motcua.ground.services import log
from motcua.kernel.words import Words

_WRONG = Words("Không khớp các bước đã ghi.", "Not as its steps say.")
_NOT_AS_HASHED = Words("Nội dung không khớp với lá, hoặc thiếu.", "Not as hashed, or missing.")


def _differ(name: str) -> str:
    return f"COALESCE(CAST(s.{name} AS TEXT), '') <> COALESCE(CAST(q.{name} AS TEXT), '')"


_CASES = f"""
SELECT q.number FROM {rows.T_CASE} q LEFT JOIN {rows.T_STEP} s ON s.leaf = q.leaf
LEFT JOIN {rows.T_OPENING} o ON o.leaf = q.id
WHERE s.leaf IS NULL OR o.leaf IS NULL OR s.case_id <> q.id
OR {" OR ".join(_differ(name) for name in rows.STANDING)}
OR {" OR ".join(f"CAST(o.{name} AS TEXT) <> CAST(q.{name} AS TEXT)" for name in rows.FOUND)}
OR EXISTS (SELECT 1 FROM {rows.T_STEP} l WHERE l.case_id = q.id AND l.leaf > q.leaf)
OR q.paid <> (SELECT COALESCE(SUM(p.amount), 0) FROM {rows.T_PAYMENT} p WHERE p.case_id = q.id AND p.kind = 'fine')
UNION SELECT o.number FROM {rows.T_OPENING} o LEFT JOIN {rows.T_CASE} q ON q.id = o.leaf WHERE q.id IS NULL
"""  # noqa: S608 - names of our own tables
_EXHIBITS = f"""
SELECT q.id FROM {rows.T_EXHIBIT} q
LEFT JOIN {rows.T_EXHIBIT_STEP} s ON s.leaf = q.leaf AND s.exhibit_id = q.id
LEFT JOIN {rows.T_EXHIBIT_ENTRY} e ON e.exhibit_id = q.id
WHERE s.leaf IS NULL OR e.leaf IS NULL OR e.case_id <> q.case_id OR e.no <> q.no OR e.name <> q.name OR e.unit <> q.unit
OR {" OR ".join(f's."{name}" <> q."{name}"' for name in rows.KEPT)}
OR EXISTS (SELECT 1 FROM {rows.T_EXHIBIT_STEP} l WHERE l.exhibit_id = q.id AND l.leaf > q.leaf)
UNION SELECT e.exhibit_id FROM {rows.T_EXHIBIT_ENTRY} e LEFT JOIN {rows.T_EXHIBIT} q ON q.id = e.exhibit_id
WHERE q.id IS NULL
"""  # noqa: S608 - names of our own tables


def cover() -> None:
    """Tell the log of the tables of cases and of the seizure store."""
    log.cover(log.Covered("cases and seizures", events.VERBS, rows.COVERED))
    log.check("control: cases", (rows.T_CASE,), the_cases)
    log.check("control: exhibits", (rows.T_EXHIBIT,), the_exhibits)
    log.check("control: subjects", (rows.T_SUBJECT_DATA,), the_subjects)


def the_cases() -> Iterator[log.Fault]:
    """A fault for each case that does not stand as it was opened, last stepped and paid."""
    yield from _faults(_CASES, rows.T_CASE)


def the_exhibits() -> Iterator[log.Fault]:
    """A fault for each exhibit that does not stand as its last link of custody says."""
    yield from _faults(_EXHIBITS, rows.T_EXHIBIT)


def the_subjects() -> Iterator[log.Fault]:
    """Every subject has its data as hashed, or the leaf of the erasure."""
    erased = set(SubjectErased.objects.values_list("subject", flat=True))
    kept = {each.leaf: each for each in SubjectData.objects.all().iterator()}
    for subject in CaseSubject.objects.order_by("leaf").iterator():
        data = kept.pop(subject.leaf, None)
        if (subject.leaf in erased) is (data is not None) or (data is not None and not _is_hashed(subject, data)):
            yield log.Fault(f"{rows.T_SUBJECT_DATA} {subject.leaf}", _NOT_AS_HASHED)
    for leaf in sorted(kept):
        yield log.Fault(f"{rows.T_SUBJECT_DATA} {leaf}", _NOT_AS_HASHED)


def _is_hashed(subject: CaseSubject, data: SubjectData) -> bool:
    try:
        told = subjects.read(sealing.unseal(bytes(data.sealed), subject.leaf))
    except (InvalidTag, msgspec.MsgspecError, ValueError):
        return False
    return subjects.committed(told, bytes(data.salt)) == bytes(subject.commitment)


def _faults(statement: str, table: str) -> Iterator[log.Fault]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for place in cursor.fetchall():
            yield log.Fault(f"{table} {' '.join(map(str, place))}", _WRONG)
