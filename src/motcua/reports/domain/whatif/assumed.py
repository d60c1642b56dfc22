"""What a what-if assumes where nothing is measured, from data/whatif.yaml."""

from functools import cache
from pathlib import Path

import msgspec

from motcua.kernel.reading import yaml_reader

_FILE = Path(__file__).parents[2] / "data" / "whatif.yaml"


class Assumed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Working minutes of one officer on one check, and how many records are enough to measure them instead."""

    inspection_minutes: int
    document_minutes: int
    records_least: int


_read = yaml_reader(Assumed)


@cache
def assumed() -> Assumed:
    """The assumptions in force; there is one set."""
    return _read(_FILE.read_bytes())
