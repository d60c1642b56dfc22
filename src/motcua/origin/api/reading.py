"""GET /api/origin: certificates received, and applications, as the token's enterprise may see them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from motcua.design.domain.api import Call, Operation, Parameter, Told, told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.origin.api import told as writing
from motcua.origin.domain.asking import APP_STATES, STATES, AppFilters, Filters
from motcua.origin.domain.shown import ApplicationPage, ApplicationShown, CertificatePage, CertificateShown
from motcua.origin.queries import applications, listing, one

SCOPE = "origin:read"
LARGEST_PAGE = 200


def certificates(call: Call) -> Told:
    """A page of certificates that name the enterprise, or that its declarations name."""
    found, place, following = _asked(
        call, "certificates", STATES,
        lambda text, state, number, size: listing.certificates(
            Filters(text=text, state=state), call.by, today=law_day(call.at), number=number, size=size
        ),
    )  # fmt: skip
    lines = listing.lines_of(found)
    rows = tuple(writing.listed(row, lines.get(row.pk, [])) for row in found)
    return told(CertificatePage(rows, place.number, place.found, place.more, following))


def wishes(call: Call) -> Told:
    """A page of the enterprise's applications."""
    found, place, following = _asked(
        call, "applications", APP_STATES,
        lambda text, state, number, size: listing.wishes(
            AppFilters(text=text, state=state), call.by, number=number, size=size
        ),
    )  # fmt: skip
    return told(
        ApplicationPage(tuple(map(writing.application, found)), place.number, place.found, place.more, following)
    )  # fmt: skip


def _asked(
    call: Call, where: str, states: tuple[str, ...], read: Callable[[str, str, int, int], tuple[list[Any], Any]]
) -> tuple[list[Any], Any, str]:  # fmt: skip
    wrong: list[Error] = []
    state = call.query.get("state", "")
    if state and state not in states:
        wrong.append(error("API-400", "?state", Words("Không có giá trị này.", f"One of {states}."), state))
    number, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    found, place = read(call.query.get("q", "")[:100], state, number, size)
    onward = {**{name: text for name, text in call.query.items() if text}, "page": str(place.number + 1)}
    following = f"/api/origin/{where}?{urlencode(onward)}" if place.number < place.last else ""
    return found, place, following


def certificate(call: Call, number: str) -> Told:
    """One certificate, by the id that the list gives."""
    if not (number.isascii() and number.isdecimal() and len(number) < 20):  # noqa: PLR2004 - 64 bits
        raise NotFound(what=number[:30])
    return told(writing.shown(one.find(int(number), call.by)))


def wish(call: Call, number: str) -> Told:
    """One application."""
    return told(writing.application_shown(applications.find(number, call.by)))


def _parameters(states: tuple[str, ...]) -> tuple[Parameter, ...]:
    named = ", ".join(states)
    return (
        Parameter("q", Words("Số tham chiếu, mã số thuế hoặc tên", "Reference, tax code or name")),
        Parameter("state", Words(f"Trạng thái: {named}", f"State: {named}")),
        Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
        Parameter("size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"),
                  int),
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "listCertificates", "get", "origin/certificates", "certificates",
        Words("Danh sách C/O đã nhận", "Certificates of origin received"), certificates, scope=SCOPE,
        gives={200: CertificatePage}, parameters=_parameters(STATES), problems=("unreadable",),
    ),
    Operation(
        "showCertificate", "get", "origin/certificates/{number}", "certificate",
        Words("Một C/O đã nhận, còn lại bao nhiêu", "A certificate received, and what is left of it"), certificate,
        scope=SCOPE, gives={200: CertificateShown}, problems=("not-found",),
    ),
    Operation(
        "listApplications", "get", "origin/applications", "applications",
        Words("Danh sách đề nghị cấp C/O", "Applications for certificates of origin"), wishes, scope=SCOPE,
        gives={200: ApplicationPage}, parameters=_parameters(APP_STATES), problems=("unreadable",),
    ),
    Operation(
        "showApplication", "get", "origin/applications/{number}", "application",
        Words("Một đề nghị cấp C/O", "An application for a certificate of origin"), wish, scope=SCOPE,
        gives={200: ApplicationShown}, problems=("not-found",),
    ),
)  # fmt: skip
