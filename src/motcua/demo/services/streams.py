"""Streams: the trade of a seed, written and prepared as when the demonstration is built, but stored nowhere."""

import gc
from datetime import date

import msgspec

from motcua.declarations import services as declarations
from motcua.demo.domain.chunks import Lot, Maker, moment
from motcua.demo.domain.enterprises import enterprises
from motcua.demo.domain.life import NEVER
from motcua.demo.domain.parameters import day_index, parameters
from motcua.demo.domain.plan import plan
from motcua.demo.domain.world import World
from motcua.risk.domain import Candidate
from motcua.risk.domain.shelf import PACKAGED
from motcua.risk.domain.simulation import Result, Stream
from motcua.tariff import queries as tariff


class Told(msgspec.Struct):
    """A stream and, place by place, the generator's own chance of fraud (ppm) and what fraud would evade on average."""

    stream: Stream
    chances: list[int]
    stakes: list[int]


class Refused(RuntimeError):
    """A generated declaration was refused: a fault of the generator."""


def told(seed: int, scale: float, until: date) -> Told:
    """Both years of a seed up to a day. Totals are as planned; the days that close a year are not corrected."""
    world = World(parameters(), tariff.book(), seed=seed, scale=scale)
    made, maker, last = plan(world), Maker(world), day_index(until)
    held = {party.tax_code: party for party in enterprises(world)}
    kit = declarations.Kit(declarations.KitVersion("stream", seed, "packaged"), tariff.book(), held, PACKAGED)
    found = Told(Stream([], []), [], [])
    candidates: list[Candidate] = []
    results: list[Result | None] = []
    for day in range(last + 1):
        lots = maker.lots(made, day)
        candidates += _candidates(lots, len(candidates), kit)
        results += [_result(lot) for lot in lots]
        found.chances += [lot.truth[2] if lot.truth else 0 for lot in lots]
        found.stakes += [lot.truth[3] if lot.truth else 0 for lot in lots]
    found.stream = Stream(candidates, results)
    gc.collect()
    return found


def _candidates(lots: list[Lot], before: int, kit: declarations.Kit) -> list[Candidate]:
    raws = [declarations.Raw(lot.body, moment(lot.at)) for lot in lots]
    made = []
    for turn, each in enumerate(declarations.prepare(raws, kit).prepared, before + 1):
        if not each.accepted:
            raise Refused("; ".join(f"{found.code} {found.path} {found.value}" for found in each.findings))
        made.append(Candidate(turn, f"{turn:012d}", each.office, each.party, each.hits, each.level, each.at, each.told))
    return made


def _result(lot: Lot) -> Result | None:
    """What an inspection finds; of what is cancelled it is not known, as in the stored stream."""
    if lot.cancels != NEVER:
        return None
    found = bool(lot.truth and lot.truth[-1])
    return Result(found, lot.truth[4] if lot.truth and found else 0)
