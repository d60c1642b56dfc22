"""Reminding: origin officers hear of what an issuer has not answered in time, once for each deadline."""

from datetime import datetime

from django.db import transaction

from motcua.ground.services import notices
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.origin.models import Certificate
from motcua.people import queries as people


@transaction.atomic
def remind(at: datetime) -> int:
    """Tell what is overdue. How many certificates."""
    late = list(Certificate.objects.filter(due_at__lt=at).order_by("due_at"))
    officers = people.holders("origin", law_day(at)) if late else []
    told = [
        notices.Told(
            notices.account(officer),
            Words(
                f"Nước cấp chưa trả lời về C/O {each.reference} ({each.country}); hạn đã qua.",
                f"The issuer has not answered on certificate {each.reference} ({each.country}); its time is over.",
            ),
            f"/origin/{each.pk}/?due={law_day(each.due_at)}", "desk", each.reference,
        )
        for each in late for officer in officers if each.due_at
    ]  # fmt: skip
    known = notices.given(told)
    notices.tell_many([each for each in told if (each.recipient, each.link) not in known], at=at)
    return len(late)
