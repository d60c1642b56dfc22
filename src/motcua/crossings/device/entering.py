"""Entering: an officer of the list with the paper code. Wrong codes are counted on disk, and soon wait."""

import time
from datetime import datetime

from motcua.crossings.device.installation import Installation
from motcua.crossings.domain.offline import codes, lists
from motcua.crossings.domain.offline.errors import NoList, TooManyTries, WrongCode

TRIES, PAUSE = 5, 15 * 60
"""So many wrong codes, then so many seconds of waiting."""


def enter(gate: Installation, account: int, code: str) -> lists.Officer:
    """The officer to whom the code belongs. NoList, TooManyTries, WrongCode.

    A list that has run out still says who the officers are: they may record on their own responsibility.
    """
    held = gate.list()
    if held is None:
        raise NoList
    now = time.time()
    wrong = gate.store.wrong_since(account, now - PAUSE)
    if len(wrong) >= TRIES:
        raise TooManyTries(minutes=max(1, int(min(wrong) + PAUSE - now) // 60))
    found = known(held, account, gate.now())
    gate.store.note_wrong(account, now)
    if found is None or not codes.is_code(code, bytes.fromhex(found.salt), bytes.fromhex(found.hash)):
        raise WrongCode(left=TRIES - len(wrong) - 1)
    gate.store.forgive(account)
    return found


def known(held: lists.GateList | None, account: int, at: datetime) -> lists.Officer | None:
    """The officer of that account, while the code is good."""
    if held is None:
        return None
    return next((each for each in held.officers if each.account == account and at <= each.until), None)
