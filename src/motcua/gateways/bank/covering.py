"""What the log answers for in this room: keys, notices and lines of statements; and that notices were booked."""

from collections.abc import Iterator

from django.db import connection

from motcua.gateways.bank import events
from motcua.ground.services import log
from motcua.kernel.words import Words

KEY = log.CoveredTable(events.T_KEY, "leaf", ("leaf",), events.KEY, moments=("at",), days=("since", "until"))
KEY_END = log.CoveredTable(events.T_KEY_END, "leaf", ("leaf",), events.KEY_END, moments=("at",))
NOTICE = log.CoveredTable(events.T_NOTICE, "leaf", ("leaf",), events.NOTICE, moments=("at",), days=("day",))
LINE = log.CoveredTable(events.T_LINE, "leaf", ("no",), events.LINE)

_UNBOOKED = """
SELECT n.bank, n.notice FROM bank_notice n
LEFT JOIN revenue_payment p ON p.bank = n.bank AND p.reference = n.reference AND p.amount = n.amount
LEFT JOIN revenue_suspense s ON s.bank = n.bank AND s.reference = n.reference AND s.amount = n.amount
WHERE n.kind = 'payment' AND p.bank IS NULL AND s.bank IS NULL
"""


def check_notices() -> Iterator[log.Fault]:
    """Every notice of payment that was accepted stands in the ledger, to the dong."""
    with connection.cursor() as cursor:
        cursor.execute(_UNBOOKED)
        for bank, notice in cursor.fetchall():
            words = Words("Thông báo đã nhận nhưng chưa ghi sổ.", "The notice was accepted and is not booked.")
            yield log.Fault(f"{events.T_NOTICE} {bank} {notice}", words)


def cover() -> None:
    """Tell the log; called once when the program starts."""
    log.cover(log.Covered("bank: keys", (events.KEY_ADDED, events.KEY_ENDED), (KEY, KEY_END)))
    log.cover(log.Covered("bank: notices", (events.NOTICED,), (NOTICE, LINE)))
    log.check("bank: notices are booked", (events.T_NOTICE,), check_notices)
