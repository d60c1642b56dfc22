"""Candidates, terms and an invented ordinary trade for tests of selection."""

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from motcua.risk.domain import (
    PACKAGED,
    Bucket,
    Candidate,
    Decision,
    Facts,
    ProfileBook,
    Terms,
    decide,
    derived,
    indicate,
    law_on,
)
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.profiles import Kind, Profile

DAY = date(2023, 5, 10)
NOON = datetime(2023, 5, 10, 5, tzinfo=UTC)
SEED = b"a seed for tests"


def profile(code: str, kind: Kind = "office", *, share_ppm: int = 1_000_000, **criteria: object) -> Profile:
    """A profile in force since 2022; without criteria it hits imports."""
    asked = Criteria(**(criteria or {"directions": ("import",)}))  # type: ignore[arg-type]
    return Profile(
        code=code, kind=kind, criteria=asked, since=date(2022, 1, 1), share_ppm=share_ppm,
        reason={"vi": "Lý do.", "en": "A reason."}, reason_class="risk", basis="none",
    )  # fmt: skip


LAW, OFFICE, HALF, PAPERS = "LAW", "OFFICE", "HALF", "PAPERS"
BOOK = ProfileBook([
    profile(LAW, "legal"),
    profile(OFFICE),
    profile(HALF, share_ppm=500_000),
    profile(PAPERS, "yellow"),
])  # fmt: skip


def terms(day: date = DAY, book: ProfileBook = BOOK, drawn_on: date | None = None) -> Terms:
    """What is in force on a day, with a secret that follows from SEED."""
    drawn = drawn_on or day
    return Terms(day=day, law=law_on(day), book=book, drawn_on=drawn, secret=derived(SEED, drawn))


def number(running: int) -> str:
    """Twelve digits that look like a declaration number."""
    return f"10{running:08d}00"


def candidate(running: int, *hits: str, at: datetime | None = None) -> Candidate:
    """A declaration at Móng Cái by an enterprise of middling compliance."""
    return Candidate(running, number(running), "20BB", f"57{running % 7:08d}", hits, 3, at)


def candidates(hits: Iterable[Sequence[str]]) -> list[Candidate]:
    """One candidate for each set of hits, numbered from 1."""
    return [candidate(running, *each) for running, each in enumerate(hits, 1)]


def decided(hits: Iterable[Sequence[str]], bucket: Bucket | None = None) -> list[Decision]:
    """Decisions on a stream of hits, from an empty bucket unless another is given."""
    return decide(candidates(hits), bucket or Bucket(), lambda day: terms(day), at=NOON)


def facts(**changes: object) -> Facts:
    """An import of shirts from China at Móng Cái with nothing unusual."""
    usual: dict[str, object] = {
        "office": "20BB", "direction": "import", "procedure": "A11", "party": "5700000001", "level": 3,
        "codes": ("61091010",), "origin": "CN", "value": 500_000_000, "tax": 50_000_000, "age_days": 2_000,
    }  # fmt: skip
    return Facts(**{**usual, **changes})  # type: ignore[arg-type]


_OFFICES = {"20BB": 55, "20BC": 6, "20BD": 4, "20CE": 8, "20CF": 17, "20CG": 10}
_LEVELS = {1: 4, 2: 33, 3: 52, 4: 9, 5: 2}
_IMPORTS = ("61091010", "62034200", "64041990", "84159099", "39269099", "73269099", "60063290", "07032090",
            "08081000", "85171300", "87089999", "28151100", "85444299", "94036090", "96151900", "84799099")  # fmt: skip
_EXPORTS = ("03061790", "11081400", "08106000", "25231090", "27011100", "40012290", "94036090", "61091020")


def ordinary_trade(count: int, seed: int = 1) -> list[Facts]:
    """An invented mix in the manner of a border province; no truth about fraud is in it."""
    chance = random.Random(seed)

    def one() -> Facts:
        office = chance.choices(list(_OFFICES), list(_OFFICES.values()))[0]
        imports = chance.random() < 0.6
        lines = min(int(chance.expovariate(0.3)) + 1, 50)
        codes = tuple(chance.choices(_IMPORTS if imports else _EXPORTS, k=lines))
        value = int(chance.lognormvariate(20.5, 1.3))
        flags = {"policy"} if chance.random() < 0.06 else set()
        flags |= {"temporary"} if chance.random() < 0.03 else set()
        flags |= {"information"} if chance.random() < 0.0005 else set()
        return Facts(
            office=office, direction="import" if imports else "export", procedure="A11" if imports else "B11",
            party=f"57{chance.randrange(1_500):08d}", codes=codes,
            level=chance.choices(list(_LEVELS), list(_LEVELS.values()))[0],
            origin="CN" if chance.random() < 0.7 else "KR", preference=imports and chance.random() < 0.3,
            value=value, tax=value // 9 if imports else 0, age_days=chance.randrange(5_000),
            flags=frozenset(flags),
        )  # fmt: skip

    return [one() for _ in range(count)]


def decided_trade(trade: Sequence[Facts], days: int = 30) -> list[Decision]:
    """Decisions on a trade with the packaged profiles, spread over some days."""
    begin, step = datetime(2023, 5, 1, tzinfo=UTC), timedelta(days=days) / len(trade)
    book = PACKAGED.book(DAY)
    waiting = [
        Candidate(place, number(place), each.office, each.party, indicate(each, book), each.level, begin + place * step)
        for place, each in enumerate(trade, 1)
    ]
    return decide(waiting, Bucket(), lambda day: terms(day, book), at=begin)
