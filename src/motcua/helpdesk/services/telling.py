"""What askers and the desk are told of a question: on the site, and by mail where that was left."""

from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer

from motcua.ground.services import notices
from motcua.helpdesk.domain import tables
from motcua.helpdesk.services.casework import Case
from motcua.helpdesk.services.writing import Sheet
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words

MAIL = "helpdesk.mail"
"""The job that sends a mail to who asked without being signed in."""
_FOLLOW = Signer(salt="helpdesk.follow", sep=".")
TOLD = {
    "ask": Words("Đã nhận câu hỏi %s.", "Question %s was taken."),
    "pass_up": Words("Câu hỏi %s được chuyển cấp trên trả lời.", "Question %s was passed up to a higher authority."),
    "ask_back": Words("Cần anh/chị cho biết thêm về câu hỏi %s.", "More must be known from you on question %s."),
    "answer": Words("Câu hỏi %s đã có câu trả lời.", "Question %s has been answered."),
    "close": Words("Câu hỏi %s đã đóng.", "Question %s was closed."),
}
"""Acts that an asker hears of."""
_ASSIGNED = Words("Anh/chị được giao trả lời câu hỏi %s.", "Question %s was assigned to you.")
_AGAIN = Words("Câu hỏi %s: người hỏi có ý kiến mới.", "Question %s: the asker wrote again.")


def follow_key(number: str) -> str:
    """The last part of the address by which a question is followed without signing in."""
    return _FOLLOW.sign(number)


def followed(key: str) -> str:
    """The number of a question by its key. NotFound where the key is not ours."""
    try:
        return _FOLLOW.unsign(key)
    except BadSignature:
        raise NotFound(what="question") from None


def asker(case: Case, verb: str, sheet: Sheet, at: datetime) -> None:
    """Tell who asked of an act. An enterprise is told as such, the closed channel's asker alone."""
    words = TOLD.get(verb)
    if words is None:
        return
    who = case.who
    told = Words(*(each % who.number for each in words))
    kind = "request" if verb == "ask_back" else "other"
    link = f"/support/questions/{who.number}/"
    if who.account and (not who.party or case.stands.nature in tables.CLOSED):
        sheet.tell(notices.Told(notices.account(who.account), told, link, kind, who.number), at)
    elif who.party and case.stands.nature not in tables.CLOSED:
        sheet.tell(notices.Told(notices.party(who.party), told, link, kind, who.number), at)
    if settings.MAIL_URL and who.channel in ("mail", "public"):
        sheet.job(MAIL, {"question": who.id, "leaf": case.leaf, "verb": verb}, at)


def assignee(case: Case, verb: str, sheet: Sheet, at: datetime, *, actor: int = 0) -> None:
    """Tell the one who answers: that it was assigned, or that the asker wrote."""
    words = _ASSIGNED if verb == "assign" else _AGAIN
    if case.stands.assignee and case.stands.assignee != actor:
        told = Words(*(each % case.who.number for each in words))
        link = f"/support/questions/{case.who.number}/"
        sheet.tell(notices.Told(notices.account(case.stands.assignee), told, link, "desk", case.who.number), at)
