"""Messages: a day's trade as JSON declarations, in the words and numbers that a trader would send.

Texts that repeat are written once as fragments. Numbers are texts, exact to their last decimal.
"""

from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from operator import mul

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.demo.domain import names
from motcua.demo.domain.amounts import Amounts
from motcua.demo.domain.dice import dice
from motcua.demo.domain.shape import days
from motcua.demo.domain.trade import TERMS, Trade
from motcua.demo.domain.world import CURRENCIES, World
from motcua.reference.domain import code_list
from motcua.tariff.domain import packaged

Ints = NDArray[np.int64]
_encoder = msgspec.json.Encoder()
BONDED = frozenset({"C11", "C12"})
CODED = frozenset({"E11", "E15", "E21", "E23", "E31", "E42", "E52", "E54", "E62"})
PRODUCTS = frozenset({"E42", "E52", "E62"})
CONTRACTED = frozenset({"E52", "E21"})
RE_EXPORTS = frozenset({"G21"})
TEMPORARY = frozenset({"G11"})
RE_EXPORTED = "US"
"""Origin of goods that only pass through."""
PAYMENTS = ("TTR", "LC", "DP", "OA")
BORDER_PAYMENTS = ("TTR", "BIENMAU", "CASH", "KC")
CONTAINER_KG = 23_500
MOST_CONTAINERS = 8
LETTERS = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", [n for n in range(39) if n == 0 or n % 11], strict=True))
_OWNER = sum(LETTERS[letter] * 2**place for place, letter in enumerate("MCDU"))
_WEIGHTS = tuple(2**place for place in range(4, 10))


def text(value: object) -> str:
    """A value as JSON."""
    return _encoder.encode(value).decode()


def container(number: int) -> str:
    """A container number with its check digit (ISO 6346); the owner's code is invented."""
    body = f"MCDU{number % 1_000_000:06d}"
    total = _OWNER + sum(map(mul, map(int, body[4:]), _WEIGHTS))
    return f"{body}{total % 11 % 10}"


def prior(number: int) -> str:
    """The number of an import registered at another department, with its check digit."""
    running = 40_000_000 + number % 9_000_000
    return f"10{running}{running % 7}0"


class Letters:
    """Writes declarations of a world; holds the fragments."""

    def __init__(self, world: World) -> None:
        self.world = world
        options, goods = world.catalogue.options, world.given.goods
        self.names = [_goods_name(option.code, goods[option.goods].name) for option in options]
        self.items = [self._item(place) for place in range(len(options))]
        self.marks = ["hàng mới 100%, mã" if counted else "lô" for counted in world.flow_counted.tolist()]
        self.places = _places()
        self.parties = lru_cache(maxsize=4096)(self._party)
        self._page: _Page | None = None
        self.strangers = lru_cache(maxsize=8192)(self._stranger)

    def _item(self, place: int) -> str:
        """What does not change of an item of this option, behind its description."""
        option = self.world.catalogue.options[place]
        flow = self.world.flows[option.flow]
        goods = self.world.given.goods[flow.goods]
        origin = option.partner if flow.direction == "import" else RE_EXPORTED if "G21" in flow.procedures else "VN"
        parts = [f'"origin":"{origin}","unit":"{goods.unit}","unit_price_unit":"{goods.unit}"']
        if option.table:
            parts.append(f'"tariff_table":"{option.table}"')
        if flow.direction == "export" and goods.other_law:
            parts.append(f'"other_laws":["{goods.other_law}"]')
        return f'{{"hs_code":"{option.code}",' + ",".join(parts)

    def _party(self, party: int) -> str:
        code, name, address, phone = self.world.roster.identity(party)
        who = f'"party_id":{text(code)},"party_name":{text(name)},"party_phone":"{phone}"'
        return f'{who},"party_address":{text(address)}'

    def _stranger(self, number: int, partner: str) -> str:
        name, line = names.foreign(number, partner)
        return f'"foreign_name":{text(name)},"foreign_address":[{text(line)}],"foreign_country":"{partner}"'

    def write(self, found: Trade, as_is: Amounts, which: Ints, mark: str = "") -> list[bytes]:
        """The declarations `which` (places in the day) as JSON, marked as a later version by `mark`."""
        if self._page is None or self._page.found.day != found.day or not mark:
            self._page = _Page(self, found)
        self._page.fill(found, as_is, mark)
        return [self._page.declaration(at) for at in which.tolist()]


class _Page:
    """One day being written."""

    def __init__(self, letters: Letters, found: Trade) -> None:
        world = letters.world
        self.found = found
        self.letters, self.world = letters, world
        self.day = days()[found.day]
        self.number = found.day * 10_000
        rng = dice(world.seed, "paper", found.day)
        n = max(found.size, 1)
        self.toss = rng.integers(0, 1 << 30, (n, 4)).tolist()
        self.branch, self.flow, self.party = found.branch.tolist(), found.flow.tolist(), found.party.tolist()
        self.segment, self.procedure = found.segment.tolist(), found.procedure.tolist()
        self.currency, self.term = found.currency.tolist(), found.term.tolist()
        self.first = [*found.first.tolist(), len(found.owner)]
        self.told_on = f'"declared_on":"{self.day}","taxpayer":"1"'

    def fill(self, found: Trade, as_is: Amounts, mark: str) -> None:
        """Take the amounts of a version of the day; `mark` tells it from the first."""
        self.mark = f'"marks":"{mark}"' if mark else ""
        self.option = found.option.tolist()
        self.quantity, self.price = as_is.quantity.tolist(), as_is.price.tolist()
        self.invoice, self.total = as_is.invoice.tolist(), as_is.total.tolist()
        self.freight, self.insurance = as_is.freight.tolist(), as_is.insurance.tolist()
        kg = as_is.quantity * self.world.flow_kg[found.flow[found.owner]]
        kg[found.fraud_line] /= np.where(found.fraud == 4, 1 - found.fraud_part, 1.0)
        self.kg = (np.add.reduceat(kg, found.first) * 1.045 if found.size else np.zeros(0)).tolist()

    def declaration(self, at: int) -> bytes:
        """One declaration."""
        flow = self.world.flows[self.flow[at]]
        office = self.world.branches[self.branch[at]]
        procedure = self.world.procedures[self.procedure[at]]
        parts = [
            f'{{"direction":"{flow.direction}","procedure":"{procedure}","office":"{office}","section":"00",'
            f'"reference":"MP{self.number + at}",{self.told_on}',
            self.letters.parties(self.party[at]),
            self._stranger(at),
            self.mark,
            self._cargo(at, flow.direction, office, procedure),
            self._papers(at, flow.direction, procedure),
            self._money(at, flow.direction),
            f'"items":[{",".join([self._item(at, line, procedure) for line in self._lines(at)])}]}}',
        ]
        return ",".join(part for part in parts if part).encode()

    def _lines(self, at: int) -> range:
        return range(self.first[at], self.first[at + 1])

    def _stranger(self, at: int) -> str:
        partner = self.world.segment_partner[self.segment[at]]
        return self.letters.strangers((self.party[at] * 7 + self.toss[at][3] % 4) % 400, partner)

    def _cargo(self, at: int, direction: str, office: str, procedure: str) -> str:
        branch, flow = self.world.given.branches[office], self.flow[at]
        toss, goods = self.toss[at], self.world.given.goods[self.world.flows[flow].goods]
        mode = "3" if goods.bulk and branch.mode != "4" else "2" if branch.mode == "3" else branch.mode
        gate = branch.gates[toss[0] % 10 // 7 % len(branch.gates)]
        place = branch.warehouses["bonded" if procedure in BONDED else gate]
        kg = self.kg[at]
        packages = 1 if goods.bulk else max(1, min(int(kg / 22), 99_999_999))
        weight, unit = (f"{kg / 1000:.3f}", "TNE") if kg >= 900_000 else (f"{max(kg, 0.01):.2f}", "KGM")
        partner = self.world.segment_partner[self.segment[at]]
        abroad = branch.abroad[0] if branch.abroad else self._port(partner, toss[1])
        written = [
            f'"transport_mode":"{mode}","transaction_class":"4","packages":{packages},"package_unit":"{goods.package}",'
            f'"gross_weight":"{weight}","weight_unit":"{unit}","warehouse":"{place}"',
            self._means(mode, toss[2]),
            self._ways(direction, gate, abroad, toss),
            self._containers(direction, mode, kg, toss[1]),
        ]
        if goods.other_law and direction == "import":
            written.append(f'"other_laws":["{goods.other_law}"]')
        return ",".join(part for part in written if part)

    def _port(self, partner: str, toss: int) -> str:
        ports = self.letters.places.get(partner)
        return ports[toss % len(ports)] if ports else f"{partner}ZZZ"

    def _means(self, mode: str, toss: int) -> str:
        if mode == "4":
            return f'"vessel_name":"14C{toss % 90000 + 10000}"'
        return f'"vessel_code":"9999","vessel_name":"{names.ship(toss)}"'

    def _ways(self, direction: str, gate: str, abroad: str, toss: list[int]) -> str:
        name = f',"loading_name":"{abroad}"' if direction == "import" and abroad.endswith("ZZZ") else ""
        if direction == "import":
            land = abroad.startswith("CN") and gate[:4] in ("VNMC", "VNMK", "VNHM", "VNBP")
            came = self.day - timedelta(days=0 if land else toss[0] % 6)
            bill = "" if land else f',"bills":["MCDL{toss[2] % 100_000_000:08d}"]'
            return f'"arrival_on":"{came}","unloading_place":"{gate}","loading_place":"{abroad}"{name}{bill}'
        leaves = self.day + timedelta(days=toss[0] % 5)
        there = f',"destination_name":"{abroad}"' if abroad.endswith("ZZZ") else ""
        bill = f'"bills":["{self.day:%y%m%d}{toss[2] % 1_000_000:06d}"],'
        return f'{bill}"departure_on":"{leaves}","loading_place":"{gate}","destination_place":"{abroad}"{there}'

    def _containers(self, direction: str, mode: str, kg: float, toss: int) -> str:
        if mode != "2":
            return ""
        count = max(1, min(ceil(kg / CONTAINER_KG), 999))
        if direction == "import":
            return f'"container_count":{count}'
        if count > MOST_CONTAINERS:
            return ""
        return f'"containers":[{",".join(chr(34) + container(toss + 7 * box) + chr(34) for box in range(count))}]'

    def _papers(self, at: int, direction: str, procedure: str) -> str:
        toss = self.toss[at]
        invoiced = self.day - timedelta(days=2 + toss[1] % 18)
        written = [
            f'"invoice_class":"A","invoice_number":"{invoiced:%y}-{toss[3] % 1_000_000:06d}","invoice_on":"{invoiced}",'
            f'"payment_term":"D","payment_method":"{self._pays(at)}","price_kind":"A"'
        ]
        if procedure in CONTRACTED:
            written.append(f'"licences":[{{"kind":"HDGC","number":"{toss[0] % 900 + 100}/HDGC-{self.day.year}"}}]')
        if procedure in RE_EXPORTS:
            written.append(f'"prior_number":"{prior(toss[0])}"')
        if procedure in TEMPORARY:
            written.append(f'"limit_on":"{self.day + timedelta(days=45 + toss[0] % 15)}"')
        if procedure == "C11":
            written.append(f'"stored_since":"{self.day}"')
        if direction == "import":
            written.append('"valuation_code":"6"')
        notes = self._notes(at, procedure, invoiced)
        return ",".join([*written, f'"notes":{text(notes)}'] if notes else written)

    def _pays(self, at: int) -> str:
        land = self.world.given.branches[self.world.branches[self.branch[at]]].mode == "4"
        return (BORDER_PAYMENTS if land else PAYMENTS)[self.toss[at][2] % 7 % 4]

    def _notes(self, at: int, procedure: str, day: date) -> str:
        claims = [line for line in self._lines(at) if self._claims(line)]
        if claims:
            return f"##{day:%d%m%Y}{self._certificate(at)}##"
        if procedure in CODED and procedure not in ("E42", "E11", "E15", "E62", "E31"):
            return f"HDGC {self.toss[at][0] % 900 + 100}/HDGC-{self.day.year}"
        return ""

    def _claims(self, line: int) -> bool:
        return bool(self.world.option_claims[self.option[line]])

    def _certificate(self, at: int) -> str:
        return f"CO{self.day:%y}{self.toss[at][3] % 10_000_000:07d}"

    def _money(self, at: int, direction: str) -> str:
        currency, term = CURRENCIES[self.currency[at]], TERMS[self.term[at]]
        form = "%.0f" if currency == "VND" else "%.2f"
        written = [f'"incoterm":"{term}","currency":"{currency}","invoice_total":"{form % self.total[at]}"']
        freight, insurance = self.freight[at], self.insurance[at]
        if direction == "import" and freight > 0:
            written.append(f'"freight_class":"A","freight_currency":"{currency}","freight":"{form % freight}"')
        if direction == "import" and term in ("EXW", "FCA", "FOB", "CPT", "CFR"):
            written.append(
                f'"insurance_class":"A","insurance_currency":"{currency}","insurance":"{form % insurance}"'
                if insurance else '"insurance_class":"D"'
            )  # fmt: skip
        if direction == "export" and term not in ("DAF", "DAP", "FOB"):
            value = form % (self.total[at] + freight)
            written.append(f'"export_value":"{value}","export_value_currency":"{currency}"')
        return ",".join(written)

    def _item(self, at: int, line: int, procedure: str) -> str:
        option = self.option[line]
        currency = CURRENCIES[self.currency[at]]
        whole = currency == "VND"
        invoice, price = (0, 0) if whole else (2, 4)
        written = (
            f'{self.letters.items[option]},"quantity":"{self.quantity[line]:.2f}","unit_price_currency":"{currency}",'
            f'"invoice_value":"{self.invoice[line]:.{invoice}f}","unit_price":"{self.price[line]:.{price}f}"'
        )
        unit = self.world.flow_unit[self.flow[at]]
        if unit != "KGM":
            kg = self.quantity[line] * self.world.flow_kg[self.flow[at]]
            written += f',"quantity2":"{max(kg, 0.01):.2f}","unit2":"KGM"'
        if self.world.option_claims[option]:
            written += f',"certificate":"{self._certificate(at)}"'
        return f"{written},{self._described(at, line, option, procedure)}}}"

    def _described(self, at: int, line: int, option: int, procedure: str) -> str:
        """Description, material code, and the line of an earlier declaration."""
        model = (self.party[at] * 31 + option * 17 + (line - self.first[at]) * 7) % 9000 + 1000
        words = f"{self.letters.names[option]}, {self.letters.marks[self.flow[at]]} {model}"
        extra = ""
        if procedure in CODED:
            kind = "2" if procedure in PRODUCTS else "1"
            office = f"{self.world.branches[self.branch[at]]}00"
            words = f"{model}#&{words}"
            extra = f',"management_code":"{kind}{office[:6]}"'
        if self.world.flows[self.flow[at]].direction == "export":
            foreign = "G21" in self.world.flows[self.flow[at]].procedures
            words += f"#&{RE_EXPORTED if foreign else 'VN'}"
        if procedure in RE_EXPORTS:
            extra += f',"prior_line":{line - self.first[at] + 1}'
        return f'"description":{text(words[:200])}{extra}'


def _goods_name(code: str, kind: str) -> str:
    known = packaged().lines_of.get(code)
    leaf = known[-1].words.vi.strip("- ") if known else ""
    return f"{kind} ({leaf})"[:140] if leaf and leaf != "Loại khác" else kind


def _places() -> dict[str, list[str]]:
    """Ports by country, the first few of each."""
    found: dict[str, list[str]] = {}
    for place in code_list("location").entries:
        if place.extra.get("kind") == "sea" and not place.says("invented"):
            found.setdefault(place.code[:2], []).append(place.code)
    return {country: sorted(codes)[:4] for country, codes in found.items()}
