"""S2 and S3: declarations, enterprises and turnover; vehicles and passengers at the gates."""

from collections.abc import Iterator
from fractions import Fraction

from motcua.kernel.words import Words
from motcua.reports.domain.telling.facts import Facts, Sentence, first, say
from motcua.reports.domain.telling.wording import about, count, moved, per_cent

_VOLUME = Words(
    "Làm thủ tục cho %(declarations)s tờ khai của %(enterprises)s doanh nghiệp, tổng kim ngạch %(turnover)s.",
    "%(declarations)s declarations of %(enterprises)s enterprises were handled, with a turnover of %(turnover)s.",
)
_GREW = {
    "S2.declarations": (
        Words("So với cả năm trước, số tờ khai %(change)s.", "On the whole year before, declarations are %(change)s."),
        1,
    ),
    "S2.enterprises": (Words("Số doanh nghiệp %(change)s.", "The number of enterprises is %(change)s."), 1),
    "S2.turnover_usd": (Words("Kim ngạch %(change)s.", "Turnover is %(change)s."), 2),
}
_BUSIEST = Words(
    "%(branch)s có nhiều tờ khai nhất, chiếm %(share)s.", "%(branch)s had the most declarations, %(share)s of all."
)
_GATES = {
    "S3.vehicles": Words(
        "Làm thủ tục xuất cảnh, nhập cảnh cho %(count)s lượt phương tiện.", "%(count)s vehicles crossed the border."
    ),
    "S3.passengers": Words(
        "Làm thủ tục xuất cảnh, nhập cảnh cho %(count)s lượt hành khách.", "%(count)s passengers crossed the border."
    ),
}
_CHANGED = {
    "S3.vehicles": Words(
        "So với cả năm trước, số lượt phương tiện %(change)s.", "On the whole year before, vehicles are %(change)s."
    ),
    "S3.passengers": Words(
        "So với cả năm trước, số lượt hành khách %(change)s.", "On the whole year before, passengers are %(change)s."
    ),
}


def volume(facts: Facts) -> Iterator[Sentence]:
    """Sentences of S2."""
    yield say(
        ("S2.declarations", "S2.enterprises", "S2.turnover_usd"), _VOLUME,
        declarations=about(facts.whole("S2.declarations")), enterprises=count(facts.whole("S2.enterprises")),
        turnover=facts.text("S2.turnover_usd"),
    )  # fmt: skip
    for id_, (template, places) in _GREW.items():
        if facts.known(f"{id_}_growth"):
            yield say((f"{id_}_growth",), template, change=moved(facts.value(f"{id_}_growth"), places))
    busiest, all_ = first(facts.report.by_branch, lambda line: line.declarations), facts.report.total.declarations
    if busiest is not None and busiest.declarations and all_:
        share = per_cent(Fraction(busiest.declarations * 100, all_), 1)
        yield say(("S2.declarations",), _BUSIEST, branch=busiest.label, share=share)


def gates(facts: Facts) -> Iterator[Sentence]:
    """Sentences of S3."""
    for id_, template in _GATES.items():
        if facts.has(id_):
            yield say((id_,), template, count=about(facts.whole(id_)))
        if facts.known(f"{id_}_growth"):
            yield say((f"{id_}_growth",), _CHANGED[id_], change=moved(facts.value(f"{id_}_growth")))
