"""Headings: which column of an official table is which, whoever typed it.

Names are compared folded: without accents, dots, blanks and case.
"""

import re
from collections.abc import Sequence, Set
from datetime import date
from functools import cache

import msgspec

from motcua.reference.domain import fold
from motcua.tariff.domain.packaged import schedules

CODE = frozenset({"code", "mahs", "mahang", "mahanghoa", "hs", "hscode", "masohs", "maso"})
TEXTS = {
    "description_vi": frozenset({"descriptionvi", "mota", "motahanghoa", "motahanghoatiengviet", "tenhang"}),
    "description_en": frozenset({"descriptionen", "description", "motahanghoatienganh"}),
    "path_vi": frozenset({"pathvi"}),
    "path_en": frozenset({"pathen"}),
    "unit": frozenset({"unit", "dvt", "donvitinh"}),
    "notes": frozenset({"policynotes", "notes", "chinhsachmathang", "chinhsachhanghoa", "chinhsach", "cshs"}),
}
LINK = frozenset({"correspondingline", "masotuongung", "mahangtuongung", "dongtuongung"})
"""The ordinary line behind a line of chapter 98."""
OLD = frozenset({"old", "oldcode", "codeold", "macu", "mahscu", "mahangcu", "ahtn2017"})
NEW = frozenset({"new", "newcode", "codenew", "mamoi", "mahsmoi", "mahangmoi", "ahtn2022"})
QUOTED = frozenset({"quotedon", "ngayniemyet", "ngaybaogia", "ngay"})
CURRENCY = frozenset({"currency", "mangoaite", "ngoaite", "nguyente", "madongtien"})
RATE = frozenset({"rate", "tygia", "tygiatinhthue"})
DOLLARS = frozenset({"usd", "usdperunit", "tygiacheo"})
SINCE = frozenset({"since", "tungay"})
UNTIL = frozenset({"until", "denngay"})
LEFT_OUT = "-"
"""What a person writes for a column that is not to be read."""
ALIASES = {
    "MFN": "mfn nkud thuenhapkhauuudai uudai thuesuatuudai",
    "ORDINARY": "ordinary nktt nkthongthuong thuenhapkhauthongthuong thongthuong",
    "QUOTA": "outofquota ngoaihanngach nhn",
    "EXPORT": "export xk thuexuatkhau",
    "VAT": "vat gtgt thuegtgt thuegiatrigiatang",
    "EXCISE": "excise ttdb thuettdb thuetieuthudacbiet",
    "ENVIRONMENT": "environment bvmt thuebvmt thuebaovemoitruong",
    "VNEAEU": "vneaeu eaeu",
    "VNCU": "vncu",
    "VNLAO": "vnlao",
    "VNCAM": "vncam",
}
ASEAN = frozenset({"BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN"})
PARTIES = {
    "rcepa": ASEAN, "rcept": ASEAN, "rcepb": frozenset({"AU"}), "rcepc": frozenset({"CN"}),
    "rcepd": frozenset({"JP"}), "rcepe": frozenset({"KR"}), "rcepf": frozenset({"NZ"}),
}  # fmt: skip
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_YEAR = re.compile(r"^(.+?)(20\d\d)$")
_DAY = re.compile(rf"^(.+?)(\d{{1,2}})({'|'.join(_MONTHS)})(20\d\d)$")


class Column(msgspec.Struct, frozen=True):
    """A rate column: its schedule, the parties it is for, and the first day if its name says one."""

    name: str
    schedule: str
    origins: frozenset[str] = frozenset()
    since: date | None = None


def plain(name: str) -> str:
    """A heading without accents, blanks and marks."""
    return re.sub(r"[^a-z0-9]", "", fold(name))


@cache
def _schedules() -> dict[str, str]:
    known = {plain(schedule.key): schedule.key for schedule in schedules()}
    known.update({alias: key for key, aliases in ALIASES.items() for alias in aliases.split()})
    return known


@cache
def column(name: str) -> Column | None:
    """The rate column of this heading; None where it is none that is known."""
    short = plain(name)
    if short in PARTIES:
        return Column(name, "RCEP", PARTIES[short])
    if short in _schedules():
        return Column(name, _schedules()[short])
    dated = _DAY.match(short)
    if dated and dated[1] in _schedules():
        day = date(int(dated[4]), _MONTHS.index(dated[3]) + 1, int(dated[2]))
        return Column(name, _schedules()[dated[1]], since=day)
    dated = _YEAR.match(short)
    if dated and dated[1] in _schedules():
        return Column(name, _schedules()[dated[1]], since=date(int(dated[2]), 1, 1))
    return None


def told(name: str, target: str) -> Column | None:
    """A column as a person says it is: a schedule and, if need be, its first day (`MFN 2023-07-15`).

    None where it is to be left out. ValueError where there is no such schedule or day.
    """
    target = target.strip()
    if target == LEFT_OUT:
        return None
    key, _, day = target.partition(" ")
    found = column(key)
    if found is None:
        raise ValueError(target)
    return Column(name, found.schedule, found.origins, date.fromisoformat(day.strip()) if day else found.since)


def among(names: Sequence[str], known: Set[str]) -> str | None:
    """The heading that is one of those known; None where there is none."""
    return next((name for name in names if plain(name) in known), None)


def text_column(names: Sequence[str], wanted: str) -> str | None:
    """The heading under which a text (`description_vi`, `unit` …) stands."""
    return among(names, TEXTS[wanted])


def code_column(names: Sequence[str]) -> str | None:
    """The heading under which the code stands."""
    return among(names, CODE)


def is_head(names: Sequence[str]) -> bool:
    """Whether a row is the headings of a table that is known."""
    if code_column(names) is not None or among(names, OLD) and among(names, NEW):
        return True
    return bool(among(names, QUOTED)) or bool(among(names, CURRENCY) and among(names, RATE | DOLLARS))
