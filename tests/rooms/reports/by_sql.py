"""Every figure of the annual report as a statement of plain SQL, written apart from the program's own queries.

Where it can, a statement reads other tables than the program does: vehicles from the crossings and not from the day
counts, values from the versions and not from what stands now. `first` and `last` are days, `begin` and `end` moments
as UTC (`end` is the first moment after the last day).
"""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.db import connection

REVENUE = (
    "SELECT COALESCE(SUM(amount), 0) FROM ("
    " SELECT amount FROM revenue_transfer WHERE kind = 'pay' AND day >= %(first)s AND day <= %(last)s"
    " UNION ALL"
    " SELECT -amount FROM revenue_transfer WHERE kind = 'refund' AND day >= %(first)s AND day <= %(last)s) cash"
)
LIVE = (
    "FROM declarations_declaration d WHERE d.registered_on BETWEEN %(first)s AND %(last)s"
    " AND NOT (d.cancelled_at IS NOT NULL AND d.cancelled_at < %(end)s)"
)
TURNOVER = (
    "SELECT COALESCE(SUM((SELECT v.value_usd_e4 FROM declarations_version v WHERE v.declaration_id = d.id"
    f" AND v.at < %(end)s ORDER BY v.version DESC LIMIT 1)), 0) {LIVE}"
)
VEHICLES = (
    "SELECT COUNT(*) FROM crossings_crossing c LEFT JOIN crossings_taken_back b"
    " ON b.crossing_leaf = c.leaf AND b.crossing_no = c.no"
    " WHERE b.leaf IS NULL AND c.day BETWEEN %(first)s AND %(last)s"
)
PASSENGERS = "SELECT COALESCE(SUM(count), 0) FROM crossings_passenger_day WHERE day BETWEEN %(first)s AND %(last)s"
WITHIN = "BETWEEN %(first)s AND %(last)s"
IN_FORCE = "effective_from <= %(last)s AND (effective_to IS NULL OR effective_to >= %(last)s)"


def _between(column: str) -> str:
    return f"{column} >= %(begin)s AND {column} < %(end)s"


_ENDED = "o.ended_at > %(begin)s AND o.began_at < %(end)s"
OUTAGES = (
    "FROM ground_outage o JOIN ground_ruling r ON r.outage_id = o.leaf WHERE r.verdict = 'confirmed'"
    f" AND r.at < %(end)s AND o.service IN ('pages', 'door', 'database', 'lines') AND {_ENDED}"
)
COUNTS = {
    "S1.revenue": REVENUE,
    "S2.declarations": f"SELECT COUNT(*) {LIVE}",
    "S2.enterprises": f"SELECT COUNT(DISTINCT d.party) {LIVE}",
    "S2.turnover_usd": TURNOVER,
    "S3.vehicles": VEHICLES,
    "S3.passengers": PASSENGERS,
    "S5.outages": f"SELECT COUNT(*) {OUTAGES}",
    "S5.messages": f"SELECT COUNT(*) FROM ground_message WHERE {_between('at')}",
    "S6.manifest_movements": f"SELECT COUNT(*) FROM manifests_call WHERE cleared_on {WITHIN}",
    "S7.form_d": f"SELECT COUNT(*) FROM origin_certificate WHERE {_between('received_at')}",
    "S8.dossiers": f"SELECT COUNT(*) FROM dossiers_dossier WHERE {_between('lodged_at')}",
    "S8.enterprises": f"SELECT COUNT(DISTINCT party) FROM dossiers_dossier WHERE {_between('lodged_at')}",
    "S9.procedures_administrative":
        f"SELECT COUNT(*) FROM procedures_version WHERE kind = 'administrative' AND {IN_FORCE}",
    "S9.procedures_internal": f"SELECT COUNT(*) FROM procedures_version WHERE kind = 'internal' AND {IN_FORCE}",
    "S9.internal_areas":
        f"SELECT COUNT(DISTINCT area) FROM procedures_version WHERE kind = 'internal' AND {IN_FORCE}",
    "S10.questions": f"SELECT COUNT(DISTINCT question_id) FROM helpdesk_answer WHERE version = 1 AND {_between('at')}",
    "S10.conferences_department":
        f"SELECT COUNT(*) FROM helpdesk_conference WHERE level = 'department' AND {_between('held_at')}",
    "S10.conferences_branch":
        f"SELECT COUNT(*) FROM helpdesk_conference WHERE level = 'branch' AND {_between('held_at')}",
    "S10.answered_on_spot":
        f"SELECT COUNT(*) FROM helpdesk_raised WHERE state = 'answered' AND {_between('answered_at')}",
    "S10.visits": f"SELECT COUNT(*) FROM helpdesk_visit WHERE made_on {WITHIN}",
}  # fmt: skip
FORECAST = "S1.forecast"
"""No count: what is compared is the revenue on which it stands (`test_targets`, and in the built years)."""
_CASES = (
    "FROM control_case WHERE state NOT IN ('proposed', 'dismissed', 'no_offence')"
    " AND detected_on BETWEEN %(first)s AND %(last)s"
)
_HELD = "SELECT COUNT(*) FROM control_held WHERE opened_on BETWEEN %(first)s AND %(last)s AND kind = "
INDICATORS = {
    "notes": f"SELECT COUNT(*) FROM control_note WHERE processed_on {WITHIN}",
    **{
        code: f"{_HELD}'{kind}'"
        for code, kind in (
            ("bases", "base"),
            ("profiles", "profile"),
            ("suspects", "suspect"),
            ("projects", "project"),
        )
    },
    "cases_led": f"SELECT COUNT(*) {_CASES} AND lead = 'led'",
    "cases_joint": f"SELECT COUNT(*) {_CASES} AND lead = 'joint'",
    "cases_drugs": f"SELECT COUNT(*) {_CASES} AND kind = 'drugs'",
    "prosecutions": f"SELECT COUNT(*) FROM control_case WHERE prosecuted_on {WITHIN}",
    "goods_value": f"SELECT COALESCE(SUM(value), 0) {_CASES}",
}
_ROUND = (
    "JOIN survey_round r ON r.id = e.round_id"
    " WHERE r.state = 'published' AND r.year = %(year)s AND r.published_on <= %(last)s"
)
SURVEYED = {
    "S11.invited": f"SELECT COUNT(DISTINCT e.party) FROM survey_frame e {_ROUND} AND e.chosen = 1",
    "S11.invited_in_province":
        f"SELECT COUNT(DISTINCT e.party) FROM survey_frame e {_ROUND} AND e.chosen = 1 AND e.inside = 1",
    "S11.answers": f"SELECT COALESCE(SUM(e.sheets), 0) FROM survey_day e {_ROUND}",
}  # fmt: skip
_SATISFACTION = {
    "sqlite": "CAST(json_extract(e.answers, '$.satisfaction') AS INTEGER)",
    "postgresql": "CAST(CAST(e.answers AS json) ->> 'satisfaction' AS INTEGER)",
}
SATISFIED = (
    "SELECT COUNT(*), SUM(CASE WHEN {said} > 0 THEN 1 ELSE 0 END), SUM(CASE WHEN {said} >= 4 THEN 1 ELSE 0 END)"
    f" FROM survey_answer e {_ROUND} AND e.flags NOT LIKE '%%short%%' GROUP BY e.office"
)
"""By branch: ratings, those that say how satisfied they are, and those at one of the two best levels of five."""
LEAST = 5
"""Ratings and answers of a branch without which none of them is told."""
SCORED = ("S11.first_branch", "S11.first_score")
"""No counts: `test_surveyed` finds them again in the published package, with the script inside of it."""
UNCOUNTED = (FORECAST, *SCORED)
INSPECTED = (
    "SELECT SUM(CASE WHEN channel = 3 THEN 1 ELSE 0 END), COUNT(*) FROM declarations_declaration"
    " WHERE channel > 0 AND registered_on BETWEEN %(first)s AND %(last)s"
)
TARGETS = {"ministry": 11_500, "province": 12_000, "stretch": 16_000}
"""Thousand millions of dong, from the published report of 2023."""
SUFFIXES = ("_growth_same_period", "_growth")


def value(figure: str, year: int, last: date) -> Any:
    """The value of a figure of a year up to a day, by SQL alone. KeyError for one without a statement."""
    first = date(year, 1, 1)
    if figure.startswith("S11."):
        return _of_rounds(figure, year, last)
    for suffix in SUFFIXES:
        if figure.endswith(suffix):
            return _growth(figure.removesuffix(suffix), year, last, same=suffix == SUFFIXES[0])
    if figure.startswith("S1.target."):
        return _percent(_count("S1.revenue", first, last), TARGETS[figure.split(".")[-1]] * 10**9)
    if figure == "S13.inspection_rate":
        red, registered = _row(INSPECTED, first, last)
        return _percent(red or 0, registered)
    if figure in ("S5.outage_minutes", "S5.availability"):
        return _outage(figure, first, last)
    if figure == "S4.indicators_ahead":
        return _ahead(first, last)
    if figure == "S4.indicators":
        return int(_row(f"SELECT COUNT(*) FROM control_target WHERE year = {year} AND target > 0", first, last)[0])
    found = _count(figure, first, last)
    return found / 10_000 if figure == "S2.turnover_usd" else found


def _ahead(first: date, last: date) -> int:
    """Indicators whose target is met, or of which at least the year's share of it is done."""
    passed, whole = (last - first).days + 1, (date(first.year + 1, 1, 1) - first).days
    found = 0
    for code, statement in INDICATORS.items():
        row = _row(f"SELECT target FROM control_target WHERE year = {first.year} AND code = '{code}'", first, last)
        done, target = int(_row(statement, first, last)[0]), int(row[0]) if row else 0
        found += target > 0 and (done >= target or done * whole >= target * passed)
    return found


def _of_rounds(figure: str, year: int, last: date) -> Any:
    if figure == "S11.response_rate":
        return _percent(_surveyed("S11.answers", year, last), _surveyed("S11.invited", year, last))
    if figure == "S11.answers_growth":
        now, before = (_surveyed("S11.answers", each, last) for each in (year, year - 1))
        return float(Fraction((now - before) * 100, before)) if before else 0.0
    if figure == "S11.satisfied":
        return _satisfied(year, last)
    return _surveyed(figure, year, last)


def _satisfied(year: int, last: date) -> float:
    """In per cent, to the million in which results are published."""
    statement = SATISFIED.format(said=_SATISFACTION[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(statement, {"year": year, "last": last.isoformat()})
        rows = [(said, good) for ratings, said, good in cursor.fetchall() if min(ratings, said) >= LEAST]
    told, best = sum(said for said, _ in rows), sum(good for _, good in rows)
    return int(Fraction(best * 10**6, told) + Fraction(1, 2)) / 10_000 if told else 0.0


def _surveyed(figure: str, year: int, last: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(SURVEYED[figure], {"year": year, "last": last.isoformat()})
        return int(cursor.fetchone()[0])


def _growth(figure: str, year: int, last: date, *, same: bool) -> Any:
    until = last.replace(year=year - 1) if same else date(year - 1, 12, 31)
    now, before = _count(figure, date(year, 1, 1), last), _count(figure, date(year - 1, 1, 1), until)
    return float(Fraction((now - before) * 100, before)) if before else 0.0


def _outage(figure: str, first: date, last: date) -> Any:
    """Seconds of the period that lie in any outage, counted minute by minute would be too slow: by a sweep."""
    begin, end = _moments(first, last)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT o.began_at, o.ended_at {OUTAGES}", _asked(first, last))
        rows = [(max(_utc(a), begin), min(_utc(b), end)) for a, b in cursor.fetchall()]
    marks = sorted([(a, 1) for a, _ in rows] + [(b, -1) for _, b in rows], key=lambda mark: (mark[0], -mark[1]))
    lost, depth, since = timedelta(), 0, begin
    for at, step in marks:
        if depth:
            lost += at - since
        depth, since = depth + step, at
    seconds, whole = int(lost.total_seconds()), int((end - begin).total_seconds())
    return seconds // 60 if figure == "S5.outage_minutes" else _percent(whole - seconds, whole)


def _utc(told: Any) -> datetime:
    at = datetime.fromisoformat(told) if isinstance(told, str) else told
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _percent(part: int, whole: int) -> float:
    return float(Fraction(part * 100, whole)) if whole else 0.0


def _count(figure: str, first: date, last: date) -> int:
    return int(_row(COUNTS[figure], first, last)[0])


def _row(statement: str, first: date, last: date) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, _asked(first, last))
        return cursor.fetchone()


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    seven = timedelta(hours=7)
    begin = datetime.combine(first, time(), UTC) - seven
    return begin, datetime.combine(last, time(), UTC) + timedelta(days=1) - seven


def _asked(first: date, last: date) -> dict[str, str]:
    begin, end = _moments(first, last)
    return {
        "first": first.isoformat(), "last": last.isoformat(), "begin": begin.strftime("%Y-%m-%d %H:%M:%S"),
        "end": end.strftime("%Y-%m-%d %H:%M:%S"),
    }  # fmt: skip
