"""Days as commands take them."""

import re
from datetime import date

import typer

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str, where: str) -> date | None:
    """A day as YYYY-MM-DD; None for an empty text. Wrong usage, said of `where`, for anything else."""
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "x") if text else None
    except ValueError:
        raise typer.BadParameter(f"“{text[:20]}”: YYYY-MM-DD", param_hint=where) from None
