"""Acts on a question: what each is called, who does it, what has to be said, and the service."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from motcua.helpdesk import services
from motcua.helpdesk.queries.questions import DESK
from motcua.helpdesk.web.deskforms import (
    AnswerForm,
    AssignForm,
    ClassifyForm,
    ContentForm,
    CorrectForm,
    EscalateForm,
    NoteForm,
    RateForm,
    ReasonForm,
    ReplyForm,
    WordsForm,
)
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words

ASKERS = frozenset({"trader"})

Do = Callable[[str, Any, Actor, datetime], object]


class Act(NamedTuple):
    """An act as a page and a button. `verbs` of the life's table, any of which opens it."""

    name: str
    verbs: tuple[str, ...]
    asker: bool
    words: Words
    about: Words
    form: type[NoteForm]
    do: Do

    @property
    def roles(self) -> frozenset[str]:
        """Who may reach its page."""
        return ASKERS if self.asker else DESK


def _told(form: Any) -> dict[str, Any]:
    held: dict[str, Any] = form.cleaned_data
    return held


ACTS = (
    Act("take", ("take",), False, Words("Nhận trả lời", "Take it"),
        Words("Câu hỏi về tay mình, trạng thái đang trả lời.", "It becomes yours and is being answered."), NoteForm,
        lambda n, f, by, at: services.take(n, seen=_told(f)["seen"], by=by, at=at)),
    Act("answer", ("answer",), False, Words("Trả lời", "Answer"),
        Words("Nêu căn cứ; người hỏi được báo. Bản trả lời trước vẫn được giữ.",
              "Name the basis; the asker is told. Earlier answers are kept."), AnswerForm,
        lambda n, f, by, at: services.answer(
            n, f.answer(), note=_told(f)["note"], seen=_told(f)["seen"], by=by, at=at)),
    Act("ask_back", ("ask_back",), False, Words("Hỏi lại người hỏi", "Ask the asker back"),
        Words("Đồng hồ dừng cho đến khi người hỏi trả lời.", "The clock stops until the asker replies."), WordsForm,
        lambda n, f, by, at: services.ask_back(n, _told(f)["words"], seen=_told(f)["seen"], by=by, at=at)),
    Act("assign", ("assign",), False, Words("Phân công", "Assign"),
        Words("Giao cho công chức hỗ trợ hoặc công chức của đơn vị.", "To a support officer or one of the office."),
        AssignForm,
        lambda n, f, by, at: services.assign(
            n, assignee=int(_told(f)["assignee"]), note=_told(f)["note"], seen=_told(f)["seen"], by=by, at=at)),
    Act("pass_up", ("pass_up",), False, Words("Chuyển cấp trên", "Pass it up"),
        Words("Khi vượt thẩm quyền; hạn tính theo cấp mới và người hỏi được báo.",
              "Where it is above one's authority; its limit follows and the asker is told."), EscalateForm,
        lambda n, f, by, at: services.escalate(
            n, level=_told(f)["level"], note=_told(f)["note"], seen=_told(f)["seen"], by=by, at=at)),
    Act("classify", ("classify",), False, Words("Phân loại lại", "Class it anew"),
        Words("Hạn trả lời tính lại theo loại mới.", "Its limit follows from the new class."), ClassifyForm,
        lambda n, f, by, at: services.classify(
            n, domain=_told(f)["domain"], nature=_told(f)["nature"], priority=_told(f)["priority"],
            note=_told(f)["note"], seen=_told(f)["seen"], by=by, at=at)),
    Act("publish", ("note",), False, Words("Đề nghị công bố", "Propose for publication"),
        Words("Viết lại cho mọi người đọc, bỏ chi tiết của doanh nghiệp; người thứ hai duyệt.",
              "Write it for all readers, without the enterprise's particulars; a second person reviews it."),
        ContentForm, lambda n, f, by, at: services.publish(n, f.content(), by=by, at=at)),
    Act("note", ("note",), False, Words("Ghi chú nội bộ", "Internal note"),
        Words("Người hỏi không đọc được.", "The asker does not read it."), ReasonForm,
        lambda n, f, by, at: services.note_down(n, note=_told(f)["note"], seen=_told(f)["seen"], by=by, at=at)),
    Act("close", ("close",), False, Words("Đóng", "Close"),
        Words("Chưa trả lời thì phải nêu lý do.", "Without an answer a reason is needed."), NoteForm,
        lambda n, f, by, at: services.close(n, note=_told(f)["note"], seen=_told(f)["seen"], by=by, at=at)),
    Act("correct", ("note",), False, Words("Sửa thông tin người hỏi", "Correct the asker's data"),
        Words("Theo yêu cầu của người hỏi.", "As the asker wishes."), CorrectForm,
        lambda n, f, by, at: services.correct(
            n, services.Contact(*(_told(f)[k] for k in ("name", "mail", "phone", "company"))), by=by, at=at)),
    Act("erase", ("note",), False, Words("Xóa thông tin người hỏi", "Erase the asker"),
        Words("Xóa liên hệ và lời của người hỏi; câu trả lời còn lại. Không hoàn tác được.",
              "Contact and the asker's words are erased, the answers stay. It cannot be undone."), ReasonForm,
        lambda n, f, by, at: services.erase(n, reason=_told(f)["note"], by=by, at=at)),
    Act("reply", ("reply", "add", "ask_again"), True, Words("Viết tiếp", "Write on"),
        Words("Trả lời điều được hỏi lại, bổ sung, hoặc hỏi lại sau khi đã có câu trả lời.",
              "Reply to what was asked back, add something, or ask again after the answer."), ReplyForm,
        lambda n, f, by, at: services.reply(n, _told(f)["words"], by=by, at=at)),
    Act("rate", ("rate",), True, Words("Đánh giá câu trả lời", "Rate the answer"),
        Words("Giúp chúng tôi biết câu trả lời có ích không.", "It tells us whether the answer was of use."), RateForm,
        lambda n, f, by, at: services.rate(n, _told(f)["stars"], words=_told(f)["words"], by=by, at=at)),
)  # fmt: skip
