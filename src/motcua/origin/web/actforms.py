"""Acts on certificates and applications: what each is called, who does it, what has to be said, and the service."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy

from motcua.design.templatetags.figures import say
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words
from motcua.origin import services
from motcua.origin.domain.answer import KINDS
from motcua.origin.domain.data import reasons
from motcua.origin.services.applying import ASKED

LONGEST = 400


class NoteForm(forms.Form):
    """An act; `seen` is the leaf of the last step that its maker saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"}),
    )  # fmt: skip
    kind = ""
    needs_note = False

    def __init__(self, data: Any, seen: int, told: str = "") -> None:
        super().__init__(data, initial={"seen": seen}, auto_id="a-%s")
        self.fields["note"].required = self.needs_note
        if self.kind:
            choices = [(each.code, say(each.words)) for each in reasons(self.kind)]
            self.fields["reason"] = forms.ChoiceField(
                label=gettext_lazy("Reason"), choices=choices, widget=forms.RadioSelect
            )
            self.order_fields(["seen", "reason", "note"])
        self.begin(told)

    def begin(self, told: str) -> None:
        """What else the form asks, by what the partner last said."""


def _form(kind: str = "", *, note: bool = False) -> type[NoteForm]:
    return type("ReasonForm", (NoteForm,), {"kind": kind, "needs_note": note})


class AnswerForm(NoteForm):
    """What the partner is answered."""

    needs_note = True

    def begin(self, told: str) -> None:
        """Only what answers what was asked."""
        choices = [(kind, say(KINDS[kind])) for kind in ASKED.get(told, ())]
        self.fields["answer"] = forms.ChoiceField(
            label=gettext_lazy("Answer"), choices=choices, widget=forms.RadioSelect
        )
        self.order_fields(["seen", "answer", "note"])


Do = Callable[[Any, dict[str, Any], Actor, datetime], object]


class Act(NamedTuple):
    """An act as a page and a button."""

    name: str
    verbs: tuple[str, ...]
    roles: frozenset[str]
    words: Words
    about: Words
    form: type[NoteForm]
    do: Do


ORIGIN, ISSUER, TRADER = frozenset({"origin"}), frozenset({"issuer"}), frozenset({"trader"})


def _reasoned(service: Callable[..., object]) -> Do:
    return lambda it, told, by, at: service(
        it, reason=told["reason"], note=told["note"], seen=told["seen"], by=by, at=at
    )  # fmt: skip


def _noted(service: Callable[..., object]) -> Do:
    return lambda it, told, by, at: service(it, note=told["note"], seen=told["seen"], by=by, at=at)


ACTS = (
    Act("accept", ("accept",), ORIGIN, Words("Chấp nhận C/O", "Accept the certificate"),
        Words("C/O bảo đảm các dòng hàng đang chờ và sau này.", "It bears lines that wait and that come."),
        _form(), _noted(services.accept)),
    Act("minor", ("accept minor",), ORIGIN,
        Words("Chấp nhận với khác biệt nhỏ", "Accept with a minor discrepancy"),
        Words("Khác biệt không gây nghi ngờ về xuất xứ.", "The discrepancy raises no doubt on the origin."),
        _form("minor"), _reasoned(services.accept_minor)),
    Act("clarify", ("clarify",), ORIGIN, Words("Đề nghị làm rõ", "Ask for clarification"),
        Words("Cơ quan cấp được hỏi; trong thời gian chờ không dùng cho dòng hàng mới.",
              "Its issuer is asked; nothing new rests on it meanwhile."),
        _form("question", note=True), _reasoned(services.clarify)),
    Act("verify", ("verify",), ORIGIN, Words("Xác minh ở nước cấp", "Have it verified abroad"),
        Words("Trả lời trong 180 ngày; trong thời gian chờ áp thuế suất MFN, số chênh lệch được tính ngay.",
              "Answered within 180 days; most-favoured rates meanwhile, the difference is charged at once."),
        _form("question", note=True), _reasoned(services.verify)),
    Act("refuse", ("refuse",), ORIGIN, Words("Từ chối C/O", "Refuse the certificate"),
        Words("Cơ quan cấp và doanh nghiệp được báo; số thuế chênh lệch được tính.",
              "Issuer and enterprises are told; the difference in duty is charged."),
        _form("refusal", note=True), _reasoned(services.refuse)),
    Act("end", ("keep",), ORIGIN, Words("Chấm dứt theo cơ quan cấp", "End it as its issuer says"),
        Words("C/O hết giá trị; số thuế chênh lệch được tính.", "It ends; the difference in duty is charged."),
        _form(), _noted(services.end)),
    Act("keep", ("keep",), ORIGIN, Words("Giữ nguyên giá trị", "Keep it in force"),
        Words("Thông báo của cơ quan cấp đến sau khi đã sử dụng.", "Its issuer spoke after it was used."),
        _form(note=True), _noted(services.keep)),
)  # fmt: skip
"""Acts on a certificate received; the last two only where its issuer withdrew or replaced it after use."""

APP_ACTS = (
    Act("approve", ("approve",), ISSUER, Words("Duyệt", "Approve"),
        Words("Tiêu chí không đạt theo bảng kê thì phải ghi lý do.", "A criterion that is not met needs a note."),
        _form(), _noted(services.approve)),
    Act("issue", ("issue",), ISSUER, Words("Cấp C/O", "Issue the certificate"),
        Words("Cấp số, ký bằng lá nhật ký và gửi nước nhập khẩu.",
              "It gets its number, is signed by its leaf, and is sent to the importing country."),
        _form(), lambda it, told, by, at: services.issue(it, seen=told["seen"], by=by, at=at)),
    Act("return", ("return",), ISSUER, Words("Trả lại để bổ sung", "Return it to be completed"),
        Words("Người đề nghị đọc lý do và nộp lại.", "The exporter reads why and sends it again."),
        _form(note=True), _noted(services.give_back)),
    Act("refuse", ("refuse",), ISSUER, Words("Từ chối cấp", "Refuse it"),
        Words("Người đề nghị đọc lý do.", "The exporter reads why."), _form(note=True),
        _noted(services.refuse_application)),
    Act("answer", ("answer",), ISSUER, Words("Trả lời nước nhập khẩu", "Answer the importing country"),
        Words("Nước nhập khẩu đề nghị làm rõ hoặc xác minh.", "It asked for clarification or verification."),
        AnswerForm,
        lambda it, told, by, at: services.answer_partner(
            it, kind=told["answer"], note=told["note"], seen=told["seen"], by=by, at=at)),
    Act("copy", ("copy",), ISSUER, Words("Cấp bản sao xác thực", "Give a certified true copy"),
        Words("Khi bản đầu bị mất.", "Where the first was lost."), _form(note=True), _noted(services.copy)),
    Act("cancel", ("cancel",), ISSUER, Words("Hủy C/O", "Cancel the certificate"),
        Words("Nước nhập khẩu được báo.", "The importing country is told."), _form("cancel", note=True),
        _reasoned(services.cancel)),
    Act("withdraw", ("withdraw",), TRADER, Words("Rút đề nghị", "Withdraw the application"),
        Words("Chỉ khi chưa được quyết định.", "Only while it is undecided."), _form(), _noted(services.withdraw)),
)  # fmt: skip
"""Acts on an application."""
