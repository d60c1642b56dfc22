"""Features: what models judge by, a pure function of the facts told and of the history before the day."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from motcua.kernel.words import Words
from motcua.risk.domain.facts import HEADING, Facts, with_heading
from motcua.risk.domain.goods import Lines, lines
from motcua.risk.domain.history import History, densities, keys_of
from motcua.risk.domain.sums import Floats

FEATURES_NO = 1
"""The number of this list. It changes with the list, with the meaning of a feature, and with what history keeps."""
Matrix = NDArray[np.float32]


class Feature(NamedTuple):
    """One column: its name, and what it is in words."""

    name: str
    words: Words


FEATURES: tuple[Feature, ...] = tuple(
    Feature(name, Words(vi, en))
    for name, vi, en in (
        ("party_rate", "tỷ lệ phát hiện của doanh nghiệp", "hit rate of the enterprise"),
        ("party_checks", "số lần đã kiểm tra doanh nghiệp", "inspections of the enterprise"),
        ("party_hits", "số lần phát hiện vi phạm của doanh nghiệp", "violations found at the enterprise"),
        ("party_heading_rate", "tỷ lệ phát hiện của doanh nghiệp với nhóm hàng",
         "hit rate of the enterprise with these goods"),
        ("heading_rate", "tỷ lệ phát hiện của nhóm hàng", "hit rate of the heading"),
        ("code_rate", "tỷ lệ phát hiện của mã hàng", "hit rate of the code"),
        ("origin_rate", "tỷ lệ phát hiện theo xuất xứ", "hit rate of the origin"),
        ("code_origin_rate", "tỷ lệ phát hiện của mã hàng theo xuất xứ", "hit rate of the code from this origin"),
        ("country_rate", "tỷ lệ phát hiện theo nước gửi hàng", "hit rate of the country of dispatch"),
        ("agent_rate", "tỷ lệ phát hiện của đại lý", "hit rate of the customs agent"),
        ("office_rate", "tỷ lệ phát hiện của đơn vị", "hit rate of the office"),
        ("gap", "đơn giá so với hàng giống", "unit value against the same goods"),
        ("lowest_gap", "dòng hàng có đơn giá thấp nhất so với hàng giống", "lowest unit value of a line against peers"),
        ("surprise", "độ bất thường của đơn giá", "how unusual the unit value is"),
        ("own_gap", "đơn giá so với thói quen của doanh nghiệp", "unit value against the enterprise's habit"),
        ("reference_gap", "đơn giá so với giá tham chiếu", "unit value against the reference"),
        ("party_low", "tỷ lệ khai giá thấp của doanh nghiệp gần đây", "recent low values of the enterprise"),
        ("code_low", "tỷ lệ khai giá thấp của mã hàng gần đây", "recent low values of the code"),
        ("density", "trị giá trên mỗi ki-lô-gam so với nhóm hàng", "value per kilogram against the heading"),
        ("level", "mức tuân thủ", "compliance level"),
        ("preference", "đề nghị ưu đãi xuất xứ", "claim of preference"),
        ("tax", "số thuế phải nộp", "tax at stake"),
        ("value", "trị giá", "customs value"),
        ("tax_share", "thuế trên trị giá", "tax as a share of value"),
        ("age", "thời gian từ khi doanh nghiệp đăng ký", "time since the enterprise registered"),
        ("lines", "số dòng hàng", "lines of goods"),
        ("party_volume", "số tờ khai gần đây của doanh nghiệp", "recent declarations of the enterprise"),
        ("pair_volume", "doanh nghiệp đã làm nhóm hàng này", "how often the enterprise traded these goods"),
        ("import", "nhập khẩu", "import"),
    )
)  # fmt: skip
PLACE = {feature.name: place for place, feature in enumerate(FEATURES)}
SHRINK = {"all": 60.0, "office": 40.0, "country": 40.0, "origin": 40.0, "heading": 25.0, "code": 15.0,
          "code_origin": 10.0, "agent": 20.0, "party": 5.0, "party_heading": 4.0}  # fmt: skip
"""How many inspections a rate must rest on to weigh as much as the wider rate above it."""
BESIDE = ("office", "country", "origin", "heading", "agent", "party")
"""Kinds whose wider rate is that of all."""
FIRST_RATE = 0.02
"""What is thought of the rate of all before anything is known."""
MOST = 0.9


def matrix(facts: Sequence[Facts], history: History) -> Matrix:
    """The features of each declaration, a row each, as known at the beginning of the history's day."""
    if not len(facts):
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    held = lines(facts)
    columns = _rates(facts, history) | _values(facts, held, history) | _stakes(facts)
    return np.stack([columns[feature.name] for feature in FEATURES], axis=1).astype(np.float32)


def _shrunk(sums: Floats, wider: Floats, kind: str) -> Floats:
    """A rate pulled towards the wider one, the more so the fewer inspections it rests on."""
    held: Floats = (sums[:, 1] + SHRINK[kind] * wider) / (sums[:, 0] + SHRINK[kind])
    return np.clip(held, 0.0, MOST)


def _rates(facts: Sequence[Facts], history: History) -> dict[str, Floats]:
    keys = keys_of(facts)
    found = {kind: history.found[kind].of(keys[kind]) for kind in keys}
    every = _shrunk(found["all"], np.full(len(facts), FIRST_RATE), "all")
    rate = {kind: _shrunk(found[kind], every, kind) for kind in BESIDE}
    rate["code"] = _shrunk(found["code"], rate["heading"], "code")
    rate["code_origin"] = _shrunk(found["code_origin"], rate["code"], "code_origin")
    wider = np.minimum(rate["party"] * rate["code"] / every, MOST)
    rate["party_heading"] = _shrunk(found["party_heading"], wider, "party_heading")
    columns = {f"{kind}_rate": held for kind, held in rate.items()}
    return columns | {"party_checks": found["party"][:, 0], "party_hits": found["party"][:, 1]}


def _values(facts: Sequence[Facts], held: Lines, history: History) -> dict[str, Floats]:
    gaps, spread = history.peers.gaps(held)
    lead = gaps[held.lead]
    codes = [held.codes[place] for place in held.lead.tolist()]
    party = history.party.of([each.party for each in facts])
    code = history.code.of(codes)
    habit = party[:, 1] / (party[:, 3] + 3.0)
    low_of_all = _share_of_low(history)
    dense = history.density.of([each[:HEADING] for each in codes])
    pairs = [with_heading(each.party, one) for each, one in zip(facts, codes, strict=True)]
    weighed, density = densities(facts)
    known = (weighed > 0) & (dense[:, 0] > 1)
    return {
        "gap": lead, "lowest_gap": np.minimum.reduceat(gaps, held.first), "surprise": (gaps / spread)[held.lead],
        "own_gap": np.where(lead != 0, lead - habit, 0.0),
        "reference_gap": np.minimum.reduceat(held.reference, held.first),
        "party_low": (party[:, 2] + 5 * low_of_all) / (party[:, 0] + 5),
        "code_low": (code[:, 1] + 20 * low_of_all) / (code[:, 0] + 20),
        "density": np.where(known, density - dense[:, 1] / np.maximum(dense[:, 0], 1e-9), 0.0),
        "lines": np.diff(held.first, append=len(held.worth)).astype(np.float64),
        "party_volume": party[:, 0],
        "pair_volume": history.pair.of(pairs)[:, 0],
    }  # fmt: skip


def _share_of_low(history: History) -> float:
    declared, low = history.code.whole()
    return float((low + 1) / (declared + 20))


def _stakes(facts: Sequence[Facts]) -> dict[str, Floats]:
    rows = np.array(
        [(f.level, f.preference, f.tax, f.value, f.age_days, f.direction == "import") for f in facts], dtype=np.float64
    )
    level, preference, tax, value, age, imports = rows.T
    return {
        "level": level, "preference": preference, "tax": np.log1p(tax), "value": np.log1p(value),
        "tax_share": tax / np.maximum(value, 1.0), "age": np.log1p(np.maximum(age, -0.5)), "import": imports,
    }  # fmt: skip
