"""What waits for a decision of the leadership: each in one line with where to go."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.declarations.queries import listing
from motcua.design.domain import amounts, numbers
from motcua.design.templatetags.figures import language, say
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.reports.queries import forecasting
from motcua.reports.queries.targets import of_year
from motcua.reports.web.held import picture
from motcua.reports.web.present import present
from motcua.revenue import queries as revenue
from motcua.risk import queries as risk
from motcua.risk.domain import ONE, law_on
from motcua.risk.domain.seeing import sees


def waiting(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Notices, the gravest first; one good line when there is nothing."""
    found = [*_late(actor, now), *_rooms(now), *_missed(now), *_debts(now), *_inspections(actor, now)]
    if not found:
        found = [{"tone": "good", "title": _("Nothing waits for a decision"), "more": "", "address": ""}]
    return found


def _late(actor: Actor, now: datetime) -> Iterator[dict[str, Any]]:
    late = listing.waiting(actor, now=now)["late"]
    if late:
        title = ngettext("%(count)s check is overdue", "%(count)s checks are overdue", late)
        yield {
            "tone": "bad", "title": title % {"count": numbers.grouped(late, language())},
            "more": _("The oldest stand first in the list."),
            "address": reverse("declarations:list") + "?state=late&sort=due",
        }  # fmt: skip


def _rooms(now: datetime) -> Iterator[dict[str, Any]]:
    """Late dossiers and questions, and outages that nobody has confirmed."""
    held = present(now).standing
    for queue in held.queues[1:]:
        if queue.late:
            yield {
                "tone": "bad",
                "title": _("%(room)s: %(count)s late")
                % {"room": say(queue.words), "count": numbers.grouped(queue.late, language())},
                "more": "", "address": f"{reverse(queue.place)}?{queue.late_query}",
            }  # fmt: skip
    if held.outages:
        title = ngettext(
            "%(outages)s outage waits to be confirmed", "%(outages)s outages wait to be confirmed", held.outages
        )
        yield {
            "tone": "warn", "title": title % {"outages": numbers.grouped(held.outages, language())}, "more": "",
            "address": reverse("status:outages"),
        }  # fmt: skip


def _missed(now: datetime) -> Iterator[dict[str, Any]]:
    """Revenue targets of the year that the forecast misses."""
    today = law_day(now)
    figures = {figure.id: figure.value for figure in picture(today.year, today).report.figures}
    coming = figures.get(forecasting.ID)
    missed = [target for target in of_year("revenue", today.year) if coming is not None and coming < target.value]
    for target in missed:
        yield {
            "tone": "warn", "title": _("By the forecast a target is missed: %(by)s") % {"by": say(target.by)},
            "more": _("short of %(sum)s") % {"sum": _money(target.value - int(coming or 0))},
            "address": reverse("reports:targets"),
        }  # fmt: skip


def _debts(now: datetime) -> Iterator[dict[str, Any]]:
    for line in revenue.outstanding(law_day(now)):
        if line.age == "over_90" and line.declarations:
            yield {
                "tone": "warn",
                "title": _("Taxes more than 90 days overdue: %(sum)s") % {"sum": _money(line.amount)},
                "more": ngettext("%(count)s declaration.", "%(count)s declarations.", line.declarations)
                % {"count": numbers.grouped(line.declarations, language())},
                "address": "",
            }


def _money(amount: int) -> str:
    return amounts.sum_of_dong(amount, language())


def may_see_selection(actor: Actor) -> bool:
    """Whether the pages of selection are open to this person."""
    return sees(actor)


def _inspections(actor: Actor, now: datetime) -> Iterator[dict[str, Any]]:
    """Said when an officer's change to red would have to wait."""
    law = law_on(law_day(now))
    balance = risk.balance().balance_millionths
    if balance < law.kept_from_choice + ONE:
        left = numbers.grouped(max(balance // ONE, 0), language())
        earned = amounts.rate(law.cap_ppm, language())
        yield {
            "tone": "warn", "title": _("Few physical inspections are left: %(left)s") % {"left": left},
            "more": _("Each registered declaration earns %(share)s of one.") % {"share": earned},
            "address": reverse("risk:home") if may_see_selection(actor) else "",
        }  # fmt: skip
