"""Targets: who asked for what figure in which year."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from motcua.kernel.words import Words

_FILE = Path(__file__).resolve().parent.parent / "data" / "targets.yaml"


class Target(NamedTuple):
    """A target: `value` in dong for revenue, parts per million for rates."""

    id: str
    kind: str
    year: int
    value: int
    by: Words
    source: str
    verified: bool


@cache
def targets() -> tuple[Target, ...]:
    """All targets in the order of the file."""
    rows = yaml.safe_load(_FILE.read_text("utf-8"))
    return tuple(Target(**{**row, "by": Words(**row["by"])}) for row in rows)
