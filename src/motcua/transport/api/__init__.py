"""Transports at the programs' door: try, register, list, read; departure and arrival by operators of places."""

from motcua.transport.api import lodging, passing, reading

OPERATIONS = (*lodging.OPERATIONS, *reading.OPERATIONS, *passing.OPERATIONS)
