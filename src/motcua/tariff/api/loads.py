"""Loading official tables by program: try a file, load it, list the loads, take one back."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import msgspec

from motcua.design.domain import problems
from motcua.design.domain.api import Call, Operation, Parameter, Told, told
from motcua.design.domain.problems import Problem, Stopped, error, of_refusal, problem
from motcua.ground.services import letters
from motcua.kernel.canonical import encode
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.kernel.words import Words
from motcua.people.domain.tokens import TARIFF
from motcua.tariff import queries, services
from motcua.tariff.domain.errors import FaultyTable, NothingToTakeBack
from motcua.tariff.domain.load_errors import LoadTakenBack, TariffChanged
from motcua.tariff.domain.terms import Terms
from motcua.tariff.services.told import DoneTold, LoadsTold, PreviewTold, loads_told, preview_told

LARGEST = 32 << 20
SMALL = 8_192
KIND = "tariff"
_JSON = msgspec.json.Encoder().encode


class Back(msgspec.Struct, frozen=True):
    """Why a load is taken back."""

    reason: str


_back = msgspec.json.Decoder(Back).decode


class TakenBack(msgspec.Struct, frozen=True):
    """A load that no longer counts, and the leaf of taking it back."""

    load: str
    leaf: str


def load(call: Call) -> Told:
    """Tried unless `dry_run=0`. The same file under the same terms or key is loaded once, and answered alike."""
    sent = _sent(call)
    if _flag(call.query, "dry_run", "1"):
        try:
            return told(preview_told(services.preview(sent.content, sent.name, sent.terms, sent.sheet)))
        except Refusal as refusal:
            return _problem(_refused(refusal))
    asked = encode([msgspec.to_builtins(sent.terms, order="sorted"), sent.name, sent.sheet])
    return letters.answered(call, f"{KIND}-{sha256(asked).hexdigest()[:12]}", lambda _: _load(call, sent), kind=KIND)


def _load(call: Call, sent: services.Sent) -> letters.Done | Problem:
    try:
        done = services.load(
            sent.content, sent.name, sent.terms, by=call.by, at=call.at, sheet=sent.sheet,
            note=call.query.get("note", "")[:500], without_faults=_flag(call.query, "without_faults", "0"),
            stands_on=call.query.get("stands_on", "")[:40],
        )  # fmt: skip
    except Refusal as refusal:
        return _refused(refusal)
    told = DoneTold(str(done.leaf), done.lines, done.entries, done.skipped, done.again)
    return letters.Done(told, 200 if done.again else 201, reference=str(done.leaf))


def listed(call: Call) -> Told:
    """Every load, the latest first."""
    services.may_load(call.by)
    return told(LoadsTold(queries.state(), loads_told(queries.loads())))


def withdraw(call: Call, load: str) -> Told:
    """One step back; the same request again is told what was told."""
    services.may_load(call.by)
    number = int(load) if load.isdecimal() and len(load) < 20 else 0
    queries.one(number)
    return letters.answered(call, f"{KIND}-back-{number}", lambda _: _withdraw(call, number), kind=KIND)


def _withdraw(call: Call, number: int) -> letters.Done | Problem:
    asked = letters.read(call.body, _back, "{“reason”}", "TAR-L08")
    try:
        leaf = services.withdraw(number, by=call.by, at=call.at, reason=asked.reason)
    except Refusal as refusal:
        return _refused(refusal)
    return letters.Done(TakenBack(str(number), str(leaf)), reference=str(number))


def _problem(found: Problem) -> Told:
    return Told(_JSON(found), found.status, problems.MEDIA_TYPE)


def _refused(refusal: Refusal) -> Problem:
    if isinstance(refusal, NotFound):
        return of_refusal(refusal, "not-found")
    if isinstance(refusal, NotAllowed):
        return of_refusal(refusal, "forbidden")
    if isinstance(refusal, TariffChanged | LoadTakenBack | NothingToTakeBack):
        return of_refusal(refusal, "conflict")
    words = Words(refusal.in_language("vi"), refusal.in_language("en"))
    place = f"/rows/{refusal.facts['row']}" if isinstance(refusal, FaultyTable) else "/"
    return problem("refused", words, errors=[error(refusal.code, place, words)], code=refusal.code)


def _sent(call: Call) -> services.Sent:
    query = call.query
    if not call.body:
        raise Stopped("unreadable", errors=[error("API-400", "/", Words("Không có nội dung.", "There is no content."))])
    terms = Terms(
        _day(query, "since") or law_day(call.at), _day(query, "until"), query.get("source", ""),
        _flag(query, "verified", "0"), query.get("edition", "") or "AHTN 2022",
        frozenset(query.get("complete", "EXPORT").upper().replace(",", " ").split()), _columns(query),
    )  # fmt: skip
    return services.Sent(call.body, query.get("name", "")[:200] or "table", terms, query.get("sheet", "")[:80])


def _columns(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = (part.rpartition("=") for part in query.get("columns", "").split(";") if part.strip())
    return tuple((name.strip(), target.strip()) for name, _mark, target in pairs)


def _day(query: Mapping[str, str], name: str) -> date | None:
    text = query.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        words = Words("Ngày viết YYYY-MM-DD.", "Days are written YYYY-MM-DD.")
        raise Stopped("unreadable", errors=[error("API-400", f"?{name}", words, text)]) from None


def _flag(query: Mapping[str, str], name: str, usual: str) -> bool:
    text = query.get(name, "") or usual
    if text not in ("0", "1"):
        raise Stopped("unreadable", errors=[error("API-400", f"?{name}", Words("0 hoặc 1.", "0 or 1."), text)])
    return text == "1"


_TERMS = (
    Parameter("dry_run", Words("1 (mặc định): chỉ xem trước; 0: nạp", "1 (the default): preview only; 0: load"), int),
    Parameter("name", Words("Tên tệp", "Name of the file")),
    Parameter("since", Words("Ngày đầu", "First day"), date),
    Parameter("until", Words("Ngày cuối", "Last day"), date),
    Parameter("source", Words("Số văn bản", "Number of the act")),
    Parameter("verified", Words("1: một người đã đối chiếu văn bản", "1: a person compared it with the act"), int),
    Parameter("complete", Words("Các biểu nêu đủ mọi dòng", "Schedules of which every line is named")),
    Parameter("edition", Words("Danh mục", "Edition of the nomenclature")),
    Parameter("sheet", Words("Trang tính", "Sheet of a workbook")),
    Parameter("columns", Words("Cột khác tên: tên=biểu;tên=-", "Other headings: heading=schedule;heading=-")),
    Parameter("note", Words("Ghi chú", "Note")),
    Parameter("without_faults", Words("1: bỏ các dòng lỗi", "1: leave faulty rows out"), int),
    Parameter("stands_on", Words("Trạng thái biểu mà bản xem trước dựa vào; khác thì từ chối",
                                 "State of the tariff that the preview stood on; another one is refused")),
)  # fmt: skip

OPERATIONS = (
    Operation(
        "loadTariff", "post", "tariff/loads", "tariff-loads",
        Words("Xem trước hoặc nạp biểu thuế, tỷ giá, bảng mã", "Preview or load a table of rates, exchange or codes"),
        load, scope=TARIFF, takes=(bytes,), gives={200: PreviewTold | DoneTold, 201: DoneTold},
        parameters=(*_TERMS, letters.KEY), problems=("unreadable", "refused", "conflict", "too-large"), largest=LARGEST,
        medium="application/octet-stream",
        about=Words(
            "Nội dung là tệp CSV (UTF-8) hoặc XLSX. Mặc định không ghi gì. Tệp và điều khoản giống hệt thì không nạp "
            "hai lần. Chỉ quản trị viên cấp được mã có phạm vi này.",
            "The body is a CSV (UTF-8) or XLSX file. Nothing is stored by default. The same file under the same terms "
            "is not loaded twice. Only an administrator gives tokens of this scope.",
        ),
    ),
    Operation(
        "listTariffLoads", "get", "tariff/loads", "tariff-loads",
        Words("Các lần nạp biểu thuế", "Every load of the tariff"), listed, scope=TARIFF, gives={200: LoadsTold},
    ),
    Operation(
        "withdrawTariffLoad", "post", "tariff/loads/{load}/withdraw", "tariff-withdraw",
        Words("Rút một lần nạp", "Take a load back"), withdraw, scope=TARIFF, takes=(Back,), gives={200: TakenBack},
        parameters=(letters.KEY,), problems=("unreadable", "refused", "conflict", "too-large"), largest=SMALL,
    ),
)  # fmt: skip
