"""Reminding: owners, heads and ISO officers hear of what is overdue, once for each due day."""

from datetime import date, datetime

from django.db import transaction

from motcua.ground.services import notices
from motcua.kernel.days import in_words, law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit.life import LATE
from motcua.procedures.services.audit import saying


@transaction.atomic
def remind(at: datetime) -> int:
    """Tell what is overdue. How many records are."""
    today = law_day(at)
    late = list(Record.objects.filter(state__in=map(str, LATE), due_on__lt=today).order_by("due_on", "number"))
    if not late:
        return 0
    iso, heads = people.holders("iso", today), people.Roster("head")
    told = [
        notices.Told(
            notices.account(account),
            _words(each.number, each.due_on),
            f"{saying.link(each.number)}?due={each.due_on}", "desk", each.number,
        )
        for each in late if each.due_on for account in sorted({*iso, *_who(each, heads, today)})
    ]  # fmt: skip
    known = notices.given(told)
    notices.tell_many([each for each in told if (each.recipient, each.link) not in known], at=at)
    return len(late)


def _words(number: str, due: date) -> Words:
    return Words(f"{number} quá hạn từ {in_words(due)}.", f"{number} was due on {in_words(due)}.")


def _who(found: Record, heads: people.Roster, today: date) -> set[int]:
    of_office = heads.on(today, found.office) if found.office else []
    return {*of_office, found.owner} - {0}
