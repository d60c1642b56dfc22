"""Two services on one procedure at the same moment: one after the other, or a refusal; never a deadlock or a crash."""

from datetime import date, timedelta

import pytest
from tests.at_once import shared, together

from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import Refusal
from motcua.procedures import services
from motcua.procedures.domain.errors import AlreadyOpen, BegunMeanwhile, ChangedSince
from motcua.procedures.factories import HEAD, LEADER, WRITER, content
from motcua.procedures.models import Version

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
CODE = "QT-ZZ-01"
ROUNDS = 5


@pytest.fixture(autouse=True)
def _on_disk(tmp_path):
    with shared(tmp_path):
        yield


@pytest.mark.parametrize("before", [0, 1])
def test_of_six_who_begin_a_version_one_does_and_the_others_are_refused(before):
    if before:
        services.load_packaged([content()], in_force_from=date(2022, 1, 1), by=SYSTEM, at=AT)
    calls = [lambda no=no: services.write(content(sets=no), by=WRITER, at=AT) for no in range(2, 8)]
    found = together(*calls)
    made = [each for each in found if isinstance(each, Version)]
    refused = [each for each in found if isinstance(each, AlreadyOpen | BegunMeanwhile)]
    assert (len(made), len(refused)) == (1, 5), found
    assert [each.no for each in Version.objects.filter(state="draft")] == [before + 1]


def test_putting_in_force_and_withdrawing_the_one_before_never_cross():
    services.load_packaged([content()], in_force_from=date(2022, 1, 1), by=SYSTEM, at=AT)
    for no in range(2, 2 + ROUNDS):
        running = Version.objects.get(state="in_force")
        at = AT + timedelta(days=3 * no)
        new = services.write(content(sets=no), by=WRITER, at=at)
        services.review(new.pk, by=HEAD, at=at)
        services.approve(new.pk, by=LEADER, at=at)
        day = DAY + timedelta(days=3 * no + 2)
        found = together(
            lambda new=new, day=day, at=at: services.put_in_force(new.pk, effective_from=day, by=WRITER, at=at),
            lambda running=running, at=at: services.withdraw(running.pk, reason="bãi bỏ thử", by=LEADER, at=at),
        )
        assert isinstance(found[0], Version), found
        assert isinstance(found[1], Version | Impossible), found


def test_of_two_who_decide_on_what_they_read_the_second_looks_again():
    made = services.write(content(), by=WRITER, at=AT)
    services.review(made.pk, by=HEAD, at=AT)
    seen = Version.objects.get(pk=made.pk).leaf
    found = together(
        lambda: services.approve(made.pk, by=LEADER, at=AT, seen=seen),
        lambda: services.give_back(made.pk, reason="chưa đúng", by=HEAD, at=AT, seen=seen),
    )
    assert sorted(isinstance(each, Refusal) for each in found) == [False, True], found
    assert any(isinstance(each, ChangedSince) for each in found)
