"""History: what is known from the past, strictly before the day that is decided.

What is told of a day waits until the next one begins, so nothing that happens today changes a value of today.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
import numpy as np

from motcua.risk.domain.facts import HEADING, Facts, read, told, with_heading
from motcua.risk.domain.goods import Lines, Peers, lines
from motcua.risk.domain.sums import Floats, Kept, Sums

BEGUN = date(2020, 1, 1)
"""The first day of which anything can be known."""
HALF_LIVES = {
    "all": 180, "party": 75, "agent": 120, "heading": 90, "code": 75, "origin": 180, "country": 180, "office": 180,
    "party_heading": 90, "code_origin": 75,
}  # fmt: skip
"""Days after which a finding counts half, by what it is remembered for."""
KINDS = tuple(HALF_LIVES)
LOW = -0.17
"""A dearest line this far below its peers (in logarithms) counts as low."""


class Past(NamedTuple):
    """What inspections of one kind of thing have found: faded counts, and duty in dong."""

    checks: float
    hits: float
    duty: float


class KeptHistory(msgspec.Struct, array_like=True):
    """A history as it is stored."""

    day: date
    told: int
    outcomes: int
    found: dict[str, Kept]
    others: dict[str, Kept]
    waiting: list[bytes]
    waiting_found: list[tuple[bytes, int, int, int]]


def goods_of(facts: Facts) -> str:
    """The code of the dearest line; empty where there is none."""
    return facts.codes[facts.dearest] if facts.dearest < len(facts.codes) else ""


def keys_of(facts: Sequence[Facts]) -> dict[str, list[str]]:
    """By kind, the key under which each declaration is remembered."""
    codes = [goods_of(each) for each in facts]
    headings = [code[:HEADING] for code in codes]
    parties = [each.party for each in facts]
    origins = [each.origin for each in facts]
    return {
        "all": [""] * len(codes), "party": parties, "agent": [each.agent for each in facts], "heading": headings,
        "code": codes, "origin": origins, "country": [each.country for each in facts],
        "office": [each.office for each in facts],
        "party_heading": [with_heading(party, code) for party, code in zip(parties, codes, strict=True)],
        "code_origin": [f"{code} {origin}" for code, origin in zip(codes, origins, strict=True)],
    }  # fmt: skip


class History:
    """Outcomes and declarations of the past, faded, as they stand at the beginning of `day`; at first nothing."""

    def __init__(self, day: date = BEGUN) -> None:
        self.day = day
        self.told = self.outcomes = 0
        self.found = {kind: Sums(3, half, day) for kind, half in HALF_LIVES.items()}
        self.peers = Peers(Sums(3, 45, day), Sums(3, 45, day))
        self.party = Sums(4, 45, day)
        """Declarations, gaps of the dearest line (as far as they are usual), low ones, and those lately valued."""
        self.code = Sums(2, 45, day)
        """Declarations whose dearest line has the code, and low ones."""
        self.pair = Sums(1, 180, day)
        """Declarations of a party with a heading."""
        self.density = Sums(2, 90, day)
        """Declarations by heading with a weight, and the logarithm of dong per kilogram."""
        self._waiting: list[Facts] = []
        self._found: list[tuple[Facts, int, int, int]] = []

    def begin(self, day: date) -> None:
        """A day begins: what was told of the days before is known from now on. An earlier day changes nothing."""
        if day <= self.day:
            return
        if self._waiting:
            self._fold_told(self._waiting)
        if self._found:
            self._fold_found(self._found)
        self._waiting, self._found = [], []
        self.day = day
        for held in self._all():
            held.stand(day)

    def add_told(self, facts: Facts, day: date) -> None:
        """A declaration was registered on a day; known from the next day on."""
        self.begin(day)
        self.told += 1
        self._waiting.append(facts)

    def add_outcome(self, facts: Facts, day: date, hit: int, recovered: int, checked: int = 1) -> None:
        """An inspection was recorded on a day; known from the next day on.

        `checked` 0: no further inspection, only what became known later of one.
        """
        self.begin(day)
        self.outcomes += checked
        self._found.append((facts, checked, int(hit), recovered))

    def past(self, kind: str, key: str) -> Past:
        """What inspections have found for a key of one of KINDS."""
        return Past(*self.found[kind].of([key])[0].tolist())

    def _all(self) -> Iterable[Sums]:
        yield from self.found.values()
        yield from self._others().values()

    def _others(self) -> dict[str, Sums]:
        return {
            "fine": self.peers.fine, "coarse": self.peers.coarse, "party": self.party, "code": self.code,
            "pair": self.pair, "density": self.density,
        }  # fmt: skip

    def _fold_found(self, found: Sequence[tuple[Facts, int, int, int]]) -> None:
        rows = np.array([each[1:] for each in found], dtype=np.float64)
        for kind, keys in keys_of([each[0] for each in found]).items():
            self.found[kind].add(keys, rows, self.day)

    def _fold_told(self, facts: Sequence[Facts]) -> None:
        held = lines(facts)
        gaps, _ = self.peers.gaps(held)
        self._fold_parties(facts, held, gaps)
        self.peers.add(held, gaps, self.day)

    def _fold_parties(self, facts: Sequence[Facts], held: Lines, gaps: Floats) -> None:
        lead, valued = gaps[held.lead], held.valued[held.lead]
        low, one = (lead < LOW).astype(np.float64), np.ones(len(facts))
        usual = np.where(np.abs(lead) < -LOW, lead, 0.0)
        near = valued * (np.abs(lead) < -LOW)
        self.party.add([each.party for each in facts], np.stack((one, usual, low, near), axis=1), self.day)
        codes = [held.codes[place] for place in held.lead.tolist()]
        self.code.add(codes, np.stack((one, low), axis=1), self.day)
        pairs = [with_heading(each.party, code) for each, code in zip(facts, codes, strict=True)]
        self.pair.add(pairs, one[:, None], self.day)
        weighed, dense = densities(facts)
        self.density.add([code[:HEADING] for code in codes], np.stack((weighed, dense), axis=1), self.day)

    def copy(self) -> "History":
        """The same history, which goes its own way from now on."""
        made = History(self.day)
        made.told, made.outcomes = self.told, self.outcomes
        made.found = {kind: held.copy() for kind, held in self.found.items()}
        made._take({name: held.copy() for name, held in self._others().items()})
        made._waiting, made._found = list(self._waiting), list(self._found)
        return made

    def _take(self, others: dict[str, Sums]) -> None:
        self.peers = Peers(others["fine"], others["coarse"])
        self.party, self.code, self.pair, self.density = (others[n] for n in ("party", "code", "pair", "density"))

    def encode(self) -> bytes:
        """The whole history as bytes; the same history gives the same bytes."""
        kept = KeptHistory(
            self.day, self.told, self.outcomes, {kind: held.kept() for kind, held in self.found.items()},
            {name: held.kept() for name, held in self._others().items()}, [told(each) for each in self._waiting],
            [(told(each), checked, hit, duty) for each, checked, hit, duty in self._found],
        )  # fmt: skip
        return _encode(kept)

    @staticmethod
    def read(stored: bytes) -> "History":
        """A history that was stored. ValueError where the bytes are not one of this version."""
        try:
            kept = _decode(stored)
        except msgspec.DecodeError as error:
            raise ValueError("these bytes are no history") from error
        made = History(kept.day)
        made.told, made.outcomes = kept.told, kept.outcomes
        if set(kept.found) != set(KINDS) or set(kept.others) != set(made._others()):
            raise ValueError("a history of another version")
        made.found = {kind: Sums.read(kept.found[kind], kept.day) for kind in KINDS}
        made._take({name: Sums.read(each, kept.day) for name, each in kept.others.items()})
        made._waiting = [read(each) for each in kept.waiting]
        made._found = [(read(each), checked, hit, duty) for each, checked, hit, duty in kept.waiting_found]
        return made


def densities(facts: Sequence[Facts]) -> tuple[Floats, Floats]:
    """Whether a declaration has weight and value, and the logarithm of dong per kilogram where it has."""
    value = np.array([each.value for each in facts], dtype=np.float64)
    weight = np.array([each.weight for each in facts], dtype=np.float64)
    known = (value > 0) & (weight > 0)
    dense = np.log(np.where(known, value, 1.0)) - np.log(np.where(known, weight, 1.0))
    return known.astype(np.float64), dense


_encode = msgspec.msgpack.Encoder(order="sorted").encode
_decode = msgspec.msgpack.Decoder(KeptHistory).decode
