"""Certificates of origin of the demonstration: forms D that partners sent and declarations used, and some issued here.

Authorities, exporters and references are invented. Certificates are made to fit what declarations of the year name,
and go through the services of their room at moments of the year.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from django.db import transaction

from motcua.declarations.queries import one as declarations
from motcua.demo.domain.world import World
from motcua.demo.services.border import uncollected
from motcua.demo.services.border.exporting import export
from motcua.demo.services.represented import Shown
from motcua.ground.services import jobs
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.money import from_e4
from motcua.kernel.reading import yaml_reader
from motcua.origin import services
from motcua.origin.domain.answer import Answer
from motcua.origin.domain.asking import ClaimFilters
from motcua.origin.domain.certificate import Certificate, Invoice, Line, Trader
from motcua.origin.queries import listing, one, outgoing
from motcua.parties import queries as parties
from motcua.people import queries as people

_FILE = Path(__file__).resolve().parents[2] / "data" / "border_origin.yaml"
_read = yaml_reader(dict[str, Any])
DAY = timedelta(days=1)
SEED = 641
"""Beside that of the world, so that these draws are no others'."""
MOST = 100_000
"""Far above all lines of a year."""


class Named(NamedTuple):
    """A certificate that a declaration names, with the lines that name it."""

    reference: str
    country: str
    party: str
    at: datetime
    goods: tuple[tuple[str, str, int], ...]
    """Six digits, unit, ten-thousandths, by line of the certificate."""
    places: tuple[tuple[int, int], ...]


class _Year:
    """One year's forms, drawn and sent."""

    def __init__(self, world: World, given: Mapping[str, Any], year: int) -> None:
        self.given, self.year = given, given["years"][year]
        self.dice = np.random.default_rng([world.seed, SEED, year])
        self.forms = round(self.year["forms"] * world.scale)
        self.opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)

    def chance(self, percent: int) -> bool:
        """Whether something falls that happens so often."""
        return bool(self.dice.integers(100) < percent)

    def between(self, ends: Sequence[int]) -> int:
        """A whole number, both ends included."""
        return int(self.dice.integers(ends[0], ends[1] + 1))

    def fitting(self, named: Sequence[Named]) -> list[tuple[Named, datetime]]:
        """Which of the certificates that declarations name come, and when."""
        first = self.year["since"] + timedelta(days=self.given["early_days"][1] + 1)
        last = self.year["until"] - timedelta(days=self.given["late_days"][1] + 1)
        possible = [each for each in named if first <= law_day(each.at) <= last]
        wanted = min(len(possible), self.forms * self.given["used"] // 100)
        chosen = self.dice.choice(len(possible), wanted, replace=False) if wanted else []
        return [(possible[place], self._moment(possible[place].at)) for place in sorted(int(each) for each in chosen)]

    def _moment(self, at: datetime) -> datetime:
        late = self.chance(self.given["late"])
        days = self.between(self.given["late_days"]) if late else -self.between(self.given["early_days"])
        return law_moment(law_day(at) + timedelta(days=days), self.between((7, 16)), self.between((0, 59)))

    def unused(self, count: int) -> Iterator[tuple[int, datetime]]:
        """When those come that nothing names (yet): half shortly before the opening, the others over the year."""
        whole = (self.year["until"] - self.year["since"]).days
        for no in range(count):
            days = self.between((0, min(whole, self.given["unused_days"]) if no % 2 else whole))
            day = self.year["until"] - timedelta(days=days)
            yield no, law_moment(day, self.between((7, 16)), self.between((0, 59)))


@uncollected()
def build(world: World, shown: Sequence[Shown]) -> int:
    """Forms D of both years, what officers did with them, and some that were issued here. How many came."""
    given = _read(_FILE.read_bytes())
    opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
    officer = people.actor_for(people.holders("origin", law_day(opens))[0], law_day(opens))
    count = 0
    with transaction.atomic():
        named = _named()
        taken: set[str] = set()
        for year in sorted(given["years"]):
            drawn = _Year(world, given, year)
            fitting = drawn.fitting(named)
            taken |= {each.reference for each, _ in fitting}
            count += _receive(drawn, fitting, officer)
        _on_paper(given, [each for each in named if each.reference not in taken], officer, opens)
        export(given["applications"], shown, opens)
        _charge(opens)
        _deliver(opens)
    return count


def _named() -> list[Named]:
    """What declarations name and the register does not hold, in the order of registration."""
    found, _ = listing.claims(ClaimFilters(), SYSTEM, size=1)
    rows = sorted(
        listing.export_claims(ClaimFilters(), SYSTEM, most=MOST) if found else (),
        key=lambda row: (row.registered_at, row.declaration_id, row.line),
    )
    made = []
    for _, claims in groupby(rows, key=lambda row: row.declaration_id):
        held = list(claims)
        goods: dict[tuple[str, str], int] = {}
        for each in held:
            key = (each.hs_code[:6], each.unit)
            goods[key] = goods.get(key, 0) + each.quantity_e4
        if len({each.origin for each in held}) == len({each.reference for each in held}) == 1:
            told = tuple((*key, quantity) for key, quantity in goods.items())
            places = tuple((each.declaration_id, each.line) for each in held)
            first = held[0]
            made.append(Named(first.reference, first.origin, first.party, first.registered_at, told, places))
    return made


def _receive(drawn: _Year, fitting: Sequence[tuple[Named, datetime]], officer: Actor) -> int:
    """All forms of a year come in order; then officers decide. How many came."""
    given = drawn.given
    names = {code: parties.find(code).name for code in {each.party for each, _ in fitting}}
    used = [(each, at) for each, at in fitting if each.country in given["authorities"]]
    arrivals = [
        _arrival(no, drawn.year["since"].year, _fitted(drawn, each, names[each.party], at), at)
        for no, (each, at) in enumerate(used)
    ]
    for no, at in drawn.unused(drawn.forms - len(used)):
        arrivals.append(_arrival(len(used) + no, drawn.year["since"].year, _unused(drawn, no, at), at))
    received = services.receive_many(sorted(arrivals, key=lambda each: each.at))
    known = {each.reference: each.id for each in received}
    _decide(drawn, [(known[each.reference], max(each.at, at)) for each, at in used], officer)
    return len(arrivals)


def _arrival(no: int, year: int, made: Certificate, at: datetime) -> services.Arrival:
    return services.Arrival(made, made.country, f"{made.country}-{year}-{no:06d}", at)


def _fitted(drawn: _Year, each: Named, name: str, at: datetime) -> Certificate:
    """A certificate that bears what a declaration names, with something to spare."""
    lines = []
    for no, (code, unit, quantity) in enumerate(each.goods, 1):
        whole = quantity * drawn.between(drawn.given["spare"]) // 100
        lines.append(_line(drawn.given, no, code, f"Goods of {code} (illustrative)", from_e4(whole), unit))
    issued = min(law_day(at), law_day(each.at)) - timedelta(days=1)
    return _certificate(drawn, each.country, each.reference, issued, lines, Trader(name, "", "VN", each.party))


def _unused(drawn: _Year, no: int, at: datetime) -> Certificate:
    """A certificate that nothing names (yet); the first of a year have a fault, or replace the one before."""
    given = drawn.given
    country, code, words, unit, quantity = given["unused_goods"][no % len(given["unused_goods"])]
    amount = Decimal(quantity) * drawn.between((60, 140)) / 100
    lines = [_line(given, 1, code, f"{words} (illustrative)", amount, unit)]
    if no < given["faulty"]:
        lines = [_line(given, 1, code, "", amount, unit)]
    year = drawn.year["since"].year
    prefix = given["authorities"][country]["prefix"]
    issued = law_day(at) - timedelta(days=1 + no % 3)
    consignee = Trader(f"Công ty TNHH Nhập khẩu {no % 40 + 1} (giả định)", "Hạ Long", "VN")
    return _certificate(drawn, country, f"{prefix}{year}-{no:06d}", issued, lines, consignee)


def _line(given: Mapping[str, Any], no: int, code: str, words: str, quantity: Decimal, unit: str) -> Line:
    criterion, _, share = given["criteria"][int(code) % len(given["criteria"])].partition(" ")
    return Line(
        no=no, marks="N/M", packages=max(1, int(quantity) // 50), package_unit="PK", description=words, hs_code=code,
        criterion=criterion, rvc=Decimal(share) if share else None, quantity=quantity, unit=unit,
        fob=Decimal(10_000) if share else None, fob_currency="USD" if share else "",
    )  # fmt: skip


def _certificate(  # noqa: PLR0913 - what a certificate is made of
    drawn: _Year, country: str, reference: str, issued: date, lines: Sequence[Line], consignee: Trader
) -> Certificate:  # fmt: skip
    authority = drawn.given["authorities"][country]
    exporter = drawn.given["exporters"][drawn.between((0, len(drawn.given["exporters"]) - 1))]
    return Certificate(
        reference=reference, country=country, partner="VN", authority=authority["name"], place=authority["place"],
        issued_on=issued, exporter=Trader(f"{exporter} {country}", authority["place"], country), consignee=consignee,
        mode="sea", vessel="ILLUSTRATIVE FEEDER", voyage=f"{drawn.between((1, 52)):03d}N", departed_on=issued,
        loading_place=authority["port"], discharge_place="VNHPH", lines=tuple(lines),
        invoices=(Invoice(f"EX-{drawn.between((10_000, 99_999))}", issued),),
    )  # fmt: skip


def _decide(drawn: _Year, used: Sequence[tuple[int, datetime]], officer: Actor) -> None:
    """What officers did with certificates that were used: most accepted, some with a discrepancy, a few refused; the
    last of the year are still asked about."""
    given, last = drawn.given, drawn.opens - 2 * DAY
    done = [(identifier, at) for identifier, at in used if at < last - 5 * DAY]
    begun = done[-(given["clarifying"] + given["verifying"] + given["withdrawn_after_use"]) :]
    asked = begun if drawn.opens.year == drawn.year["since"].year else []
    fallen = {identifier for no, (identifier, _) in enumerate(done[: len(done) - len(asked)])
              if no % given["refused_every"] == given["refused_every"] // 2}  # fmt: skip
    accepted = []
    for no, (identifier, at) in enumerate(done[: len(done) - len(asked)]):
        moment = at + DAY * drawn.between((1, 3))
        if identifier in fallen:
            services.refuse(identifier, reason="CRITERION", note=_TOLD["refuse"], by=officer, at=moment)
        elif not drawn.chance(given["accepted"]):
            continue
        elif no % given["minor_every"] == given["minor_every"] - 1:
            services.accept_minor(identifier, reason="TYPING", note=_TOLD["minor"], by=officer, at=moment)
        else:
            accepted.append(services.Acceptance(identifier, moment))
    services.accept_many(accepted, by=officer)
    _ask(given, asked, officer, last)


_TOLD = {
    "refuse": "Tiêu chí xuất xứ không đạt theo hồ sơ (giả định)", "minor": "Sai lỗi chính tả tên hàng (giả định)",
    "clarify": "Đề nghị giải trình cách tính RVC (giả định)", "verify": "Nghi ngờ chữ ký (giả định)",
    "withdrawn": "Issued by mistake (illustrative)",
}  # fmt: skip


def _ask(given: Mapping[str, Any], asked: Sequence[tuple[int, datetime]], officer: Actor, last: datetime) -> None:
    """What is open at the opening: clarifications, verifications abroad, and one that its issuer withdrew after use."""
    for no, (identifier, at) in enumerate(asked):
        moment = min(last, at + 4 * DAY)
        if no < given["clarifying"]:
            services.clarify(identifier, reason="COSTS", note=_TOLD["clarify"], by=officer, at=moment)
        elif no < given["clarifying"] + given["verifying"]:
            services.verify(identifier, reason="DOUBT", note=_TOLD["verify"], by=officer, at=moment)
        else:
            found = one.find(identifier, SYSTEM)
            told = Answer("withdrawn", found.reference, found.country, moment, "ISSUER", _TOLD["withdrawn"])
            services.answered(told, partner=found.country, message_id=f"{found.country}-W-{no}", at=moment)


def _on_paper(given: Mapping[str, Any], named: Sequence[Named], officer: Actor, opens: datetime) -> None:
    """The other lines rest on paper or self-certification, month by month; a few get nothing, the youngest wait."""
    dice = np.random.default_rng([SEED, len(named)])
    old = [each for each in named if each.at < opens - timedelta(days=given["waits_days"])]
    for (year, month), found in groupby(old, key=lambda each: (law_day(each.at).year, law_day(each.at).month)):
        places: dict[str, list[tuple[int, int]]] = {"paper": [], "self": [], "refuse": []}
        for no, each in enumerate(found):
            kind = "self" if dice.integers(100) < given["self_certified"] else "paper"
            refused = no % given["refused_lines_every"] == given["refused_lines_every"] // 2
            places["refuse" if refused else kind] += each.places
        at = law_moment(date(year + month // 12, month % 12 + 1, 4), 15, 30)
        for kind in ("paper", "self"):
            if places[kind]:
                services.accept_proofs(places[kind], kind=kind, by=officer, at=at)
        if places["refuse"]:
            services.refuse_proofs(places["refuse"], reason="NOPROOF", by=officer, at=at)


def _deliver(opens: datetime) -> None:
    """The windows of all partners took over what was told them: here they are invented, and nobody is behind them."""
    waiting = jobs.take(opens, MOST, {services.SEND: None})
    told = {each.payload["outgoing"]: each for each in waiting}
    messages = outgoing.many(list(told))
    services.sent_many(
        [(each.pk, f"{each.partner}-R-{each.pk} (giả định)", each.at + timedelta(seconds=20)) for each in messages]
    )
    jobs.end(waiting)


def _charge(opens: datetime) -> None:
    """What fell over the years is charged, as the worker would have done: soon, and after all that was done before."""
    waiting = jobs.take(opens, MOST, {services.FELL: None})
    numbers = declarations.numbers_of([each.payload["declaration"] for each in waiting])
    for each in waiting:
        found = declarations.find(numbers[each.payload["declaration"]], SYSTEM)
        known = (found.checked_at, found.cleared_at, found.passed_at, found.cancelled_at)
        soon = max([datetime.fromisoformat(each.payload["at"]), *filter(None, known)]) + timedelta(hours=1)
        jobs.run(each, min(soon, opens - timedelta(minutes=5)))
