"""Forms 01 to 06 of the one-stop mechanism as PDF.

Source: Circular 01/2018/TT-VPCP, by its outline and from memory: every print says that its wording is not verified.
They are in Vietnamese, as the law's forms are.
"""

from datetime import datetime

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.design import letters, printing
from motcua.design.asking import actor_of
from motcua.design.domain.access import is_staff
from motcua.design.letters import Letter
from motcua.design.printing import Fact, Table
from motcua.dossiers.domain.clock import HOUR_US
from motcua.dossiers.domain.life import ACT_WORDS, LATENESS_WORDS, STATE_WORDS, Lateness, State
from motcua.dossiers.domain.steps import limit_of, step
from motcua.dossiers.models import Act, Dossier
from motcua.dossiers.queries import listing
from motcua.dossiers.queries import one as queries
from motcua.dossiers.services.results import hour_of, office_name, place_day, superior
from motcua.dossiers.web import words
from motcua.dossiers.web.case import INNER_FORMS
from motcua.dossiers.web.register import FilterForm
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.days import in_words, law_day
from motcua.procedures.domain.content import Content
from motcua.reference import domain as reference

NOTE = "Mẫu theo bố cục của Thông tư 01/2018/TT-VPCP; từng chữ chưa đối chiếu với văn bản (verified: false)."
_UNITS = {"wh": "giờ làm việc", "wd": "ngày làm việc", "d": "ngày", "": "giải quyết ngay"}
_CHANNELS = {
    "site": "(nộp trực tuyến)", "api": "(nộp từ phần mềm của doanh nghiệp)",
    "offline": "(nộp bằng gói lập ngoại tuyến)",
}  # fmt: skip
MOST_ROWS = 500


@require_safe
def form(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """One of the forms 01 to 05, where the dossier has come so far."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    if form in INNER_FORMS and not is_staff(actor):
        raise Http404
    acts = {each.verb: each for each in queries.acts(found.pk)}
    verb, make = _FORMS.get(form, ("", None))
    if make is None or verb not in acts:
        raise Http404
    content = queries.content_of(found)
    letter = make(found, content, acts[verb])
    word = ground.check_word(acts[verb].leaf)
    address = request.build_absolute_uri(reverse("ground:by_word", args=[word]))
    whole = _with(letter, foot=f"In lúc {in_words(clock.now())} từ hệ thống", qr=printing.qr(address),
                  qr_words=f"Mã kiểm tra: {word}", note=NOTE)  # fmt: skip
    return _answer(letters.pdf(whole, clock.now()), f"mau-{form}-{found.number}")


def _with(letter: Letter, **told: str) -> Letter:
    return msgspec.structs.replace(letter, **told)


def _answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def _letter(found: Dossier, title: str, form_no: str, at: datetime, **told: object) -> Letter:
    day = law_day(at)
    return Letter(
        lang="vi", over=superior(found.office, day), house=office_name(found.office, day),
        number=f"Số: {found.number}/{form_no}", place_day=place_day(day), title=title, **told,  # type: ignore[arg-type]
    )  # fmt: skip


def _who(act: Act) -> str:
    return words.accounts([act.actor]).get(act.actor, "hệ thống")


def _papers(found: Dossier, content: Content) -> Table:
    named = {paper.code: paper for paper in content.papers}
    rows = [
        (str(no), named[each["paper"]].words.vi if each["paper"] in named else each["name"], each["name"],
         _originals(content, each["paper"]))
        for no, each in enumerate(queries.papers(queries.sendings(found.pk)), start=1)
    ]  # fmt: skip
    return Table("Thành phần hồ sơ đã nộp:", ("STT", "Giấy tờ", "Tệp", "Bản chính"), tuple(rows), wide=1)


def _originals(content: Content, code: str) -> str:
    paper = next((each for each in content.papers if each.code == code), None)
    return "đối chiếu khi nhận kết quả" if paper and paper.originals else "–"


def _limit(content: Content) -> str:
    held = limit_of(content)
    return _UNITS[""] if not held.unit else f"{held.amount.normalize():f} {_UNITS[held.unit]}"


def _receipt(found: Dossier, content: Content, act: Act) -> Letter:
    paper = _papers(found, content)
    brought = ("Người nộp mang bản chính để đối chiếu trước khi nhận kết quả.",) if found.originals else ()
    return _letter(
        found, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "TNHS", act.at, under="(Mẫu số 01)",
        named=(
            Fact("Bộ phận Một cửa", office_name(found.office, law_day(act.at))),
            Fact("Tiếp nhận hồ sơ của", found.party_name, f"mã số thuế {found.party}"),
            Fact("Nội dung yêu cầu giải quyết", content.title.vi, content.code),
        ),
        tables=(paper,),
        closing=(
            f"Số lượng hồ sơ: {content.sets} bộ.", f"Thời gian giải quyết hồ sơ theo quy định: {_limit(content)}.",
            f"Thời gian nhận hồ sơ: {hour_of(act.at)}.", f"Thời gian trả kết quả: {hour_of(act.due_at)}.",
            f"Đăng ký nhận kết quả tại: {'Bộ phận Một cửa' if found.originals else 'Hệ thống (trực tuyến)'}.", *brought,
        ),
        left=("Người nộp hồ sơ", _CHANNELS.get(found.channel, "")),
        right=("Người tiếp nhận hồ sơ", "(xác nhận trên hệ thống)", "", _who(act)),
    )  # fmt: skip


def _supplement(found: Dossier, content: Content, act: Act) -> Letter:
    points = tuple(f"{no}. {words}" for no, words in enumerate(act.note.splitlines(), start=1))
    return _letter(
        found, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "YCBS", act.at, under="(Mẫu số 02)",
        named=(
            Fact("Hồ sơ của", found.party_name, f"mã số thuế {found.party}"),
            Fact("Nội dung yêu cầu giải quyết", content.title.vi, content.code),
        ),
        paragraphs=("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:", *points,
                    "Việc bổ sung được yêu cầu một lần. Thời gian chờ bổ sung không tính vào thời hạn giải quyết."),
        left=("Người nộp hồ sơ", "(thông báo trực tuyến)"),
        right=("Người hướng dẫn", "(xác nhận trên hệ thống)", "", _who(act)),
    )  # fmt: skip


def _refusal(found: Dossier, content: Content, act: Act) -> Letter:
    return _letter(
        found, "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "TC", act.at, under="(Mẫu số 03)",
        named=(
            Fact("Hồ sơ của", found.party_name, f"mã số thuế {found.party}"),
            Fact("Nội dung yêu cầu giải quyết", content.title.vi, content.code),
        ),
        paragraphs=("Bộ phận Một cửa thông báo không tiếp nhận, giải quyết hồ sơ này với lý do:", act.note),
        left=("Người nộp hồ sơ", "(thông báo trực tuyến)"),
        right=("Người tiếp nhận hồ sơ", "(xác nhận trên hệ thống)", "", _who(act)),
    )  # fmt: skip


def _apology(found: Dossier, content: Content, act: Act) -> Letter:
    received = in_words(law_day(found.received_at)) if found.received_at else "–"
    return _letter(
        found, "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "XL", act.at, under="(Mẫu số 04)",
        named=(Fact("Kính gửi", found.party_name, f"mã số thuế {found.party}"),),
        paragraphs=(
            f"Ngày {received}, cơ quan đã tiếp nhận hồ sơ {found.number} đề nghị giải quyết: "
            f"{content.title.vi}. Thời gian hẹn trả kết quả: {hour_of(found.promised_at)}.",
            f"Đến nay hồ sơ chưa giải quyết xong. Lý do: {act.note}",
            f"Cơ quan xin lỗi người nộp hồ sơ vì sự chậm trễ này và hẹn trả kết quả vào ngày "
            f"{in_words(law_day(act.until))}." if act.until else "",
        ),
        right=("Thủ trưởng cơ quan", "(xác nhận trên hệ thống)", "", _who(act)),
    )  # fmt: skip


def _slip(found: Dossier, content: Content, act: Act) -> Letter:
    course = queries.course_of(found, content)
    done = queries.acts(found.pk)
    names = words.accounts({each.actor for each in done})
    rows = []
    for each in done:
        what = step(course.steps, each.step).words.vi if each.step else "–"
        took = f"{each.took_us / HOUR_US:.2f}".replace(".", ",") if each.left_step else ""
        late = LATENESS_WORDS[Lateness(each.lateness)].vi if each.lateness else ""
        rows.append((
            names.get(each.actor, "hệ thống"), in_words(each.at), ACT_WORDS[each.verb].vi, f"{each.step}. {what}", took,
            " ".join(part for part in (late, each.note.replace("\n", "; ")[:160]) if part),
        ))  # fmt: skip
    heads = ("Người giao / thực hiện", "Thời điểm", "Việc", "Bước sau đó", "Giờ làm việc của bước", "Kết quả, ghi chú")
    return _letter(
        found, "Phiếu kiểm soát quá trình giải quyết hồ sơ", "KSHS", act.at, under="(Mẫu số 05)",
        named=(
            Fact("Hồ sơ của", found.party_name, f"mã số thuế {found.party}"),
            Fact("Nội dung", content.title.vi, content.code),
            Fact("Hẹn trả", hour_of(found.due_at)),
        ),
        tables=(Table("", heads, tuple(rows), wide=5, right=(4,)),), wide=True,
    )  # fmt: skip


_FORMS = {
    "01": ("receive", _receipt), "02": ("ask supplement", _supplement), "03": ("refuse", _refusal),
    "04": ("apologise", _apology), "05": ("receive", _slip),
}  # fmt: skip


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Form 06: the register as it is narrowed, up to 500 lines."""
    actor, now = actor_of(request), clock.now()
    filters = FilterForm(request.GET, law_day(now)).filters()
    rows = []
    for no, line in enumerate(
        words.shown(listing.export(filters, actor, now=now, most=MOST_ROWS), now), start=1
    ):  # fmt: skip
        row = line["row"]
        moments = [in_words(at) if at else "" for at in (row.received_at, row.due_at, row.done_at, row.returned_at)]
        rows.append((
            str(no), row.number, line["title"].vi, f"{row.party_name} ({row.party})", *moments,
            STATE_WORDS[State(row.state)].vi,
        ))  # fmt: skip
    day = law_day(now)
    office = filters.office or reference.DEPARTMENT
    heads = (
        "STT", "Mã hồ sơ", "Thủ tục", "Người nộp", "Nhận hồ sơ", "Hẹn trả", "Xử lý xong", "Trả kết quả", "Trạng thái"
    )  # fmt: skip
    letter = Letter(
        lang="vi", over=superior(office, day), house=office_name(office, day), number="", place_day=place_day(day),
        title="Sổ theo dõi hồ sơ", under="(Mẫu số 06)", tables=(Table("", heads, tuple(rows), wide=2),),
        note=f"{NOTE} Tối đa {MOST_ROWS} dòng; toàn bộ có ở tệp CSV.", foot=f"In lúc {in_words(now)} từ hệ thống",
        wide=True,
    )  # fmt: skip
    return _answer(letters.pdf(letter, now), "mau-06-so-theo-doi")
