"""Reasons: what made a score high, in words an officer can check, with the evidence behind them."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

from motcua.kernel.money import PPM
from motcua.kernel.words import Words
from motcua.risk.domain.facts import HEADING, Facts, with_heading
from motcua.risk.domain.features import FEATURES, PLACE, Matrix
from motcua.risk.domain.history import History, Past, goods_of
from motcua.risk.domain.learning import Model

HOW_MANY = 3


class Reason(msgspec.Struct, frozen=True):
    """One reason: the feature, what is said in both languages, and how much of the score it made, in ppm."""

    feature: str
    vi: str
    en: str
    share_ppm: int


def reasons(model: Model, facts: Sequence[Facts], values: Matrix, history: History) -> list[str]:
    """For each declaration the three features that raised its score most, as JSON."""
    if not len(facts):
        return []
    given = contributions(model, values)
    return [
        _encode(largest(each, row, given[place], history)).decode()
        for place, (each, row) in enumerate(zip(facts, values, strict=True))
    ]


def contributions(model: Model, values: Matrix) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """By declaration and feature, how much each adds to the logarithm of the score: exact TreeSHAP of both models."""
    import xgboost

    data = xgboost.DMatrix(values, feature_names=[feature.name for feature in FEATURES], nthread=1)
    chance = model.chance.predict(data, pred_contribs=True)[:, :-1].astype(np.float64)
    stake = model.stake.predict(data, pred_contribs=True)[:, :-1].astype(np.float64)
    stake[:, PLACE["tax"]] += model.margins(values) - np.log(model.scale)
    found: np.ndarray[Any, np.dtype[np.float64]] = chance + model.stake_share * stake
    return found


def read_reasons(kept: str) -> list[Reason]:
    """Reasons that were kept."""
    return _decode(kept)


def largest(facts: Facts, values: Matrix, given: "np.ndarray[Any, Any]", history: History) -> list[Reason]:
    """The reasons that count most, each subject named once; what lowered the score is no reason."""
    raised = float(np.maximum(given, 0.0).sum()) or 1.0
    found: list[Reason] = []
    said: set[str] = set()
    for place in np.argsort(-given, kind="stable").tolist():
        if given[place] <= 0 or len(found) == HOW_MANY:
            break
        name = FEATURES[place].name
        about, say = _SAY[name]
        words = None if about in said else say(facts, float(values[place]), history)
        if words is not None:
            said.add(about)
            found.append(Reason(name, words.vi, words.en, round(float(given[place]) / raised * PPM)))
    return found


Say = Callable[[Facts, float, History], Words | None]


def _times(past: Past) -> tuple[int, int]:
    return round(past.hits), max(round(past.checks), round(past.hits))


def _seen(kind: str, vi: str, en: str, key: Callable[[Facts], str]) -> Say:
    """Hits in inspections of one kind of thing; nothing to say before any was inspected."""

    def say(facts: Facts, _: float, history: History) -> Words | None:
        named = key(facts)
        hits, checks = _times(history.past(kind, named))
        if not named or not hits:
            return None
        shown = named.split()[-1] if kind == "party_heading" else named
        return Words(
            f"{vi.format(shown)}: gần đây phát hiện {hits} vi phạm trong {checks} lần kiểm tra.",
            f"{en.format(shown)}: {hits} violations in {checks} recent inspections.",
        )

    return say


def _decimal(number: float, digits: int = 0) -> tuple[str, str]:
    text = f"{number:,.{digits}f}"
    return text.translate({ord(","): ".", ord("."): ","}), text


def _below(vi: str, en: str) -> Say:
    """How far a unit value lies below what it is compared with."""

    def say(_: Facts, value: float, __: History) -> Words | None:
        part = round((1 - float(np.exp(value))) * 100)
        if part < 1:
            return None
        return Words(f"{vi} thấp hơn {part} %.", f"{en} is {part} % lower.")

    return say


def _surprise(_: Facts, value: float, __: History) -> Words | None:
    if value >= -1:
        return None
    vi, en = _decimal(-value, 1)
    return Words(
        f"Đơn giá lệch dưới hàng giống {vi} lần độ lệch chuẩn.",
        f"The unit value lies {en} standard deviations below the same goods.",
    )


def _share(vi: str, en: str) -> Say:
    def say(_: Facts, value: float, __: History) -> Words | None:
        part = round(value * 100)
        return Words(vi.format(part), en.format(part)) if part >= 1 else None

    return say


def _tax(facts: Facts, _: float, __: History) -> Words | None:
    if not facts.tax:
        return None
    vi, en = _decimal(facts.tax)
    return Words(f"Số thuế {vi} đồng phụ thuộc vào lời khai.", f"Tax of {en} dong depends on what is declared.")


def _value(facts: Facts, _: float, __: History) -> Words | None:
    vi, en = _decimal(facts.value)
    return Words(f"Trị giá khai báo {vi} đồng.", f"The declared value is {en} dong.")


def _level(facts: Facts, _: float, __: History) -> Words:
    return Words(f"Doanh nghiệp ở mức tuân thủ {facts.level}.", f"The enterprise is at compliance level {facts.level}.")


def _preference(facts: Facts, _: float, __: History) -> Words | None:
    if not facts.preference:
        return None
    return Words("Đề nghị hưởng ưu đãi theo xuất xứ.", "A preference by origin is claimed.")


def _age(facts: Facts, _: float, __: History) -> Words | None:
    if facts.age_days < 0:
        return None
    return Words(
        f"Doanh nghiệp đăng ký cách đây {facts.age_days} ngày.", f"The enterprise registered {facts.age_days} days ago."
    )


def _lines(facts: Facts, _: float, __: History) -> Words:
    count = len(facts.codes)
    return Words(f"Tờ khai có {count} dòng hàng.", f"The declaration has {count} lines of goods.")


def _count(vi: str, en: str) -> Say:
    def say(_: Facts, value: float, __: History) -> Words | None:
        return Words(vi.format(round(value)), en.format(round(value)))

    return say


def _import(facts: Facts, _: float, __: History) -> Words | None:
    return Words("Hàng nhập khẩu.", "The goods are imported.") if facts.direction == "import" else None


def _heading(facts: Facts) -> str:
    return goods_of(facts)[:HEADING]


_PARTY = _seen("party", "Doanh nghiệp {}", "Enterprise {}", lambda facts: facts.party)
_CODE = _seen("code", "Mã hàng {}", "Code {}", goods_of)
_SAY: dict[str, tuple[str, Say]] = {
    "party_rate": ("party", _PARTY),
    "party_hits": ("party", _PARTY),
    "party_checks": ("party", _PARTY),
    "party_heading_rate": (
        "pair",
        _seen("party_heading", "Doanh nghiệp với nhóm hàng {}", "The enterprise with heading {}",
              lambda facts: with_heading(facts.party, goods_of(facts))),
    ),
    "heading_rate": ("heading", _seen("heading", "Nhóm hàng {}", "Heading {}", _heading)),
    "code_rate": ("code", _CODE),
    "code_origin_rate": (
        "code origin",
        _seen("code_origin", "Mã hàng và xuất xứ {}", "Code and origin {}",
              lambda facts: f"{goods_of(facts)} {facts.origin}"),
    ),
    "origin_rate": ("origin", _seen("origin", "Xuất xứ {}", "Origin {}", lambda facts: facts.origin)),
    "country_rate": (
        "country", _seen("country", "Nước gửi hàng {}", "Country of dispatch {}", lambda facts: facts.country)
    ),
    "agent_rate": ("agent", _seen("agent", "Đại lý {}", "Customs agent {}", lambda facts: facts.agent)),
    "office_rate": ("office", _seen("office", "Đơn vị {}", "Office {}", lambda facts: facts.office)),
    "gap": ("value", _below("Đơn giá của dòng hàng lớn nhất, so với hàng giống khai gần đây,",
                            "Against the same goods lately, the unit value of the dearest line")),
    "lowest_gap": ("lowest", _below("Có dòng hàng mà đơn giá, so với hàng giống khai gần đây,",
                                    "Against the same goods lately, the unit value of a line")),
    "surprise": ("surprise", _surprise),
    "own_gap": ("own", _below("Đơn giá, so với thói quen khai của chính doanh nghiệp,",
                              "Against what the enterprise itself usually declares, the unit value")),
    "reference_gap": ("reference", _below("Đơn giá, so với giá tham chiếu,", "Against the reference, the unit value")),
    "party_low": ("party low", _share("Khoảng {} % tờ khai gần đây của doanh nghiệp có đơn giá thấp.",
                                      "About {} % of the enterprise's recent declarations have a low unit value.")),
    "code_low": ("code low", _share("Khoảng {} % tờ khai gần đây của mã hàng có đơn giá thấp.",
                                    "About {} % of recent declarations of the code have a low unit value.")),
    "density": ("density", _below("Trị giá trên mỗi ki-lô-gam, so với nhóm hàng,",
                                  "Against the heading, the value per kilogram")),
    "level": ("level", _level),
    "preference": ("preference", _preference),
    "tax": ("tax", _tax),
    "value": ("stake", _value),
    "tax_share": ("tax share", _share("Thuế bằng {} % trị giá.", "Tax is {} % of the value.")),
    "age": ("age", _age),
    "lines": ("lines", _lines),
    "party_volume": ("volume", _count("Doanh nghiệp có khoảng {} tờ khai gần đây.",
                                      "The enterprise has about {} recent declarations.")),
    "pair_volume": ("habit", _count("Doanh nghiệp đã khai nhóm hàng này khoảng {} lần gần đây.",
                                    "The enterprise declared these goods about {} times lately.")),
    "import": ("import", _import),
}  # fmt: skip
"""By feature: what it speaks of, so that nothing is said twice, and how it is said; None where there is no evidence."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[Reason]).decode
