"""Some days of control: cases and exhibits to their end, and all that is watched: every table has rows."""

from datetime import date

from tests.rooms.control import watch_desk as watched
from tests.rooms.control.case_desk import (
    AT,
    DAY,
    DAYS,
    HANDLER,
    HEAD,
    HOUR,
    LEADER,
    PERSON,
    decided,
    exhibit,
    explained,
    opened,
    paid,
    step,
)

from motcua.control.domain.watching.told import Results
from motcua.control.services import seizures, watching
from motcua.control.services.cases import deciding, details, reading
from motcua.control.services.watching.notes import read
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.people import services as people
from motcua.people.domain import Tenure

FIVE_YEARS = 1827 * DAYS


def days_of_control() -> None:
    """A case closed, one whose exhibit waits for a signature, one whose person is erased; things watched."""
    cases_conducted(colleague())
    things_watched()
    gone = opened()
    details.add_subject(gone.number, PERSON, kind="person", by=HANDLER, at=AT)
    step(gone, "no_offence", by=HEAD)
    step(gone, "close", by=HEAD)
    assert details.erase_due(AT + FIVE_YEARS)
    log.sequence()
    log.sign_head(AT + FIVE_YEARS)


def colleague() -> Actor:
    """Another officer of control, with an account."""
    account = people.open_account(username="kiem-soat-2", name="Kiểm soát", password=None, by=SYSTEM, at=AT - DAYS)
    tenure = Tenure("control", date(2020, 1, 1), office="20ZZ")
    people.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=AT - DAYS)
    return Actor(account.pk, "Kiểm soát", posts=frozenset({Post("control", "20ZZ")}))


def cases_conducted(other: Actor) -> None:
    """Fined, paid, read, counted, handed over; another still at work."""
    found = decided()
    held = exhibit(found)
    reading.read(found.number, by=HEAD, at=AT + DAYS)
    reading.grant(found.number, account=other.account, until=DAY + 9 * DAYS, reason="phối hợp", by=HEAD, at=AT + DAYS)
    seizures.count("K2", [seizures.Counted(held.pk, 499_999, "NP-0001")], note="thiếu", by=HEAD, at=AT + DAYS)
    seizures.offer(held.pk, to=other.account, by=HANDLER, at=AT + DAYS)
    seizures.take(held.pk, seal="NP-0001", into="K1", by=other, at=AT + DAYS + HOUR)
    deciding.pay(found.number, paid(), by=HANDLER, at=AT + 2 * DAYS)
    step(found, "execute", at=AT + 2 * DAYS)
    seizures.end(held.pk, how="destroyed", note="Hội đồng tiêu hủy", by=LEADER, at=AT + 3 * DAYS)
    step(found, "dispose", at=AT + 3 * DAYS)
    waits = explained()
    seizures.offer(exhibit(waits).pk, to=other.account, by=HANDLER, at=AT + DAYS)


def things_watched() -> None:
    """A note acted upon, a register closed, entries approved and refused, a plan reported on, a month closed."""
    by, leader, at = watched.CONTROL, watched.LEADER, watched.AT
    watching.set_targets(2023, {"notes": 100, "bases": 4}, reason="Giao đầu năm", by=by, at=at)
    note = watching.record_note(watched.note(vehicle="14C-12345", party="5799900001"), by=by, at=at).number
    read(note, "xác minh", by=watched.HEAD, at=at)
    watching.assess(note, "Đáng tin", reliability="B", credibility=2, by=by, at=at + DAYS)
    watching.act(note, "Lập vụ việc", case="VV-2023-000001", by=by, at=at + DAYS)
    watching.record_note(watched.note(restricted=True), by=by, at=at)
    suspect = watching.enter(watched.opened("suspect"), by=by, at=at).number
    watching.close(suspect, "Chuyển vụ việc", by=by, at=at + DAYS)
    watching.enter(watched.opened("base"), by=by, at=at)
    for asked in (watched.asked(), watched.asked("vehicle", "14C-123.45", since=watched.DAY + DAYS)):
        watching.approve(watching.propose(asked, by=by, at=at).number, by=leader, at=at)
    refused = watching.propose(watched.asked("container", "TGHU1234567"), by=by, at=at).number
    watching.refuse(refused, note="Thiếu căn cứ", by=leader, at=at)
    plan = watching.plan(watched.planned(), by=by, at=at).number
    watching.report(plan, Results("3 lượt tuần tra", 230, 41, 2), by=by, at=at)
    watching.close_month("2023-05", by=by, at=law_moment(date(2023, 6, 1)))
