"""Who may audit, verify and decide; due days; lives of records; what figures say."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from motcua.kernel.actor import PUBLIC, SYSTEM, Actor, Post
from motcua.kernel.dated import NotInForce
from motcua.kernel.days import months_after
from motcua.kernel.moves import Impossible, move
from motcua.kernel.words import Words
from motcua.procedures.domain.audit import checklist, data, due, fit, measuring, rights
from motcua.procedures.domain.audit.bodies import (
    BODIES,
    Audit,
    Item,
    Nonconformity,
    Objective,
    Risk,
    Value,
    read,
    write,
)
from motcua.procedures.domain.audit.checklist import Answer, Procedure
from motcua.procedures.domain.audit.errors import (
    ChecklistOpen,
    DueWrong,
    Missing,
    NoLead,
    NotAnother,
    OwnProcedure,
    OwnWork,
    Unknown,
)
from motcua.procedures.domain.audit.life import (
    BEGINS,
    KIND_WORDS,
    MOVES,
    OVER,
    STATE_WORDS,
    VERB_WORDS,
    Kind,
    State,
    is_late,
)
from motcua.procedures.domain.audit.rights import RIGHTS, Subject, capacities, may
from motcua.reference import domain as reference

DAY = date(2023, 5, 10)
CALENDAR = reference.calendar()


def team(*posts: fit.Post, lead: int = 5, auditors: tuple[int, ...] = (5, 7)) -> fit.Team:
    return fit.Team(lead, auditors, {5: posts, 7: (fit.Post("20CF", date(2021, 1, 4)),)}, {5: "An", 7: "Bình"})


def judge(chosen: fit.Team, makers: dict[str, frozenset[int]] | None = None) -> None:
    fit.need_fit(
        chosen, office="20BB", offices=frozenset({"20BB"}), since=DAY, until=DAY, months=12, makers=makers or {}
    )


@pytest.mark.parametrize(
    ("post", "fits"),
    [
        (fit.Post("20BB", date(2021, 1, 4)), False),
        (fit.Post("20BB", date(2021, 1, 4), date(2022, 5, 10)), False),
        (fit.Post("20BB", date(2021, 1, 4), date(2022, 5, 9)), True),
        (fit.Post("20BB", DAY), False),
        (fit.Post("20BB", date(2023, 5, 11)), True),
        (fit.Post("20CF", date(2021, 1, 4)), True),
    ],
)
def test_whoever_works_at_the_office_or_did_within_twelve_months_does_not_audit_it(post: fit.Post, fits: bool) -> None:
    if fits:
        judge(team(post))
    else:
        with pytest.raises(OwnWork, match="An works at 20BB"):
            judge(team(post))


def test_the_lead_is_one_of_the_auditors() -> None:
    with pytest.raises(NoLead):
        judge(team(lead=9))


def test_who_made_a_procedure_does_not_audit_it() -> None:
    with pytest.raises(OwnProcedure, match="Bình wrote"):
        judge(team(), {"QT-01": frozenset({7})})
    judge(team(), {"QT-01": frozenset({8})})


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2023-05-10", 12, "2022-05-10"), ("2023-03-31", 1, "2023-02-28"), ("2024-03-31", 1, "2024-02-29"),
     ("2023-01-15", 1, "2022-12-15")],
)  # fmt: skip
def test_months_are_counted_back_to_the_same_day_or_the_last_of_the_month(day: str, months: int, before: str) -> None:
    assert months_after(date.fromisoformat(day), -months) == date.fromisoformat(before)


@pytest.mark.parametrize(("by", "there"), [(1, False), (2, False), (3, False), (5, False), (4, True)])
def test_neither_owner_nor_who_answered_or_did_it_nor_the_office_verifies(by: int, there: bool) -> None:
    body = Nonconformity("DG", "8.2", Words("", ""), "x", answered_by=2, done_by=3)
    with pytest.raises(NotAnother):
        fit.need_another(body, by=frozenset({by}), owner=1, doers=frozenset({5}), works_at_office=there)
    fit.need_another(body, by=frozenset({4}), owner=1, doers=frozenset({5}), works_at_office=False)


@pytest.mark.parametrize(
    ("raised", "last"),
    [
        ("2023-05-10", "2023-05-17"),
        ("2023-01-17", "2023-01-31"),
        ("2023-04-28", "2023-05-10"),
        ("2023-12-29", "2024-01-08"),
    ],
)
def test_an_answer_is_due_five_working_days_later_across_tet_and_holidays(raised: str, last: str) -> None:
    assert due.answer_due(date.fromisoformat(raised), CALENDAR) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "good"),
    [("2023-05-10", True), ("2023-05-09", False), ("2023-05-13", False), ("2023-05-15", True), ("2023-09-04", False),
     ("2023-08-02", True), ("2023-08-03", False)],
)  # fmt: skip
def test_a_due_day_is_a_working_day_from_today_to_sixty_working_days_on(day: str, good: bool) -> None:
    if good:
        due.need_due(date.fromisoformat(day), DAY, CALENDAR, "action_working_days")
    else:
        with pytest.raises(DueWrong):
            due.need_due(date.fromisoformat(day), DAY, CALENDAR, "action_working_days")


def test_a_due_day_of_a_year_without_a_calendar_is_refused_not_guessed() -> None:
    with pytest.raises(DueWrong):
        due.need_due(date(2999, 1, 4), DAY, CALENDAR, "action_working_days")


def test_the_due_day_itself_is_not_late_and_what_was_done_is_late_for_nobody() -> None:
    assert not is_late(State.ACTING, DAY, DAY)
    assert is_late(State.ACTING, DAY, date(2023, 5, 11))
    assert not is_late(State.DONE, DAY, date(2023, 5, 11))
    assert not is_late(State.ACTING, None, DAY)


def test_a_limit_before_its_first_day_is_an_error() -> None:
    with pytest.raises(NotInForce):
        data.limit("answer_working_days", date(2019, 12, 31))


def test_every_kind_has_a_life_words_rights_and_a_body() -> None:
    assert set(Kind) == set(MOVES) == set(BEGINS) == set(KIND_WORDS) == set(RIGHTS) == set(BODIES)
    assert set(State) == set(STATE_WORDS)
    for kind, moves in MOVES.items():
        verbs = {verb for _state, verb in moves}
        assert verbs <= set(RIGHTS[kind]), kind
        assert verbs | {"enter"} <= set(VERB_WORDS)
        assert {state for state, _verb in moves} <= {BEGINS[kind], *moves.values()}


@pytest.mark.parametrize("kind", list(Kind))
def test_what_the_table_does_not_name_is_impossible(kind: Kind) -> None:
    verbs = {verb for _state, verb in MOVES[kind]}
    for state, verb in product(State, verbs):
        if (state, verb) in MOVES[kind]:
            continue
        with pytest.raises(Impossible):
            move(MOVES[kind], state, verb)


def test_nothing_leads_out_of_what_is_over_but_a_risk_that_returns() -> None:
    out = {(kind, verb) for kind, moves in MOVES.items() for (state, verb) in moves if state in OVER}
    assert out == {(Kind.RISK, "assess")}


def actor(account: int, role: str, office: str = "20ZZ") -> Actor:
    return Actor(account, role, posts=frozenset({Post(role, office)}))


FOUND = Subject(Kind.NONCONFORMITY, "20BB", owner=9, people=(5, 7))


@pytest.mark.parametrize(
    ("who", "verb", "allowed"),
    [
        (actor(1, "head", "20BB"), "answer", True),
        (actor(1, "head", "20BC"), "answer", False),
        (actor(1, "officer", "20BB"), "answer", False),
        (actor(9, "officer", "20BB"), "done", True),
        (actor(5, "officer", "20CF"), "verify", True),
        (actor(6, "officer", "20CF"), "verify", False),
        (actor(2, "iso"), "verify", True),
        (actor(3, "leader"), "verify", False),
        (PUBLIC, "answer", False),
        (Actor(5, "máy", kind="program"), "verify", False),
        (SYSTEM, "close", False),
    ],
)
def test_each_does_only_what_the_table_of_rights_names(who: Actor, verb: str, allowed: bool) -> None:
    assert may(verb, who, FOUND) is allowed


def test_the_first_of_the_auditors_leads() -> None:
    assert rights.LEAD in capacities(actor(5, "officer", "20CF"), FOUND)
    assert rights.LEAD not in capacities(actor(7, "officer", "20CF"), FOUND)


def test_only_a_leader_approves_anything() -> None:
    approving = {who for verbs in RIGHTS.values() for verb, held in verbs.items() if verb == "approve" for who in held}
    assert approving == {rights.LEADER}


def test_the_clauses_are_the_ten_and_the_first_three_ask_nothing() -> None:
    codes = [each.code for each in data.clauses()]
    assert {code.partition(".")[0] for code in codes} == {str(no) for no in range(1, 11)}
    assert len(set(codes)) == len(codes)
    assert [each.code for each in data.clauses() if each.asked is None] == ["1", "2", "3"]
    assert all(each.asked.vi and each.asked.en for each in data.clauses() if each.asked)


def test_a_checklist_names_clauses_first_then_procedures_with_their_version() -> None:
    made = checklist.lines(("8.2", "7.5"), [Procedure("QT-01", 3, Words("Hoàn thuế", "Refund"))])
    assert [(item.no, item.code, item.version) for item in made] == [(1, "7.5", 0), (2, "8.2", 0), (3, "QT-01", 3)]
    assert len(checklist.lines((), [])) == len(data.asked())


AUDIT = Audit(
    "CT", 1, DAY, DAY, 5, (5,), "s", "c", items=(Item(1, "7.5", Words("", "")), Item(2, "8.2", Words("", "")))
)


def test_what_does_not_conform_needs_evidence_and_every_line_a_result() -> None:
    with pytest.raises(Missing, match="line 1"):
        checklist.answered(AUDIT, [Answer(1, "nonconformity", " ")], 5)
    with pytest.raises(Unknown):
        checklist.answered(AUDIT, [Answer(3, "conforms")], 5)
    half = checklist.answered(AUDIT, [Answer(1, "conforms")], 5)
    with pytest.raises(ChecklistOpen, match=r"8\.2"):
        checklist.need_complete(half)
    checklist.need_complete(checklist.answered(half, [Answer(2, "observation", "y")], 5))


def objective(direction: str, *values: str) -> Objective:
    held = tuple(Value(no, Decimal(value), "x") for no, value in enumerate(values, 1))
    return Objective(2023, "t", "m", "%", direction, Decimal(98), held)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("direction", "values", "met", "trend"),
    [
        ("least", (), None, ""),
        ("least", ("98",), True, ""),
        ("least", ("97.9", "98.1"), True, "better"),
        ("least", ("98.1", "97.9"), False, "worse"),
        ("most", ("99", "98"), True, "better"),
        ("most", ("97", "98.1"), False, "worse"),
        ("most", ("98", "98.0"), True, "same"),
    ],
)
def test_an_objective_is_met_or_not_and_goes_up_or_down(
    direction: str, values: tuple[str, ...], met: bool | None, trend: str
) -> None:
    found = objective(direction, *values)
    assert (measuring.met(found), measuring.trend(found)) == (met, trend)


@pytest.mark.parametrize(
    ("likelihood", "impact", "grade"), [(3, 5, "high"), (2, 7, "medium"), (2, 4, "medium"), (1, 5, "low")]
)
def test_a_risk_is_as_grave_as_likelihood_times_impact(likelihood: int, impact: int, grade: str) -> None:
    assert measuring.grade(Risk("risk", "x", "", likelihood, impact, "y"), DAY) == grade


def test_a_body_is_read_as_it_was_written() -> None:
    assert read(Kind.AUDIT, write(AUDIT)) == AUDIT
    assert read(Kind.OBJECTIVE, write(objective("least", "98.50"))) == objective("least", "98.50")
