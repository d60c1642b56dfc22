"""Profiles of the demonstration that risk officers write: one in force, one waiting, one retired. All invented.

Each step is taken when the year has come to its moment, so that the book of no day changes after the day began.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.risk import services
from motcua.risk.domain.language import criteria_of
from motcua.risk.domain.writing import Draft

_BASIS = "Thông tư 81/2019/TT-BTC; lựa chọn của đơn vị (giả định / invented)"
SMALL = Draft(
    code="O-SMALL-BORDER", kind="office", share_ppm=100_000, basis=_BASIS,
    criteria=criteria_of(
        "direction in import and office in 20BB and level in 3, 4, 5 and country in CN and value < 200000000"
    ),
    reason=Words(
        "Lô hàng giá trị nhỏ từ Trung Quốc qua Móng Cái.", "Small consignments from China by way of Móng Cái."
    ),
)  # fmt: skip
HEAVY = Draft(
    code="O-STEEL-HEAVY", kind="office", share_ppm=50_000, basis=_BASIS,
    criteria=criteria_of("direction in import and level in 2, 3, 4, 5 and heading in 72, 73 and weight >= 20000"),
    reason=Words("Sắt thép nhập khẩu khối lượng lớn.", "Heavy imports of iron and steel."),
)  # fmt: skip
REPEATED = Draft(
    code="O-FOUND-BEFORE", kind="office", share_ppm=300_000, basis=_BASIS,
    criteria=criteria_of("direction in import and level in 3, 4, 5 and past.party.hits >= 1"),
    reason=Words("Doanh nghiệp đã từng bị phát hiện vi phạm.", "Violations were found at this enterprise before."),
)  # fmt: skip
STEPS: tuple[tuple[date, str, str], ...] = (
    (date(2023, 3, 27), "write", HEAVY.code),
    (date(2023, 3, 28), "approve", HEAVY.code),
    (date(2023, 6, 26), "write", SMALL.code),
    (date(2023, 6, 28), "approve", SMALL.code),
    (date(2023, 9, 25), "retire", HEAVY.code),
)
"""What is done on which day; what waits at the opening is written at the end."""
_DRAFTS = {draft.code: draft for draft in (SMALL, HEAVY, REPEATED)}
_TRIED = {
    HEAVY.code: (date(2023, 1, 1), date(2023, 2, 28)), SMALL.code: (date(2023, 3, 1), date(2023, 5, 31)),
    REPEATED.code: (date(2023, 9, 1), date(2023, 11, 30)),
}  # fmt: skip


class Profiles:
    """Takes the steps that are due, in their order."""

    def __init__(self) -> None:
        self._steps: Iterator[tuple[date, str, str]] = iter(STEPS)
        self._next = next(self._steps, None)

    def before(self, day: date) -> None:
        """Take every step of the days before this one."""
        while self._next is not None and self._next[0] < day:
            on, verb, code = self._next
            _DO[verb](code, law_moment(on, 9))
            self._next = next(self._steps, None)


def leave_waiting(opens: datetime) -> None:
    """What waits for a second officer when the clock opens."""
    _write(REPEATED.code, opens)


def _write(code: str, at: datetime) -> None:
    first, _ = _officers(at)
    no = services.write_profile(_DRAFTS[code], by=first, at=at)
    since, until = _TRIED[code]
    services.propose_profile(
        code, no, since=since, until=until, note="Kết quả chạy thử kèm theo (giả định)", by=first, at=at
    )


def _approve(code: str, at: datetime) -> None:
    services.approve_profile(code, 1, note="Đã xem kết quả chạy thử (giả định)", by=_officers(at)[1], at=at)


def _retire(code: str, at: datetime) -> None:
    services.retire_profile(code, 1, note="Hết đợt kiểm tra chuyên đề (giả định)", by=_officers(at)[0], at=at)


_DO: dict[str, Callable[[str, datetime], None]] = {"write": _write, "approve": _approve, "retire": _retire}


def _officers(at: datetime) -> tuple[Actor, Actor]:
    """The two risk officers."""
    held = people.holders("risk", at.date())
    return people.actor_for(held[0], at.date()), people.actor_for(held[1], at.date())
