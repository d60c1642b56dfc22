"""Some days of one-stop dossiers: received, refused, supplemented, finished, rated: every table has rows."""

from tests.rooms.dossiers.conftest import AT, DAYS, HEAD, HOUR, OFFICER, PDF, TRADER, lodge, prepare, received

from motcua.dossiers import services
from motcua.dossiers.services import Attached
from motcua.ground.services import log


def days_of_dossiers() -> None:
    """One finished and rated, one supplemented with an apology, one refused, one that waits for a fee."""
    prepare()
    first, second, third = received(1), received(2), received(3)
    services.refuse(lodge(4).number, note="Không thuộc thẩm quyền", by=OFFICER, at=AT + HOUR)
    services.hand_over(first.number, by=OFFICER, at=AT + 2 * HOUR)
    services.finish_on_paper(first.number, reference="1/XN", words="Xác nhận", by=HEAD, at=AT + 6 * HOUR)
    services.give_result(first.number, originals_seen=True, by=HEAD, at=AT + DAYS)
    services.rate(first.number, rating=3, note="Tốt", by=TRADER, at=AT + DAYS)
    services.ask_supplement(second.number, points=["Bản dịch"], by=OFFICER, at=AT + 2 * HOUR)
    services.supplement(second.number, {}, [Attached("DON", "dich.pdf", PDF)], by=TRADER, at=AT + DAYS)
    services.apologise(second.number, note="Quá tải", until=AT + 4 * DAYS, by=HEAD, at=AT + DAYS + HOUR)
    services.ask_payment(third.number, fee=20_000, by=OFFICER, at=AT + 2 * HOUR)
    log.sequence()
    log.sign_head(AT + 2 * DAYS)
