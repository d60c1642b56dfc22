"""Drafts of the demonstration's first trader, through the service that its page uses."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from motcua.declarations.services import drafts
from motcua.kernel.actor import Actor

_FILE = Path(__file__).resolve().parent.parent / "data" / "drafts.yaml"
_BEFORE = timedelta(minutes=35)
"""How long before the demonstration opens the last of them was left."""


def begin_drafts(by: Actor, opens: datetime) -> int:
    """Leave some drafts as a trader would at noon. Returns how many."""
    told: list[dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    for place, one in enumerate(reversed(told), 1):
        _begin(one, by, opens - _BEFORE * (len(told) - place + 1))
    return len(told)


def _begin(one: dict[str, Any], by: Actor, at: datetime) -> None:
    party = min(by.parties)
    draft = drafts.begin(direction=one["direction"], party=party, title=one["title"], by=by, at=at)
    for step in one["done"]:
        draft = drafts.save(draft.pk, one["header"], step=step, seen=drafts.Seen(draft.revision), by=by, at=at)
    if one["items"]:
        seen = drafts.Seen(draft.revision)
        drafts.take_items(draft.pk, one["items"], replace=True, seen=seen, by=by, at=at)
