"""Why a declaration got its channel: what each reader may learn of it.

Everybody learns the class of reason; officers also what pointed at it, in words; who answers for risk also chances,
draws, scores and the balance.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from motcua.declarations.web import words
from motcua.design.domain import amounts, numbers
from motcua.design.domain.access import is_staff
from motcua.design.templatetags.figures import language
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.risk import queries as risk
from motcua.risk.domain import ONE, Decision
from motcua.risk.domain.decision import BOUNDS, SPEAKERS, trader_view
from motcua.risk.domain.window import NO_SCORE
from motcua.risk.queries import measures

_MISSING = Words("Không chọn", "Not selected")


class Line(NamedTuple):
    """A sentence, a tag beside it and a hint below; empty texts are not shown."""

    sentence: str
    tag: str = ""
    hint: str = ""


def reason(declaration: int, actor: Actor) -> dict[str, Any] | None:
    """The class of reason, and for the department the trace; None where another system selected."""
    standing = risk.standings([declaration]).get(declaration)
    decision = risk.decision(declaration) if standing else None
    if standing is None or decision is None:
        return None
    told: dict[str, Any] = {
        "view": trader_view(standing.channel, standing.reason_class), "drawn_on": decision.drawn_on, "trace": [],
        "reasons": [], "inner": [],
    }  # fmt: skip
    if is_staff(actor):
        told["trace"] = list(_trace(decision, standing))
        told["reasons"] = [each.in_language(language()) for each in measures.reasons(declaration)]
    if actor.holds("risk"):
        told["inner"] = list(_inner(decision))
    return told


def _trace(decision: Decision, standing: risk.Standing) -> Iterator[Line]:
    """What pointed at it, for officers."""
    spoken = language()
    source = (words.source(standing.source) or _MISSING).in_language(spoken)
    yield Line(source, "" if standing.rule in SPEAKERS else standing.rule, _says(standing.rule, decision, basis=True))
    others = [code for code in decision.hits.split() if code != standing.rule]
    if others:
        told = Words("Hồ sơ rủi ro khác cũng trúng", "Other profiles that it meets").in_language(spoken)
        yield Line(told, str(len(others)), " ".join(_says(code, decision) or code for code in others))
    if decision.unserved in BOUNDS:
        yield Line(BOUNDS[decision.unserved].in_language(spoken), decision.unserved)
    elif decision.unserved:
        named = "" if decision.unserved in SPEAKERS else decision.unserved
        told = Words("Đã đề nghị kiểm tra thực tế nhưng hết lượt", "An inspection was asked for; the cap left none")
        asks = measures.spoken(decision.unserved, law_day(decision.at))
        yield Line(told.in_language(spoken), named, asks.in_language(spoken) if asks else "")
    level = Words("Mức tuân thủ lúc đăng ký", "Compliance level at registration")
    yield Line(level.in_language(spoken), str(decision.level))


def _says(code: str, decision: Decision, *, basis: bool = False) -> str:
    profile = measures.profile(code, law_day(decision.at))
    if profile is None:
        return ""
    said = profile.words.in_language(language())
    return f"{said} {profile.basis}" if basis else said


def _inner(decision: Decision) -> Iterator[Line]:
    """Chances, draws, the score and the balance, for who answers for risk."""
    spoken = language()
    drew = Words(
        f"rút {decision.draw}, ngưỡng {decision.threshold}", f"drew {decision.draw}, threshold {decision.threshold}"
    )
    chance = Words("Xác suất kiểm tra thực tế", "Chance of inspection").in_language(spoken)
    yield Line(chance, amounts.share(decision.probability_ppm, spoken, 4), drew.in_language(spoken))
    if decision.model:
        score = Words(f"Điểm của mô hình số {decision.model}", f"Score by model no. {decision.model}")
        limit = _needs(decision).in_language(spoken)
        yield Line(score.in_language(spoken), amounts.share(decision.score, spoken, 4), limit)
    left = Words("Số lượt kiểm tra còn lại sau đó", "Inspections left after it").in_language(spoken)
    yield Line(left, numbers.fixed(decision.balance_millionths, ONE, 2, spoken))


def _needs(decision: Decision) -> Words:
    """What a score had to reach; while a model's scores are not known nothing reaches it."""
    if decision.score_threshold == NO_SCORE:
        return Words("chưa có ngưỡng", "no threshold yet")
    mark = amounts.share(decision.score_threshold, language(), 4)
    return Words(f"ngưỡng {mark}", f"threshold {mark}")
