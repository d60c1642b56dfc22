"""Some days of the support desk: asked, worked on, answered, published, erased: every table has rows."""

from datetime import timedelta

from tests.rooms.helpdesk.conftest import (
    ANSWER,
    AT,
    DAYS,
    HOUR,
    OFFICER,
    SECOND,
    SUPPORT,
    TRADER,
    ask,
    content,
    new,
)

from motcua.declarations.factories import party
from motcua.ground.services import log
from motcua.helpdesk import services
from motcua.kernel.actor import SYSTEM
from motcua.parties import services as parties


def days_of_helpdesk() -> None:
    """Questions settled, passed up, erased, many at once; answers published, revised, withdrawn, voted on."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=AT - timedelta(days=400))
    pdf = services.Sent("hóa đơn.pdf", b"%PDF-1.7 x")
    arrived = services.Arrived("<1@example.vn>")
    first = services.ask(new(), by=TRADER, at=AT, files=[pdf])
    services.assign(first.number, assignee=31, by=SYSTEM, at=AT + HOUR)
    services.ask_back(first.number, "Số tờ khai?", by=SUPPORT, at=AT + 2 * HOUR)
    services.reply(first.number, "105912386410", by=TRADER, at=AT + DAYS, files=[pdf])
    services.answer(first.number, ANSWER, by=SUPPORT, at=AT + DAYS + HOUR)
    services.rate(first.number, 4, words="Rõ", by=TRADER, at=AT + DAYS + 2 * HOUR)
    services.reply(first.number, "Còn hàng khác?", by=TRADER, at=AT + 2 * DAYS)
    services.answer(first.number, ANSWER, by=SUPPORT, at=AT + 3 * DAYS)
    services.close(first.number, by=TRADER, at=AT + 3 * DAYS + HOUR)
    second = services.ask(new("Thư", channel="mail", party=""), by=SYSTEM, at=AT, mail=arrived)
    services.correct(second.number, services.Contact("Hương"), by=SUPPORT, at=AT + HOUR)
    third = ask("Máy hỏng", nature="system", office="20BB")
    services.escalate(third.number, level=3, note="vượt cấp", by=OFFICER, at=AT + HOUR)
    gone = ask("Xóa tôi")
    services.erase(gone.number, reason="Người hỏi yêu cầu", by=TRADER, at=AT + HOUR)
    settled = services.Settled(
        new("Hỏi ở hội nghị", channel="meeting"), SUPPORT, AT, SUPPORT, AT + HOUR, answer=ANSWER,
        answered_at=AT + DAYS, closed_at=AT + 2 * DAYS, stars=5,
    )  # fmt: skip
    services.settle_many([settled])
    entry = services.publish(first.number, content(), by=SUPPORT, at=AT + 4 * DAYS)
    services.approve(entry.pk, 1, by=SECOND, at=AT + 4 * DAYS + HOUR)
    services.revise(entry.pk, content(until=AT.date() + 400 * DAYS), by=SUPPORT, at=AT + 5 * DAYS)
    services.say(entry.pk, "helped", at=AT + 5 * DAYS)
    services.load_packaged([("G-001", content("Khác?"))], by=SYSTEM, review=SYSTEM, at=AT)
    old = services.propose(content("Cũ?"), by=SUPPORT, at=AT + 5 * DAYS)
    services.approve(old.pk, 1, by=SECOND, at=AT + 5 * DAYS)
    services.withdraw_published(old.pk, note="luật mới", by=SECOND, at=AT + 6 * DAYS)
    log.sequence()
    log.sign_head(AT + 7 * DAYS)
