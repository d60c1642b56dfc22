"""What is done with certificates at one of two windows: applied for, issued, declared, cancelled, asked about.

All of it is invented and goes through the real services; the other side is told of it by the window alone. The
demonstration of two windows and its tests use it.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
from django.conf import settings

from motcua.declarations import services as declarations
from motcua.declarations.domain.message import write
from motcua.declarations.factories import declaration, party
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.origin import factories
from motcua.origin import services as origin
from motcua.origin.domain import answer as answers
from motcua.origin.domain import certificate as certificates
from motcua.origin.domain.certificate import Trader
from motcua.origin.queries import applications, one, outgoing
from motcua.parties import services as parties

ISSUER = Actor(22, "Bùi Văn Cấp", posts=frozenset({Post("issuer", "20ZZ"), Post("officer", "20ZZ")}))
OFFICER = Actor(21, "Vũ Thị Nguồn", posts=frozenset({Post("origin", "20ZZ"), Post("officer", "20ZZ")}))
ENTERPRISE = "5799900001"
_lodged = [0]


def enterprises(at: datetime) -> None:
    """An exporter and importer of this country."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=at - timedelta(days=400))


def issue(to: str, at: datetime) -> str:
    """An exporter applies for a tonne of coffee, the issuer approves and issues; the reference."""
    home, day = settings.COUNTRY, law_day(at)
    plain = factories.wish()
    line = factories.line(origin=home)
    made = msgspec.structs.replace(
        plain.certificate, country=home, partner=to, departed_on=day, lines=(line,),
        exporter=Trader("Công ty TNHH Minh Họa 1", "Hạ Long", home, ENTERPRISE),
        consignee=Trader("ILLUSTRATIVE IMPORTS CO", "1 Example Road", to, ENTERPRISE),
    )  # fmt: skip
    costs = tuple(
        msgspec.structs.replace(
            each, materials=tuple(
                msgspec.structs.replace(one, origin=home if one.origin == "VN" else one.origin)
                for one in each.materials
            ),
        )
        for each in plain.costs
    )  # fmt: skip
    found = origin.apply(msgspec.structs.replace(plain, certificate=made, costs=costs), by=SYSTEM, at=at)
    origin.approve(found.number, note="đạt", by=ISSUER, at=at)
    return str(origin.issue(found.number, by=ISSUER, at=at).reference)


def withdraw(reference: str, at: datetime) -> None:
    """The issuer cancels a certificate."""
    number = _application(reference).number
    origin.cancel(number, reason="CHANGED", note="lô hàng không xuất", by=ISSUER, at=at)


def reply(reference: str, kind: str, at: datetime) -> None:
    """The issuer answers what was asked."""
    number = _application(reference).number
    origin.answer_partner(number, kind=kind, note="đã kiểm tra", by=ISSUER, at=at)


def declare(reference: str, country: str, kg: int, at: datetime) -> dict[str, Any]:
    """An import of that many kilograms that names the certificate."""
    _lodged[0] += 1
    made = declaration(_lodged[0], day=law_day(at), lines=1, party_id=ENTERPRISE, party_name="Công ty TNHH Minh Họa 1")
    item = msgspec.structs.replace(
        made.items[0], hs_code=factories.COFFEE, description="Cà phê rang", origin=country, quantity=Decimal(kg),
        unit="KGM", invoice_value=Decimal(kg * 5), unit_price=Decimal(5), unit_price_unit="KGM", tariff_table="B04",
        certificate=reference,
    )  # fmt: skip
    body = write(msgspec.structs.replace(made, items=(item,), invoice_total=Decimal(kg * 5)))
    (told,) = declarations.submit([declarations.Raw(body, at)], by=SYSTEM)
    wrong = [f"{each.code} {each.value}" for each in told.findings if each.severity == "refuse"]
    return {"accepted": told.accepted, "id": str(told.declaration_id or ""), "number": told.number, "wrong": wrong}


def undo(declaration_id: str, at: datetime) -> str:
    """Cancel a declaration; why it cannot be done, empty where it was."""
    try:
        declarations.cancel([declarations.Cancellation(int(declaration_id), at, "E3")], by=SYSTEM)
    except Refusal as refusal:
        return str(refusal)
    return ""


def decide(reference: str, country: str, verb: str, at: datetime) -> bool:
    """The origin officer of the importing side decides or asks, where that can be done."""
    try:
        found = one.named(country, reference, SYSTEM)
        if verb == "accept":
            origin.accept(found.pk, by=OFFICER, at=at)
        else:
            reason = {"clarify": "COSTS", "verify": "DOUBT", "refuse": "DIRECT"}[verb]
            getattr(origin, verb)(found.pk, reason=reason, note="vì sao", by=OFFICER, at=at)
    except Refusal:
        return False
    return True


def asked(reference: str) -> str:
    """What the partner last said of a certificate issued here."""
    return str(_application(reference).told)


def issued(reference: str) -> dict[str, Any]:
    """A certificate as the issuing side sees it: its body, its state, what is left of it, what was told each way."""
    found = _application(reference)
    told = applications.incoming(found.pk)
    left: dict[int, str] = {}
    for each in told:
        answer = answers.read(each.body.encode())
        assert isinstance(answer, answers.Answer)
        left.update({use.line: f"{use.remaining.normalize():f}" for use in answer.uses})
    made = applications.issued(found)
    assert made is not None
    return {
        "body": certificates.write(made).decode(), "state": found.state, "left": left,
        "heard": [each.kind for each in told],
        "said": [each for each in _said(found.pk) if each != "certificate"],
    }  # fmt: skip


def received(reference: str, country: str) -> dict[str, Any] | None:
    """The same as the importing side sees it; None while it has not come."""
    try:
        found = one.named(country, reference, SYSTEM)
    except NotFound:
        return None
    said = _said(found.pk)
    left = {
        line.no: f"{(Decimal(line.quantity_e4 - line.used_e4) / 10_000).normalize():f}" for line in one.lines(found.pk)
    }  # fmt: skip
    return {
        "body": certificates.write(one.message(found)).decode(), "state": found.state, "flagged": found.flagged,
        "left": left if "used" in said else {}, "said": said, "heard": [each.kind for each in one.incoming(found)],
    }  # fmt: skip


def _said(about: int) -> list[str]:
    return [each.kind for each, _ in outgoing.of(about)]


def _application(reference: str) -> Any:
    return applications.visible_to(SYSTEM).get(reference=reference)


TRADE = {
    "issue": issue, "withdraw": withdraw, "reply": reply, "declare": declare, "undo": undo, "decide": decide,
    "asked": asked, "issued": issued, "received": received,
}  # fmt: skip
TIMELESS = ("asked", "issued", "received")
