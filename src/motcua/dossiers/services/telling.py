"""Telling: the applicant hears what was done with a dossier, the officers what has come to them."""

from collections.abc import Sequence
from typing import NamedTuple

from motcua.dossiers.domain.story import Act, Standing
from motcua.dossiers.models import Dossier
from motcua.ground.services import notices
from motcua.kernel.days import in_words
from motcua.kernel.words import Words


class Told(NamedTuple):
    """A dossier, what was done with it, and how it stands then."""

    row: Dossier
    act: Act
    now: Standing


_APPLICANT = {
    "receive": Words("Hồ sơ %(n)s được tiếp nhận, hẹn trả %(due)s.", "Dossier %(n)s is received; result by %(due)s."),
    "refuse": Words("Hồ sơ %(n)s không được tiếp nhận: %(note)s", "Dossier %(n)s is not received: %(note)s"),
    "ask supplement": Words("Hồ sơ %(n)s cần bổ sung: %(note)s", "Dossier %(n)s needs a supplement: %(note)s"),
    "ask payment": Words("Hồ sơ %(n)s cần nộp %(fee)s đồng.", "%(fee)s dong are to be paid for dossier %(n)s."),
    "paid": Words("Đã ghi nhận tiền nộp cho hồ sơ %(n)s.", "The payment for dossier %(n)s is recorded."),
    "apologise": Words("Hồ sơ %(n)s trả chậm, hẹn lại %(until)s. Xin lỗi: %(note)s",
                       "Dossier %(n)s is late; new date %(until)s. We apologise: %(note)s"),
    "stop": Words("Hồ sơ %(n)s dừng xử lý: %(note)s", "Dossier %(n)s is stopped: %(note)s"),
    "finish": Words("Hồ sơ %(n)s đã có kết quả.", "Dossier %(n)s has its result."),
    "give result": Words("Kết quả hồ sơ %(n)s đã được trả. Mời đánh giá dịch vụ.",
                         "The result of dossier %(n)s is returned. Please rate the service."),
    "move clock": Words("Hạn trả hồ sơ %(n)s lùi đến %(due)s do sự cố hệ thống.",
                        "The promised moment of dossier %(n)s moves to %(due)s over an outage."),
}  # fmt: skip
_OFFICER = {
    "supplement": Words("Hồ sơ %(n)s đã được bổ sung.", "Dossier %(n)s was supplemented."),
    "withdraw": Words("Hồ sơ %(n)s đã được người nộp rút.", "Dossier %(n)s was withdrawn."),
    "hand over": Words("Hồ sơ %(n)s được bàn giao cho bạn.", "Dossier %(n)s is handed over to you."),
}


def address(number: str) -> str:
    """The page of a dossier."""
    return f"/dossiers/{number}/"


def tell(done: Sequence[Told]) -> None:
    """Put notices of acts into inboxes, in the current transaction."""
    for each in done:
        made = list(_notices(each))
        if made:
            notices.tell_many(made, at=each.act.at)


def _notices(told: Told):  # type: ignore[no-untyped-def]  # noqa: ANN202 - notices
    row, act, now = told
    facts = {
        "n": row.number, "note": act.note, "due": in_words(now.due_at) if now.due_at else "–",
        "until": in_words(act.until) if act.until else "–", "fee": f"{act.value:,}".replace(",", "."),
    }  # fmt: skip
    link = address(row.number)
    if act.verb in _APPLICANT:
        words = _APPLICANT[act.verb]
        yield notices.Told(
            notices.party(row.party), Words(words.vi % facts, words.en % facts), link, "decision", row.number
        )
    if act.verb in _OFFICER and now.holder:
        words = _OFFICER[act.verb]
        yield notices.Told(
            notices.account(now.holder), Words(words.vi % facts, words.en % facts), link, "other", row.number
        )
