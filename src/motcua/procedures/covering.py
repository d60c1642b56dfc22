"""What the log answers for in this room; the present of each version is checked against its acts and texts."""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.db import connection

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.procedures import events
from motcua.procedures.domain import record
from motcua.procedures.models import Version
from motcua.procedures.services import rows

_WRONG = Words("Không khớp các bước đã ghi.", "Not as its acts say.")
_TWICE = Words("Hai lần ban hành cùng hiệu lực một ngày.", "Two versions are in force on one day.")
_VERSIONS = f"""
SELECT v.code, v.no FROM {rows.T_VERSION} v
LEFT JOIN {rows.T_ACT} a ON a.leaf = v.leaf AND a.version_id = v.id
LEFT JOIN {rows.T_TEXT} t ON t.version_id = v.id AND t.revision = v.revision
LEFT JOIN {rows.T_ACT} f ON f.leaf = v.id AND f.version_id = v.id AND f.verb = 'write'
WHERE a.leaf IS NULL OR t.leaf IS NULL OR f.leaf IS NULL
OR a.state <> v.state OR a.revision <> v.revision OR t.content <> v.content OR t.code <> v.code OR t.no <> v.no
OR COALESCE(CAST(a.effective_from AS TEXT), '') <> COALESCE(CAST(v.effective_from AS TEXT), '')
OR COALESCE(CAST(a.effective_to AS TEXT), '') <> COALESCE(CAST(v.effective_to AS TEXT), '')
OR EXISTS (SELECT 1 FROM {rows.T_ACT} l WHERE l.version_id = v.id AND l.leaf > v.leaf)
OR EXISTS (SELECT 1 FROM {rows.T_TEXT} l WHERE l.version_id = v.id AND l.revision > v.revision)
UNION SELECT t.code, t.no FROM {rows.T_TEXT} t LEFT JOIN {rows.T_VERSION} v ON v.id = t.version_id WHERE v.id IS NULL
"""  # noqa: S608 - names of our own tables
_OVERLAPPING = f"""
SELECT v.code, v.no FROM {rows.T_VERSION} v JOIN {rows.T_VERSION} w ON w.code = v.code AND w.id <> v.id
WHERE v.effective_from <= COALESCE(v.effective_to, v.effective_from)
AND w.effective_from <= COALESCE(w.effective_to, w.effective_from)
AND v.effective_from <= w.effective_from AND (v.effective_to IS NULL OR v.effective_to >= w.effective_from)
"""  # noqa: S608 - names of our own tables


def cover() -> None:
    """Tell the log of this room's tables."""
    log.cover(log.Covered("procedures", events.VERBS, rows.COVERED))
    log.check("procedures: the present of versions", (rows.T_VERSION,), the_versions)


def the_versions() -> Iterator[log.Fault]:
    """A fault for each version that is not as its acts and texts say, or that is in force beside another."""
    yield from _faults(_VERSIONS, _WRONG)
    yield from _faults(_OVERLAPPING, _TWICE)
    for found in Version.objects.order_by("pk").iterator():
        if not _as_written(found):
            yield log.Fault(f"{rows.T_VERSION} {found.code} {found.no}", _WRONG)


def _as_written(found: Version) -> bool:
    try:
        content = record.read(found.content)
    except msgspec.MsgspecError:
        return False
    return (content.code, content.kind, content.area) == (found.code, found.kind, found.area)


def _faults(statement: str, words: Words) -> Iterator[log.Fault]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    for place in found:
        yield log.Fault(f"{rows.T_VERSION} {' '.join(map(str, place))}", words)
