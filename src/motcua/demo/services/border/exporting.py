"""Certificates that enterprises of the demonstration asked for and an issuing officer issued; all of it invented."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from motcua.demo.services.represented import Shown
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.origin import services
from motcua.origin.domain.answer import Answer, Used
from motcua.origin.domain.certificate import Certificate, Invoice, Line, Trader
from motcua.origin.domain.costing import Costs, Material
from motcua.origin.domain.wish import Wish
from motcua.origin.queries import applications
from motcua.parties import queries as parties
from motcua.people import queries as people

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
_NOTE = "Giả định (invented)"


def export(given: Sequence[Mapping[str, Any]], shown: Sequence[Shown], opens: datetime) -> int:
    """Applications in every state, of the enterprises that are shown. How many."""
    codes = list(dict.fromkeys(each.party for each in shown if each.username.startswith("doanh-nghiep")))
    if not codes:
        return 0
    issuer = people.actor_for(people.holders("issuer", law_day(opens))[0], law_day(opens))
    for no, told in enumerate(given):
        code = codes[no % len(codes)]
        at = opens - DAY * told["ago"]
        made = services.apply(_wish(no, told, code, at), by=SYSTEM, at=at)
        _conduct(made.number, no, told, issuer, at + 4 * HOUR)
    return len(given)


def _wish(no: int, told: Mapping[str, Any], code: str, at: datetime) -> Wish:
    name, day = parties.find(code).name, law_day(at)
    fob, foreign = Decimal(told["fob"]), Decimal(told.get("foreign", 18))
    line = Line(
        no=1, marks="N/M", packages=100 + no, package_unit="CT", description=f"{told['goods']} (giả định)",
        hs_code=told["hs"], criterion="RVC", rvc=Decimal(100) - foreign if foreign <= 60 else Decimal(40),  # noqa: PLR2004
        quantity=Decimal(told["quantity"]), unit=told["unit"], fob=fob, fob_currency="USD",
    )  # fmt: skip
    made = Certificate(
        country="VN", partner=told["partner"], authority="–", place="–",
        exporter=Trader(name, "Quảng Ninh", "VN", code),
        consignee=Trader(f"ILLUSTRATIVE IMPORTS {told['partner']}", "1 Example Road", told["partner"]), mode="sea",
        vessel="ILLUSTRATIVE FEEDER", departed_on=day + timedelta(days=1), loading_place="VNCLN",
        discharge_place=f"{told['partner']}XXX", lines=(line,), invoices=(Invoice(f"XK-{no:04d}", day),),
    )  # fmt: skip
    inland = max(Decimal(0), fob * (80 - foreign) / 100)
    materials = (
        Material("Nguyên liệu trong nước (giả định)", "", "VN", inland),
        Material("Nguyên liệu nhập khẩu (giả định)", told["hs"][:4] + "0000", "CN", fob * foreign / 100),
    )
    return Wish(code, "", made, (Costs(1, told["hs"], fob, materials),))


def _conduct(number: str, no: int, told: Mapping[str, Any], issuer: Actor, at: datetime) -> None:
    """As far as it comes."""
    reach = told["reach"]
    if reach == "applied":
        return
    if reach == "returned":
        services.give_back(number, note="Hàm lượng chưa đạt, bổ sung bảng kê (giả định)", by=issuer, at=at)
        return
    if reach == "refused":
        services.refuse_application(number, note="Không đáp ứng tiêu chí (giả định)", by=issuer, at=at)
        return
    services.approve(number, note=_NOTE, by=issuer, at=at)
    if reach == "approved":
        return
    services.issue(number, by=issuer, at=at + HOUR)
    _after(number, no, told, issuer, at + 2 * HOUR)


def _after(number: str, no: int, told: Mapping[str, Any], issuer: Actor, at: datetime) -> None:
    """What partners told of it, and what became of it here."""
    found = applications.find(number, SYSTEM)
    partner, reach = told["partner"], told["reach"]
    assert found.reference is not None

    def say(kind: Any, days: int, **facts: Any) -> None:
        said = Answer(kind, found.reference or "", "VN", at + DAY * days, **facts)
        services.answered(said, partner=partner, message_id=f"{partner}-X-{no}-{kind}", at=at + DAY * days)

    say("received", 0)
    if reach == "used":
        quantity = Decimal(told["quantity"])
        say("used", 9, uses=(Used(1, quantity, told["unit"], Decimal(0), f"{partner}-DECL-{no:05d}"),))
        say("accepted", 12)
    elif reach == "accepted":
        say("accepted", 10)
    elif reach == "verify":
        say("verify", 8, reason="RANDOM", note="Verification at random (illustrative)")
    elif reach == "copied":
        services.copy(number, note="Bản gốc thất lạc (giả định)", by=issuer, at=at + 6 * DAY)
    elif reach == "cancelled":
        services.cancel(number, reason="CHANGED", note="Lô hàng không xuất (giả định)", by=issuer, at=at + 5 * DAY)
    elif reach == "replaced":
        asked = applications.wish_of(found)
        changed = msgspec.structs.replace(asked.certificate, replaces=found.reference, remarks="Sửa tên tàu (giả định)")
        again = services.apply(msgspec.structs.replace(asked, certificate=changed), by=SYSTEM, at=at + 3 * DAY)
        services.approve(again.number, note=_NOTE, by=issuer, at=at + 3 * DAY + HOUR)
        services.issue(again.number, by=issuer, at=at + 3 * DAY + 2 * HOUR)
