"""The kinds of what-ifs: how each is asked, worked out, said, and on what its answer rests."""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from motcua.declarations.queries import reassessing
from motcua.kernel.refusals import Refusal
from motcua.kernel.worktime import NoCalendar
from motcua.reports.domain.whatif import errors
from motcua.reports.domain.whatif.asked import TariffAsked, written
from motcua.reports.domain.whatif.cap import CapAsked, CapFound, said_cap
from motcua.reports.domain.whatif.staff import StaffAsked, StaffFound, said_staff
from motcua.reports.domain.whatif.told import TariffFound
from motcua.reports.queries import whatif, whatif_cap, whatif_staff
from motcua.risk.queries import basis as selection
from motcua.tariff import queries as tariff

Asked = TariffAsked | CapAsked | StaffAsked
Found = TariffFound | CapFound | StaffFound
TARIFF, CAP, STAFF = "tariff", "cap", "staff"


class Kind(NamedTuple):
    """A kind: its question and answer and how they are read, what fits a question, works it out, says it, and stands
    for its data.
    """

    asked: type[Any]
    found: type[Any]
    read_asked: Callable[[str], Any]
    read_found: Callable[[str], Any]
    fitting: Callable[[Any], Any]
    work: Callable[[Any], Any]
    said: Callable[[Any], str]
    basis: Callable[[Any], str]


KINDS: dict[str, Kind] = {
    TARIFF: Kind(
        TariffAsked, TariffFound, msgspec.json.Decoder(TariffAsked).decode, msgspec.json.Decoder(TariffFound).decode,
        whatif.fitting, whatif.by_tariff, lambda asked: written(asked.changes),
        lambda _: f"{reassessing.latest()} {tariff.version()}",
    ),
    CAP: Kind(
        CapAsked, CapFound, msgspec.json.Decoder(CapAsked).decode, msgspec.json.Decoder(CapFound).decode,
        whatif_cap.fitting, whatif_cap.by_cap, said_cap,
        lambda _: f"{reassessing.latest()} {selection.basis()}",
    ),
    STAFF: Kind(
        StaffAsked, StaffFound, msgspec.json.Decoder(StaffAsked).decode, msgspec.json.Decoder(StaffFound).decode,
        whatif_staff.fitting, whatif_staff.by_staff, said_staff, whatif_staff.basis,
    ),
}  # fmt: skip
REFUSALS: dict[str, type[Refusal]] = {
    each.code: each
    for each in (
        errors.WrongChange, errors.UnknownSchedule, errors.NothingOtherwise, errors.WrongDays, errors.NothingStored,
        errors.UnknownBranch, errors.WrongCap, errors.WrongMinutes, errors.WrongOfficers,
        errors.NothingChecked, NoCalendar,
    )
}  # fmt: skip


def of(asked: Asked) -> str:
    """The kind of a question."""
    return next(name for name, kind in KINDS.items() if isinstance(asked, kind.asked))
