"""What the log answers for in this room: who parties are and every standing; the present one is checked."""

from collections.abc import Iterator

from django.db import connection

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.parties import events

T_PARTY, T_STANDING, T_NOW = "parties_party", "parties_standing", "parties_now"
PARTY = (
    "tax_code", "name", "folded", "address", "phone", "province", "founded_on", "registered_on", "leaf",
)  # fmt: skip
STANDING = ("leaf", "tax_code", "at", "status", "level", "debt_over_90", "priority", "reason")
T_AGENT, T_AGENT_ENDED = "parties_agent", "parties_agentended"
T_MANDATE, T_ACCEPTED, T_MANDATE_ENDED = "parties_mandate", "parties_mandateaccepted", "parties_mandateended"
AGENT = ("leaf", "tax_code", "since", "decision")
AGENT_ENDED = ("leaf", "agent_id", "until", "reason")
MANDATE = (
    "leaf", "principal", "agent", "since", "until", "acts", "directions", "procedures", "offices", "given_by",
)  # fmt: skip
ACCEPTED = ("leaf", "mandate_id", "actor")
MANDATE_ENDED = ("leaf", "mandate_id", "until", "side", "reason", "actor")
NOW = ("tax_code", "status", "level", "debt_over_90", "priority", "leaf")

VERBS = (events.REGISTERED, events.LEVEL_SET, events.STATUS_SET, events.DEBT_SET, events.PRIORITY_SET)

_NOT_THE_LATEST = """
SELECT p.tax_code FROM parties_party p
LEFT JOIN parties_now n ON n.tax_code = p.tax_code
LEFT JOIN parties_standing s ON s.leaf = n.leaf
WHERE n.tax_code IS NULL OR s.leaf IS NULL OR s.tax_code <> n.tax_code OR s.status <> n.status
   OR s.level <> n.level OR s.debt_over_90 <> n.debt_over_90 OR s.priority <> n.priority
   OR EXISTS (SELECT 1 FROM parties_standing later WHERE later.tax_code = n.tax_code AND later.leaf > n.leaf)
ORDER BY p.tax_code
"""
_NOBODY = """
SELECT n.tax_code FROM parties_now n LEFT JOIN parties_party p ON p.tax_code = n.tax_code
WHERE p.tax_code IS NULL ORDER BY n.tax_code
"""


def cover() -> None:
    """Tell the log of this room's tables."""
    log.cover(
        log.Covered(
            "parties",
            VERBS,
            (
                log.CoveredTable(T_PARTY, "leaf", ("tax_code",), PARTY, days=("founded_on", "registered_on")),
                log.CoveredTable(T_STANDING, "leaf", ("leaf",), STANDING, moments=("at",)),
            ),
        )
    )
    log.cover(
        log.Covered(
            "mandates",
            (
                events.AGENT_NAMED,
                events.AGENT_ENDED,
                events.MANDATE_GIVEN,
                events.MANDATE_ACCEPTED,
                events.MANDATE_ENDED,
            ),
            (
                log.CoveredTable(T_AGENT, "leaf", ("leaf",), AGENT, days=("since",)),
                log.CoveredTable(T_AGENT_ENDED, "leaf", ("leaf",), AGENT_ENDED, days=("until",)),
                log.CoveredTable(T_MANDATE, "leaf", ("leaf",), MANDATE, days=("since", "until")),
                log.CoveredTable(T_ACCEPTED, "leaf", ("leaf",), ACCEPTED),
                log.CoveredTable(T_MANDATE_ENDED, "leaf", ("leaf",), MANDATE_ENDED, days=("until",)),
            ),
        )
    )
    log.check("parties.now", (T_NOW,), now_is_the_latest)


def now_is_the_latest() -> Iterator[log.Fault]:
    """A fault for each party whose present standing is not its latest one, and each standing of nobody."""
    words = Words("tình trạng hiện tại không khớp", "the present standing does not agree with the latest one")
    for statement in (_NOT_THE_LATEST, _NOBODY):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            for (tax_code,) in cursor.fetchall():
                yield log.Fault(f"{T_NOW} {tax_code}", words)
