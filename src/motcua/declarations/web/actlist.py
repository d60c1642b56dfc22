"""What can be done with a declaration, by whom, and what has to be said with it: one row an act."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from motcua.declarations import services
from motcua.declarations.queries import one
from motcua.declarations.web import actforms as forms
from motcua.kernel.actor import Actor
from motcua.kernel.words import Words

Said = dict[str, Any]
Do = Callable[[int, Said, Actor, datetime], object]


class Act(NamedTuple):
    """One thing to do: its name in the address, its verb in the life, who may, what it is called and what follows."""

    name: str
    verbs: tuple[str, ...]
    role: str
    words: Words
    about: Words
    form: type[forms.ActForm]
    do: Do


def _step(subject: int, said: Said, at: datetime) -> list[services.Step]:
    return [services.Step(subject, at, said["note"])]


def _looked(subject: int, said: Said, at: datetime) -> list[services.Step]:
    return [
        services.Step(subject, at, said["note"], tuple(said["points"]), tuple(said["left"]), said.get("finding", ""))
    ]


def _ending(subject: int, said: Said, at: datetime) -> list[services.Cancellation]:
    return [services.Cancellation(subject, at, said["reason"])]


def _answer(subject: int, said: Said, by: Actor, at: datetime) -> None:
    number = one.numbers_of([subject])[subject]
    services.answer_with(number, words=said["note"], papers=forms.sent(said), by=by, at=at)


ACTS = (
    Act(
        "accept", ("accept documents",), "officer", Words("Chấp nhận hồ sơ", "Accept the documents"),
        Words("Tờ khai được thông quan ngay khi đã nộp đủ thuế.", "It is cleared as soon as its tax is settled."),
        forms.AcceptForm, lambda subject, said, by, at: services.accept_documents(_looked(subject, said, at), by=by),
    ),
    Act(
        "ask", ("instruct",), "officer", Words("Yêu cầu người khai", "Ask the declarant"),
        Words(
            "Đồng hồ kiểm tra dừng lại; người khai có 5 ngày làm việc để trả lời hoặc khai bổ sung.",
            "Your clock stops; the declarant has 5 working days to answer or amend.",
        ),
        forms.AskForm,
        lambda subject, said, by, at: services.instruct(
            subject, kind=said["kind"], words=said["note"], papers=tuple(said["papers"]), by=by, at=at
        ),
    ),
    Act(
        "withdraw", ("withdraw query",), "officer", Words("Rút yêu cầu", "Withdraw the question"),
        Words("Việc kiểm tra tiếp tục.", "The check goes on."), forms.ReasonForm,
        lambda subject, said, by, at: services.withdraw_query(subject, words=said["note"], by=by, at=at),
    ),
    Act(
        "answer", ("answer",), "trader", Words("Trả lời hải quan", "Answer customs"),
        Words("Việc kiểm tra tiếp tục khi anh/chị gửi trả lời.", "The check goes on once you answer."),
        forms.AnswerForm, _answer,
    ),
    Act(
        "order", ("order inspection",), "officer", Words("Chuyển kiểm tra thực tế", "Order an inspection"),
        Words(
            "Dùng một lượt kiểm tra thực tế trong hạn mức; người khai được thông báo.",
            "Spends one inspection under the cap; the declarant is told.",
        ),
        forms.OrderForm,
        lambda subject, said, by, at: services.order_inspection(
            subject, reason=said["note"], basis=said["basis"], by=by, at=at
        ),
    ),
    Act(
        "grant", ("order inspection",), "head", Words("Chấp thuận đề nghị kiểm tra", "Grant the request to inspect"),
        Words(
            "Đề nghị đã chờ vì hết lượt; chấp thuận dùng một lượt và người khai được thông báo.",
            "It waited because the cap left none; granting spends one, and the declarant is told.",
        ),
        forms.OrderForm,
        lambda subject, said, by, at: services.order_inspection(
            subject, reason=said["note"], basis=said["basis"], ground="request", by=by, at=at
        ),
    ),
    Act(
        "demand", ("order inspection",), "head", Words("Kiểm tra theo pháp luật", "Inspect as the law orders"),
        Words(
            "Do pháp luật hoặc thông tin cụ thể bắt buộc: luôn được thực hiện, tính riêng bên cạnh hạn mức, kể cả khi "
            "hết lượt; căn cứ được nêu cho lãnh đạo, người khai được thông báo.",
            "Ordered by law or on concrete information: always carried out, counted apart beside the cap even where no "
            "inspection is left; leaders read what it rests on, the declarant is told.",
        ),
        forms.LawForm,
        lambda subject, said, by, at: services.order_inspection(
            subject, reason=said["note"], basis=said["basis"], ground="legal", by=by, at=at
        ),
    ),
    Act(
        "extend", ("extend inspection",), "officer", Words("Gia hạn kiểm tra thực tế", "Extend the inspection"),
        Words("Thêm 2 ngày làm việc cho lô hàng phức tạp.", "Two more working days for a complex shipment."),
        forms.ReasonForm,
        lambda subject, said, by, at: services.extend_inspection(subject, reason=said["note"], by=by, at=at),
    ),
    Act(
        "spare", ("spare inspection",), "head", Words("Bỏ kiểm tra thực tế", "Spare the inspection"),
        Words("Về luồng Vàng; lượt đã dùng không hoàn lại.", "Back to yellow; what was spent is not given back."),
        forms.OrderForm,
        lambda subject, said, by, at: services.spare_inspection(
            subject, reason=said["note"], basis=said["basis"], by=by, at=at
        ),
    ),
    Act(
        "release", ("release",), "officer", Words("Giải phóng hàng", "Release on conditions"),
        Words(
            "Hàng được đưa đi khi thuế theo khai báo đã nộp hoặc bảo lãnh; việc còn lại phải xong trong 30 ngày.",
            "The goods may go once the tax as declared is paid or guaranteed; the rest is settled within 30 days.",
        ),
        forms.ReleaseForm,
        lambda subject, said, by, at: services.release(subject, reason=said["reason"], note=said["note"], by=by, at=at),
    ),
    Act(
        "settle", ("settle",), "officer", Words("Kết luận, thông quan", "Settle and clear"),
        Words("Tờ khai được thông quan khi không còn nợ.", "The declaration is cleared once nothing is owed."),
        forms.SettleForm,
        lambda subject, said, by, at: services.settle(
            subject, note=said["note"], finding=said.get("finding", ""), by=by, at=at
        ),
    ),
    Act(
        "store", ("store",), "officer", Words("Cho đưa hàng về bảo quản", "Let goods go to storage"),
        Words("Chờ kết quả kiểm tra chuyên ngành, tối đa 30 ngày.", "Until the specialised check has its result."),
        forms.StoreForm, lambda subject, said, by, at: services.store(subject, place=said["note"], by=by, at=at),
    ),
    Act(
        "result", ("end storage", "resume inspection"), "officer", Words("Kết thúc bảo quản", "End storage"),
        Words("Việc kiểm tra tiếp tục.", "The check goes on."), forms.ResultForm,
        lambda subject, said, by, at: services.end_storage(subject, result=said["note"], by=by, at=at),
    ),
    Act(
        "pass", ("pass",), "officer", Words("Xác nhận qua khu vực giám sát", "Confirm passage"),
        Words("Hàng rời khu vực giám sát hải quan.", "The goods leave customs supervision."), forms.NoteForm,
        lambda subject, said, by, at: services.pass_supervision(_step(subject, said, at), by=by),
    ),
    Act(
        "cancel", ("cancel",), "officer", Words("Hủy tờ khai", "Cancel"),
        Words("Số thuế đã ghi được hoàn lại sổ; không thể phục hồi.", "What was charged is reversed; no way back."),
        forms.EndForm, lambda subject, said, by, at: services.cancel(_ending(subject, said, at), by=by),
    ),
    Act(
        "lapse", ("lapse",), "officer", Words("Hủy vì quá 15 ngày", "Cancel: past its 15 days"),
        Words("Chỉ sau ngày thứ 15 kể từ ngày đăng ký.", "Only after the fifteenth day from registration."),
        forms.LapseForm, lambda subject, said, by, at: services.lapse(_ending(subject, said, at), by=by),
    ),
)  # fmt: skip
