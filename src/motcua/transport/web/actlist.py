"""Which acts there are: what each is called, who does it, what has to be said, and the service that does it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy

from motcua.design.templatetags.figures import say
from motcua.kernel.actor import Actor
from motcua.kernel.days import FIRST, LAST, LAW_ZONE, in_words, law_moment, whole_hour
from motcua.kernel.words import Words
from motcua.transport import services
from motcua.transport.domain.boxes import read_boxes, write_boxes
from motcua.transport.domain.life import VERDICTS, WAITING, State
from motcua.transport.models import Transport
from motcua.transport.queries import one
from motcua.transport.services import rights

LONGEST = 400
_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


def _text(label: Any, *, required: bool = True) -> Any:
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3, "class": "w-full"})
    )


class NoteForm(forms.Form):
    """An act on a transport; `seen` is the leaf of the last step that its maker saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = _text(gettext_lazy("Note"), required=False)

    def __init__(self, data: Any, found: Transport) -> None:
        super().__init__(data, initial={"seen": found.leaf, **self.begun(found)}, auto_id="a-%s")

    def begun(self, found: Transport) -> dict[str, Any]:
        """What the form begins with."""
        return {}


class ReasonForm(NoteForm):
    """Why; the declarant reads it."""

    note = _text(gettext_lazy("Reason"))


class DepartForm(NoteForm):
    """Containers and seals as they leave."""

    boxes = forms.CharField(
        label=gettext_lazy("Containers and seals"), max_length=20_000,
        help_text=gettext_lazy("One container a line with the seals on it: TCLU4005003: HQ00123, HQ00124"),
        widget=forms.Textarea(attrs={"rows": 5, "class": "w-full"}),
    )  # fmt: skip
    field_order = ("seen", "boxes", "note")

    def begun(self, found: Transport) -> dict[str, Any]:
        """As they were declared."""
        return {"boxes": write_boxes(one.message(found).containers)}


class ArriveForm(DepartForm):
    """Containers and seals as they come; the seals are read off them, not copied from the departure."""

    def begun(self, found: Transport) -> dict[str, Any]:
        """The containers that departed, without their seals."""
        return {"boxes": write_boxes(one.departed(found.id), seals=False)}


class ExtendForm(ReasonForm):
    """Until when."""

    until_on = forms.DateField(
        label=gettext_lazy("New day of arrival"), input_formats=_FORMATS,
        validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    until_hour = forms.IntegerField(
        label=gettext_lazy("Hour (0 to 23)"), min_value=0, max_value=23,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("seen", "until_on", "until_hour", "note")

    def begun(self, found: Transport) -> dict[str, Any]:
        """What the declarant asks for, where it asks."""
        if found.asked_until is None:
            return {}
        asked = whole_hour(found.asked_until).astimezone(LAW_ZONE)
        return {"until_on": in_words(asked.date()), "until_hour": asked.hour}


class SettleForm(ReasonForm):
    """How the differences are settled, and why so."""

    verdict = forms.ChoiceField(label=gettext_lazy("How they are settled"), widget=forms.RadioSelect)
    field_order = ("seen", "verdict", "note")

    def __init__(self, data: Any, found: Transport) -> None:
        super().__init__(data, found)
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, say(name)) for code, name in VERDICTS.items()]


class Act(NamedTuple):
    """An act as a page: `verbs` of the life it takes, `roles` that may open it, `may` whether this person does it."""

    name: str
    verbs: tuple[str, ...]
    words: Words
    about: Words
    form: type[NoteForm]
    roles: frozenset[str]
    may: Callable[[Actor, Transport], bool]
    do: Callable[[str, dict[str, Any], Actor, datetime], object]


def _plain(service: Callable[..., object]) -> Callable[[str, dict[str, Any], Actor, datetime], object]:
    return lambda number, said, by, at: service(number, note=said["note"], seen=said["seen"], by=by, at=at)


def _passing(service: Callable[..., object]) -> Callable[[str, dict[str, Any], Actor, datetime], object]:
    return lambda number, said, by, at: service(
        number, read_boxes(said["boxes"]), note=said["note"], seen=said["seen"], by=by, at=at
    )


def _until(service: Callable[..., object]) -> Callable[[str, dict[str, Any], Actor, datetime], object]:
    return lambda number, said, by, at: service(
        number, until=law_moment(said["until_on"], said["until_hour"]), note=said["note"], seen=said["seen"], by=by,
        at=at,
    )  # fmt: skip


def _settle(number: str, said: dict[str, Any], by: Actor, at: datetime) -> object:
    told = {"verdict": said["verdict"], "note": said["note"], "seen": said["seen"]}
    return services.settle(number, **told, by=by, at=at)


def _cancels(by: Actor, found: Transport) -> bool:
    waits = State(found.state) in WAITING
    return rights.decides(by, found) or (waits and rights.may_act(by, found, "amend"))


def _denies(by: Actor, found: Transport) -> bool:
    return found.asked_until is not None and rights.decides(by, found)


def _asks(by: Actor, found: Transport) -> bool:
    return found.asked_until is None and rights.may_act(by, found, "amend")


def _settles(by: Actor, found: Transport) -> bool:
    return rights.decides(by, found) or by.holds("officer", found.to_office)


def _records(verb: str) -> Callable[[Actor, Transport], bool]:
    return lambda by, found: rights.recorder(by, found, verb) != "other"


_OFFICER = frozenset({"officer"})
_BOTH = frozenset({"officer", "trader"})
ACTS = (
    Act(
        "approve", ("approve",), Words("Phê duyệt", "Approve"),
        Words("Hàng được phép đi.", "The goods may depart."), NoteForm, _OFFICER, rights.decides,
        _plain(services.approve),
    ),
    Act(
        "check", ("check",), Words("Kiểm tra trước khi phê duyệt", "Check before approval"),
        Words("Kiểm tra hồ sơ, niêm phong; hạn phê duyệt giữ nguyên.", "Papers and seals are looked at in time."),
        NoteForm, _OFFICER, rights.decides, _plain(services.check),
    ),
    Act(
        "refuse", ("refuse",), Words("Không phê duyệt", "Refuse"),
        Words("Người khai đọc được lý do.", "The declarant reads the reason."), ReasonForm, _OFFICER, rights.decides,
        _plain(services.refuse),
    ),
    Act(
        "depart", ("depart",), Words("Xác nhận hàng đi", "Record the departure"),
        Words("Ghi container và số chì như khi rời địa điểm (BOA).", "Containers and seals as they leave (BOA)."),
        DepartForm, _BOTH, _records("depart"), _passing(services.depart),
    ),
    Act(
        "arrive", ("arrive",), Words("Xác nhận hàng đến", "Record the arrival"),
        Words(
            "Đọc số chì trên container, không chép từ lúc đi. Khác biệt sẽ giữ tờ khai lại (BIA).",
            "Read the seals off the containers, do not copy them. Differences hold the transport (BIA).",
        ),
        ArriveForm, _BOTH, _records("arrive"), _passing(services.arrive),
    ),
    Act(
        "settle", ("settle",), Words("Xử lý khác biệt", "Settle the differences"),
        Words("Kết luận về container, số chì khác lúc đi.", "Conclude on containers or seals that differ."),
        SettleForm, _OFFICER, _settles, _settle,
    ),
    Act(
        "extend", ("extend",), Words("Gia hạn", "Extend the time"),
        Words("Hàng đến muộn hơn dự kiến.", "The goods will come later than planned."), ExtendForm, _OFFICER,
        rights.decides, _until(services.extend),
    ),
    Act(
        "deny_time", ("deny time",), Words("Không chấp nhận gia hạn", "Deny more time"),
        Words("Người khai đọc được lý do; thời hạn giữ nguyên.", "The declarant reads the reason; the time stays."),
        ReasonForm, _OFFICER, _denies, _plain(services.deny_time),
    ),
    Act(
        "ask_time", ("ask time",), Words("Đề nghị gia hạn", "Ask for more time"),
        Words(
            "Hàng sẽ đến muộn: nêu thời điểm mới và lý do. Chi cục nơi đi quyết định.",
            "The goods will be late: name a new moment and say why. The office of departure decides.",
        ),
        ExtendForm, frozenset({"trader"}), _asks, _until(services.ask_time),
    ),
    Act(
        "cancel_departure", ("cancel departure",), Words("Hủy xác nhận hàng đi", "Cancel the departure"),
        Words("Chỉ khi hàng đang trên đường và đã ghi nhầm.", "Only while under way, where it was recorded wrongly."),
        ReasonForm, _BOTH, _records("cancel departure"), _plain(services.cancel_departure),
    ),
    Act(
        "cancel", ("cancel",), Words("Hủy tờ khai vận chuyển", "Cancel the transport"),
        Words(
            "Người khai hủy khi chưa được phê duyệt; sau đó chỉ công chức, có nêu lý do.",
            "The declarant cancels until it is approved; later an officer alone, with a reason.",
        ),
        NoteForm, _BOTH, _cancels, _plain(services.cancel),
    ),
)  # fmt: skip
