"""What the log answers for in this room: every row, by the leaf of its arrival or load."""

from motcua.gateways.vnaccs import events
from motcua.ground.services import log

ARRIVAL = log.CoveredTable(events.T_ARRIVAL, "leaf", ("no",), events.ARRIVAL, moments=("at",))
LOAD = log.CoveredTable(events.T_LOAD, "leaf", ("leaf",), events.LOAD, moments=("at",))
COUNT = log.CoveredTable(events.T_COUNT, "leaf", ("kind",), events.COUNT)
FAULT = log.CoveredTable(events.T_FAULT, "leaf", ("no",), events.FAULT)


def cover() -> None:
    """Tell the log; called once when the program starts."""
    log.cover(log.Covered("vnaccs: arrivals", (events.ARRIVED,), (ARRIVAL,)))
    log.cover(log.Covered("vnaccs: loads", (events.LOADED,), (LOAD, COUNT, FAULT)))
