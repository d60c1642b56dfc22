"""What if at the programs' door: ask of other rates, another cap or other officers, and read the answer."""

from collections.abc import Callable
from datetime import date

import msgspec

from motcua.design.domain.api import Call, Operation, Told, told
from motcua.design.domain.problems import Stopped
from motcua.ground.services import letters
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.words import Words
from motcua.people.domain.tokens import WHATIF
from motcua.reports.domain.whatif.asked import TariffAsked, change
from motcua.reports.domain.whatif.cap import CapAsked, CapFound, cap_of
from motcua.reports.domain.whatif.staff import StaffAsked, StaffFound, officers_of
from motcua.reports.domain.whatif.told import Pair
from motcua.reports.queries import whatif_runs
from motcua.reports.queries.whatif_kinds import Asked
from motcua.reports.services import whatif as services

LARGEST = 32_768


class WhatIfAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Changes as `MFN:8703=30`, over declarations registered from `since` to `until`; `effective` is their first day.

    `office` is a branch, empty for all.
    """

    changes: list[str]
    since: date
    until: date
    office: str = ""
    effective: date | None = None


class WhatIfSum(msgspec.Struct, frozen=True):
    """Dong as it was and as it would be; `key` is a tax, branch, month, tax code or code of goods."""

    key: str
    name: str
    was: int
    would: int
    difference: int


class CapWhatIfAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cap in percent as text (`3`, `4.99`), over declarations registered from `since` to `until`.

    `office` narrows what is counted to a branch; `minutes` is what one inspection takes an officer, 0 for what is
    measured.
    """

    cap: str
    since: date
    until: date
    office: str = ""
    minutes: int = 0


class StaffWhatIfAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Officers of a branch as text (`+2`, `-1`, `5`), over the checks of declarations registered in a period.

    `present` is their number now, 0 for who holds the post; minutes are what a check takes an officer, 0 for measured.
    """

    office: str
    officers: str
    since: date
    until: date
    present: int = 0
    document_minutes: int = 0
    inspection_minutes: int = 0


class WhatIfTold(msgspec.Struct, frozen=True):
    """A run: `state` is waiting, answered or refused. Sums are there once it is answered.

    `kind` is `tariff`, `cap` or `staff`; answers of another cap or other officers stand in `cap` and `staff`.
    """

    run: str
    said: str
    state: str
    refusal: str = ""
    fingerprint: str = ""
    declarations: int = 0
    touched_declarations: int = 0
    touched_lines: int = 0
    touched_enterprises: int = 0
    left: int = 0
    total: WhatIfSum | None = None
    taxes: tuple[WhatIfSum, ...] = ()
    branches: tuple[WhatIfSum, ...] = ()
    months: tuple[WhatIfSum, ...] = ()
    parties: tuple[WhatIfSum, ...] = ()
    goods: tuple[WhatIfSum, ...] = ()
    kind: str = "tariff"
    cap: CapFound | None = None
    staff: StaffFound | None = None


_read_cap = msgspec.json.Decoder(CapWhatIfAsked).decode
_read_staff = msgspec.json.Decoder(StaffWhatIfAsked).decode
_read = msgspec.json.Decoder(WhatIfAsked).decode


def ask(call: Call) -> Told:
    """Ask; the same question to the same data is the same run."""
    return _asked(call, _tariff)


def ask_cap(call: Call) -> Told:
    """Ask for another cap; the same question to the same data is the same run."""
    return _asked(call, _cap)


def ask_staff(call: Call) -> Told:
    """Ask for other officers; the same question to the same data is the same run."""
    return _asked(call, _staff)


def _tariff(body: bytes) -> TariffAsked:
    asked = letters.read(body, _read, "{“changes”, “since”, “until”, “office”, “effective”}", "REP-E20")
    listed = tuple(change(text, asked.effective) for text in asked.changes)
    return TariffAsked(listed, asked.since, asked.until, asked.office)


def _cap(body: bytes) -> CapAsked:
    asked = letters.read(body, _read_cap, "{“cap”, “since”, “until”, “office”, “minutes”}", "REP-E26")
    return CapAsked(cap_of(asked.cap), asked.since, asked.until, asked.office, asked.minutes)


def _staff(body: bytes) -> StaffAsked:
    asked = letters.read(body, _read_staff, "{“office”, “officers”, “since”, “until”, “present”}", "REP-E28")
    return StaffAsked(
        asked.office, *officers_of(asked.officers), asked.since, asked.until, asked.present, asked.document_minutes,
        asked.inspection_minutes,
    )  # fmt: skip


def _asked(call: Call, read_: Callable[[bytes], Asked]) -> Told:
    try:
        number = services.order(read_(call.body), by=call.by, at=call.at)
    except letters.Unreadable as fault:
        raise Stopped("unreadable", errors=fault.problem.errors) from None
    except Refusal as refusal:
        raise Stopped("refused", Words(refusal.in_language("vi"), refusal.in_language("en"))) from None
    return told(_told(whatif_runs.one(number)), 202)


def read(call: Call, run: str) -> Told:
    """A run as it stands."""
    services.need(call.by)
    if not (run.isascii() and run.isdecimal() and len(run) < 19):
        raise NotFound(what=run[:40])
    return told(_told(whatif_runs.one(int(run))))


def _told(run: whatif_runs.Run) -> WhatIfTold:
    found, number = run.answer, str(run.id)
    if found is None:
        state = "refused" if run.refusal else "waiting"
        refusal = run.refusal.in_language("vi") if run.refusal else ""
        return WhatIfTold(number, run.said, state, refusal, kind=run.kind)
    if isinstance(found, CapFound):
        return WhatIfTold(
            number, run.said, "answered", "", found.fingerprint, found.declarations, kind=run.kind, cap=found
        )
    if isinstance(found, StaffFound):
        return WhatIfTold(number, run.said, "answered", "", found.fingerprint, kind=run.kind, staff=found)
    return WhatIfTold(
        number, run.said, "answered", "", found.fingerprint, found.declarations, found.touched_declarations,
        found.touched_lines, found.touched_enterprises, found.left, _sum(found.total),
        *(tuple(map(_sum, pairs)) for pairs in (found.taxes, found.branches, found.months, found.parties, found.goods)),
    )  # fmt: skip


def _sum(pair: Pair) -> WhatIfSum:
    return WhatIfSum(pair.key, pair.name, pair.was, pair.would, pair.difference)


OPERATIONS = (
    Operation(
        "askWhatIf", "post", "whatif/tariff", "whatif-tariff",
        Words("Tính thử thuế suất khác", "Ask what other rates would have brought"), ask, scope=WHATIF,
        takes=(WhatIfAsked,), gives={202: WhatIfTold}, problems=("unreadable", "refused", "too-large"),
        largest=LARGEST,
        about=Words(
            "Chỉ quản trị viên cấp được mã có phạm vi này. Đọc kết quả ở `whatif/runs/{run}`.",
            "Only an administrator gives tokens of this scope. The answer is read at `whatif/runs/{run}`.",
        ),
    ),
    Operation(
        "askCapWhatIf", "post", "whatif/cap", "whatif-cap",
        Words("Tính thử trần tỷ lệ kiểm tra khác", "Ask what another cap would have inspected"), ask_cap, scope=WHATIF,
        takes=(CapWhatIfAsked,), gives={202: WhatIfTold}, problems=("unreadable", "refused", "too-large"),
        largest=LARGEST,
        about=Words(
            "Chỉ quản trị viên cấp được mã có phạm vi này. Đọc kết quả ở `whatif/runs/{run}`.",
            "Only an administrator gives tokens of this scope. The answer is read at `whatif/runs/{run}`.",
        ),
    ),
    Operation(
        "askStaffWhatIf", "post", "whatif/staff", "whatif-staff",
        Words("Tính thử số công chức khác", "Ask how long checks would have waited with other officers"), ask_staff,
        scope=WHATIF, takes=(StaffWhatIfAsked,), gives={202: WhatIfTold},
        problems=("unreadable", "refused", "too-large"), largest=LARGEST,
        about=Words(
            "Chỉ quản trị viên cấp được mã có phạm vi này. Đọc kết quả ở `whatif/runs/{run}`.",
            "Only an administrator gives tokens of this scope. The answer is read at `whatif/runs/{run}`.",
        ),
    ),
    Operation(
        "readWhatIf", "get", "whatif/runs/{run}", "whatif-run",
        Words("Đọc một lần tính thử", "Read a what-if"), read, scope=WHATIF, gives={200: WhatIfTold},
        problems=("not-found",),
    ),
)  # fmt: skip
