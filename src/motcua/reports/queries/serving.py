"""Figures of serving the public: one-stop dossiers, ISO procedures, questions, conferences and visits.

Procedures are those in force on the last day of the period; all else is counted from day to day.
"""

from collections.abc import Callable, Iterator
from datetime import date

from motcua.dossiers.queries.counting import lodged
from motcua.helpdesk.queries import figures as questions
from motcua.helpdesk.queries.meetings import figures as meetings
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.procedures import queries as procedures
from motcua.reports.queries.border import Counted

Rows = Callable[[date, date], Iterator[dict[str, object]]]


def _dossiers(since: date, until: date) -> int:
    return lodged(since, until).count()


def _enterprises(since: date, until: date) -> int:
    return lodged(since, until).values("party").distinct().count()


def _dossier_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    for each in lodged(since, until).order_by("lodged_at", "pk").iterator():
        yield {
            "day": law_day(each.lodged_at), "dossier": each.number, "office": each.office, "party": each.party,
            "code": each.code,
        }  # fmt: skip


def _enterprise_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    counted: dict[str, int] = {}
    for party in lodged(since, until).values_list("party", flat=True):
        counted[party] = counted.get(party, 0) + 1
    for party in sorted(counted):
        yield {"party": party, "dossiers": counted[party]}


def _procedures(which: str) -> Callable[[date, date], int]:
    return lambda _since, until: procedures.counts(until)[which]


def _procedure_rows(kind: str) -> Rows:
    def rows(_since: date, until: date) -> Iterator[dict[str, object]]:
        for held in procedures.all_in_force(until).values():
            if held.content.kind == kind:
                yield {"code": held.content.code, "area": held.content.area, "title": held.content.title.vi}

    return rows


def _area_rows(_since: date, until: date) -> Iterator[dict[str, object]]:
    counted: dict[str, int] = {}
    for held in procedures.all_in_force(until).values():
        if held.content.kind == "internal":
            counted[held.content.area] = counted.get(held.content.area, 0) + 1
    for area, count in counted.items():
        yield {"area": area, "count": count}


def _question_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    for each in questions.settled(since, until).iterator():
        yield {
            "day": law_day(each.at), "question": each.number, "office": each.office, "party": each.party,
            "domain": each.domain,
        }  # fmt: skip


COUNTED = (
    Counted("S8.dossiers", "dossiers", Words("Hồ sơ dịch vụ công trực tuyến HQ36a", "Dossiers of online services"),
            _dossiers, _dossier_rows, grows=False),
    Counted("S8.enterprises", "enterprises", Words("Doanh nghiệp nộp hồ sơ", "Enterprises that lodged dossiers"),
            _enterprises, _enterprise_rows, grows=False),
    Counted("S9.procedures_administrative", "procedures",
            Words("Quy trình ISO cho thủ tục hành chính", "ISO procedures of administrative procedures"),
            _procedures("administrative"), _procedure_rows("administrative"), grows=False),
    Counted("S9.procedures_internal", "procedures", Words("Quy trình ISO quản lý nội bộ", "ISO internal procedures"),
            _procedures("internal"), _procedure_rows("internal"), grows=False),
    Counted("S9.internal_areas", "areas",
            Words("Lĩnh vực quản lý nội bộ có quy trình", "Internal areas with procedures"),
            _procedures("areas"), _area_rows, grows=False),
    Counted("S10.questions", "questions", Words("Vướng mắc đã giải quyết", "Questions settled"),
            questions.questions_settled, _question_rows, grows=False),
    Counted("S10.conferences_department", "conferences",
            Words("Hội nghị đối thoại cấp Cục", "Dialogue conferences of the department"),
            meetings.conferences_department, meetings.conferences_department_rows, grows=False),
    Counted("S10.conferences_branch", "conferences",
            Words("Hội nghị đối thoại cấp Chi cục", "Dialogue conferences of branches"),
            meetings.conferences_branch, meetings.conferences_branch_rows, grows=False),
    Counted("S10.answered_on_spot", "questions",
            Words("Vướng mắc giải đáp tại chỗ", "Questions answered on the spot"),
            meetings.answered_on_spot, meetings.answered_on_spot_rows, grows=False),
    Counted("S10.visits", "visits", Words("Đoàn làm việc tại doanh nghiệp", "Working visits to enterprises"),
            meetings.visits, meetings.visit_rows, grows=False),
)  # fmt: skip
BY_ID = {each.id: each for each in COUNTED}
"""By the id of the figure; none of them has growths."""
