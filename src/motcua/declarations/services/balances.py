"""Balances: what verify recomputes of balances and periods of stay from the rows that leaves cover."""

from collections.abc import Iterator

from django.db import connection

from motcua.declarations.services import rows
from motcua.ground.services import log
from motcua.kernel.words import Words

_DRAWN = """
SELECT original, original_line, SUM(quantity_e4) AS drawn FROM (
    SELECT original, original_line, quantity_e4 FROM declarations_draw
    UNION ALL SELECT original, line, quantity_e4 FROM declarations_elsewhere) taken
GROUP BY original, original_line
"""
_BALANCES = f"""
SELECT b.declaration_id, b.line FROM declarations_balance b
LEFT JOIN declarations_declaration d ON d.id = b.declaration_id
LEFT JOIN declarations_item i ON i.declaration_id = d.id AND i.version = d.version AND i.no = b.line
LEFT JOIN ({_DRAWN}) t ON t.original = b.declaration_id AND t.original_line = b.line
WHERE i.no IS NULL OR b.declared_e4 <> i.quantity_e4 OR b.unit <> i.unit OR b.drawn_e4 <> COALESCE(t.drawn, 0)
UNION SELECT t.original, t.original_line FROM ({_DRAWN}) t
WHERE t.drawn <> 0 AND NOT EXISTS (
    SELECT 1 FROM declarations_balance b WHERE b.declaration_id = t.original AND b.line = t.original_line)
"""  # noqa: S608 - constants of this module
_GIVEN_BACK = """
SELECT w.declaration_id, w.original FROM declarations_draw w
LEFT JOIN declarations_declaration d ON d.id = w.declaration_id
GROUP BY w.declaration_id, w.original, w.original_line, w.line, d.id, d.cancelled_at
HAVING SUM(w.quantity_e4) < 0 OR d.id IS NULL OR (d.cancelled_at IS NOT NULL AND SUM(w.quantity_e4) <> 0)
"""
_STAYS = """
SELECT COALESCE(s.declaration_id, l.declaration_id), l.no FROM declarations_stay s
FULL JOIN (SELECT declaration_id, MAX(no) AS no, SUM(CASE WHEN why = 'extended' THEN 1 ELSE 0 END) AS extended
           FROM declarations_stayterm GROUP BY declaration_id) l ON l.declaration_id = s.declaration_id
LEFT JOIN declarations_stayterm t ON t.declaration_id = l.declaration_id AND t.no = l.no
LEFT JOIN declarations_declaration d ON d.id = s.declaration_id
LEFT JOIN (SELECT declaration_id, SUM(CASE WHEN declared_e4 > drawn_e4 THEN 1 ELSE 0 END) AS left_open
           FROM declarations_balance GROUP BY declaration_id) b ON b.declaration_id = s.declaration_id
WHERE s.declaration_id IS NULL OR l.declaration_id IS NULL OR d.id IS NULL
   OR s.due_on <> t.due_on OR s.extended <> l.extended
   OR s.number <> d.number OR s.procedure <> d.procedure OR s.office <> d.office OR s.party <> d.party
   OR s.party_name <> d.party_name OR s.registered_on <> d.registered_on
   OR s.ended <> CASE WHEN d.cancelled_at IS NOT NULL THEN 'cancelled'
                      WHEN COALESCE(b.left_open, 1) = 0 THEN 'closed' ELSE '' END
"""

_NOT_THE_SUM = Words("Số dư không bằng số khai trừ các lần trừ.", "The balance is not what was declared less draws.")
_NOT_BACK = Words("Số đã trừ không khớp tờ khai kết thúc.", "What was drawn does not fit the closing declaration.")
_NOT_THE_TERM = Words("Thời hạn lưu lại không khớp.", "The period of stay is not what its terms and balance say.")


def check() -> Iterator[log.Fault]:
    """Every balance is what its lines declare less what was drawn; every stay is what its terms and balance say."""
    for subject, line in _found(_BALANCES):
        yield log.Fault(f"{rows.T_BALANCE} {subject} {line}", _NOT_THE_SUM)
    for subject, original in _found(_GIVEN_BACK):
        yield log.Fault(f"{rows.T_DRAW} {subject} {original}", _NOT_BACK)
    for subject, _ in _found(_STAYS):
        yield log.Fault(f"{rows.T_STAY} {subject}", _NOT_THE_TERM)


def _found(statement: str) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchmany(100))
