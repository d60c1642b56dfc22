"""Declarations at the programs' door: try, lodge, read, amend, hand in papers, ask to cancel, pass the gate."""

from motcua.declarations.api import amendments, area, balances, lodging, papers, passages, reading, requests

OPERATIONS = (
    *lodging.OPERATIONS, *reading.OPERATIONS, *requests.OPERATIONS, *amendments.OPERATIONS, *papers.OPERATIONS,
    *passages.OPERATIONS, *area.OPERATIONS, *balances.OPERATIONS,
)  # fmt: skip
