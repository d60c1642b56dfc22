"""A round from its plan to its publication: who draws does not sign, and days are closed with one leaf each."""

import csv
import io
import json
from collections import Counter
from datetime import date
from random import Random

import pytest
from tests.rooms.survey.conftest import (
    AT,
    BOTH,
    CLOSES,
    CODES,
    DAYS,
    LEADER,
    OTHER,
    SUPPORT,
    TRADER,
    answered,
    closed,
    faults,
    opened,
    plan,
    sheet,
    signed,
)

from motcua.ground.domain.noticing import Medium
from motcua.ground.models import Job, Leaf
from motcua.ground.queries.addresses import Standing
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.survey import services
from motcua.survey.domain import frames
from motcua.survey.domain.errors import (
    ChangedSince,
    NeedsAssessment,
    NoAnswers,
    NoReason,
    OtherFrame,
    OutsideDays,
    SignedByDrawer,
    Spent,
    WrongDays,
    WrongRule,
    WrongSample,
    YearTaken,
)
from motcua.survey.domain.plans import usual_rule
from motcua.survey.domain.sheets import Branch, Sheet
from motcua.survey.models import Answer, Box, Day, Draft, Frame, Round, Token
from motcua.survey.queries import framing, packages, results
from motcua.survey.services import inviting

pytestmark = pytest.mark.usefixtures("department")


def test_a_round_is_planned_drawn_signed_opened_answered_closed_and_published() -> None:
    made = closed()
    published = services.publish(made.number, by=LEADER, at=law_moment(CLOSES + 2 * DAYS, 9))
    assert (published.state, published.answers) == ("published", 20)
    _, told = results.of_year(2023)
    assert (told.sheets, told.invited, told.invited_inside) == (20, 25, 10)
    assert told.results.satisfied_ppm == 1_000_000
    assert {office.office for office in told.results.offices} == {"20BB", "20CF"}
    assert faults() == []


def test_who_draws_the_sample_does_not_sign_it() -> None:
    made = services.plan(plan(), by=BOTH, at=AT - 5 * DAYS)
    drawn = services.draw(made.number, by=BOTH, at=AT - 4 * DAYS)
    with pytest.raises(SignedByDrawer):
        services.sign(made.number, drawn.fingerprint, by=BOTH, at=AT)
    with pytest.raises(NotAllowed):
        services.sign(made.number, drawn.fingerprint, by=SUPPORT, at=AT)
    assert services.sign(made.number, drawn.fingerprint, by=LEADER, at=AT).state == "frozen"


def test_a_frame_that_was_changed_after_its_draw_is_not_signed() -> None:
    made = services.plan(plan(), by=SUPPORT, at=AT - 5 * DAYS)
    drawn = services.draw(made.number, by=SUPPORT, at=AT - 4 * DAYS)
    with pytest.raises(OtherFrame):
        services.sign(made.number, "0" * 64, by=LEADER, at=AT)
    Frame.objects.filter(leaf=drawn.frame, no=1).update(declarations=99)
    with pytest.raises(OtherFrame):
        services.sign(made.number, drawn.fingerprint, by=LEADER, at=AT)
    assert len(faults()) == 1


def test_the_draw_can_be_repeated_with_its_key_and_invites_the_sizes_that_were_planned() -> None:
    made = signed()
    rows = framing.rows(made.frame)
    again = frames.drawn([row._replace(chosen=False) for row in rows], 10, 15, "a key")
    assert again == rows
    chosen = {(row.party, row.inside) for row in rows if row.chosen}
    assert sum(inside for _, inside in chosen) == 10
    assert len(chosen) == 25
    assert all(1 <= len(framing.asked_about(made, party)) <= 2 for party, _ in chosen)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"closes_on": date(2023, 11, 1)}, WrongDays),
        ({"closes_on": date(2024, 11, 1)}, WrongDays),
        ({"inside": 0, "outside": 0}, WrongSample),
        ({"inside": -1}, WrongSample),
        ({"outside": 10**9}, WrongSample),
    ],
)
def test_a_round_that_nobody_can_hold_is_not_planned(changes: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        services.plan(plan(**changes), by=SUPPORT, at=AT)


def test_weights_must_add_up_and_a_cell_of_four_is_never_shown() -> None:
    import msgspec

    rule = usual_rule(2023)
    for wrong in (
        {"enterprise_ppm": 700_000}, {"minimum": 4}, {"weights": {**rule.weights, "C1": rule.weights["C1"] + 1}},
        {"enterprise_ppm": 0, "department_ppm": 1_000_000},
    ):  # fmt: skip
        with pytest.raises(WrongRule):
            services.plan(plan(rule=msgspec.structs.replace(rule, **wrong)), by=SUPPORT, at=AT)


def test_more_than_the_frame_has_cannot_be_invited() -> None:
    made = services.plan(plan(inside=13), by=SUPPORT, at=AT - 5 * DAYS)
    with pytest.raises(WrongSample) as refusal:
        services.draw(made.number, by=SUPPORT, at=AT)
    assert refusal.value.facts == {"inside": 12, "outside": 18}


def test_a_year_has_one_round_unless_the_first_was_cancelled() -> None:
    made = services.plan(plan(), by=SUPPORT, at=AT)
    with pytest.raises(YearTaken):
        services.plan(plan(), by=SUPPORT, at=AT)
    with pytest.raises(NoReason):
        services.cancel(made.number, note=" ", by=SUPPORT, at=AT)
    services.cancel(made.number, note="sai ngày", by=SUPPORT, at=AT)
    assert services.plan(plan(), by=SUPPORT, at=AT).number == "CDCI-2023-2"


def test_only_the_support_desk_runs_rounds_and_a_page_that_is_old_does_nothing() -> None:
    for who in (TRADER, LEADER, OTHER):
        with pytest.raises(NotAllowed):
            services.plan(plan(), by=who, at=AT)
    made = services.plan(plan(), by=SUPPORT, at=AT)
    services.draw(made.number, by=SUPPORT, at=AT)
    with pytest.raises(ChangedSince):
        services.draw(made.number, seen=made.leaf, by=SUPPORT, at=AT)


def test_a_changed_plan_is_drawn_again_before_it_is_signed() -> None:
    made = services.plan(plan(), by=SUPPORT, at=AT - 5 * DAYS)
    services.draw(made.number, by=SUPPORT, at=AT - 4 * DAYS)
    changed = services.change(made.number, plan(inside=9), by=SUPPORT, at=AT - 3 * DAYS)
    assert (changed.state, changed.frame, changed.fingerprint) == ("draft", 0, "")
    assert faults() == []


def test_a_round_opens_on_its_first_day_and_closes_after_its_last() -> None:
    made = signed()
    with pytest.raises(OutsideDays):
        services.open_round(made.number, by=SUPPORT, at=AT - DAYS)
    services.open_round(made.number, by=SUPPORT, at=AT)
    with pytest.raises(OutsideDays):
        services.close(made.number, by=SUPPORT, at=law_moment(CLOSES, 23))
    assert services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS)).state == "closed"
    with pytest.raises(Impossible):
        services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + 2 * DAYS))


def test_from_2024_the_departments_own_score_counts_and_is_needed() -> None:
    made = closed(rule=usual_rule(2024))
    with pytest.raises(NeedsAssessment):
        services.publish(made.number, by=LEADER, at=law_moment(CLOSES + 2 * DAYS, 9))
    with pytest.raises(NeedsAssessment):
        services.assess(made.number, {"20BB": 9000}, by=SUPPORT, at=law_moment(CLOSES + 2 * DAYS, 9))
    services.assess(made.number, {"20BB": 9000, "20CF": 8000}, by=SUPPORT, at=law_moment(CLOSES + 2 * DAYS, 9))
    services.publish(made.number, by=LEADER, at=law_moment(CLOSES + 2 * DAYS, 10))
    _, told = results.of_year(2023)
    first = told.results.offices[0]
    assert first.internal_e2 == 9000
    assert first.score_e2 == (first.enterprise_e2 * 7 + 9000 * 3 + 5) // 10
    assert faults() == []


def test_each_day_has_one_leaf_whatever_came_on_it() -> None:
    made, links = opened()
    who = answered(links, 7)
    assert services.close_days(made.number, until=(AT + DAYS).date(), at=AT + 2 * DAYS) == 1
    services.submit_many([(links[code], sheet(services.door(links[code], AT).codes)) for code in CODES
                          if code in links and code not in who][:6], at=AT + 2 * DAYS)  # fmt: skip
    assert services.close_due(AT + 3 * DAYS) == 0
    assert list(Day.objects.order_by("day").values_list("sheets", flat=True)) == [7, 6]
    assert Leaf.objects.filter(verb="survey.day").count() == 2
    assert faults() == []


def test_the_day_after_the_last_a_round_closes_by_itself() -> None:
    made, links = opened()
    answered(links)
    assert services.close_due(law_moment(CLOSES + DAYS, 1)) == 1
    assert Round.objects.get(pk=made.pk).answers == 20
    assert not Token.objects.exists()
    assert not Draft.objects.exists()


def test_the_silent_are_reminded_by_mail_on_the_fifth_and_tenth_day_with_a_link_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, links = opened()
    who = answered(links, 20)
    mails = {
        code: Standing(1, f"party/{code}", Medium.MAIL, f"{code}@example.vn", "", confirmed=True) for code in links
    }
    ways = {way.recipient: [way] for way in mails.values()}
    monkeypatch.setattr(inviting.addresses, "active", lambda whom: {one: ways[one] for one in whom})
    assert [services.remind_due(AT + no * DAYS) for no in (4, 5, 6, 10, 11)] == [0, 1, 0, 1, 0]
    sent = [json.loads(payload) for payload in Job.objects.filter(kind="survey.mail").values_list("payload", flat=True)]
    assert Counter(told["to"] for told in sent) == dict.fromkeys(
        (f"{code}@example.vn" for code in set(links) - set(who)), 2
    )
    assert not any(services.door(told["secret"], AT + 11 * DAYS).spent for told in sent)
    with pytest.raises(Spent):
        services.own_link(made.number, TRADER_CODE, by=TRADER, at=AT + 11 * DAYS)


TRADER_CODE = CODES[0]


def test_an_enterprise_gets_a_link_on_the_site_for_itself_alone() -> None:
    made, links = opened(inside=12)
    secret = services.own_link(made.number, TRADER_CODE, by=TRADER, at=AT)
    services.submit_many([(secret, sheet(services.door(secret, AT).codes))], at=AT)
    with pytest.raises(Spent):
        services.submit_many([(links[TRADER_CODE], sheet(["20CF"]))], at=AT)
    with pytest.raises(NotAllowed):
        services.own_link(made.number, TRADER_CODE, by=OTHER, at=AT)
    with pytest.raises(NotFound):
        services.own_link(made.number, "5799900099", by=OTHER, at=AT)


def test_who_cannot_judge_the_second_branch_answers_about_the_first_alone() -> None:
    made, links = opened(inside=12, outside=18)
    first, second = services.door(links[CODES[0]], AT).codes
    told = sheet([first])
    told.branches[second] = Branch([], {"Q01": 0, "Q63": -1})
    services.submit_many([(links[CODES[0]], told)], at=AT)
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    assert list(Answer.objects.values_list("office", flat=True)) == [first]
    assert Day.objects.get(sheets=1).ratings == 1
    assert faults() == []


def test_a_sheet_without_an_answer_is_not_sent() -> None:
    _, links = opened(inside=12, outside=18)
    for told in (Sheet(), Sheet({"20CF": Branch([], {"Q01": 0}), "20BB": Branch([], {})})):
        with pytest.raises(NoAnswers):
            services.submit_many([(links[CODES[0]], told)], at=AT)
    assert not Token.objects.filter(spent=1).exists()


def test_an_answer_that_is_taken_out_of_the_box_is_found_by_verify() -> None:
    made, links = opened()
    answered(links, 7)
    assert faults() == []
    services.close_due(AT + 2 * DAYS)
    assert faults() == []
    Box.objects.filter(pk=Box.objects.filter(kind="rating").order_by("pk")[0].pk).delete()
    assert faults() == [f"survey_answer {made.number}"]


def test_a_changed_answer_is_found_by_verify() -> None:
    closed()
    Answer.objects.filter(pk=Answer.objects.order_by("pk")[0].pk).update(flags="short")
    assert faults() != []


def test_the_table_that_was_stored_is_the_one_that_the_package_gives() -> None:
    made, links = opened(inside=12, outside=18)
    dice = Random(4)
    sent = []
    for link in list(links.values())[:24]:
        told = sheet(services.door(link, AT).codes)
        for branch in told.branches.values():
            branch.uses = [each for each in branch.uses if dice.random() < 0.5]
            branch.answers |= {code: dice.randint(1, 5) for code in branch.answers}
        sent.append((link, told))
    services.submit_many(sent, at=AT)
    services.close(made.number, by=SUPPORT, at=law_moment(CLOSES + DAYS, 9))
    found = services.publish(made.number, by=LEADER, at=law_moment(CLOSES + 2 * DAYS, 9))
    _, told_ = results.of_year(2023)
    stored = {
        (office.office, part.component): (part.score_e2, part.low_e2, part.high_e2)
        for office in told_.results.offices
        for part in office.components
    }
    rows = csv.DictReader(io.StringIO(packages.of_round(found)["results.csv"].decode()))
    given = {
        (row["office"], row["code"]): tuple(round(float(row[name]) * 100) for name in ("value", "low", "high"))
        for row in rows
        if row["kind"] == "component"
    }
    assert len(given) == 16
    assert given == stored
