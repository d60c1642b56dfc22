"""Telling: sentences that agents and officers find in their inboxes."""

from collections.abc import Iterable
from datetime import datetime

from motcua.ground.services import notices
from motcua.kernel.days import LAW_ZONE, law_day
from motcua.kernel.words import Words
from motcua.manifests.models import Call
from motcua.people import queries as people

_BECAME = {
    "request": Words(
        "Hồ sơ tàu %(n)s (%(ship)s) phải bổ sung: %(note)s", "Dossier %(n)s (%(ship)s) is to be supplemented: %(note)s"
    ),
    "accept": Words("Hồ sơ tàu %(n)s (%(ship)s) được chấp nhận.", "Dossier %(n)s (%(ship)s) is accepted."),
    "clear in": Words("Tàu %(ship)s (%(n)s) đã thông quan nhập cảnh.", "Ship %(ship)s (%(n)s) is cleared in."),
    "clear out": Words("Tàu %(ship)s (%(n)s) đã thông quan xuất cảnh.", "Ship %(ship)s (%(n)s) is cleared out."),
    "cancel": Words("Hồ sơ tàu %(n)s (%(ship)s) đã hủy: %(note)s", "Dossier %(n)s (%(ship)s) is cancelled: %(note)s"),
}
_COMPLETE = Words("Hồ sơ tàu %(n)s (%(ship)s) đã đủ, chờ kiểm tra.", "Dossier %(n)s (%(ship)s) is complete and waits.")
_MOVED = Words(
    "Do sự cố hệ thống, hạn nộp chứng từ của tàu %(ship)s (%(n)s) được lùi đến %(due)s.",
    "Because of an outage, documents of %(ship)s (%(n)s) are due by %(due)s.",
)
_DUE = Words(
    "Tàu %(ship)s (%(n)s) còn %(count)s chứng từ chưa nộp, hạn gần nhất %(due)s.",
    "%(count)s documents of %(ship)s (%(n)s) are not lodged, the next is due by %(due)s.",
)


def became(call: Call, verb: str, note: str) -> list[notices.Told]:
    """What the agent, and the enterprise for which it acts, hear of a decision."""
    if verb not in _BECAME:
        return []
    kind = "request" if verb == "request" else "decision"
    return _to_announcers(call, _filled(_BECAME[verb], call, note=note.strip()), kind)


def complete(call: Call, at: datetime, officers: people.Roster) -> list[notices.Told]:
    """What officers hear when a dossier waits for them."""
    words, there = _filled(_COMPLETE, call), link(call)
    return [
        notices.Told(notices.account(each), words, there, "desk", call.number)
        for each in officers.on(law_day(at), call.office)
    ]


def moved(call: Call, due: datetime) -> list[notices.Told]:
    """What the agent hears when an outage moved deadlines: the next of them."""
    return _to_announcers(call, _filled(_MOVED, call, due=written(due)), "outage")


def coming_due(call: Call, count: int, due: datetime) -> list[notices.Told]:
    """What the agent hears of documents that are due soon."""
    return _to_announcers(call, _filled(_DUE, call, count=count, due=written(due)), "request")


def link(call: Call) -> str:
    """Where a dossier is read."""
    return f"/manifests/{call.number}/"


def written(moment: datetime) -> str:
    """A moment as sentences tell it."""
    return f"{moment.astimezone(LAW_ZONE):%H:%M %d/%m/%Y}"


def _to_announcers(call: Call, words: Words, kind: str) -> list[notices.Told]:
    told: Iterable[str] = dict.fromkeys((call.agent, call.party))
    return [notices.Told(notices.party(each), words, link(call), kind, call.number) for each in told]


def _filled(words: Words, call: Call, **facts: object) -> Words:
    told = {"n": call.number, "ship": call.vessel_name or call.call_sign, **facts}
    return Words(words.vi % told, words.en % told)
