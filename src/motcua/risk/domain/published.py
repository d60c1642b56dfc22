"""The published set: synthetic Korean declarations with their split by date, judged by the same sums and trees.

Its rows repeat whole goods, so what a set of goods was found to be before is nearly the answer. The slice of goods
never seen before is therefore always told beside the whole.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from motcua.kernel.money import PPM
from motcua.risk.domain.judging import Whole, auc_ppm, ranked
from motcua.risk.domain.learning import CHANCE, Matrix, boosted
from motcua.risk.domain.sums import Sums

SPLIT = {name: f"df_syn_{name}_eng.csv" for name in ("train", "valid", "test")}
SHARE_PPM = 50_000
TREES = 120
HALF_LIFE = 720
STRENGTH = {"goods": 0.5, "price": 2.0, "code_origin": 8.0, "code": 15.0, "heading": 25.0, "origin": 40.0, "type": 40.0}
"""By kind of key, how many inspections weigh as much as the wider rate."""


class Row(NamedTuple):
    """One declaration of the set: what matters in it, and whether it was a fraud."""

    day: date
    keys: tuple[str, ...]
    numbers: tuple[float, ...]
    fraud: bool


class Result(NamedTuple):
    """How well the highest five in a hundred do, in ppm. `base_ppm` is what a draw would find."""

    rows: int
    frauds: int
    base_ppm: int
    precision_ppm: int
    recall_ppm: int
    auc_ppm: int


class Published(NamedTuple):
    """The whole test part, and that of goods which never occurred before."""

    trained: int
    whole: Result
    unseen: Result


def read(path: Path) -> list[Row]:
    """The rows of one file in order of time. ValueError, OSError where it is not one of the set."""
    with path.open(encoding="utf-8", newline="") as file:
        try:
            rows = [_row(row) for row in csv.DictReader(file)]
        except (KeyError, ValueError) as error:
            raise ValueError(f"{path.name}: {error}") from error
    return sorted(rows, key=lambda row: row.day)


def _row(row: dict[str, str]) -> Row:
    code = row["HS6 Code"].zfill(6)
    origin, sent_from, rate, kind = (
        row[name] for name in ("Country of Origin", "Country of Departure", "Tax Rate", "Tax Type")
    )
    price, mass = float(row["Item Price"]), float(row["Net Mass"])
    goods = " ".join((code, row["Item Price"], row["Net Mass"], origin, sent_from, rate, kind))
    keys = (goods, f"{code} {row['Item Price']}", f"{code} {origin}", code, code[:4], origin, kind)
    unit = np.log1p(price) - np.log1p(mass)
    numbers = (np.log1p(price), np.log1p(mass), unit, float(rate), float(origin == sent_from), float(code[:2]))
    return Row(date.fromisoformat(row["Date"]), keys, tuple(map(float, numbers)), row["Fraud"] == "1")


class Known:
    """What is known of each kind of key, up to the day before."""

    def __init__(self, since: date) -> None:
        self.sums = {kind: Sums(2, HALF_LIFE, since) for kind in STRENGTH}

    def add(self, rows: Sequence[Row], day: date) -> None:
        """The findings of one day."""
        found = np.array([(1.0, row.fraud) for row in rows])
        for place, held in enumerate(self.sums.values()):
            held.add([row.keys[place] for row in rows], found, day)

    def features(self, rows: Sequence[Row], day: date) -> Matrix:
        """Rates by kind, each pulled towards the wider one, how much they rest on, and the numbers of the row."""
        columns: list[Any] = []
        wider = np.full(len(rows), 0.2)
        for place, (kind, held) in reversed(list(enumerate(self.sums.items()))):
            held.stand(day)
            sums = held.of([row.keys[place] for row in rows])
            wider = (sums[:, 1] + STRENGTH[kind] * wider) / (sums[:, 0] + STRENGTH[kind])
            columns += [wider, sums[:, 0]]
        return np.column_stack([*columns, np.array([row.numbers for row in rows])]).astype(np.float32)


def by_day(rows: Sequence[Row]) -> Iterator[tuple[date, list[Row]]]:
    """The rows of each day."""
    for day, group in groupby(rows, key=lambda row: row.day):
        yield day, list(group)


def evaluated(train: Sequence[Row], test: Sequence[Row]) -> Published:
    """Train on the first part as it came, day by day, and judge the other by what was known when the first ended.

    The first half of the training days only fills what is known, so that what trees learn from rests on something.
    """
    known, parts, answers = Known(train[0].day), list[Matrix](), list[bool]()
    half = train[len(train) // 2].day
    for day, rows in by_day(train):
        if day >= half:
            parts.append(known.features(rows, day))
            answers += [row.fraud for row in rows]
        known.add(rows, day)
    booster = boosted(CHANCE | {"max_depth": 5}, TREES, np.concatenate(parts), np.array(answers, dtype=np.int64))
    chances = booster.inplace_predict(known.features(test, test[0].day))
    scores = np.rint(np.asarray(chances, dtype=np.float64) * 1e9).astype(np.int64)
    frauds = np.array([row.fraud for row in test], dtype=np.int64)
    seen = {row.keys[0] for row in train}
    unseen = np.array([row.keys[0] not in seen for row in test], dtype=bool)
    return Published(len(train), result(scores, frauds), result(scores[unseen], frauds[unseen]))


def result(scores: Whole, frauds: Whole) -> Result:
    """The figures of one part."""
    top = ranked(scores, SHARE_PPM)
    caught, all_, rows = int(frauds[top].sum()), int(frauds.sum()), len(frauds)
    return Result(
        rows, all_, all_ * PPM // max(rows, 1), caught * PPM // max(len(top), 1), caught * PPM // max(all_, 1),
        auc_ppm(scores, frauds),
    )  # fmt: skip
