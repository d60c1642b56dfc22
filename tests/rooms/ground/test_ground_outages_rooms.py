"""Outages are reported by probes, added by persons, confirmed by others, and stop the calendar."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import DatabaseError
from tests.rooms.ground.ground_trial import AT

from motcua.ground import queries as ground
from motcua.ground.domain.errors import (
    BadInterval,
    FourEyes,
    NoReason,
    RuledBefore,
    UnknownProbe,
    UnknownService,
    WrongSignature,
)
from motcua.ground.domain.outages import OutageReport, Seen, Verdict
from motcua.ground.keyring import public_key
from motcua.ground.models import Job, Outage
from motcua.ground.queries import outages as queries
from motcua.ground.queries import verification
from motcua.ground.services import clock, jobs, log, probing
from motcua.ground.services import outages as services
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.reference import queries as reference

pytestmark = pytest.mark.django_db
ADMIN = Actor(1, "Quản trị", posts=frozenset({Post("admin")}))
HEAD = Actor(2, "Chi cục trưởng", posts=frozenset({Post("head", "20BB")}))
OFFICER = Actor(3, "Công chức", posts=frozenset({Post("officer", "20BB")}))
WHY = "Mất điện tại trung tâm dữ liệu (giả định)"
BEGAN, ENDED = AT - timedelta(hours=3), AT - timedelta(hours=1)


def signed(key: Ed25519PrivateKey, seen: Seen) -> OutageReport:
    public = key.public_key().public_bytes_raw()
    return OutageReport(public.hex(), seen.service, seen.began, seen.ended, key.sign(seen.statement(public)).hex())


@pytest.fixture
def probe() -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    services.register_probe("Hà Nội", key.public_key().public_bytes_raw().hex(), by=ADMIN, at=AT)
    return key


def test_a_probe_reports_once_however_often_it_posts(probe: Ed25519PrivateKey) -> None:
    told = signed(probe, Seen("pages", BEGAN, ENDED))
    first, again = services.report(told, at=AT, real=AT)
    assert (again, services.report(told, at=AT, real=AT)) == (False, (first, True))
    assert Outage.objects.count() == 1


def test_real_time_of_a_probe_becomes_business_time(probe: Ed25519PrivateKey) -> None:
    later = timedelta(days=700)
    told = signed(probe, Seen("pages", BEGAN + later, ENDED + later))
    found = queries.one(services.report(told, at=AT, real=AT + later)[0])
    assert (found.began_at, found.ended_at) == (BEGAN, ENDED)


def test_what_a_probe_did_not_sign_is_refused(probe: Ed25519PrivateKey) -> None:
    told = signed(probe, Seen("pages", BEGAN, ENDED))
    longer = OutageReport(told.key, told.service, told.began, told.ended + timedelta(minutes=1), told.signature)
    with pytest.raises(WrongSignature):
        services.report(longer, at=AT, real=AT)
    with pytest.raises(UnknownProbe):
        services.report(signed(Ed25519PrivateKey.generate(), Seen("pages", BEGAN, ENDED)), at=AT, real=AT)
    services.retire_probe(queries.probes()[0].leaf, by=ADMIN, at=AT)
    with pytest.raises(UnknownProbe):
        services.report(told, at=AT, real=AT)


def test_only_what_is_confirmed_stops_the_calendar(probe: Ed25519PrivateKey) -> None:
    found, _ = services.report(signed(probe, Seen("pages", BEGAN, ENDED)), at=AT, real=AT)
    assert reference.calendar().outages == ()
    services.rule(found, Verdict.CONFIRMED, reason=WHY, by=HEAD, at=AT)
    assert reference.calendar().outages == ((BEGAN, ENDED),)
    assert queries.without((found,)) == ()
    assert [job.payload for job in ground.pending(services.CONFIRMED)] == [f'{{"after":0,"outage":{found}}}']


def test_an_outage_of_what_nobody_waits_for_moves_nothing() -> None:
    found = services.add("log", BEGAN, ENDED, reason=WHY, by=ADMIN, at=AT)
    services.rule(found, Verdict.CONFIRMED, reason=WHY, by=HEAD, at=AT)
    assert queries.in_force() == ()
    assert ground.pending(services.CONFIRMED) == []


def test_whoever_added_an_outage_does_not_confirm_it() -> None:
    found = services.add("pages", BEGAN, ENDED, reason=WHY, by=ADMIN, at=AT)
    with pytest.raises(FourEyes):
        services.rule(found, Verdict.CONFIRMED, reason=WHY, by=ADMIN, at=AT)
    services.rule(found, Verdict.CONFIRMED, reason=WHY, by=HEAD, at=AT)
    with pytest.raises(RuledBefore):
        services.rule(found, Verdict.REJECTED, reason=WHY, by=HEAD, at=AT)


def test_a_rejected_outage_stops_nothing_and_is_not_shown_to_everybody() -> None:
    found = services.add("pages", BEGAN, ENDED, reason=WHY, by=ADMIN, at=AT)
    services.rule(found, Verdict.REJECTED, reason=WHY, by=HEAD, at=AT)
    assert queries.in_force() == ()
    assert queries.listing(BEGAN - timedelta(days=1)) == []


def test_what_cannot_have_been_is_refused() -> None:
    with pytest.raises(BadInterval):
        services.add("pages", ENDED, BEGAN, reason=WHY, by=ADMIN, at=AT)
    with pytest.raises(UnknownService):
        services.add("coffee", BEGAN, ENDED, reason=WHY, by=ADMIN, at=AT)
    with pytest.raises(NoReason):
        services.add("pages", BEGAN, ENDED, reason="hỏng", by=ADMIN, at=AT)
    with pytest.raises(NotAllowed):
        services.add("pages", BEGAN, ENDED, reason=WHY, by=OFFICER, at=AT)
    with pytest.raises(NotAllowed):
        services.register_probe("x", "00" * 32, by=HEAD, at=AT)


def test_every_row_of_an_outage_has_its_leaf(probe: Ed25519PrivateKey) -> None:
    found, _ = services.report(signed(probe, Seen("pages", BEGAN, ENDED)), at=AT, real=AT)
    services.rule(found, Verdict.CONFIRMED, reason=WHY, by=HEAD, at=AT)
    services.retire_probe(queries.probes()[0].leaf, by=ADMIN, at=AT)
    log.sequence()
    assert verification.verify().good
    Outage.objects.filter(pk=found).update(ended_at=AT)
    assert any("ground_outage" in str(fault) for fault in verification.verify().faults)


def test_the_probe_inside_reports_a_database_that_took_no_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, real = probing.Inside(), services.real_now()
    assert inside.look(worked=True, real=real) == 0
    with monkeypatch.context() as broken:
        broken.setattr(probing, "_set_beat", _no_disk)
        for minute in range(1, 6):
            inside.look(worked=True, real=real + timedelta(minutes=minute))
    assert inside.look(worked=True, real=real + timedelta(minutes=6)) == 1
    found = Outage.objects.get()
    assert (found.service, found.ended_at - found.began_at) == ("database", timedelta(minutes=5))
    assert found.statement.splitlines()[1] == public_key().hex()


def _no_disk(now: Any) -> None:
    raise DatabaseError("no space left")


def test_the_probe_inside_reports_work_that_stands_still() -> None:
    inside, real = probing.Inside(), services.real_now()
    jobs.put("stuck", {}, at=clock.now() - timedelta(seconds=5))
    for minute in range(9):
        assert inside.look(worked=True, real=real + timedelta(minutes=minute)) == 0
    Job.objects.all().delete()
    assert inside.look(worked=True, real=real + timedelta(minutes=9)) == 1
    assert Outage.objects.get().service == "jobs"


def test_a_gap_in_which_nobody_worked_is_reported_after_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_WORKER", "1")
    real = services.real_now()
    probing.Inside().look(worked=True, real=real - timedelta(hours=1))
    assert probing.Inside().look(worked=True, real=real) == 1
    assert Outage.objects.get().service == "pages"


def test_a_demonstration_that_was_closed_is_no_outage(home: Path) -> None:
    clock.set_demonstration(AT)
    real = services.real_now()
    probing.Inside().look(worked=True, real=real - timedelta(hours=1))
    assert probing.Inside().look(worked=True, real=real) == 0


def test_probes_inside_and_outside_may_see_the_same(probe: Ed25519PrivateKey) -> None:
    services.seen_inside(Seen("database", BEGAN, ENDED), at=AT, real=AT)
    services.report(signed(probe, Seen("pages", BEGAN + timedelta(minutes=5), AT)), at=AT, real=AT)
    for each in queries.waiting():
        services.rule(each.leaf, Verdict.CONFIRMED, reason=WHY, by=SYSTEM, at=AT)
    assert queries.in_force() == ((BEGAN, AT),)
