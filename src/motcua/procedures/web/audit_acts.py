"""Which acts there are on records: what each is called, what has to be said, and the service it is."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from motcua.kernel.actor import Actor
from motcua.kernel.moves import verbs
from motcua.kernel.words import Words
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import rights
from motcua.procedures.domain.audit.life import MOVES, Kind, State
from motcua.procedures.services import audit as services
from motcua.procedures.services.audit import nonconformities, reviews, standing
from motcua.procedures.web import audit_actforms as forms
from motcua.procedures.web import audit_bodyforms as bodies
from motcua.procedures.web.audit_actforms import ActForm

Service = Callable[..., Record]


class Act(NamedTuple):
    """An act as a page and a button. `presses`: it is on somebody's list of what is to be done."""

    kind: Kind
    verb: str
    words: Words
    about: Words
    form: type[ActForm]
    service: Service
    presses: bool = True

    def do(self, number: str, told: dict[str, Any], seen: int, by: Actor, at: datetime) -> Record:
        """Do it."""
        return self.service(number, **told, seen=seen, by=by, at=at)


def _answer(number: str, *, told: nonconformities.Answer, **rest: Any) -> Record:
    return nonconformities.answer(number, told, **rest)


_K = Kind
_TO_LEADER = Words("Lãnh đạo nhận thông báo để duyệt.", "The leader is told to approve it.")
_SAYS_WHY = Words("Cán bộ ISO đọc lý do và sửa.", "The ISO officer reads why and mends it.")
ACTS: tuple[Act, ...] = (
    Act(_K.PROGRAMME, "propose", Words("Trình lãnh đạo", "Send to the leader"), _TO_LEADER, forms.PlainForm,
        services.propose_programme),
    Act(_K.PROGRAMME, "change", Words("Sửa chương trình", "Change the programme"),
        Words("Năm và các lần trước giữ nguyên.", "The year and earlier versions stay."), forms.ProgrammeForm,
        services.change_programme, presses=False),
    Act(_K.PROGRAMME, "approve", Words("Duyệt chương trình", "Approve the programme"),
        Words("Các cuộc đánh giá được lập kế hoạch từ chương trình này.", "Its audits can be planned."), forms.NoteForm,
        services.approve_programme),
    Act(_K.PROGRAMME, "return", Words("Trả lại", "Return it"), _SAYS_WHY, forms.ReasonForm,
        services.return_programme),
    Act(_K.PROGRAMME, "report", Words("Lập báo cáo năm", "Write the report of the year"),
        Words("Khi mọi cuộc đánh giá đã báo cáo; lãnh đạo duyệt.", "When all audits are reported; then approved."),
        forms.SummaryForm, services.report_programme, presses=False),
    Act(_K.PROGRAMME, "revise", Words("Mở để sửa đổi", "Open for revision"),
        Words("Thành lần tiếp theo, phải duyệt lại; lần cũ vẫn xem được.",
              "It becomes the next version and is approved again; the old one stays readable."), forms.ReasonForm,
        services.revise_programme, presses=False),
    Act(_K.PROGRAMME, "close", Words("Duyệt báo cáo năm", "Approve the report of the year"),
        Words("Chương trình đóng lại.", "The programme is closed."), forms.NoteForm, services.close_programme),
    Act(_K.PROGRAMME, "reopen", Words("Trả lại báo cáo", "Return the report"), _SAYS_WHY, forms.ReasonForm,
        services.reopen_programme),
    Act(_K.AUDIT, "approve", Words("Duyệt kế hoạch", "Approve the plan"),
        Words("Đoàn và đơn vị nhận thông báo.", "The team and the office are told."), forms.NoteForm,
        services.approve_audit),
    Act(_K.AUDIT, "begin", Words("Bắt đầu đánh giá", "Begin the audit"),
        Words("Bảng câu hỏi được lập theo điều khoản và quy trình đang hiệu lực.",
              "The checklist is drawn up from clauses and procedures in force."), forms.PlainForm,
        services.begin_audit),
    Act(_K.AUDIT, "report", Words("Kết thúc và báo cáo", "Finish and report"),
        Words("Mỗi dòng không phù hợp thành một phiếu; đơn vị nhận hạn trả lời.",
              "Each nonconforming line becomes a sheet; the office is told by when to answer."), forms.ReportForm,
        services.report_audit),
    Act(_K.AUDIT, "close", Words("Đóng cuộc đánh giá", "Close the audit"),
        Words("Khi mọi điểm không phù hợp đã đóng.", "When all its nonconformities are closed."), forms.NoteForm,
        services.close_audit),
    Act(_K.AUDIT, "change", Words("Sửa kế hoạch", "Change the plan"),
        Words("Kế hoạch đã duyệt phải duyệt lại.", "An approved plan is approved again."), forms.PlanForm,
        services.change_audit, presses=False),
    Act(_K.AUDIT, "cancel", Words("Hủy cuộc đánh giá", "Cancel the audit"),
        Words("Có thể lập kế hoạch khác cho cùng đơn vị.", "It can be planned again."), forms.ReasonForm,
        services.cancel_audit, presses=False),
    Act(_K.NONCONFORMITY, "answer", Words("Trả lời", "Answer"),
        Words("Việc sửa ngay, nguyên nhân, hành động khắc phục, người và hạn.",
              "Correction, cause, corrective action, who and until when."), forms.AnswerForm, _answer),
    Act(_K.NONCONFORMITY, "accept", Words("Chấp nhận biện pháp", "Accept the action"),
        Words("Đơn vị bắt đầu thực hiện.", "The office carries it out."), forms.NoteForm, nonconformities.accept),
    Act(_K.NONCONFORMITY, "return", Words("Yêu cầu trả lời lại", "Ask for another answer"),
        Words("Hạn trả lời tính lại từ hôm nay.", "The days of an answer begin today."), forms.ReasonForm,
        nonconformities.give_back),
    Act(_K.NONCONFORMITY, "done", Words("Báo đã thực hiện", "Report as done"),
        Words("Người khác sẽ kiểm chứng.", "Somebody else verifies it."), forms.DoneForm, nonconformities.report_done),
    Act(_K.NONCONFORMITY, "extend", Words("Lùi hạn", "Move the due day"),
        Words("Lý do được ghi lại.", "The reason is kept."), forms.UntilForm, nonconformities.extend, presses=False),
    Act(_K.NONCONFORMITY, "verify", Words("Xác nhận có hiệu lực", "Verify that it works"),
        Words("Không phải người đã làm hay người của đơn vị.", "Not by who did it, nor by the office."),
        forms.VerifyForm, nonconformities.verify),
    Act(_K.NONCONFORMITY, "reject", Words("Chưa đạt, làm lại", "Not effective, again"),
        Words("Đơn vị tiếp tục đến hạn mới.", "The office goes on until a new due day."), forms.UntilForm,
        nonconformities.reject),
    Act(_K.NONCONFORMITY, "close", Words("Đóng phiếu", "Close the sheet"), Words("Lưu hồ sơ.", "It is filed."),
        forms.NoteForm, nonconformities.close),
    Act(_K.REVIEW, "hold", Words("Ghi biên bản", "Write the minutes"), _TO_LEADER, bodies.MinutesForm,
        reviews.hold_review),
    Act(_K.REVIEW, "change", Words("Sửa nội dung chuẩn bị", "Change what is prepared"),
        Words("Mỗi nội dung phải có trước cuộc họp.", "Each subject is filled before the meeting."), bodies.ReviewForm,
        reviews.change_review, presses=False),
    Act(_K.REVIEW, "minutes", Words("Sửa biên bản", "Change the minutes"), _TO_LEADER, bodies.MinutesForm,
        reviews.hold_review, presses=False),
    Act(_K.REVIEW, "approve", Words("Duyệt biên bản", "Approve the minutes"),
        Words("Mỗi quyết nghị được giao và theo dõi riêng.", "Each decision is handed over and followed."),
        forms.NoteForm, reviews.approve_review),
    Act(_K.REVIEW, "close", Words("Đóng cuộc xem xét", "Close the review"),
        Words("Khi mọi quyết nghị đã xong.", "When all decisions are carried out."), forms.NoteForm,
        reviews.close_review, presses=False),
    Act(_K.DECISION, "done", Words("Báo đã thực hiện", "Report as done"),
        Words("Cán bộ ISO xác nhận.", "The ISO officer confirms it."), forms.DoneForm, reviews.decision_done),
    Act(_K.DECISION, "extend", Words("Lùi hạn", "Move the due day"),
        Words("Lý do được ghi lại.", "The reason is kept."), forms.UntilForm, reviews.extend_decision, presses=False),
    Act(_K.DECISION, "confirm", Words("Xác nhận đã xong", "Confirm it is done"), Words("Lưu hồ sơ.", "It is filed."),
        forms.NoteForm, reviews.confirm_decision),
    Act(_K.DECISION, "reject", Words("Chưa đạt", "Not yet"),
        Words("Người được giao tiếp tục.", "Its owner goes on."), forms.ReasonForm, reviews.reject_decision),
    Act(_K.OBJECTIVE, "approve", Words("Duyệt mục tiêu", "Approve the objective"),
        Words("Từ đó ghi giá trị từng quý.", "Values are written quarter by quarter."), forms.NoteForm,
        standing.approve_objective),
    Act(_K.OBJECTIVE, "measure", Words("Ghi giá trị quý", "Write a quarter's value"),
        Words("Giá trị cũ của quý vẫn xem được.", "An earlier value stays readable."), bodies.MeasureForm,
        standing.measure, presses=False),
    Act(_K.OBJECTIVE, "change", Words("Sửa mục tiêu", "Change the objective"),
        Words("Trước khi duyệt.", "Before it is approved."), bodies.ObjectiveForm, standing.change_objective,
        presses=False),
    Act(_K.OBJECTIVE, "close", Words("Kết thúc mục tiêu", "Close the objective"),
        Words("Ghi kết luận cuối năm.", "With what follows at the end of the year."), forms.ConclusionForm,
        standing.close_objective, presses=False),
    Act(_K.RISK, "assess", Words("Đánh giá lại", "Assess anew"),
        Words("Mức cũ vẫn xem được.", "Earlier levels stay readable."), bodies.RiskForm, standing.assess_risk,
        presses=False),
    Act(_K.RISK, "close", Words("Đóng", "Close it"), Words("Ghi điều còn lại.", "Say what remains."),
        forms.ReasonForm, standing.close_risk, presses=False),
    Act(_K.STATEMENT, "propose", Words("Trình lãnh đạo", "Send to the leader"), _TO_LEADER, forms.PlainForm,
        standing.propose_statement),
    Act(_K.STATEMENT, "change", Words("Sửa bản công bố", "Change the declaration"),
        Words("Căn cứ được lấy lại từ hồ sơ.", "Its grounds are read again."), bodies.StatementForm,
        standing.change_statement, presses=False),
    Act(_K.STATEMENT, "approve", Words("Duyệt và công bố", "Approve and publish"),
        Words("Bản công bố hiện ra cho mọi người, kèm PDF.", "Everybody can read it, with a PDF."), forms.NoteForm,
        standing.approve_statement),
    Act(_K.STATEMENT, "return", Words("Trả lại", "Return it"), _SAYS_WHY, forms.ReasonForm, standing.return_statement),
    Act(_K.STATEMENT, "withdraw", Words("Thu hồi bản công bố", "Withdraw the declaration"),
        Words("Trang công khai ghi rõ lý do.", "The public page says why."), forms.ReasonForm,
        standing.withdraw_statement, presses=False),
)  # fmt: skip
BY_NAME = {(each.kind, each.verb): each for each in ACTS}


def possible(found: Record, by: Actor) -> Iterator[Act]:
    """What somebody may do with a record in its state."""
    now = verbs(MOVES[Kind(found.kind)], State(found.state))
    subject = found.subject()
    return (
        each for each in ACTS if each.kind == found.kind and each.verb in now and rights.may(each.verb, by, subject)
    )
