"""GET /api/dossiers: where dossiers stand, their timeline, their result."""

from urllib.parse import urlencode

from motcua.design.domain.api import Call, Operation, Parameter, Told, told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error
from motcua.dossiers.api import told as writing
from motcua.dossiers.domain.asking import Filters
from motcua.dossiers.domain.life import State
from motcua.dossiers.domain.shown import DossierPage, DossierShown, ResultShown
from motcua.dossiers.queries import listing, one
from motcua.dossiers.services import results
from motcua.ground.services import files
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words

SCOPE = "dossier:read"
LARGEST_PAGE = 200
STATES = ("open", *map(str, State))


def dossiers(call: Call) -> Told:
    """A page of the enterprise's dossiers."""
    wrong: list[Error] = []
    state = call.query.get("state", "")
    if state and state not in STATES:
        wrong.append(error("API-400", "?state", Words("Không có trạng thái này.", f"One of {STATES}."), state))
    number, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    filters = Filters(text=call.query.get("q", "")[:100], state=state)
    found, place = listing.register(filters, call.by, now=call.at, number=number, size=size)
    onward = {**{name: text for name, text in call.query.items() if text}, "page": str(place.number + 1)}
    following = f"/api/dossiers?{urlencode(onward)}" if place.number < place.last else ""
    return told(DossierPage(tuple(map(writing.listed, found)), place.number, place.found, place.more, following))


def dossier(call: Call, number: str) -> Told:
    """One dossier with its timeline."""
    return told(writing.shown(one.find(number, call.by)))


def result(call: Call, number: str) -> Told:
    """The result. NotFound while it is not returned."""
    found = one.find(number, call.by)
    held = one.result(found.pk)
    if held is None or found.returned_at is None:
        raise NotFound(what=f"{number[:30]}/result")
    seal = results.seal_of(held)
    document = files.read(held.file_id) if held.file_id else b""
    return told(
        ResultShown(
            found.number, held.reference, held.at, bool(held.favourable), held.words, document, held.certificate,
            seal is not None and seal.good,
        )
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "listDossiers", "get", "dossiers", "dossiers", Words("Danh sách hồ sơ một cửa", "One-stop dossiers"), dossiers,
        scope=SCOPE, gives={200: DossierPage}, problems=("unreadable",),
        parameters=(
            Parameter("q", Words("Số hồ sơ hoặc mã số thuế", "Number or tax code")),
            Parameter("state", Words(f"Trạng thái: {', '.join(STATES)}", f"State: {', '.join(STATES)}")),
            Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
            Parameter("size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"),
                      int),
        ),
    ),
    Operation(
        "showDossier", "get", "dossiers/{number}", "dossier",
        Words("Một hồ sơ: trạng thái, hạn trả, diễn biến", "A dossier: its state, when it is due, its timeline"),
        dossier, scope=SCOPE, gives={200: DossierShown}, problems=("not-found",),
    ),
    Operation(
        "showDossierResult", "get", "dossiers/{number}/result", "dossier-result",
        Words("Kết quả đã trả của hồ sơ", "The result of a dossier, once it is returned"), result, scope=SCOPE,
        gives={200: ResultShown}, problems=("not-found",),
    ),
)  # fmt: skip
