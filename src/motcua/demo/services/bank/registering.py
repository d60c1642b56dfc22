"""Registering: a demonstration knows the simulated bank's key, as an administrator would have registered it."""

from datetime import datetime, timedelta
from pathlib import Path

from motcua.demo.services.bank.keys import NAME, SIMULATED, public_key
from motcua.gateways.bank import queries
from motcua.gateways.bank import services as bank
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day

YEARS = timedelta(days=3650)


def make_known(folder: Path, page: str, at: datetime) -> None:
    """Register the simulated bank with the address of its page, unless it is known so already."""
    public = public_key(folder)
    for key in queries.registered(SIMULATED):
        if hasattr(key, "ended"):
            continue
        if (bytes(key.public).hex(), key.page) == (public, page):
            return
        if bytes(key.public).hex() == public:
            _move(folder)
            public = public_key(folder)
        bank.end_key(key.leaf, note="chuyển địa chỉ / moved", by=SYSTEM, at=at)
    day = law_day(at)
    new = bank.NewKey(SIMULATED, NAME, public, day - YEARS, day + YEARS, page, simulated=True)
    bank.add_key(new, by=SYSTEM, at=at)


def _move(folder: Path) -> None:
    """A new address comes with a new key: a key is registered once."""
    (folder / "signing.key").unlink()
