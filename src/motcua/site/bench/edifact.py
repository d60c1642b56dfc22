"""Rates of EDIFACT on one core: the same interchanges read by pydifact and by us, turn by turn in the same run."""

import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from statistics import median
from time import process_time

import msgspec
from msgspec.structs import replace

from motcua.gateways.edifact.domain.envelopes import read
from motcua.gateways.edifact.domain.exchange import examine
from motcua.gateways.edifact.domain.judging import judge
from motcua.gateways.edifact.domain.writing import Address
from motcua.gateways.edifact.services import sent
from motcua.kernel.days import law_moment
from motcua.manifests import factories
from motcua.manifests.domain.message import CargoManifest
from motcua.site.bench.results import Result

try:
    from pydifact.segmentcollection import Interchange
except ImportError:
    Interchange = None

INTERCHANGES = 4
MESSAGES = 10
ROUNDS = 5
SHORTEST = 0.2
"""Seconds that a round takes at the least."""
GOAL = 30
ABSENT = "pydifact is not installed: pip install pydifact==0.2.3"


def measure() -> Iterator[Result]:
    """Segments a second, medians of five rounds, interleaved with the baseline."""
    raws = [_interchange(no) for no in range(1, INTERCHANGES + 1)]
    texts = [raw.decode() for raw in raws]
    segments = sum(len(found.segments) for raw in raws for found in read(raw))
    works: dict[str, Callable[[], object]] = {
        "read": lambda: [read(raw) for raw in raws],
        "read and hold to the directory": lambda: [judge(found) for raw in raws for found in read(raw)],
        "read, hold, and understand as documents": lambda: [examine(raw) for raw in raws],
    }
    rates: dict[str, list[float]] = {name: [] for name in ("baseline", *works)}
    for _ in range(ROUNDS):
        if Interchange is not None:
            rates["baseline"].append(_rate(lambda: [_theirs(text) for text in texts], segments))
        for name, work in works.items():
            rates[name].append(_rate(work, segments))
    plain = median(rates["baseline"]) if rates["baseline"] else 0.0
    note = f"{segments} segments in {INTERCHANGES * MESSAGES} messages; " + (
        "pydifact 0.2.3 reads" if plain else ABSENT
    )
    for name in works:
        ours = median(rates[name])
        held = name == "read" and plain > 0
        yield Result(
            work=f"{name}, EDIFACT, one core", engine="python", unit="segments/s", baseline=round(plain),
            ours=round(ours), ratio=round(ours / plain, 1) if plain else 0.0,
            goal=f">= {GOAL} times" if name == "read" else "", reached=ours >= GOAL * plain if held else None,
            note=note,
        )  # fmt: skip


def _interchange(no: int) -> bytes:
    """Manifests and lists of persons as carriers send them."""
    documents = [
        _manifest(no * 100 + each) if each % 2 else factories.passengers(no * 100 + each, people=20)
        for each in range(MESSAGES)
    ]
    return sent(documents, sender=Address("MHSL"), at=law_moment(date(2023, 5, 4), 9), reference=f"B{no}")


def _manifest(no: int) -> CargoManifest:
    """Five bills, no two alike in their goods, weights and parties."""
    made = factories.cargo(no, bills=5)
    bills = []
    for place, bill in enumerate(made.bills, no * 10):
        goods = tuple(
            replace(row, description=f"{row.description} {place}-{at}", gross_weight=Decimal(place * 10 + at) / 8)
            for at, row in enumerate(bill.goods)
        )
        bills.append(replace(bill, goods=goods, consignee=factories.trader(place), consignor=factories.trader(-place)))
    return replace(made, bills=tuple(bills))


def _theirs(text: str) -> object:
    return list(Interchange.from_str(text).get_messages())


def _rate(work: Callable[[], object], segments: int) -> float:
    """By the time of this process on the processor, so that neighbours do not count; at least SHORTEST of it."""
    begun, turns = process_time(), 0
    while process_time() - begun < SHORTEST:
        work()
        turns += 1
    return turns * segments / (process_time() - begun)


def main() -> None:
    """Print the results as JSON; run as a program."""
    warnings.simplefilter("ignore")
    sys.stdout.buffer.write(msgspec.json.encode(list(measure())))
