"""What the log answers for in this room: certificates, messages and steps; and that what stands follows from them."""

from collections.abc import Iterator

from django.db import connection

from motcua.gateways.asw import events
from motcua.ground.services import log
from motcua.kernel.words import Words

CERTIFICATE = log.CoveredTable(
    events.T_CERTIFICATE, "leaf", ("leaf",), events.CERTIFICATE, moments=("since", "until", "at")
)
CERTIFICATE_END = log.CoveredTable(
    events.T_CERTIFICATE_END, "leaf", ("leaf",), events.CERTIFICATE_END, moments=("at",)
)  # fmt: skip
MESSAGE = log.CoveredTable(events.T_MESSAGE, "leaf", ("leaf",), events.MESSAGE, moments=("at",))
STEP = log.CoveredTable(events.T_STEP, "leaf", ("leaf",), events.STEP, moments=("at",))

_NOT_STANDING = """
SELECT m.identifier FROM asw_message m
LEFT JOIN asw_standing s ON s.message_id = m.leaf
LEFT JOIN asw_step p ON p.leaf = s.step
WHERE s.message_id IS NULL OR p.leaf IS NULL OR p.message_id <> m.leaf OR p.state <> s.state OR p.at <> s.at
   OR EXISTS (SELECT 1 FROM asw_step l WHERE l.message_id = m.leaf AND l.leaf > s.step)
ORDER BY m.leaf
"""
_NOBODYS = """
SELECT s.message_id FROM asw_standing s LEFT JOIN asw_message m ON m.leaf = s.message_id WHERE m.leaf IS NULL
"""
_THREADS = """
SELECT t.partner, t.issuer, t.about FROM asw_thread t
WHERE t.sent <> COALESCE((SELECT MAX(m.no) FROM asw_message m WHERE m.direction = 'out' AND m.partner = t.partner
          AND m.issuer = t.issuer AND m.about = t.about), 0)
   OR t.obeyed <> COALESCE((SELECT MAX(m.no) FROM asw_message m JOIN asw_standing s ON s.message_id = m.leaf
          WHERE m.direction = 'in' AND m.partner = t.partner AND m.issuer = t.issuer AND m.about = t.about
          AND s.state IN ('obeyed', 'rejected', 'closed')), 0)
ORDER BY t.partner, t.about
"""
_THREADLESS = """
SELECT m.identifier FROM asw_message m LEFT JOIN asw_thread t
  ON t.partner = m.partner AND t.issuer = m.issuer AND t.about = m.about
LEFT JOIN asw_standing s ON s.message_id = m.leaf
WHERE t.partner IS NULL AND (m.direction = 'out' OR s.state IN ('obeyed', 'rejected', 'closed')) ORDER BY m.leaf
"""
_UNBOOKED = """
SELECT m.identifier FROM asw_step p JOIN asw_message m ON m.leaf = p.message_id
LEFT JOIN ground_message g ON g.id = p.letter
WHERE p.verb IN ('take', 'sign', 'receipt') AND (g.id IS NULL OR g.medium <> 'window') ORDER BY m.leaf
"""
_EXCUSED = {
    events.T_QUEUE: Words(
        "Hàng chờ gửi: lần thử, giờ thử lại; thông điệp và mọi bước của nó có lá riêng.",
        "What is tried when; the message and each of its steps have leaves of their own.",
    ),
    events.T_LINE: Words(
        "Tình trạng đường truyền, đo lại với mỗi thông điệp.", "How a line is: measured anew with each message."
    ),
}


def check_standing() -> Iterator[log.Fault]:
    """Each message stands where its last step left it, each thread where its messages did."""
    words = Words("Không khớp với các bước đã ghi.", "Not as its steps say.")
    with connection.cursor() as cursor:
        for statement, place in ((_NOT_STANDING, events.T_STANDING), (_NOBODYS, events.T_STANDING)):
            cursor.execute(statement)
            for (which,) in cursor.fetchall():
                yield log.Fault(f"{place} {which}", words)
        cursor.execute(_THREADS)
        for partner, issuer, about in cursor.fetchall():
            yield log.Fault(f"{events.T_THREAD} {partner} {issuer} {about}", words)
        for statement, place in ((_THREADLESS, events.T_THREAD), (_UNBOOKED, events.T_STEP)):
            cursor.execute(statement)
            for (which,) in cursor.fetchall():
                yield log.Fault(f"{place} {which}", words)


def cover() -> None:
    """Tell the log; called once when the program starts."""
    log.cover(
        log.Covered(
            "asw: certificates", (events.CERTIFICATE_ADDED, events.CERTIFICATE_ENDED), (CERTIFICATE, CERTIFICATE_END)
        )
    )
    log.cover(log.Covered("asw: messages", (events.MESSAGE_NEW, events.MESSAGE_STEP), (MESSAGE, STEP)))
    log.check("asw: where messages stand", (events.T_STANDING, events.T_THREAD), check_standing)
    for table, why in _EXCUSED.items():
        log.excuse(table, why)
