"""Telling: the sentences that a declarant finds in its inbox."""

from datetime import datetime

from motcua.ground.services import notices
from motcua.kernel.days import in_words, law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.transport.models import Transport

_BECAME = {
    "approve": Words("Tờ khai vận chuyển %(n)s đã được phê duyệt.", "Transport %(n)s is approved."),
    "check": Words("Tờ khai vận chuyển %(n)s được kiểm tra hồ sơ, niêm phong.", "Transport %(n)s is being checked."),
    "refuse": Words("Tờ khai vận chuyển %(n)s không được phê duyệt: %(note)s", "Transport %(n)s is refused: %(note)s"),
    "cancel": Words("Tờ khai vận chuyển %(n)s đã hủy.", "Transport %(n)s is cancelled."),
    "extend": Words("Tờ khai vận chuyển %(n)s được gia hạn đến %(end)s.", "Transport %(n)s is extended to %(end)s."),
    "deny time": Words(
        "Đề nghị gia hạn tờ khai vận chuyển %(n)s không được chấp nhận: %(note)s",
        "More time for transport %(n)s is denied: %(note)s",
    ),
    "depart": Words("Hàng của tờ khai vận chuyển %(n)s đã đi.", "The goods of transport %(n)s have departed."),
    "cancel departure": Words(
        "Xác nhận hàng đi của tờ khai vận chuyển %(n)s đã bị hủy: %(note)s",
        "The departure of transport %(n)s is cancelled: %(note)s",
    ),
    "arrive": Words("Hàng của tờ khai vận chuyển %(n)s đã đến.", "The goods of transport %(n)s have arrived."),
    "arrive differing": Words(
        "Hàng của tờ khai vận chuyển %(n)s đã đến, container hoặc số chì khác lúc đi. Hãy giải trình với hải quan.",
        "The goods of transport %(n)s have arrived with other containers or seals. Explain this to customs.",
    ),
    "settle": Words(
        "Khác biệt của tờ khai vận chuyển %(n)s đã xử lý xong: %(note)s",
        "The differences of transport %(n)s are settled: %(note)s",
    ),
    "note overdue": Words(
        "Tờ khai vận chuyển %(n)s đã quá thời gian đến (%(end)s). Hãy liên hệ hải quan nơi đi.",
        "Transport %(n)s has not arrived by %(end)s. Turn to the customs office of departure.",
    ),
}
_KINDS = {"arrive differing": "request", "note overdue": "request"}


_FOR_OFFICERS = {
    "ask time": Words(
        "Người khai đề nghị gia hạn tờ khai vận chuyển %(n)s đến %(asked)s: %(note)s",
        "More time is asked for transport %(n)s, until %(asked)s: %(note)s",
    ),
    "arrive differing": Words(
        "Tờ khai vận chuyển %(n)s đến với container hoặc số chì khác lúc đi; cần xử lý khác biệt.",
        "Transport %(n)s has come with other containers or seals; the differences wait to be settled.",
    ),
    "note overdue": Words(
        "Tờ khai vận chuyển %(n)s chưa đến, hạn %(end)s đã qua.",
        "Transport %(n)s has not arrived, and %(end)s has passed.",
    ),
}
"""What officers hear of without having done it: differences where the goods came, the rest where they left."""


def tell(found: Transport, verb: str, note: str, at: datetime) -> None:
    """Tell the declarant, and officers where they have to act, what became of it, in the current transaction."""
    end = found.due_at if verb == "note overdue" and found.due_at else found.end_at
    facts = {
        "n": found.number, "note": note.strip(), "end": in_words(end), "asked": in_words(found.asked_until or end)
    }  # fmt: skip
    if verb in _FOR_OFFICERS:
        named = Words(_FOR_OFFICERS[verb].vi % facts, _FOR_OFFICERS[verb].en % facts)
        office = found.to_office if verb == "arrive differing" else found.office
        notices.tell_many(
            [
                notices.Told(notices.account(officer), named, f"/transport/{found.number}/", "desk", found.number)
                for officer in people.holders("officer", law_day(at), office)
            ],
            at=at,
        )
    if verb not in _BECAME:
        return
    told = Words(_BECAME[verb].vi % facts, _BECAME[verb].en % facts)
    kind = _KINDS.get(verb, "decision")
    notices.tell(
        notices.party(found.party), told, f"/transport/{found.number}/", at=at, kind=kind, subject=found.number
    )
