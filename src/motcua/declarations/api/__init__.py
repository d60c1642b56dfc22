"""Declarations at the programs' door: try, lodge, read, ask to cancel."""

from motcua.declarations.api import lodging, reading, requests

OPERATIONS = (*lodging.OPERATIONS, *reading.OPERATIONS, *requests.OPERATIONS)
