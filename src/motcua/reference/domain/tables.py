"""Tables: the room's law as it lies in `data/`, read once."""

import csv
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def read(name: str) -> list[dict[str, str]]:
    """All rows of a file in `data/`, such as `offices.csv`, as texts by column."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date:
    """A day written YYYY-MM-DD."""
    return date.fromisoformat(text)


def day_or_none(text: str) -> date | None:
    """A day, or None where nothing is written: the period is open."""
    return date.fromisoformat(text) if text else None
