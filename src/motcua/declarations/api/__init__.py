"""Declarations at the programs' door: try, lodge, read, amend, hand in papers, ask to cancel."""

from motcua.declarations.api import amendments, balances, lodging, papers, reading, requests

OPERATIONS = (
    *lodging.OPERATIONS, *reading.OPERATIONS, *requests.OPERATIONS, *amendments.OPERATIONS, *papers.OPERATIONS,
    *balances.OPERATIONS,
)  # fmt: skip
