"""Certificates of origin at the programs' door: read what came, apply for one, read what became of it."""

from motcua.origin.api import applying, reading

OPERATIONS = (*reading.OPERATIONS, *applying.OPERATIONS)
