"""Window to window: envelopes, receipts, delivery and order, as plain values. Knows no table, clock or setting."""

from motcua.gateways.asw.domain.envelopes import Header, Kind
from motcua.gateways.asw.domain.life import Direction, State

__all__ = ["Direction", "Header", "Kind", "State"]
