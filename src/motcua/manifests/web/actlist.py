"""Which acts there are on a call: what each is called, who does it, what has to be said, and the verb it does."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy

from motcua.design.templatetags.figures import say
from motcua.kernel.actor import Actor
from motcua.kernel.days import LAW_ZONE, law_day, law_moment
from motcua.kernel.words import Words
from motcua.manifests.domain.life import KIND_WORDS, PAPER_WORDS, Paper, State
from motcua.manifests.models import Call
from motcua.manifests.queries import one
from motcua.manifests.services import rights
from motcua.manifests.web import words

LONGEST = 400
_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_TYPED = {"class": "w-8", "autocomplete": "off"}
_CLOCKS = ["%H:%M"]


def _text(label: Any, *, required: bool = True) -> Any:
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )


def _day(label: Any) -> Any:
    widget = forms.TextInput(attrs={**_TYPED, "inputmode": "numeric"})
    return forms.DateField(label=label, input_formats=_FORMATS, widget=widget)


def _clock(label: Any) -> Any:
    return forms.TimeField(label=label, input_formats=_CLOCKS, widget=forms.TextInput(attrs=_TYPED))


class NoteForm(forms.Form):
    """An act on a call; `seen` is the leaf of the last step that its maker saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = _text(gettext_lazy("Note"), required=False)

    def __init__(self, data: Any, call: Call, actor: Actor) -> None:
        super().__init__(data, initial={"seen": call.leaf, **self.begun(call)}, auto_id="a-%s")
        self.fill(call, actor)

    def begun(self, call: Call) -> dict[str, Any]:
        """What the form begins with."""
        return {}

    def fill(self, call: Call, actor: Actor) -> None:
        """Set the choices of the form."""

    def told(self) -> dict[str, Any]:
        """What was said, as the service takes it."""
        return {"note": self.cleaned_data["note"], "seen": self.cleaned_data["seen"]}


class ReasonForm(NoteForm):
    """Why; the other side reads it."""

    note = _text(gettext_lazy("Reason"))


class DocumentForm(ReasonForm):
    """Which document is meant."""

    document = forms.ChoiceField(label=gettext_lazy("Document"))
    field_order = ("seen", "document", "note")
    states: tuple[Paper, ...] = (Paper.AWAITED, Paper.LODGED, Paper.REQUESTED, Paper.ACCEPTED)
    kinds = True

    def fill(self, call: Call, actor: Actor) -> None:
        """The documents of the call, and the kinds of which there is none."""
        held = one.documents(call, actor)
        choices = [
            (each.number or each.kind, f"{say(KIND_WORDS[each.kind])} · {say(PAPER_WORDS[Paper(each.state)])}")
            for each in held if Paper(each.state) in self.states
        ]  # fmt: skip
        standing = {each.kind for each in held if each.state != Paper.CANCELLED}
        if self.kinds:
            choices += [(kind, say(name)) for kind, name in KIND_WORDS.items() if kind not in standing]
        field = self.fields["document"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def told(self) -> dict[str, Any]:
        """With the document."""
        return {**super().told(), "document": self.cleaned_data["document"]}


class LodgedForm(DocumentForm):
    """Which of the documents that wait to be accepted."""

    note = _text(gettext_lazy("Note"), required=False)
    states = (Paper.LODGED,)
    kinds = False


class AnswerForm(DocumentForm):
    """Which of the documents that were asked for."""

    states = (Paper.REQUESTED,)
    kinds = False


class WithdrawForm(DocumentForm):
    """Which of one's own documents."""

    states = (Paper.LODGED, Paper.REQUESTED, Paper.ACCEPTED)
    kinds = False


class PlanForm(NoteForm):
    """When the ship is expected now."""

    on = _day(gettext_lazy("Expected day"))
    time = _clock(gettext_lazy("Expected hour"))
    field_order = ("seen", "on", "time", "note")

    def begun(self, call: Call) -> dict[str, Any]:
        """As it stands."""
        return _written("on", "time", call.expected_at)

    def told(self) -> dict[str, Any]:
        """With the moment."""
        return {**super().told(), "moment": _moment(self.cleaned_data, "on", "time")}


class BerthForm(NoteForm):
    """Which berth, from when until when."""

    berth = forms.ChoiceField(label=gettext_lazy("Berth"))
    since_on = _day(gettext_lazy("From day"))
    since_time = _clock(gettext_lazy("From hour"))
    until_on = _day(gettext_lazy("To day"))
    until_time = _clock(gettext_lazy("To hour"))
    field_order = ("seen", "berth", "since_on", "since_time", "until_on", "until_time", "note")

    def begun(self, call: Call) -> dict[str, Any]:
        """As it is planned."""
        since, until = call.berth_from or call.expected_at, call.berth_until
        begun = {"berth": call.berth, **_written("since_on", "since_time", since)}
        return begun | (_written("until_on", "until_time", until) if until else {})

    def fill(self, call: Call, actor: Actor) -> None:
        """The berths of the office."""
        field = self.fields["berth"]
        assert isinstance(field, forms.ChoiceField)
        held = words.berths(law_day(call.expected_at), call.office)
        others = {call.berth: words.berth(call.berth, call.opened_on)} if call.berth and call.berth not in held else {}
        field.choices = [(code, f"{code} · {say(name)}") for code, name in (held | others).items()]

    def told(self) -> dict[str, Any]:
        """With the berth and its moments."""
        said = self.cleaned_data
        return {
            **super().told(), "berth": said["berth"], "moment": _moment(said, "since_on", "since_time"),
            "until": _moment(said, "until_on", "until_time"),
        }  # fmt: skip


def _moment(said: dict[str, Any], day: str, clock: str) -> datetime:
    told = said[clock]
    return law_moment(said[day], told.hour, told.minute)


def _written(day: str, clock: str, at: datetime) -> dict[str, str]:
    local = at.astimezone(LAW_ZONE)
    return {day: f"{local:%d/%m/%Y}", clock: f"{local:%H:%M}"}


class Act(NamedTuple):
    """An act as a page: the verb it does, the verbs of the life it takes, roles that may open it, who may do it."""

    name: str
    verb: str
    moves: tuple[str, ...]
    words: Words
    about: Words
    form: type[NoteForm]
    roles: frozenset[str]
    may: Callable[[Actor, Call], bool]


def _announces(by: Actor, call: Call) -> bool:
    return rights.may_announce(by, call.party, call.direction, call.office)


def _either(by: Actor, call: Call) -> bool:
    return rights.decides(by, call) or _announces(by, call)


def _entry(by: Actor, call: Call) -> bool:
    return call.direction == "I" and rights.decides(by, call)


def _coming(by: Actor, call: Call) -> bool:
    return call.arrived_at is None and _entry(by, call)


def _working(by: Actor, call: Call) -> bool:
    return call.finished_at is None and _entry(by, call)


def _leaving(by: Actor, call: Call) -> bool:
    return call.direction == "E" and rights.decides(by, call)


def _cancels(by: Actor, call: Call) -> bool:
    return rights.decides(by, call) or (call.state != State.ACCEPTED and _announces(by, call))


def _asked(by: Actor, call: Call) -> bool:
    return call.state == State.REQUESTED and _announces(by, call)


_OFFICER, _TRADER = frozenset({"officer"}), frozenset({"trader"})
ACTS = (
    Act(
        "accept", "accept", ("accept",), Words("Chấp nhận hồ sơ", "Accept the dossier"),
        Words("Mọi chứng từ đã nộp được chấp nhận.", "All lodged documents are accepted with it."), NoteForm,
        _OFFICER, rights.decides,
    ),
    Act(
        "clear_in", "clear in", ("clear in",), Words("Thông quan nhập cảnh", "Clear the ship in"),
        Words("Tàu được làm hàng.", "The ship may work its cargo."), NoteForm, _OFFICER, _entry,
    ),
    Act(
        "clear_out", "clear out", ("clear out",), Words("Thông quan xuất cảnh", "Clear the ship out"),
        Words("Hồ sơ nhập cảnh kết thúc cùng lúc.", "Its dossier on entry ends with it."), NoteForm, _OFFICER, _leaving,
    ),
    Act(
        "request", "request", ("request",), Words("Yêu cầu bổ sung", "Request a supplement"),
        Words("Đại lý đọc được lý do.", "The agent reads why."), DocumentForm, _OFFICER, rights.decides,
    ),
    Act(
        "accept_document", "accept document", ("accept document",),
        Words("Chấp nhận một chứng từ", "Accept one document"),
        Words("Các chứng từ khác còn chờ.", "The others still wait."), LodgedForm, _OFFICER, rights.decides,
    ),
    Act(
        "arrive", "arrive", ("arrive",), Words("Ghi tàu đến", "Record the arrival"),
        Words("Tàu đã tới cảng.", "The ship has come to the port."), NoteForm, _OFFICER, _coming,
    ),
    Act(
        "berth", "berth", ("berth",), Words("Xếp cầu bến", "Give a berth"),
        Words("Tàu nằm ở đâu, từ lúc nào đến lúc nào.", "Where the ship lies, from when until when."), BerthForm,
        _OFFICER, _entry,
    ),
    Act(
        "finish_cargo", "finish cargo", ("finish cargo",), Words("Ghi làm hàng xong", "Record that cargo is finished"),
        Words("Sau đó tàu mới được rời.", "Only then the ship may leave."), NoteForm, _OFFICER, _working,
    ),
    Act(
        "answer", "answer", ("answer",), Words("Trả lời yêu cầu bổ sung", "Answer the request"),
        Words("Khi chứng từ đã đúng; nếu sai hãy nộp bản sửa.", "Where it is right; else lodge a correction."),
        AnswerForm, _TRADER, _asked,
    ),
    Act(
        "plan", "plan", ("plan",), Words("Đổi thời điểm dự kiến", "Change the expected moment"),
        Words("Các hạn nộp theo đó dời đi.", "Deadlines follow."), PlanForm, _OFFICER | _TRADER, _either,
    ),
    Act(
        "withdraw", "withdraw", ("withdraw document",), Words("Hủy một chứng từ", "Cancel a document"),
        Words("Chứng từ bắt buộc phải nộp lại.", "One that is needed has to be lodged anew."), WithdrawForm, _TRADER,
        _announces,
    ),
    Act(
        "cancel", "cancel", ("cancel",), Words("Hủy hồ sơ", "Cancel the dossier"),
        Words("Đại lý hủy khi chưa được chấp nhận; sau đó chỉ công chức.",
              "The agent cancels until it is accepted; later an officer alone."),
        ReasonForm, _OFFICER | _TRADER, _cancels,
    ),
)  # fmt: skip
