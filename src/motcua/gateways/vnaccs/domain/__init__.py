"""Reading exports: bytes and a column map in, records and faults out. No table, clock or setting."""

from motcua.gateways.vnaccs.domain.columns import ColumnMap, packaged
from motcua.gateways.vnaccs.domain.errors import UnreadableExport, UnreadableMap
from motcua.gateways.vnaccs.domain.export import Export, Source
from motcua.gateways.vnaccs.domain.faults import Fault
from motcua.gateways.vnaccs.domain.reading import read

__all__ = ["ColumnMap", "Export", "Fault", "Source", "UnreadableExport", "UnreadableMap", "packaged", "read"]
