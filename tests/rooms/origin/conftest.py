"""Three enterprises, an origin officer, an issuer, and imports that claim the rate of ATIGA."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from motcua.declarations import services as declarations
from motcua.declarations.domain.message import write
from motcua.declarations.factories import declaration, party
from motcua.ground.queries import verification
from motcua.ground.services import jobs, log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.origin import factories
from motcua.origin.domain.certificate import Certificate
from motcua.origin.services import Received, receive
from motcua.parties import services as parties

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
DAYS = timedelta(days=1)
OFFICER = Actor(21, "Vũ Thị Nguồn", posts=frozenset({Post("origin", "20ZZ")}))
ISSUER = Actor(22, "Bùi Văn Cấp", posts=frozenset({Post("issuer", "20ZZ")}))
TRADER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({"5799900001"}))
OTHER = Actor(6, "Trần Văn Hải", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
REFERENCE = factories.certificate().reference


@pytest.fixture
def department(db: None) -> None:
    """Three enterprises, registered."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=datetime(2022, 1, 1, tzinfo=UTC))


def body(
    no: int = 1, *, kg: Sequence[int] = (400,), reference: str = REFERENCE, day: date = DAY, **changes: Any
) -> bytes:  # fmt: skip
    """An import of Thai coffee that names a certificate on each line, so many kilograms each."""
    made = declaration(no, day=day, lines=len(kg), party_id="5799900001", party_name="Công ty TNHH Minh Họa 1")
    items = tuple(
        msgspec.structs.replace(
            item, hs_code=factories.COFFEE, description="Cà phê rang", origin="TH", quantity=Decimal(each), unit="KGM",
            invoice_value=Decimal(each * 5), unit_price=Decimal(5), unit_price_unit="KGM", tariff_table="B04",
            certificate=reference,
        )
        for item, each in zip(made.items, kg, strict=True)
    )  # fmt: skip
    facts = {"items": items, "invoice_total": sum((i.invoice_value or Decimal(0) for i in items), Decimal(0))}
    return write(msgspec.structs.replace(made, **{**facts, **changes}))


def lodge(no: int = 1, *, at: datetime = AT, **changes: Any) -> declarations.Answer:
    """Lodge it."""
    return declarations.submit([declarations.Raw(body(no, **changes), at)], by=SYSTEM)[0]


def came(no: int = 1, *, at: datetime = AT - DAYS, **changes: Any) -> Received:
    """A certificate comes from its window."""
    made: Certificate = factories.certificate(no, **changes)
    return receive(made, partner=made.country, message_id=f"{made.country}-m-{no}", at=at)


def work(at: datetime = AT + HOUR) -> int:
    """Do what waits in the outbox."""
    return jobs.run_due(at)


def faults() -> list[str]:
    """What `motcua verify` finds."""
    log.sequence()
    return [fault.place for fault in verification.verify().faults]
