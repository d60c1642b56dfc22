"""What programs read of temporary imports and exports: those that are outstanding, and one balance line by line."""

from decimal import Decimal

from motcua.declarations.api.reading import LARGEST_PAGE, SCOPE
from motcua.declarations.domain import shown
from motcua.declarations.domain.telling import links
from motcua.declarations.queries import one, stays
from motcua.design.domain.api import Call, Operation, Parameter, Told, told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error
from motcua.kernel.days import law_day
from motcua.kernel.money import E4
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words


def listed(call: Call) -> Told:
    """A page of the stays of the token's enterprise, the one that ends first first."""
    wrong: list[Error] = []
    state = call.query.get("state", "")
    if state not in ("", *stays.STATES):
        wrong.append(error("API-400", "?state", Words("Không có giá trị này.", f"One of {stays.STATES}."), state))
    page, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    asked = stays.Asked(text=call.query.get("q", "")[:60], state=state)
    rows, place = stays.listing(asked, call.by, on=law_day(call.at), number=page, size=size)
    lines = tuple(
        shown.StayListed(
            each.stay.number, each.stay.procedure, each.stay.office, each.stay.party, each.stay.registered_on,
            each.stay.due_on, each.stay.extended, each.state, each.lines, each.left, each.asked,
            links(each.stay.number),
        )
        for each in rows
    )  # fmt: skip
    return told(shown.StayPage(lines, place.number, place.size, place.found, place.more))


def balance(call: Call, number: str) -> Told:
    """The balance of one declaration. NotFound where nothing draws on it and nothing may."""
    found = one.find(number, call.by)
    held = stays.sheet(found, law_day(call.at))
    if held is None:
        raise NotFound(what=f"balance/{number}")
    lines = tuple(
        shown.BalanceLine(
            line.item.no, line.item.hs_code, line.item.unit, Decimal(line.item.quantity_e4) / E4,
            Decimal(line.left_e4) / E4,
            tuple(
                shown.TakenTold(each.number, each.line, Decimal(each.quantity_e4) / E4, each.state, each.elsewhere)
                for each in line.taken
            ),
        )
        for line in held.lines
    )  # fmt: skip
    stay = held.stay
    due, extended = (stay.due_on, stay.extended) if stay else (None, 0)
    return told(shown.BalanceTold(number, held.state, due, extended, held.waiting is not None, lines))


OPERATIONS = (
    Operation(
        "listTemporary", "get", "temporary", "temporary",
        Words("Tạm nhập, tạm xuất và thời hạn lưu lại", "Temporary imports and exports with their stay"), listed,
        scope=SCOPE, gives={200: shown.StayPage},
        parameters=(
            Parameter("q", Words("Số tờ khai, mã số thuế hoặc tên", "Number, tax code or name")),
            Parameter("state", Words(f"Trạng thái: {', '.join(stays.STATES)}", f"State: {', '.join(stays.STATES)}")),
            Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
            Parameter("size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"),
                      int),
        ),
        problems=("unreadable",),
    ),
    Operation(
        "showBalance", "get", "declarations/{number}/balance", "balance",
        Words("Số dư từng dòng của một tờ khai", "The balance of a declaration line by line"), balance, scope=SCOPE,
        gives={200: shown.BalanceTold}, problems=("not-found",),
        about=Words(
            "404 khi tờ khai không phải tạm nhập, tạm xuất và chưa có tờ khai nào trừ số dư.",
            "404 where the declaration is not temporary and nothing has drawn on it.",
        ),
    ),
)  # fmt: skip
