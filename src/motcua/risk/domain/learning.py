"""Learning: two models from what inspections found, and how their answers become one score.

The first says how likely a violation is, the second how much duty one would evade. Both are boosted trees, trained by
one thread from the same rows to the same bytes.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from motcua.kernel.dated import Dated
from motcua.kernel.money import PPM
from motcua.kernel.reading import yaml_reader
from motcua.risk.domain.features import FEATURES, PLACE, Matrix
from motcua.risk.domain.law import DATA

Floats = NDArray[np.float64]


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The numbers of learning in force from a day on; what they mean stands in `data/learning.yaml`."""

    since: date
    least_rows: int
    least_hits: int
    half_life_days: int
    stake_share_ppm: int
    judged_share_ppm: int
    judged_least: int
    better_ppm: int
    held_out_ppm: int
    watched_days: int
    shift_bound_ppm: int
    source: str
    verified: bool = False


_rows = yaml_reader(list[Numbers])


@cache
def _numbers() -> Dated[Numbers]:
    found = _rows((DATA / "learning.yaml").read_bytes())
    return Dated("learning", {each.since: each for each in found})


def numbers_on(day: date) -> Numbers:
    """The numbers in force on a day. NotInForce before the first."""
    return _numbers().on(day)


@dataclass(frozen=True, slots=True)
class Rows:
    """Inspected declarations in order of time: features as known when each was decided, and what was found."""

    days: NDArray[np.int64]
    features: Matrix
    hits: NDArray[np.int64]
    duty: NDArray[np.int64]

    def where(self, which: NDArray[np.bool_]) -> "Rows":
        """Some of them, in their order."""
        return Rows(self.days[which], self.features[which], self.hits[which], self.duty[which])

    def __len__(self) -> int:
        return len(self.days)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all of it: the same rows in the same order, and no others."""
        state = sha256(f"{len(self.days)} {self.features.shape[1]}".encode())
        for part, kind in ((self.days, "<i8"), (self.features, "<f4"), (self.hits, "<i8"), (self.duty, "<i8")):
            state.update(np.ascontiguousarray(part, dtype=kind).tobytes())
        return state.hexdigest()


def enough(rows: Rows, numbers: Numbers) -> bool:
    """Whether there is as much to learn from as a version needs."""
    return len(rows) >= numbers.least_rows and int(rows.hits.sum()) >= numbers.least_hits


CHANCE: dict[str, Any] = {
    "objective": "binary:logistic", "max_depth": 4, "eta": 0.08, "min_child_weight": 2.0, "lambda": 3.0, "gamma": 0.3,
    "subsample": 1.0, "colsample_bynode": 0.6,
}  # fmt: skip
STAKE: dict[str, Any] = {
    "objective": "reg:squarederror", "max_depth": 3, "eta": 0.08, "min_child_weight": 5.0, "lambda": 5.0,
}  # fmt: skip
ALWAYS: dict[str, Any] = {"tree_method": "hist", "nthread": 1, "seed": 1, "max_bin": 64, "verbosity": 0}
TREES, STAKE_TREES = 60, 30
USUAL_PART = 0.3
"""What a violation evades as a part of the tax, where none has told yet."""
LEAST_DUTY = 1_000_000.0
"""Dong: what is added to the tax at stake, so that declarations with none are not worth nothing."""


class Model:
    """Two boosters, the scale of the stake, and the share with which it counts."""

    __slots__ = ("chance", "scale", "smear", "stake", "stake_share")

    def __init__(self, chance: Any, stake: Any, smear: float, scale: float, stake_share: float) -> None:
        self.chance, self.stake = chance, stake
        self.smear, self.scale, self.stake_share = smear, scale, stake_share

    def chances(self, matrix: Matrix) -> Floats:
        """How likely a violation is, by declaration."""
        return np.asarray(self.chance.inplace_predict(matrix), dtype=np.float64)

    def stakes(self, matrix: Matrix) -> Floats:
        """Dong that a violation would be expected to evade, by declaration."""
        log = np.asarray(self.stake.inplace_predict(matrix, base_margin=_margin(matrix)), dtype=np.float64)
        held: Floats = np.exp(np.minimum(log, 32.0)) * self.smear
        return held

    def margins(self, matrix: Matrix) -> Floats:
        """The logarithm of the dong from which the second model begins."""
        return _margin(matrix).astype(np.float64) + float(np.log(self.smear))

    def encode(self) -> bytes:
        """The model as bytes."""
        chance, stake = (bytes(booster.save_raw("ubj")) for booster in (self.chance, self.stake))
        return _encode((chance, stake, self.smear, self.scale, self.stake_share))

    @staticmethod
    def read(blob: bytes) -> "Model":
        """A model that was stored."""
        import xgboost

        chance, stake, smear, scale, share = _decode(blob)
        first, second = (xgboost.Booster({"nthread": 1}, model_file=bytearray(raw)) for raw in (chance, stake))
        return Model(first, second, smear, scale, share)

    def scores(self, matrix: Matrix) -> list[int]:
        """The blend in whole millionths, 0 … 1,000,000."""
        if not len(matrix):
            return []
        return blended(self.chances(matrix), self.stakes(matrix), self.scale, self.stake_share)


def blended(chances: Floats, stakes: Floats, scale: float, share: float) -> list[int]:
    """One score from both: odds of chance times (stake / scale) to the power `share`, as millionths of one."""
    worth = chances * (np.maximum(stakes, 1.0) / scale) ** share
    found: list[int] = np.rint(worth / (1.0 + worth) * PPM).astype(np.int64).tolist()
    return found


def _margin(matrix: Matrix) -> NDArray[np.float32]:
    """Where the second model begins: the logarithm of the tax at stake."""
    return np.log(np.expm1(matrix[:, PLACE["tax"]].astype(np.float64)) + LEAST_DUTY).astype(np.float32)


def trained(rows: Rows, numbers: Numbers) -> Model:
    """Train both models on these rows. The same rows give the same model."""
    last = int(rows.days.max())
    weights = 0.5 ** ((last - rows.days) / numbers.half_life_days)
    share = float((weights * rows.hits).sum() / weights.sum())
    asked = CHANCE | {"base_score": min(max(share, 1e-4), 0.5)}
    chance = boosted(asked, TREES, rows.features, rows.hits, weight=weights)
    stake, smear = _stake(rows.where((rows.hits > 0) & (rows.duty > 0)))
    made = Model(chance, stake, smear, 1.0, numbers.stake_share_ppm / PPM)
    made.scale = float(np.exp(np.log(made.stakes(rows.features)).mean()))
    return made


def _stake(hits: Rows) -> tuple[Any, float]:
    """The second model, and the factor that takes its answer to dong: what violations evaded, as a part of the tax."""
    if not len(hits):
        nothing = np.zeros((1, hits.features.shape[1]), dtype=np.float32)
        return boosted(STAKE | {"base_score": 0.0}, 1, nothing, np.zeros(1)), USUAL_PART
    margin, logs = _margin(hits.features), np.log(hits.duty.astype(np.float64))
    usual = float((logs - margin).mean())
    begin = (margin + usual).astype(np.float32)
    booster = boosted(STAKE | {"base_score": 0.0}, STAKE_TREES, hits.features, logs, base_margin=begin)
    said = np.asarray(booster.inplace_predict(hits.features, base_margin=begin), dtype=np.float64)
    smear = float(hits.duty.sum() / np.exp(said).sum())
    return booster, float(np.exp(usual)) * min(max(smear, 0.2), 5.0)


def boosted(parameters: dict[str, Any], trees: int, features: Matrix, answers: Any, **more: Any) -> Any:
    """Trees on these rows, by one thread. The library is loaded here: most programs never train."""
    import xgboost

    names = [feature.name for feature in FEATURES] if features.shape[1] == len(FEATURES) else None
    data = xgboost.DMatrix(features, answers, feature_names=names, nthread=1, **more)
    booster = xgboost.train(ALWAYS | parameters, data, trees)
    booster.set_param({"nthread": 1})
    return booster


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[bytes, bytes, float, float, float]).decode
