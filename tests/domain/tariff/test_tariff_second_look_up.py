"""The book finds for random lines, days, origins and tables what a plain reading of the CSV files finds."""

from datetime import date, timedelta
from random import Random

from tests.conftest import SOAK
from tests.domain.tariff import tariff_second as second
from tests.domain.tariff.tariff_second import Answer

from motcua.kernel.dated import NotInForce
from motcua.tariff.domain import HeldRate, VatNotOffered, packaged, schedules
from motcua.tariff.domain.errors import ClaimNeeded, ClaimNotOffered

MANY = 200_000 if SOAK else 4_000
FIRST_DAY, LAST_DAY = date(2022, 1, 1), date(2027, 12, 31)
ORIGINS = [
    "CN", "JP", "KR", "AU", "NZ", "TH", "ID", "MY", "LA", "KH", "MM", "PH", "SG", "BN", "IN", "HK", "CL", "RU", "BY",
    "KZ", "CU", "IL", "MX", "CA", "PE", "DE", "FR", "IT", "GB", "US", "TW", "VN", "XX",
]  # fmt: skip
KEYS = [schedule.key for schedule in schedules() if schedule.kind in ("import", "preference", "quota", "remedy")]
TAXES = ("EXCISE", "ENVIRONMENT", "EXPORT", "EXPORT_EVFTA")


def _found(schedule: str, code: str, origin: str, day: date, claim: str) -> Answer:
    """What the book says, in the words of the second look-up."""
    book = packaged().on(day)
    try:
        if schedule in second.REMEDIES:
            entry = book.remedy(schedule, code, origin, (claim,) if claim else ())
        else:
            entry = book.rate(schedule, code, origin, claim)
    except HeldRate:
        return Answer("held")
    except (ClaimNeeded, ClaimNotOffered):
        return Answer("name a code")
    except NotInForce:
        return Answer("not begun")
    return Answer("none") if entry is None else Answer("", str(entry.id))


def _drawn(random: Random, keys: list[str]) -> tuple[str, str, str, date, str]:
    """A question; every second day is the first or last of some entry of the line, or its neighbour."""
    schedule = random.choice(keys)
    lines = packaged().lines_of
    own = packaged().codes_in(schedule)
    code = random.choice(own) if own and random.random() < 0.8 else random.choice(list(lines))
    entries = packaged().entries_of(schedule, code)
    marks = [mark for entry in entries for mark in (entry.since, entry.until) if mark is not None]
    day = FIRST_DAY + timedelta(days=random.randrange((LAST_DAY - FIRST_DAY).days))
    if marks and random.random() < 0.5:
        near = random.choice(marks) + timedelta(days=random.choice((-1, 0, 1)))
        day = max(FIRST_DAY, near)
    claims = sorted({entry.claim for entry in entries})
    return schedule, code, random.choice(ORIGINS), day, random.choice(claims) if claims else ""


def _agree(question: tuple[str, str, str, date, str]) -> None:
    schedule, code, origin, day, claim = question
    if schedule in second.REMEDIES and claim and not _offered(schedule, code, origin, day, claim):
        claim = ""
    wanted, found = second.look_up(schedule, code, origin, day.isoformat(), claim), _found(*question[:4], claim)
    if wanted.rate == "not begun" and schedule in second.REMEDIES:
        wanted = Answer("none")
    if found.row:
        assert wanted.row == found.row, question
        assert wanted.rate == _written(int(found.row)), question
    else:
        assert wanted.rate == found.rate, question


def _offered(schedule: str, code: str, origin: str, day: date, claim: str) -> bool:
    rate = second.look_up(schedule, code, origin, day.isoformat(), claim)
    return any(row["id"] == rate.row and row["claim"] == claim for row in second.rows(schedule).get(code, ()))


def _written(number: int) -> str:
    """The rate of an entry as its file writes it."""
    entry = packaged().entry(number)
    if entry.kind == "exempt":
        return "exempt"
    share = f"{entry.ppm / 10_000:.4f}".rstrip("0").rstrip(".")
    amount = entry.amount // 10_000 if entry.currency else entry.amount
    fixed = f"{amount}{entry.currency}/{entry.unit}"
    return {"percent": share, "specific": fixed, "mixed": f"{share}+{fixed}"}[entry.kind]


def test_random_questions_find_the_same_row_and_the_same_rate():
    random = Random(2023)
    for _ in range(MANY):
        _agree(_drawn(random, [*KEYS, *TAXES]))


def test_every_entry_is_found_on_its_first_and_last_day_or_gives_way_to_another_that_the_files_name():
    random = Random(7)
    for key in (*KEYS, "EXPORT_EVFTA"):
        codes = packaged().codes_in(key)
        for code in codes if SOAK else random.sample(codes, min(len(codes), 25)):
            for entry in packaged().entries_of(key, code):
                origin = random.choice(sorted(entry.origins) or ORIGINS)
                for day in {entry.since, entry.until or entry.since}:
                    _agree((key, code, origin, day, entry.claim))


def test_the_vat_of_a_line_and_the_codes_that_it_may_claim_are_those_of_the_files():
    random = Random(11)
    for _ in range(MANY // 4):
        schedule, code, _, day, _ = _drawn(random, ["VAT"])
        claimed = random.choice(["", "VB901", "VB215", "VB205", "VK", "VX999"])
        if packaged().on(day).line(code) is None:
            continue
        wanted = second.vat(code, day.isoformat(), claimed)
        try:
            found = str(packaged().on(day).vat(code, claimed).id)
        except (VatNotOffered, HeldRate):
            found = ""
        assert found == wanted.row, (code, day, claimed)


def test_the_look_up_reads_the_files_and_not_the_book():
    assert second.look_up("MFN", "27011900", "ID", "2023-05-02").rate == "2"
    assert second.look_up("CPTPP", "02071410", "MX", "2026-06-15").rate == "5.4"
    assert second.look_up("ACFTA", "02071410", "MY", "2023-05-02").rate == "none"
    assert second.look_up("AKFTA", "02071410", "ID", "2023-05-02").rate == "not begun"
