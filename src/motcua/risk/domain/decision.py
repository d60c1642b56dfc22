"""A decision: which channel, from what source, at what chance, and what may be said of it."""

from datetime import date, datetime
from typing import NamedTuple

import msgspec

from motcua.kernel.words import Words

GREEN, YELLOW, RED = 1, 2, 3

CHANNELS = {
    GREEN: Words("Luồng xanh", "Green channel"),
    YELLOW: Words("Luồng vàng", "Yellow channel"),
    RED: Words("Luồng đỏ", "Red channel"),
}
SOURCES = {
    "none": Words("Không chọn", "Not selected"),
    "legal": Words("Pháp luật bắt buộc", "Required by law"),
    "profile": Words("Hồ sơ rủi ro", "Risk profile"),
    "random": Words("Chọn ngẫu nhiên", "Random selection"),
    "model": Words("Mô hình chấm điểm", "Scoring model"),
    "officer": Words("Công chức chuyển luồng", "Changed by an officer"),
}
REASON_CLASSES = {
    "none": Words("Không phải kiểm tra.", "No check is required."),
    "legal": Words("Kiểm tra theo quy định của pháp luật.", "A check required by law."),
    "risk": Words("Kiểm tra theo quản lý rủi ro.", "A check under risk management."),
    "random": Words("Kiểm tra do chọn ngẫu nhiên.", "A check by random selection."),
}
DRAW = "DRAW"
"""Stands in `rule` where no profile spoke but the keyed draw."""
MODEL = "MODEL"
"""Stands in `rule` where the model spoke, and in `unserved` where no token could serve it."""
SPEAKERS = {DRAW: SOURCES["random"], MODEL: SOURCES["model"]}
"""What stands in `rule` or `unserved` and is no profile, in words."""
PARTY, OFFICE, PROFILES = "MODEL-PARTY", "MODEL-OFFICE", "PROFILE-SHARE"
"""Stand in `unserved` where the model would inspect and the enterprise or the office has had its share, or where an
office profile would and profiles have had theirs."""
BOUNDS = {
    PROFILES: Words("Hồ sơ rủi ro đã dùng hết phần của mình", "Profiles have had their share of the budget"),
    PARTY: Words("Doanh nghiệp đã được chọn đủ số lần", "The enterprise has been chosen often enough"),
    OFFICE: Words("Chi cục đã có đủ phần kiểm tra theo mô hình", "The office has its share of the model's inspections"),
}

NOT_WAITING = ("", *BOUNDS)
"""Stand in `unserved` where no request waits: nothing was asked for, or a bound of fairness kept it."""


def waits(unserved: str) -> bool:
    """Whether a request waits for a token, which a head may grant."""
    return unserved not in NOT_WAITING


class Judged(NamedTuple):
    """The number of a model and what it made of one declaration, in millionths."""

    model: int
    score: int


NOT_ASKED = Judged(0, -1)


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A registered declaration that waits for its channel. `at` overrides the moment of the call.

    `told` are its facts as they are kept.
    """

    subject: int
    number: str
    office: str
    party: str
    hits: tuple[str, ...]
    level: int
    at: datetime | None = None
    told: bytes = b""


class Decision(msgspec.Struct, frozen=True, gc=False):
    """One row of `risk_decision`, in the order of its columns.

    `turn` counts decisions of the department without gap, in the order of the bucket. `day` is the
    law day of `at`; `drawn_on` the day whose secret drew. `unserved` names what asked for an inspection
    that no token could serve, or that a bound of fairness kept from the model. `probability_ppm` is the
    exact chance of a physical inspection, given the balance at that turn. `balance_millionths` and
    `documents_millionths` are the balances of physical inspections and of documentary checks after it.
    `score` is what the model of that number made of its facts, in millionths, and `score_threshold` what a
    score must reach; model 0 and -1 where none was asked.
    """

    subject: int
    turn: int
    at: datetime
    day: date
    drawn_on: date
    number: str
    office: str
    party: str
    level: int
    hits: str
    channel: int
    source: str
    rule: str
    reason_class: str
    unserved: str
    probability_ppm: int
    draw: int
    threshold: int
    share_draw: int
    yellow_draw: int
    balance_millionths: int
    model: int = 0
    score: int = -1
    score_threshold: int = -1
    documents_millionths: int = 0


def forced(channel: int, reason_class: str, unserved: str) -> bool:
    """Whether documents are checked by order of the law or in place of an inspection without a token."""
    return channel == YELLOW and (reason_class == "legal" or (waits(unserved) and unserved != MODEL))


class TraderView(msgspec.Struct, frozen=True):
    """All that a trader, or the public, may learn of a decision."""

    channel: int
    channel_words: Words
    reason_class: str
    reason: Words


def trader_view(channel: int, reason_class: str) -> TraderView:
    """The channel and the class of reason, nothing finer. KeyError for an unknown class."""
    return TraderView(channel, CHANNELS[channel], reason_class, REASON_CLASSES[reason_class])
