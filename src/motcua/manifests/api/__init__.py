"""Calls at the programs' door: documents tried and lodged, calls listed and read."""

from motcua.manifests.api import lodging, reading

OPERATIONS = (*lodging.OPERATIONS, *reading.OPERATIONS)
