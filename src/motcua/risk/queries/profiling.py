"""The list of profiles, packaged and written on the site, with their figures; and who stands behind them."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.people.queries import rights
from motcua.risk.domain.life import State
from motcua.risk.domain.outcomes import Verdict
from motcua.risk.domain.profiles import Profile, packaged
from motcua.risk.domain.shelf import Shelf
from motcua.risk.domain.writing import profile
from motcua.risk.queries import profiles, ruling

STANDING: dict[str, Words] = {
    "force": Words("Đang áp dụng", "In force"),
    "coming": Words("Đã duyệt, chưa đến ngày", "Approved, not begun"),
    "waiting": Words("Chờ duyệt", "Waits for a decision"),
    "draft": Words("Bản thảo", "Draft"),
    "ended": Words("Không còn áp dụng", "No longer used"),
}
TONES = {"force": "good", "coming": "info", "waiting": "warn", "draft": "", "ended": ""}
SORTS = ("code", "share", "hits", "rate", "age", "last")
PERIOD = timedelta(days=364)


class Listed(msgspec.Struct, frozen=True):
    """A code with the profile that speaks for it, its standing today, and its figures. `no` 0: packaged."""

    profile: Profile
    no: int
    standing: str
    figures: ruling.Figures
    verdict: Verdict
    age: int | None
    waiting: int = 0


def period(today: date) -> tuple[date, date]:
    """The days over which lists count: a year up to yesterday."""
    until = today - timedelta(days=1)
    return until - PERIOD, until


def listing(today: date, *, text: str = "", standing: str = "", kind: str = "", sort: str = "code") -> list[Listed]:
    """Every profile that fits, sorted; the whole list is short."""
    ruled = ruling.ruled(*period(today))
    found = [row for row in _rows(today, ruled) if _fits(row, text.casefold(), standing, kind)]
    key, backwards = sort.lstrip("-"), sort.startswith("-")
    return sorted(sorted(found, key=lambda row: row.profile.code), key=_KEYS.get(key, _KEYS["code"]), reverse=backwards)


def one(code: str, today: date) -> Listed:
    """The profile of a code as it stands today. NotFound if there is none."""
    found = [row for row in _rows(today, ruling.ruled(*period(today))) if row.profile.code == code]
    if not found:
        raise NotFound(what=code)
    return found[0]


def names(references: Iterable[str]) -> dict[str, str]:
    """Who the persons behind references are, by reference."""
    return rights.persons_named(references)


def _rows(today: date, ruled: ruling.Ruled) -> list[Listed]:
    shelf = profiles.shelf()
    written: dict[str, list[profiles.Version]] = {}
    for version in profiles.versions():
        written.setdefault(version.draft.code, []).append(version)
    held = {each.code: each for each in packaged()}
    codes = sorted({*held, *written})
    return [_row(code, held.get(code), written.get(code, []), shelf, today, ruled) for code in codes]


def _row(  # noqa: PLR0913 - one row needs all that is known of its code
    code: str, held: Profile | None, written: list[profiles.Version], shelf: Shelf, today: date, ruled: ruling.Ruled
) -> Listed:  # fmt: skip
    chosen, no, standing = _spoken(code, held, written, shelf, today)
    waiting = [version.no for version in written if version.state is State.PROPOSED]
    age = (today - chosen.since).days if standing == "force" else None
    figures = ruled.of.get(code, ruling.Figures())
    return Listed(chosen, no, standing, figures, ruled.verdict(code), age, waiting[-1] if waiting else 0)


def _spoken(
    code: str, held: Profile | None, written: list[profiles.Version], shelf: Shelf, today: date
) -> tuple[Profile, int, str]:  # fmt: skip
    """What speaks for a code today: what is in force, else what comes next, else the last that was."""
    entry = shelf.standing(code, today)
    numbers = {version.leaf: version.no for version in written}
    if entry is not None and entry.in_force(today):
        return entry.profile, numbers[entry.leaf], "force"
    if held is not None and entry is None and shelf.packaged_in_force(held, today):
        return held, 0, "force"
    last = written[-1] if written else None
    if last is None:
        assert held is not None
        return held, 0, "ended"
    return profile(last.draft, last.begins or last.draft.since or today), last.no, _of(last, today)


def _of(version: profiles.Version, today: date) -> str:
    if version.state is State.APPROVED:
        return "coming" if version.begins and version.begins > today else "ended"
    return {State.DRAFT: "draft", State.PROPOSED: "waiting"}.get(version.state, "ended")


def _fits(row: Listed, text: str, standing: str, kind: str) -> bool:
    said = f"{row.profile.code} {row.profile.words.vi} {row.profile.words.en}".casefold()
    waits = standing == "waiting" and row.waiting > 0
    return text in said and kind in ("", row.profile.kind) and (standing in ("", row.standing) or waits)


_KEYS = {
    "code": lambda row: row.profile.code,
    "share": lambda row: row.profile.share_ppm,
    "hits": lambda row: row.figures.hits,
    "rate": lambda row: (row.figures.checked > 0, row.figures.interval.rate_ppm),
    "age": lambda row: -1 if row.age is None else row.age,
    "last": lambda row: row.figures.last or date.min,
}
