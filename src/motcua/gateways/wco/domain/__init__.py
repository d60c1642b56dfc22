"""Reading and writing WCO XML: pure functions of bytes and values."""

from motcua.gateways.wco.domain.pointing import Sources, Spot
from motcua.gateways.wco.domain.reading import Reading, read
from motcua.gateways.wco.domain.recognising import Document, Recognised, Refused, recognise
from motcua.gateways.wco.domain.responding import Fault, Reply, respond
from motcua.gateways.wco.domain.writing import write

__all__ = [
    "Document", "Fault", "Reading", "Recognised", "Refused", "Reply", "Sources", "Spot", "read", "recognise",
    "respond", "write",
]  # fmt: skip
