"""Some days of certificates: received, used, asked about, answered, applied for, issued, sent: every table has rows."""

from datetime import timedelta

from tests.rooms.origin.conftest import AT, DAYS, HOUR, ISSUER, OFFICER, TRADER, came, lodge, work

from motcua.declarations import services as declarations
from motcua.declarations.factories import party
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM
from motcua.origin import factories, services
from motcua.origin.domain.answer import Answer
from motcua.origin.models import Outgoing
from motcua.parties import services as parties


def days_of_origin() -> None:
    """One used, one that falls, one under verification, one withdrawn; one issued here, and what its partner told."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=AT - timedelta(days=400))
    made = [came(no) for no in (1, 2, 3, 4)]
    lodged = [lodge(no, reference=made[no - 1].reference) for no in (1, 2, 3)]
    lodge(7, reference="ON-PAPER")
    declarations.cancel([declarations.Cancellation(lodged[0].declaration_id, AT + HOUR, "A1")], by=SYSTEM)
    lodge(8, reference=made[0].reference, at=AT + 2 * HOUR)
    services.refuse(made[1].id, reason="CRITERION", note="RVC", by=OFFICER, at=AT + HOUR)
    services.verify(made[3].id, reason="DOUBT", note="Chữ ký", by=OFFICER, at=AT + HOUR)
    said = Answer("withdrawn", made[2].reference, "TH", AT + HOUR)
    services.answered(said, partner="TH", message_id="w", at=AT + HOUR)
    work(AT + 3 * HOUR)
    wish = services.apply(factories.wish(), by=TRADER, at=AT)
    services.approve(wish.number, by=ISSUER, at=AT + HOUR)
    issued = services.issue(wish.number, by=ISSUER, at=AT + 2 * HOUR)
    told = Answer("verify", issued.reference or "", "VN", AT + DAYS, "RANDOM")
    services.answered(told, partner="TH", message_id="v", at=AT + DAYS)
    services.apply(factories.wish(2), by=TRADER, at=AT + DAYS)
    for message in Outgoing.objects.order_by("pk")[:3]:
        services.sent(message.pk, receipt="taken", at=AT + DAYS)
    log.sequence()
    log.sign_head(AT + 2 * DAYS)
