"""What waits at the gates at the opening: stays that ran out or were extended, and a carrier's vehicles."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from motcua.crossings import factories
from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.message import Extension, Vehicle
from motcua.crossings.domain.passing import Passage
from motcua.crossings.queries import permits
from motcua.crossings.queries import stays as queries
from motcua.crossings.services import announcing, gate, recording, stays
from motcua.declarations.queries import unpassed
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
_TOLD = "Giả định (invented)"
_GATES = ("VNMC0", "VNMC0", "VNMK1", "VNMC1", "VNHM1", "VNBP1")
_IN, _OUT = "in", "out"


class Waiting:
    """Builds it through the services of the gates, at moments before the opening."""

    def __init__(self, given: Mapping[str, Any], opens: datetime, carrier: str) -> None:
        self.given, self.opens, self.carrier = given, opens, carrier
        self.count = 0
        self.no = 0

    def build(self) -> int:
        """All of it; how many vehicles crossed."""
        told = self.given["at_opening"]
        for ago, days in told["overdue_in"]:
            self._enter(ago, days)
        for ago, days in told["overdue_out"]:
            self._enter(ago, days, way=_OUT)
        for ago, days, more in told["extended"]:
            self._extend(self._enter(ago, days), ago, days, more)
        for no in range(told["ended_extended"]):
            self._extended_and_gone(no)
        for ago, days in told["abandoned"]:
            key, at = self._enter(ago, days), self.opens - (ago - days - 3) * DAY
            stays.abandon(key, document=f"{ago}/BB-HQ", note=f"Xe cháy, thanh lý. {_TOLD}", by=SYSTEM, at=at)
        for ago, days in told["elsewhere"]:
            self._left_elsewhere(ago, days)
        for no in range(told["soon"]):
            plate, country = self._plate(_IN)
            at = self.opens - 22 * HOUR + no * HOUR / 6
            self._record(Passage(at, "VNMC0", _IN, "goods", country, plate, "V1", party=self.carrier))
        self._past()
        self._today()
        stays.mark(self.opens)
        self._ask(told["asking"])
        return self.count

    def _plate(self, way: str) -> tuple[str, str]:
        self.no += 1
        return (f"GUIK {self.no:05d}", "CN") if way == _IN else (f"14K-{self.no:05d}", "VN")

    def _enter(self, ago: int, days: int, way: str = _IN, party: str = "") -> tuple[int, int]:
        """A vehicle crossed so many days before the opening, for some days; the key of its stay."""
        at = self.opens - ago * DAY + self.no % 7 * HOUR
        plate, country = self._plate(way)
        kind = "goods" if days <= 1 else "persons"
        which = _GATES[self.no % len(_GATES)]
        done = self._record(Passage(at, which, way, kind, country, plate, days=days, party=party or self._party()))
        return done.leaf, 0

    def _party(self) -> str:
        return self.carrier if self.no % 3 == 0 else ""

    def _record(self, passage: Passage) -> recording.Recorded:
        self.count += 1
        return recording.record_passages([passage], by=SYSTEM, at=passage.at)

    def _extend(self, key: tuple[int, int], ago: int, days: int, more: int) -> None:
        at = self.opens - ago * DAY + 20 * HOUR
        until = law_day(self.opens) + timedelta(days=max(more - ago, 1) if more > ago else more - ago)
        until = max(until, law_day(at) + timedelta(days=days + 1))
        told = Extension(f"{self.no}/GH", until, "HQ CK", law_day(at), reason="S" if self.no % 2 else "T")
        stays.extend(key, told, by=SYSTEM, at=at)

    def _extended_and_gone(self, no: int) -> None:
        ago, plate = 20 + no * 9, f"GUIK {self.no + 1:05d}"
        key = self._enter(ago, 1)
        self._extend(key, ago, 1, 4)
        begun = queries.find(key, SYSTEM)
        away = self.opens - ago * DAY + (2 + no % 2) * DAY
        self._record(Passage(away, begun.gate, _OUT, begun.kind, "CN", plate))

    def _left_elsewhere(self, ago: int, days: int) -> None:
        key, left = self._enter(ago, days), self.opens - (ago - days) * DAY
        note = f"Ra qua cửa khẩu Hữu Nghị (Lạng Sơn). {_TOLD}"
        told = {"document": f"{ago}/HQLS", "note": note, "by": SYSTEM}
        stays.exit_elsewhere(key, left_at=left, **told, at=left + DAY)

    def _past(self) -> None:
        """The carrier's vehicles of the last weeks: declared the day before, and passed."""
        for no in range(self.given["carrier"]["past"]):
            at = self.opens - (1 + no // 3) * DAY + no % 3 * HOUR
            message = self._vehicle(100 + no, law_day(at), at, "VNMC0" if no % 4 else "VNMK1")
            number = announcing.announce(message, by=SYSTEM, at=at - 18 * HOUR).number
            gate.arrive(number, lane=f"V{1 + no % 2}", by=SYSTEM, at=at - HOUR / 2)
            gate.let_pass(number, by=SYSTEM, at=at)
            self._record(
                Passage(at + 6 * HOUR if at + 6 * HOUR < self.opens else self.opens, message.gate, _OUT, "goods", "CN",
                        message.plate, "R1", party=self.carrier)
            )  # fmt: skip
            self.count += 1

    def _today(self) -> None:
        """Declared for the day of the opening: some stand in a lane, one on hold, some have goods, cleared or not."""
        cleared = [each for each in permits.standing(self.opens, "20BB") if each.direction == "import"]
        waiting = unpassed.by_road("20BB", "import", most=4)
        for no in range(self.given["carrier"]["today"]):
            at = self.opens + (no - 10) * HOUR / 4
            message = self._vehicle(300 + no, law_day(self.opens), at, _GATES[no % 3 if no % 5 else 0])
            message = self._loaded(message, no, cleared, waiting)
            number = announcing.announce(message, by=SYSTEM, at=self.opens - (20 + no) * HOUR / 2).number
            if no < 14:  # noqa: PLR2004 - about half have come
                lanes = GATES[message.gate].lanes(_IN)
                gate.arrive(number, lane=lanes[no % len(lanes)], by=SYSTEM, at=self.opens - (14 - no) * HOUR / 6)
            if no == 7:  # noqa: PLR2004
                gate.hold(number, note=f"Kiểm tra lại số chì. {_TOLD}", by=SYSTEM, at=self.opens - HOUR / 6)

    def _loaded(
        self, message: Vehicle, no: int, cleared: Sequence[Any], waiting: Sequence[str]
    ) -> Vehicle:  # fmt: skip
        if message.gate != "VNMC0" or no % 2:
            return message
        if no % 4 == 0 and len(cleared) > no // 4:
            named = f"{cleared[no // 4].root}0"
        elif waiting:
            named = waiting[no // 4 % len(waiting)]
        else:
            return message
        return msgspec.structs.replace(message, laden=True, declarations=(named,))

    def _vehicle(self, no: int, day: date, at: datetime, which: str) -> Vehicle:
        local = at + timedelta(hours=7)
        return factories.vehicle(
            no, day=day, party=self.carrier, gate=which, exit_gate=which, expected_time=f"{local:%H:%M}",
            plate=f"GUIF {no:05d}", remarks=_TOLD,
        )  # fmt: skip

    def _ask(self, most: int) -> None:
        rows = queries.due_soon(self.opens).filter(party=self.carrier)
        for stay in list(rows)[:most]:
            until = law_day(stay.due_at) + timedelta(days=3)
            stays.ask((stay.leaf, stay.no), until=until, note=f"Chờ bốc hàng. {_TOLD}", by=SYSTEM, at=self.opens)
