"""S8 to S11: online dossiers, ISO procedures, the support of enterprises, and what the survey found."""

from collections.abc import Iterator

from motcua.design.domain.numbers import fixed
from motcua.kernel.words import Words
from motcua.reports.domain.telling.facts import Facts, Sentence, say
from motcua.reports.domain.telling.wording import both, count, counted, exact, per_cent

_DOSSIERS = Words(
    "Tiếp nhận %(dossiers)s dịch vụ công trực tuyến HQ36a của %(enterprises)s.",
    "%(dossiers)s of online services received from %(enterprises)s.",
)
_PROCEDURES = Words(
    "Đang áp dụng %(administrative)s cho thủ tục hành chính và %(internal)s quản lý nội bộ ở %(areas)s.",
    "In force: %(administrative)s for administrative formalities, and %(internal)s for internal work in %(areas)s.",
)
_QUESTIONS = Words(
    "Bộ phận hỗ trợ giải quyết xong %(questions)s của doanh nghiệp.",
    "The support desk settled %(questions)s of traders.",
)
_CONFERENCES = Words(
    "Tổ chức %(department)s đối thoại cấp Cục và %(branch)s cấp Chi cục, giải đáp tại chỗ %(spot)s.",
    "%(department)s of the department and %(branch)s of branches were held; %(spot)s answered on the spot.",
)
_VISITS = Words("Cử %(visits)s đến làm việc tại doanh nghiệp.", "%(visits)s to enterprises.")
_INVITED = Words(
    "Khảo sát trực tuyến mời %(invited)s doanh nghiệp.", "The online survey invited %(invited)s enterprises."
)
_INSIDE = Words(
    "Trong đó %(inside)s doanh nghiệp trong tỉnh, %(outside)s doanh nghiệp ngoài tỉnh.",
    "Of these, %(inside)s are in the province and %(outside)s outside.",
)
_ANSWERS = Words(
    "Nhận %(answers)s phiếu trả lời, tỷ lệ phản hồi %(rate)s.", "%(answers)s answers came, a response rate of %(rate)s."
)
_SATISFIED = Words(
    "Tỷ lệ doanh nghiệp hài lòng hoặc rất hài lòng: %(share)s.", "Satisfied or very satisfied: %(share)s."
)
_FIRST = Words("Đứng đầu là %(branch)s với %(score)s điểm.", "First is %(branch)s with %(score)s points.")


def dossiers(facts: Facts) -> Iterator[Sentence]:
    """Sentence of S8."""
    if facts.has("S8.dossiers", "S8.enterprises"):
        yield say(
            ("S8.dossiers", "S8.enterprises"), _DOSSIERS,
            dossiers=counted(facts.whole("S8.dossiers"), "hồ sơ", "dossier", "dossiers"),
            enterprises=counted(facts.whole("S8.enterprises"), "doanh nghiệp", "enterprise", "enterprises"),
        )  # fmt: skip


def procedures(facts: Facts) -> Iterator[Sentence]:
    """Sentence of S9."""
    ids = ("S9.procedures_administrative", "S9.procedures_internal", "S9.internal_areas")
    if facts.has(*ids):
        administrative, internal = (
            counted(facts.whole(id_), "quy trình ISO", "ISO procedure", "ISO procedures") for id_ in ids[:2]
        )
        areas = counted(facts.whole(ids[2]), "lĩnh vực", "area", "areas")
        yield say(ids, _PROCEDURES, administrative=administrative, internal=internal, areas=areas)


def support(facts: Facts) -> Iterator[Sentence]:
    """Sentences of S10."""
    if facts.has("S10.questions"):
        yield say(("S10.questions",), _QUESTIONS, questions=_asked(facts, "S10.questions"))
    ids = ("S10.conferences_department", "S10.conferences_branch", "S10.answered_on_spot")
    if facts.has(*ids):
        department, branch = (counted(facts.whole(id_), "hội nghị", "conference", "conferences") for id_ in ids[:2])
        yield say(ids, _CONFERENCES, department=department, branch=branch, spot=_asked(facts, ids[2]))
    if facts.whole("S10.visits"):
        visits = counted(facts.whole("S10.visits"), "đoàn công tác", "working visit", "working visits")
        yield say(("S10.visits",), _VISITS, visits=visits)


def _asked(facts: Facts, id_: str) -> Words:
    return counted(facts.whole(id_), "vướng mắc", "question", "questions")


def survey(facts: Facts) -> Iterator[Sentence]:
    """Sentences of S11; what the survey has not given yet is left out."""
    invited = facts.whole("S11.invited")
    if invited:
        yield say(("S11.invited",), _INVITED, invited=count(invited))
        if facts.has("S11.invited_in_province"):
            inside = facts.whole("S11.invited_in_province")
            parts = {"inside": count(inside), "outside": count(invited - inside)}
            yield say(("S11.invited", "S11.invited_in_province"), _INSIDE, **parts)
        if facts.known("S11.answers", "S11.response_rate"):
            answers, rate = facts.whole("S11.answers"), per_cent(facts.value("S11.response_rate"))
            yield say(("S11.answers", "S11.response_rate"), _ANSWERS, answers=count(answers), rate=rate)
    if facts.known("S11.satisfied"):
        yield say(("S11.satisfied",), _SATISFIED, share=per_cent(facts.value("S11.satisfied")))
    if facts.known("S11.first_branch", "S11.first_score"):
        yield _winner(facts)


def _winner(facts: Facts) -> Sentence:
    score = exact(facts.value("S11.first_score"))
    named = {line.key: line.label for line in facts.report.by_branch}
    branch = named.get(str(facts.value("S11.first_branch")), facts.text("S11.first_branch"))
    points = both(lambda language: fixed(score.numerator, score.denominator, 2, language))
    return say(("S11.first_branch", "S11.first_score"), _FIRST, branch=branch, score=points)
