"""What a program may ask of the public tariff."""

from datetime import date

from motcua.design.domain.api import Call, Operation, Parameter, Told
from motcua.design.domain.api import told as answer
from motcua.design.domain.paging import page as page_of
from motcua.kernel.words import Words
from motcua.tariff import queries
from motcua.tariff.api.asking import LARGEST_PAGE, Asking, following, not_found
from motcua.tariff.domain import UnknownLine, schedules, told
from motcua.tariff.queries import telling

_SEARCH, _CHANGES = "/api/tariff/search", "/api/tariff/changes"


def search(call: Call) -> Told:
    """Lines that fit a text or a part of a code, best first."""
    asked = Asking(call)
    text, day = asked.text("q"), asked.day("on")
    chosen = queries.Chosen(asked.within(), asked.group(), asked.one_of("lines", ("declarable", "all")) == "all")
    number, size = asked.paging()
    asked.done()
    found = queries.find(text, day, chosen, start=(number - 1) * size, size=size)
    page = page_of(number, size, found.total)
    if page.number != number:
        found = queries.find(text, day, chosen, start=page.start, size=size)
    book = queries.book()
    lines = tuple(telling.listed(hit.line, day, book) for hit in found.hits)
    following_page = following(call, _SEARCH, page)
    return answer(
        told.LinesPage(day, text, found.instead, lines, page.number, size, found.total, following_page)
    )  # fmt: skip


def line(call: Call, code: str) -> Told:
    """One line on one day, every schedule of it."""
    asked = Asking(call)
    day = asked.day("on")
    origin = asked.origin("origin", day)
    asked.done()
    try:
        return answer(telling.sheet(queries.lookup(code, day), origin))
    except UnknownLine as refusal:
        raise not_found(refusal, "/code", code) from None


def history(call: Call, code: str) -> Told:
    """One line through the years."""
    try:
        return answer(telling.history(queries.history(code)))
    except UnknownLine as refusal:
        raise not_found(refusal, "/code", code) from None


def changes(call: Call) -> Told:
    """What differs between two days."""
    asked = Asking(call)
    before, after = asked.day("before", needed=True), asked.day("after", needed=True)
    schedule = asked.one_of("schedule", tuple(each.key for each in schedules()))
    within = asked.within()
    number, size = asked.paging(50)
    asked.done()
    book = queries.book()
    found = queries.compare(before, after, schedule, within, book)
    page = page_of(number, size, len(found.found))
    some = found.found[page.start : page.start + size]
    rows = tuple(telling.changed(queries.in_full(each, before, after, book)) for each in some)
    return answer(
        told.ChangesPage(
            before, after, found.counts, len(found.begun), len(found.ended), rows, page.number, size,
            len(found.found), following(call, _CHANGES, page),
        )
    )  # fmt: skip


def list_schedules(call: Call) -> Told:
    """Every schedule, and how many lines it has on a day."""
    asked = Asking(call)
    day = asked.day("on")
    asked.done()
    book = queries.book()
    return answer(told.Schedules(day, tuple(telling.schedule(each, day, book) for each in schedules())))


def exchange(call: Call) -> Told:
    """The rates of the week of a day."""
    asked = Asking(call)
    day = asked.day("on")
    asked.done()
    return answer(telling.week(queries.exchange(day)))


_ON = Parameter("on", Words("Ngày; bỏ trống là hôm nay", "Day; today if empty"), date)
_CHAPTER = Parameter("chapter", Words("Đầu mã, 2 đến 10 chữ số", "Beginning of the codes, 2 to 10 digits"))
_PAGING = (
    Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
    Parameter("size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"), int),
)
_UNVERIFIED = Words(
    "`verified` là false khi chưa có người nào đối chiếu mức với văn bản. Không phải công bố chính thức.",
    "`verified` is false while no person has compared the rate with the act. Not an official publication.",
)
_PROBLEMS = ("unreadable", "too-many")

OPERATIONS = (
    Operation(
        "searchTariff", "get", "tariff/search", "tariff_search",
        Words("Tìm dòng hàng bằng chữ hoặc mã", "Find a line by words or code"), search, gives={200: told.LinesPage},
        parameters=(
            Parameter("q", Words("Chữ (có hoặc không dấu, tiếng Anh) hoặc một phần của mã",
                                 "Words (with or without accents, English) or part of a code")),
            _ON, _CHAPTER, Parameter("group", Words("Nhóm hàng", "Group of the trade")),
            Parameter("lines", Words("declarable: chỉ dòng khai được ngày đó; all: mọi dòng",
                                     "declarable: only lines that can be declared that day; all: every line")),
            *_PAGING,
        ),
        problems=_PROBLEMS, about=_UNVERIFIED,
    ),
    Operation(
        "showTariffLine", "get", "tariff/lines/{code}", "tariff_line",
        Words("Một dòng hàng trong một ngày", "A line on a day"), line, gives={200: told.LineSheet},
        parameters=(_ON, Parameter("origin", Words("Nước xuất xứ, hai chữ cái", "Country of origin, two letters"))),
        problems=(*_PROBLEMS, "not-found"), about=_UNVERIFIED,
    ),
    Operation(
        "showTariffHistory", "get", "tariff/lines/{code}/history", "tariff_history",
        Words("Một dòng hàng qua các năm", "A line through the years"), history, gives={200: told.LineHistory},
        problems=(*_PROBLEMS, "not-found"), about=_UNVERIFIED,
    ),
    Operation(
        "listTariffChanges", "get", "tariff/changes", "tariff_changes",
        Words("So hai ngày", "Two days compared"), changes, gives={200: told.ChangesPage},
        parameters=(
            Parameter("before", Words("Ngày thứ nhất", "First day"), date),
            Parameter("after", Words("Ngày thứ hai", "Second day"), date),
            Parameter("schedule", Words("Biểu, ví dụ MFN", "Schedule, such as MFN")), _CHAPTER, *_PAGING,
        ),
        problems=_PROBLEMS, about=_UNVERIFIED,
    ),
    Operation(
        "listTariffSchedules", "get", "tariff/schedules", "tariff_schedules",
        Words("Các biểu thuế", "The schedules"), list_schedules, gives={200: told.Schedules}, parameters=(_ON,),
        problems=_PROBLEMS,
    ),
    Operation(
        "showExchange", "get", "tariff/exchange", "tariff_exchange",
        Words("Tỷ giá tính thuế của tuần", "The exchange rates of the week"), exchange,
        gives={200: told.ExchangeWeek}, parameters=(_ON,), problems=_PROBLEMS,
        about=Words("Tỷ giá trong bản trình diễn là tự tạo: `evidence` ghi `invented`.",
                    "The demonstration's rates are invented: `evidence` says `invented`."),
    ),
)  # fmt: skip
