"""Treasury: money that came astray, guarantees and a day's statement, told by the bank when the years are done."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from motcua.demo.domain.chunks import moment
from motcua.demo.domain.desk import given
from motcua.demo.domain.life import DAY
from motcua.demo.services.desk.bank import BANK, Bank
from motcua.demo.services.desk.cashier import NOBODY
from motcua.demo.services.desk.conducting import DeskConductor
from motcua.kernel.days import law_moment
from motcua.revenue import queries as ledger
from motcua.revenue import services as revenue
from motcua.revenue.domain.guarantees import Reference

OFFICE, VAT = "20BB", "1702"
"""To whose account stray money goes, and the budget sub-item that it names."""
ARRIVES = 10 * 3600 + 1500
DECIDED = (timedelta(hours=4), timedelta(days=2, hours=1))
"""How long after its arrival a return is proposed, and how long after that it is decided."""
EXTENDED = timedelta(days=180)
SYMBOL = "BLHQ"


def tell_treasury(conductor: DeskConductor) -> None:
    """Tell of stray money, of guarantees, and of all payments of the last day but one that the bank leaves out."""
    _stray(conductor)
    _guarantee(conductor)
    _state(conductor.cashier.bank, conductor.dealer.world.given.opens_at.day)


def _stray(conductor: DeskConductor) -> None:
    cashier, opening = conductor.cashier, conductor.dealer.opening
    payer = min(conductor.declarants.actors)
    for days, amount, reason, became in given().strays:
        found = conductor.known.get(reason)
        number, at = found.number if found else NOBODY, (opening - days) * DAY + ARRIVES
        whose = payer if reason in ("party", "unknown") or found is None else found.party
        raw = cashier.bank.payment(whose, number, OFFICE, {VAT: amount}, at)
        cashier.bank.tell(raw, moment(at))
        waits = ledger.suspended_as(BANK, cashier.bank.told[-1].reference)
        if waits is not None and became != "waits":
            _return(conductor, waits.leaf, moment(at), granted=became == "returned")


def _return(conductor: DeskConductor, suspense: int, at: datetime, *, granted: bool) -> None:
    """Propose that money goes back, and grant it."""
    words, cashier = given().refunds, conductor.cashier
    asked = revenue.ask_return(suspense, note=words["found"], by=cashier.first, at=at + DECIDED[0])
    if granted:
        note = words["granted"]
        revenue.step_refund(asked, verb="grant", note=note, by=cashier.second, at=at + sum(DECIDED, timedelta()))


def _guarantee(conductor: DeskConductor) -> None:
    """Guarantees of the shown enterprises: given, and extended, raised or ended."""
    shown, bank = sorted(conductor.dealer.shown), conductor.cashier.bank
    for place, (number, kind, amount, since, until, change) in enumerate(given().guarantees):
        named = {"year": since.year, "symbol": SYMBOL, "number": number}
        bank.says(
            "guarantee", law_moment(since, 8), type=kind, **named, party=shown[place % len(shown)], amount=amount,
            since=since.isoformat(), until=until.isoformat(),
        )  # fmt: skip
        changed = {
            "extend": {"until": (until + EXTENDED).isoformat()}, "raise": {"amount": amount * 3 // 2}, "end": {},
        }  # fmt: skip
        bank.says("change", law_moment(since, 9) + EXTENDED / 2, **named, verb=change, **changed[change])


def guarantee_of(party: str, shown: Sequence[str], on: date) -> Reference | None:
    """The general guarantee of a shown enterprise that is good on a day as it was first given; None without one.

    `shown` are the enterprises in the order in which guarantees are dealt to them.
    """
    return next(
        (
            Reference(BANK, since.year, SYMBOL, number)
            for place, (number, kind, _, since, until, change) in enumerate(given().guarantees)
            if kind == "general" and change != "end" and shown[place % len(shown)] == party and since <= on <= until
        ),
        None,
    )


def _state(bank: Bank, opening: date) -> None:
    """The statement of the last day but one; of its payments the last is missing."""
    day = opening - timedelta(days=1)
    lines = [{"notice": each.notice, "reference": each.reference, "total": each.total}
             for each in bank.told if each.day == day][:-1]  # fmt: skip
    total = sum(int(str(line["total"])) for line in lines)
    bank.says(
        "statement", law_moment(opening, 7), day=day.isoformat(), lines=lines, count=len(lines), total=total
    )  # fmt: skip
