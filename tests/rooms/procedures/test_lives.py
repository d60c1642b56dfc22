"""The life of a version: different persons, days that never overlap, nothing done twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.procedures import queries, services
from motcua.procedures.domain.content import Limit
from motcua.procedures.domain.errors import (
    AlreadyOpen,
    BeginsTooEarly,
    Faulty,
    NeedsReason,
    NothingNew,
    OtherCode,
    OwnWork,
)
from motcua.procedures.factories import HEAD, LEADER, OFFICER, OTHER_WRITER, WRITER, content
from motcua.procedures.models import Act, Version

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
CODE = "QT-ZZ-01"


def issued(no: int = 1, day: date = DAY, at=AT) -> Version:
    """Version `no`, through all hands."""
    made = services.write(content(title=Words(f"Thử nghiệm {no}", f"Test {no}")), by=WRITER, at=at)
    services.review(made.pk, by=HEAD, at=at)
    services.approve(made.pk, by=LEADER, at=at)
    return services.put_in_force(made.pk, effective_from=day, by=WRITER, at=at)


def number(day: date) -> int | None:
    found = queries.in_force(CODE, day)
    return found.no if found else None


def test_a_version_counts_from_its_day_until_the_next_one_begins():
    issued(1)
    issued(2, DAY + timedelta(days=30))
    days = [-1, 0, 29, 30, 4000]
    assert [number(DAY + timedelta(days=each)) for each in days] == [None, 1, 1, 2, 2]


def test_the_text_of_an_old_version_stays_as_it_was():
    first = issued(1)
    issued(2, DAY + timedelta(days=1))
    assert queries.version(first.pk).content.title.vi == "Thử nghiệm 1"
    assert queries.version(first.pk).state == "replaced"


def test_nobody_reviews_or_approves_what_he_wrote():
    both = Actor(WRITER.account, "Soạn", posts=frozenset({Post("iso"), Post("head", "20BB"), Post("leader")}))
    made = services.write(content(), by=WRITER, at=AT)
    with pytest.raises(OwnWork):
        services.review(made.pk, by=both, at=AT)
    services.review(made.pk, by=OTHER_WRITER, at=AT)
    with pytest.raises(OwnWork):
        services.approve(made.pk, by=both, at=AT)


def test_the_reviewer_does_not_approve():
    made = services.write(content(), by=WRITER, at=AT)
    head = Actor(HEAD.account, "Trưởng", posts=frozenset({Post("head", "20BB"), Post("leader")}))
    services.review(made.pk, by=head, at=AT)
    with pytest.raises(OwnWork):
        services.approve(made.pk, by=head, at=AT)


def test_standing_in_for_the_writer_is_being_the_writer():
    made = services.write(content(), by=WRITER, at=AT)
    delegate = Actor(77, "Thay", posts=frozenset({Post("iso")}), behalf=WRITER.account)
    with pytest.raises(OwnWork):
        services.review(made.pk, by=delegate, at=AT)


def test_a_refusal_speaks_one_language_and_names_posts_and_acts_in_words():
    made = services.write(content(), by=WRITER, at=AT)
    with pytest.raises(NotAllowed) as told:
        services.review(made.pk, by=OFFICER, at=AT)
    assert "Cán bộ" in told.value.in_language("vi")
    assert "ISO officer" in told.value.in_language("en")
    assert "/" not in told.value.in_language("vi") + told.value.in_language("en")
    with pytest.raises(OwnWork) as own:
        services.review(made.pk, by=WRITER, at=AT)
    assert "tự xem xét." in own.value.in_language("vi")
    assert "cannot also review it" in own.value.in_language("en")


@pytest.mark.parametrize("by", [OFFICER, HEAD, LEADER])
def test_only_the_iso_officer_writes(by):
    with pytest.raises(NotAllowed):
        services.write(content(), by=by, at=AT)


def test_what_was_given_back_is_mended_and_reviewed_anew():
    made = services.write(content(), by=WRITER, at=AT)
    services.review(made.pk, by=HEAD, at=AT)
    with pytest.raises(NeedsReason):
        services.give_back(made.pk, reason=" no ", by=LEADER, at=AT)
    services.give_back(made.pk, reason="Thời hạn chưa đúng", by=LEADER, at=AT)
    with pytest.raises(NothingNew):
        services.revise(made.pk, content(), by=WRITER, at=AT)
    with pytest.raises(OtherCode):
        services.revise(made.pk, content("QT-ZZ-02"), by=WRITER, at=AT)
    services.revise(made.pk, content(sets=2), by=OTHER_WRITER, at=AT)
    with pytest.raises(OwnWork):
        services.review(made.pk, by=OTHER_WRITER, at=AT)
    assert services.review(made.pk, by=HEAD, at=AT).revision == 2


def test_a_reviewed_version_is_not_changed():
    made = services.write(content(), by=WRITER, at=AT)
    services.review(made.pk, by=HEAD, at=AT)
    with pytest.raises(Impossible):
        services.revise(made.pk, content(sets=2), by=WRITER, at=AT)


def test_one_version_at_a_time_is_written():
    services.write(content(), by=WRITER, at=AT)
    with pytest.raises(AlreadyOpen):
        services.write(content(sets=2), by=WRITER, at=AT)


def test_nothing_comes_into_force_in_the_past_or_beside_another():
    made = services.write(content(), by=WRITER, at=AT)
    services.review(made.pk, by=HEAD, at=AT)
    services.approve(made.pk, by=LEADER, at=AT)
    with pytest.raises(BeginsTooEarly):
        services.put_in_force(made.pk, effective_from=DAY - timedelta(days=1), by=WRITER, at=AT)
    services.put_in_force(made.pk, effective_from=DAY + timedelta(days=10), by=WRITER, at=AT)
    second = services.write(content(sets=2), by=WRITER, at=AT)
    services.review(second.pk, by=HEAD, at=AT)
    services.approve(second.pk, by=LEADER, at=AT)
    with pytest.raises(BeginsTooEarly):
        services.put_in_force(second.pk, effective_from=DAY + timedelta(days=10), by=WRITER, at=AT)


def test_what_is_withdrawn_before_its_day_never_counts_and_the_one_before_stays():
    issued(1)
    second = issued(2, DAY + timedelta(days=30))
    services.withdraw(second.pk, reason="Ban hành nhầm", by=LEADER, at=AT + timedelta(days=5))
    assert {number(DAY + timedelta(days=each)) for each in (0, 29, 30, 400)} == {1}
    third = issued(3, DAY + timedelta(days=60), AT + timedelta(days=6))
    assert (third.no, number(DAY + timedelta(days=60))) == (3, 3)


def test_a_withdrawn_procedure_counts_until_the_day_before():
    first = issued(1)
    services.withdraw(first.pk, reason="Thủ tục bị bãi bỏ", by=LEADER, at=AT, effective_from=DAY + timedelta(days=3))
    assert [number(DAY + timedelta(days=each)) for each in (2, 3)] == [1, None]


def test_a_draft_that_breaks_a_rule_or_says_nothing_new_is_not_reviewed():
    made = services.write(content(limit=Limit(Decimal(3), "wd")), by=WRITER, at=AT)
    with pytest.raises(Faulty) as refused:
        services.review(made.pk, by=HEAD, at=AT)
    assert "3 wd" in refused.value.in_language("vi")
    services.revise(made.pk, content(), by=WRITER, at=AT)
    services.review(made.pk, by=HEAD, at=AT)
    services.approve(made.pk, by=LEADER, at=AT)
    services.put_in_force(made.pk, effective_from=DAY, by=WRITER, at=AT)
    copy = services.write(content(), by=WRITER, at=AT)
    with pytest.raises(NothingNew):
        services.review(copy.pk, by=HEAD, at=AT)


def test_a_catalogue_loads_once_and_a_changed_text_becomes_the_next_version():
    wanted = [content(f"QT-ZZ-{no:02}") for no in range(1, 8)]
    services.load_packaged(wanted, in_force_from=date(2022, 1, 1), by=SYSTEM, at=AT)
    assert services.load_packaged(wanted, in_force_from=date(2022, 1, 1), by=SYSTEM, at=AT) == []
    changed = content("QT-ZZ-03", sets=2)
    [new] = services.load_packaged([*wanted[:2], changed], in_force_from=date(2023, 1, 1), by=SYSTEM, at=AT)
    assert (new.code, new.no) == ("QT-ZZ-03", 2)
    assert Act.objects.count() == 7 * 4 + 5
    log.sequence()
    assert verification.verify().faults == []


def test_persons_who_load_must_differ_as_anywhere():
    with pytest.raises(OwnWork):
        services.load_packaged([content()], in_force_from=DAY, by=WRITER, at=AT)
    services.load_packaged([content()], in_force_from=DAY, by=WRITER, at=AT, reviewer=HEAD, approver=LEADER)
    assert number(DAY) == 1


@settings(max_examples=25, deadline=None)
@given(gaps=st.lists(st.tuples(st.integers(-3, 20), st.booleans()), min_size=1, max_size=6))
def test_two_versions_are_never_in_force_on_one_day(gaps):
    """Whatever is issued and withdrawn in whatever order: one version or none on each day."""
    Act.objects.all().delete()
    Version.objects.all().delete()
    at = AT
    for no, (gap, withdrawn) in enumerate(gaps):
        at += timedelta(days=4)
        made = services.write(content(sets=no + 1), by=WRITER, at=at)
        services.review(made.pk, by=HEAD, at=at)
        services.approve(made.pk, by=LEADER, at=at)
        try:
            services.put_in_force(made.pk, effective_from=DAY + timedelta(days=4 * (no + 1) + gap), by=WRITER, at=at)
        except BeginsTooEarly:
            services.withdraw(made.pk, reason="không kịp", by=WRITER, at=at)
        else:
            if withdrawn:
                services.withdraw(made.pk, reason="bãi bỏ thử", by=LEADER, at=at + timedelta(days=2))
    rows = [each for each in Version.objects.all() if each.effective_from]
    for day in (DAY + timedelta(days=each) for each in range(60)):
        counting = [e.no for e in rows if e.effective_from <= day and (e.effective_to is None or day <= e.effective_to)]
        assert len(counting) <= 1, (day, counting)
