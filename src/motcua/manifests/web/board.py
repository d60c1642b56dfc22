"""The duty officer's board of calls, and the picture of berths by day."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import times
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day, law_moment
from motcua.manifests.domain.asking import DAY, HOUR, PLACES, spans
from motcua.manifests.queries import listing
from motcua.manifests.web import words
from motcua.manifests.web.desk import shown

LANE, HEAD, LEFT = 44, 26, 240
"""Heights of a lane and of the hours, and the width of the names, in the units of the picture."""
SCALE = 3
"""Hundredths of an hour to a unit of the picture."""


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Calls by where they stand: expected, arrived, in port, leaving, with the documents that are late."""
    actor, now = actor_of(request), clock.now()
    office = _office(request, actor, law_day(now))
    found = listing.board(actor, office, now=now)
    lacking = listing.awaited([call for rows in found.values() for call in rows])
    columns = [
        {"name": name, "key": key, "rows": [shown(row, lacking.get(row.pk, []), now) for row in found.get(key, [])]}
        for key, name in PLACES.items()
    ]
    late = sum(bool(each["late"]) for column in columns for each in column["rows"])  # type: ignore[attr-defined]
    context = {
        "columns": columns, "office": office, "offices": words.offices(law_day(now)), "now": now, "late": late,
        "waiting": listing.waiting(actor),
    }  # fmt: skip
    return render(request, "manifests/board.html", context)


@require_safe
def berths(request: HttpRequest) -> HttpResponse:
    """Berths across the hours of a day: who lies where."""
    actor, now = actor_of(request), clock.now()
    day = times.read_day(request.GET.get("day", "")) or law_day(now)
    office = _office(request, actor, day)
    found = listing.stays(actor, office, day)
    named = words.berths(day, office)
    named |= {code: words.berth(code, day) for code in found if code not in named}
    rows, top = [], HEAD
    for code, name in named.items():
        row = _row(code, say(name), found.get(code, []), day, top)
        top += row["height"]
        rows.append(row)
    context = {
        "day": day, "before": day - timedelta(days=1), "after": day + timedelta(days=1), "office": office,
        "offices": words.offices(day), "rows": rows, "height": top, "width": LEFT + DAY // SCALE, "left": LEFT,
        "hours": [{"hour": hour, "x": LEFT + hour * HOUR // SCALE} for hour in range(25)], "head": HEAD,
        "now_x": _now_x(now, day), "busy": sum(bool(row["stays"]) for row in rows),
    }  # fmt: skip
    return render(request, "manifests/berths.html", context)


def _row(code: str, name: str, held: list[listing.Stay], day: date, top: int) -> dict[str, Any]:
    begun, over = law_moment(day), law_moment(day + timedelta(days=1))
    drawn = spans((begun, over), [(each.began, each.ended) for each in held])
    lanes = max((each.lane for each in drawn), default=0) + 1
    bars = [
        {
            "stay": stay, "x": LEFT + span.start // SCALE, "y": top + span.lane * LANE + 4,
            "width": max(span.length // SCALE, 3), "title": _title(stay), "fits": span.length // SCALE > 70,  # noqa: PLR2004
            "tone": "good" if stay.call.cleared_at else "info",
        }
        for stay, span in zip(held, drawn, strict=True)
    ]  # fmt: skip
    return {
        "code": code, "name": name, "short": name[:30] + ("…" if len(name) > 30 else ""), "stays": bars,  # noqa: PLR2004
        "top": top, "height": lanes * LANE, "middle": top + lanes * LANE // 2 + 4,
    }  # fmt: skip


def _title(stay: listing.Stay) -> str:
    spoken = language()
    return _("%(ship)s, from %(began)s to %(ended)s") % {
        "ship": stay.call.vessel_name or stay.call.call_sign, "began": times.short_moment(stay.began, spoken),
        "ended": times.short_moment(stay.ended, spoken),
    }  # fmt: skip


def _now_x(now: Any, day: date) -> int | None:
    begun = law_moment(day)
    passed = int((now - begun).total_seconds()) * HOUR // 3600
    return LEFT + passed // SCALE if 0 <= passed < DAY else None


def _office(request: HttpRequest, actor: Actor, day: date) -> str:
    """The office that is asked for; else that where the actor is an officer."""
    asked = request.GET.get("office")
    if asked is not None:
        return asked if asked in words.offices(day) else ""
    return next((post.office for post in sorted(actor.posts, key=str) if post.role == "officer"), "")
