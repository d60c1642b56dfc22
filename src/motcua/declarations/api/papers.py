"""/api/declarations/{number}/papers and /events: hand in papers, see those asked for; what happened and why."""

from motcua.declarations import services
from motcua.declarations.domain import enclosing
from motcua.declarations.domain.shown import Events, EventTold, PaperAsked, Papers, PaperTold
from motcua.declarations.models import Paper
from motcua.declarations.queries import feed, one
from motcua.declarations.queries import papers as queries
from motcua.design.domain.api import Call, Operation, Parameter, Told, told, told_problem
from motcua.design.domain.problems import of_refusal
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.words import Words

READ = "declarations:read"
OCTETS = "application/octet-stream"


def attach(call: Call, number: str) -> Told:
    """One file; the same file of the same kind again is told as it is held."""
    before = {each.pk for each in queries.papers(one.find(number, call.by).id)}
    asked = call.query
    sent = services.SentPaper(call.body, asked.get("name", ""), asked.get("kind", ""), asked.get("title", ""))
    try:
        held = services.attach(number, sent, by=call.by, at=call.at)
    except NotFound:
        raise
    except Refusal as refusal:
        return told_problem(of_refusal(refusal, "refused"))
    return told(_told(held), 200 if held.pk in before else 201)


def listed(call: Call, number: str) -> Told:
    """The papers that are held, and those that customs asked for."""
    found = one.find(number, call.by)
    held = queries.papers(found.id)
    asked = tuple(
        PaperAsked(
            each.kind, each.at, each.held.number if each.held else "", each.before.number if each.before else "",
            each.open,
        )
        for each in queries.asked(found.id, held)
    )  # fmt: skip
    return told(Papers(number, tuple(map(_told, held)), asked))


def paper(call: Call, number: str, no: str) -> Told:
    """A paper byte for byte."""
    found = one.find(number, call.by)
    if not (no.isascii() and no.isdecimal() and len(no) < 5):  # noqa: PLR2004 - digits of a number
        raise NotFound(what=f"paper/{no}")
    held = queries.paper(found.id, int(no))
    headers = {"Content-Disposition": "attachment", "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Told(queries.content(held), 200, held.media_type, headers)


def _told(each: Paper) -> PaperTold:
    return PaperTold(
        each.number, each.no, each.kind, each.title, each.name, each.media_type, each.size, bytes(each.digest).hex(),
        each.at, str(each.leaf),
    )  # fmt: skip


def events(call: Call, number: str) -> Told:
    """What happened and why."""
    found = one.find(number, call.by)
    rows = (
        EventTold(
            each.kind, each.at, each.words.vi, each.words.en, each.why.vi, each.why.en, each.law, each.verified,
            str(each.leaf), each.papers, each.asked_again,
        )
        for each in feed.feed(found)
    )  # fmt: skip
    return told(Events(number, tuple(rows)))


OPERATIONS = (
    Operation(
        "listEvents", "get", "declarations/{number}/events", "events",
        Words("Đã xảy ra gì và vì sao", "What happened and why"), events, scope=READ, gives={200: Events},
        problems=("not-found",),
        about=Words(
            "Lý do phân luồng chỉ nêu đến nhóm lý do. `verified` = false: điều luật chưa được đối chiếu với văn bản.",
            "Of a channel's reason only its class is told. `verified` false: nobody has compared the article with the "
            "text.",
        ),
    ),
    Operation(
        "listPapers", "get", "declarations/{number}/papers", "papers",
        Words("Chứng từ đã nộp và được yêu cầu", "Papers held and asked for"), listed, scope=READ, gives={200: Papers},
        problems=("not-found",),
    ),
    Operation(
        "attachPaper", "post", "declarations/{number}/papers", "papers",
        Words("Nộp một chứng từ", "Hand in a paper"), attach, scope="declarations:write", takes=(bytes,),
        gives={201: PaperTold, 200: PaperTold},
        parameters=(
            Parameter("kind", Words("Mã của danh mục attachment_kind", "A code of list attachment_kind")),
            Parameter("name", Words("Tên tệp", "Name of the file")),
            Parameter("title", Words("Số, ngày của chứng từ", "Number and day of the paper")),
        ),
        problems=("refused", "not-found", "too-large"), largest=enclosing.LARGEST, medium=OCTETS,
        about=Words(
            "Nội dung là tệp PDF, PNG, JPEG, TIFF, XLSX, DOCX hoặc XML; loại tệp xét theo nội dung. Số biên nhận "
            "loại 72 có ngay. Cùng tệp, cùng loại gửi lại: 200 và số cũ.",
            "The body is a PDF, PNG, JPEG, TIFF, XLSX, DOCX or XML file, known by its content. It gets a receipt "
            "number of type 72 at once. The same file of the same kind again: 200 and the number that it has.",
        ),
    ),
    Operation(
        "showPaper", "get", "declarations/{number}/papers/{no}", "paper",
        Words("Một chứng từ", "A paper"), paper, scope=READ, gives={200: bytes}, problems=("not-found",),
    ),
)  # fmt: skip
