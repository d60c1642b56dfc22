"""Acts on a case: what each is called, who does it, what has to be said, and the service."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from motcua.control.domain.cases.life import VERBS
from motcua.control.services import seizures
from motcua.control.services.cases import deciding, details, reading, working
from motcua.control.services.seizures import Sealed
from motcua.control.web import case_actforms as forms
from motcua.control.web import case_details, case_money
from motcua.design.domain.access import STAFF
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words

Do = Callable[[str, Any, Actor, datetime], object]
WORK, HEAD, SECOND, SORT, LEADER = "work", "head", "second", "sort", "leader"


class Act(NamedTuple):
    """An act as a page and a button: `verb` of the life's table opens it, `who` says whom it is shown to."""

    name: str
    verb: str
    who: str
    about: Words
    form: type[forms.ActForm]
    do: Do
    named: Words | None = None

    @property
    def words(self) -> Words:
        """What it is called."""
        return self.named or VERBS[self.verb]

    @property
    def roles(self) -> frozenset[str]:
        """Who may reach its page; who may do it stands in `services`."""
        if self.who == LEADER:
            return frozenset({"leader"})
        return frozenset({"head", "leader"}) if self.who in (HEAD, SECOND) else WORKERS


WORKERS = frozenset({"control", "officer", "head", "leader"})
READERS = STAFF
"""Whoever of the staff may be let in."""


def _plain(verb: str, who: str, vi: str, en: str, form: type[forms.ActForm] = forms.ActForm) -> Act:
    def do(number: str, told: Any, by: Actor, at: datetime) -> object:
        held = told.cleaned_data
        paper = held.get("paper", "")
        return working.step(number, verb, note=held["note"], paper=paper, seen=held["seen"], by=by, at=at)

    return Act(verb, verb, who, Words(vi, en), form, do)


def _done(service: Callable[..., object], *names: str) -> Do:
    """The service with these fields of the form by their names."""

    def do(number: str, told: Any, by: Actor, at: datetime) -> object:
        held = told.cleaned_data
        return service(number, **{name: held[name] for name in names}, seen=held["seen"], by=by, at=at)

    return do


def _grant(number: str, told: Any, by: Actor, at: datetime) -> object:
    held = told.cleaned_data
    return reading.grant(
        number, account=held["account"], until=held["until"], reason=held["note"], seen=held["seen"], by=by, at=at
    )  # fmt: skip


def _end_grant(number: str, told: Any, by: Actor, at: datetime) -> object:
    held = told.cleaned_data
    return reading.end_grant(number, account=held["account"], reason=held["note"], seen=held["seen"], by=by, at=at)


def _assign(number: str, told: Any, by: Actor, at: datetime) -> object:
    held = told.cleaned_data
    return working.assign(number, handler=held["account"], note=held["note"], seen=held["seen"], by=by, at=at)


def _subject(number: str, told: Any, by: Actor, at: datetime) -> object:
    held = told.cleaned_data
    return details.add_subject(
        number, told.subject(), kind=held["kind"], party=held["party"], seen=held["seen"], by=by, at=at
    )  # fmt: skip


def _goods(number: str, told: Any, by: Actor, at: datetime) -> object:
    return details.set_goods(number, told.lines(), seen=told.cleaned_data["seen"], by=by, at=at)


def _seize(number: str, told: Any, by: Actor, at: datetime) -> object:
    held = told.cleaned_data
    sealed = Sealed(*(held[name] for name in ("name", "quantity", "unit", "seal", "store")))
    return seizures.seize(number, [sealed], note=held["note"], seen=held["seen"], by=by, at=at)


def _decide(number: str, told: Any, by: Actor, at: datetime) -> object:
    held = told.cleaned_data
    return deciding.decide(number, told.decision(), note=held["note"], seen=held["seen"], by=by, at=at)


def _pay(number: str, told: Any, by: Actor, at: datetime) -> object:
    return deciding.pay(number, told.paid(), seen=told.cleaned_data["seen"], by=by, at=at)


ACTS = (
    Act("accept", "accept", SORT, Words("Anh/chị thụ lý vụ việc.", "You handle the case."), forms.ActForm,
        _done(working.accept, "note")),
    _plain("dismiss", SORT, "Nêu lý do không lập vụ việc.", "Say why no case is made of it.", forms.WordsForm),
    _plain("record", WORK, "Biên bản được cấp số; hạn ra quyết định tính từ hôm nay.",
           "The record gets its number; the time to decide runs from today.", forms.WordsForm),
    _plain("hold", WORK, "Ghi rõ giữ gì, giữ ai và căn cứ; thời hạn theo luật.",
           "Say what or who is held and on what basis; the law sets how long.", forms.WordsForm),
    _plain("extend", HEAD, "Đến thời hạn tối đa, tính từ ngày tạm giữ.", "Until the longest time, from the first day.",
           forms.WordsForm),
    _plain("ask_explain", WORK, "Hạn ra quyết định dài hơn.", "The time to decide is longer."),
    _plain("verify", WORK, "Ghi kết quả xác minh.", "Write down what was verified.", forms.WordsForm),
    _plain("explain", WORK, "Ghi nội dung giải trình.", "Write down the explanation.", forms.WordsForm),
    _plain("waive", WORK, "Người vi phạm không giải trình. Chưa hết hạn xin giải trình hoặc đã xin thì ghi lý do.",
           "The violator does not explain. While it may still be asked for, or was, say why."),
    Act("decide", "decide", SECOND,
        Words("Người ra quyết định không phải người lập biên bản hay thụ lý.",
              "Who decides neither recorded nor handles the case."), case_money.DecideForm, _decide),
    Act("prosecute", "prosecute", SECOND,
        Words("Khi có dấu hiệu tội phạm.", "Where it looks like a crime."), forms.ProsecuteForm,
        _done(working.send_on, "prosecution", "note", "paper"),
        Words("Khởi tố hoặc chuyển cơ quan", "Prosecute or transfer")),
    _plain("returned", WORK, "Hồ sơ được xử lý hành chính.", "The file goes on as an administrative one.",
           forms.PaperWordsForm),
    _plain("no_owner", WORK, "Không xác định được chủ sở hữu.", "No owner can be found.", forms.WordsForm),
    _plain("notice", WORK, "Ghi số thông báo công khai.", "Name the public notice.", forms.PaperForm),
    _plain("owner", WORK, "Đã có chủ sở hữu.", "The owner was found.", forms.WordsForm),
    Act("confiscate", "confiscate", SECOND,
        Words("Sau một năm từ thông báo lần hai.", "A year after the second notice."), case_money.ConfiscateForm,
        _done(deciding.confiscate, "basis", "note")),
    _plain("no_offence", HEAD, "Trả tang vật rồi đóng hồ sơ.", "Exhibits are returned, then the file is closed.",
           forms.WordsForm),
    Act("pay", "pay", WORK, Words("Theo chứng từ của ngân hàng, kho bạc.", "By the bank's or the treasury's paper."),
        case_money.PayForm, _pay),
    _plain("execute", WORK, "Tiền phạt đã nộp đủ, biện pháp khắc phục đã làm.", "The fine is paid, remedies are done.",
           forms.WordsForm),
    _plain("complain", WORK, "Khiếu nại có thời hạn riêng.", "A complaint has a clock of its own.", forms.WordsForm),
    _plain("settle", HEAD, "Ghi kết quả giải quyết.", "Write down the result.", forms.WordsForm),
    _plain("dispose", WORK, "Mọi tang vật đã ra khỏi kho.", "All exhibits have left the store."),
    _plain("close", HEAD, "Hồ sơ không thay đổi nữa.", "The file changes no more."),
    Act("subject", "subject", WORK,
        Words("Thông tin cá nhân được mã hóa và xóa theo thời hạn.", "Personal data are encrypted, erased in time."),
        case_details.SubjectForm, _subject),
    Act("goods", "goods", WORK, Words("Thay cho danh sách đã ghi trước.", "In the place of what was written before."),
        case_details.GoodsForm, _goods),
    Act("seize", "seize", WORK,
        Words("Anh/chị là người giữ cho đến khi bàn giao.", "You hold it until it is handed over."),
        case_details.SealForm, _seize),
    Act("assign", "assign", HEAD, Words("Người thụ lý chính.", "Who is in charge."), forms.AssignForm, _assign),
    Act("classify", "classify", WORK, Words("Khung phạt theo hành vi mới.", "The range of fines follows."),
        forms.KindForm, _done(working.classify, "kind", "note")),
    Act("let_in", "let_in", HEAD, Words("Đọc đến hết ngày cuối, mọi lần đọc được ghi.",
                                        "Until the last day; every reading is written down."), forms.GrantForm, _grant),
    Act("keep_out", "keep_out", HEAD, Words("Từ bây giờ.", "From now on."), forms.EndGrantForm, _end_grant),
    Act("restrict", "restrict", LEADER,
        Words("Hạn chế cả với lãnh đạo đơn vị.", "It is hidden from the head of the office as well."),
        forms.RestrictForm, _done(working.restrict, "sensitive", "note")),
    _plain("note", WORK, "Ghi vào diễn biến hồ sơ.", "Among the events of the file.", forms.WordsForm),
)  # fmt: skip
