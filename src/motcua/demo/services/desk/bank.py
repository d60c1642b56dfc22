"""A bank that tells of payments while the years are built: signed notices through the door that every bank uses."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.demo.domain.chunks import moment
from motcua.demo.domain.desk import Subject
from motcua.gateways.bank import services as gateway
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.revenue.domain.treasury import item_of, treasuries

BANK = "GIADINH"
NAME = "Ngân hàng Giả Định (không có thật / invented)"
SINCE, UNTIL = date(2022, 1, 1), date(2024, 12, 31)


class Line(msgspec.Struct, frozen=True):
    """A payment as a day's statement has it."""

    notice: str
    reference: str
    total: int
    day: date


class Bank:
    """Holds its key only while the years are built: afterwards nobody can sign for it."""

    def __init__(self, at: datetime) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.count = 0
        self.told: list[Line] = []
        public = self.key.public_key().public_bytes_raw().hex()
        gateway.add_key(gateway.NewKey(BANK, NAME, public, SINCE, UNTIL, simulated=True), by=SYSTEM, at=at)

    def pays(self, subject: Subject, at: int, *, number: str = "", times: int = 1) -> str:
        """Tell of the taxes of a declaration, paid in full; under another number, or so many times the same bytes.
        Returns the bank's reference.
        """
        items = {item_of(tax): amount for tax, amount in subject.charges if amount}
        raw = self.payment(subject.party, number or subject.number, subject.lot.office, items, at)
        for again in range(times):
            self.tell(raw, moment(at) + timedelta(minutes=7 * again))
        return self.told[-1].reference

    def payment(self, payer: str, number: str, office: str, items: Mapping[str, int], at: int) -> bytes:
        """A notice of a payment."""
        self.count += 1
        self.told.append(Line(f"TB{self.count:06d}", f"GD{self.count:06d}", sum(items.values()), law_day(moment(at))))
        return _written(
            "payment", f"TB{self.count:06d}", paid_at=moment(at).isoformat(), payer=payer,
            account=treasuries()[office].account, declaration=number, total=sum(items.values()), currency="VND",
            items=[{"item": item, "amount": amount} for item, amount in items.items()],
            reference=f"GD{self.count:06d}", content=f"NOP THUE TK {number} MST {payer}",
        )  # fmt: skip

    def says(self, kind: str, at: datetime, **facts: Any) -> None:
        """Tell of something else: a guarantee, its change, a day's statement."""
        self.count += 1
        self.tell(_written(kind, f"TB{self.count:06d}", **facts), at)

    def tell(self, raw: bytes, at: datetime) -> None:
        """Send a notice. RuntimeError where it is not taken: then plan and rules do not agree."""
        answer = gateway.take(raw, bank=BANK, signature=self.key.sign(raw), at=at)
        if answer.status != 200:  # noqa: PLR2004 - taken
            raise RuntimeError(answer.content.decode())


def _written(kind: str, notice: str, **facts: Any) -> bytes:
    return msgspec.json.encode({"kind": kind, "bank": BANK, "notice": notice, **facts})
