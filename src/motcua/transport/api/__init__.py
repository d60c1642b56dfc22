"""Transports at the programs' door: try, register, list, read, more time; departure and arrival by operators."""

from motcua.transport.api import asking, lodging, passing, reading

OPERATIONS = (*lodging.OPERATIONS, *reading.OPERATIONS, *passing.OPERATIONS, *asking.OPERATIONS)
