"""Acts of officers: what each is called, what has to be said, and the service."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy

from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import say
from motcua.dossiers import services
from motcua.dossiers.domain.errors import NotInTheFuture
from motcua.dossiers.domain.steps import SIGNS, following
from motcua.dossiers.domain.story import LONGEST, LONGEST_REFERENCE, MOST_FEE, Course
from motcua.dossiers.models import Dossier
from motcua.dossiers.services.courses import clock_now
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import in_words, law_day
from motcua.kernel.words import Words
from motcua.people import queries as people

_LINES = {"rows": 4, "class": "w-full"}


class ActForm(forms.Form):
    """An act; `seen` is the leaf that its maker saw last."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, found: Dossier, course: Course, fee: int) -> None:
        super().__init__(data, initial={"seen": found.leaf}, auto_id="a-%s")
        self.begin(found, course, fee)

    def begin(self, found: Dossier, course: Course, fee: int) -> None:
        """What the dossier says of the fields."""


def _note(label: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, widget=forms.Textarea(attrs=_LINES)
    )  # fmt: skip


class NoteForm(ActForm):
    """A remark that may be left out."""

    note = _note(gettext_lazy("Note"), required=False)


class ReasonForm(ActForm):
    """A reason that the applicant reads."""

    note = _note(gettext_lazy("Reason, as the applicant will read it"), required=True)


class PointsForm(ActForm):
    """All points of a supplement, one on each line."""

    points = forms.CharField(
        label=gettext_lazy("What has to be supplemented"), max_length=LONGEST, widget=forms.Textarea(attrs=_LINES),
        help_text=gettext_lazy("One point on each line. It is asked for once: write all of it in this letter."),
    )  # fmt: skip


class HandForm(ActForm):
    """To which step, and to whom."""

    to = forms.TypedChoiceField(label=gettext_lazy("Step"), coerce=int)
    holder = forms.TypedChoiceField(label=gettext_lazy("To"), coerce=int, required=False, empty_value=0)
    note = _note(gettext_lazy("Opinion, or what was done"), required=False)

    def begin(self, found: Dossier, course: Course, fee: int) -> None:
        """The steps of the procedure; the officers of the office."""
        onward = following(course.steps, found.step)
        to = self.fields["to"]
        assert isinstance(to, forms.TypedChoiceField)
        to.choices = [(each.no, f"{each.no}. {say(each.words)}") for each in course.steps if each.no != found.step]
        self.initial["to"] = onward.no if onward else None
        day = law_day(clock.now())
        ids = sorted({*people.holders("officer", day, found.office), *people.holders("head", day, found.office)})
        names = people.names(ids)
        holder = self.fields["holder"]
        assert isinstance(holder, forms.TypedChoiceField)
        anybody = gettext_lazy("Whoever of the office takes it")
        holder.choices = [(0, anybody), *((account, names.get(account, str(account))) for account in ids)]


class FeeForm(ActForm):
    """A fee in dong."""

    fee = forms.IntegerField(label=gettext_lazy("Fee, in dong"), min_value=1, max_value=MOST_FEE)
    note = _note(gettext_lazy("What it is for"), required=False)

    def begin(self, found: Dossier, course: Course, fee: int) -> None:
        """The procedure's own fee is offered."""
        self.initial["fee"] = fee or None


class PaidForm(ActForm):
    """The number of the receipt."""

    reference = forms.CharField(label=gettext_lazy("Number of the receipt"), max_length=LONGEST_REFERENCE)


class SorryForm(ActForm):
    """Why it is late, and the new date."""

    note = _note(gettext_lazy("Why it is late"), required=True)
    until = forms.DateField(
        label=gettext_lazy("New date"), input_formats=FORMATS, help_text=gettext_lazy("Given once, such as 25/12/2023.")
    )


class ResultForm(ActForm):
    """The result."""

    reference = forms.CharField(label=gettext_lazy("Number of the document"), max_length=LONGEST_REFERENCE)
    words = _note(gettext_lazy("What the document says"), required=True)
    favourable = forms.TypedChoiceField(
        label=gettext_lazy("Outcome"), coerce=lambda told: told == "1", widget=forms.RadioSelect,
        choices=[("1", gettext_lazy("What was applied for is granted")), ("0", gettext_lazy("It is not granted"))],
    )  # fmt: skip


class GiveForm(ActForm):
    """Whether originals were seen."""

    originals_seen = forms.BooleanField(label=gettext_lazy("The originals were seen and agree"), required=False)

    def begin(self, found: Dossier, course: Course, fee: int) -> None:
        """Only asked where there are originals."""
        if not found.originals:
            del self.fields["originals_seen"]


Do = Callable[[str, dict[str, Any], Actor, datetime], object]


class Act(NamedTuple):
    """An act as a page and a button."""

    name: str
    verb: str
    words: Words
    about: Words
    form: type[ActForm]
    do: Do
    roles: frozenset[str] = frozenset({"officer", "head", "leader"})


def _plain(service: Callable[..., object], *fields: str) -> Do:
    return lambda number, told, by, at: service(
        number, **{name: told[name] for name in fields if name in told}, seen=told["seen"], by=by, at=at
    )  # fmt: skip


def _ask(number: str, told: dict[str, Any], by: Actor, at: datetime) -> object:
    return services.ask_supplement(number, points=told["points"].splitlines(), seen=told["seen"], by=by, at=at)


def _sorry(number: str, told: dict[str, Any], by: Actor, at: datetime) -> object:
    until = clock_now().plain.closing_from(told["until"])
    if law_day(until) != told["until"]:
        raise NotInTheFuture(day=in_words(told["until"]))
    return services.apologise(number, note=told["note"], until=until, seen=told["seen"], by=by, at=at)


def _finish(number: str, told: dict[str, Any], by: Actor, at: datetime) -> object:
    decision = services.Decision(told["reference"], told["words"], told["favourable"])
    return services.finish(number, decision, seen=told["seen"], by=by, at=at)


_SIGNERS = frozenset(SIGNS)
ACTS = (
    Act("receive", "receive", Words("Tiếp nhận hồ sơ", "Receive the dossier"),
        Words("Hạn trả được tính từ bây giờ; người nộp nhận Giấy tiếp nhận và hẹn trả (mẫu 01).",
              "The clock starts; the applicant gets the receipt with its appointment (form 01)."),
        NoteForm, _plain(services.receive, "note")),
    Act("refuse", "refuse", Words("Từ chối tiếp nhận", "Do not receive it"),
        Words("Người nộp nhận Phiếu từ chối có lý do (mẫu 03).",
              "The applicant gets the refusal with its reason (form 03)."),
        ReasonForm, _plain(services.refuse, "note")),
    Act("take", "take step", Words("Ký nhận bàn giao", "Acknowledge the hand-over"),
        Words("Hồ sơ do bạn giữ từ bây giờ.", "The dossier is in your hands from now on."),
        ActForm, _plain(services.take_step)),
    Act("hand", "hand over", Words("Chuyển bước", "Hand over"),
        Words("Thời gian của bước này được ghi vào Phiếu kiểm soát (mẫu 05).",
              "The time of this step goes into the processing slip (form 05)."),
        HandForm, _plain(services.hand_over, "to", "holder", "note")),
    Act("supplement", "ask supplement", Words("Yêu cầu bổ sung", "Ask for a supplement"),
        Words("Một lần, bằng một văn bản (mẫu 02); đồng hồ dừng đến khi người nộp bổ sung.",
              "Once, in one letter (form 02); the clock stands still until it comes."), PointsForm, _ask),
    Act("payment", "ask payment", Words("Yêu cầu nộp phí, lệ phí", "Ask for a fee"),
        Words("Đồng hồ dừng đến khi đã nộp.", "The clock stands still until it is paid."),
        FeeForm, _plain(services.ask_payment, "fee", "note")),
    Act("paid", "paid", Words("Ghi nhận đã nộp", "Record the payment"),
        Words("Đồng hồ chạy tiếp.", "The clock goes on."), PaidForm, _plain(services.paid, "reference")),
    Act("finish", "finish", Words("Ký kết quả", "Sign the result"),
        Words("Văn bản được lập, ký điện tử bằng chứng thư của bạn; không phải đối chiếu bản chính thì trả ngay.",
              "The document is made and signed by your certificate; it is published at once where no original has to "
              "be seen."), ResultForm, _finish, _SIGNERS),
    Act("paper", "finish", Words("Kết thúc bằng kết quả giấy", "Finish with a document on paper"),
        Words("Kết quả đã ký trên giấy; trả tại bộ phận một cửa.", "It was signed on paper and is given at the desk."),
        ResultForm, _plain(services.finish_on_paper, "reference", "words", "favourable"), _SIGNERS),
    Act("give", "give result", Words("Trả kết quả", "Return the result"),
        Words("Sau khi đối chiếu bản chính, nếu thủ tục có.", "After originals were seen, where there are some."),
        GiveForm, _plain(services.give_result, "originals_seen")),
    Act("sorry", "apologise", Words("Xin lỗi và hẹn lại", "Apologise and give a new date"),
        Words("Một lần, có lý do và ngày trả mới (mẫu 04).", "Once, with the reason and a new date (form 04)."),
        SorryForm, _sorry),
    Act("stop", "stop", Words("Dừng xử lý", "Stop"),
        Words("Hồ sơ kết thúc, không có kết quả.", "The dossier ends without a result."),
        ReasonForm, _plain(services.stop, "note")),
)  # fmt: skip
"""In the order in which they are offered."""
