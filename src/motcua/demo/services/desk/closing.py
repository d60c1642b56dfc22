"""Closing: what the desks do in the last hour before the opening, when nothing more is drawn."""

from datetime import timedelta

from motcua.declarations import services as declarations
from motcua.declarations.queries import one
from motcua.demo.domain.chunks import moment
from motcua.demo.domain.desk import RED, YELLOW, Subject, given
from motcua.demo.domain.life import DAY
from motcua.demo.domain.parameters import day_index
from motcua.demo.services.desk.conducting import DeskConductor
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import Refusal
from motcua.people import queries as people

PAIRS = 2
"""Changes of channel in each direction at one branch."""
BEFORE, APART = 2400, 240
"""Seconds before the opening, and between two of them."""


def change_channels(conductor: DeskConductor) -> int:
    """Order some inspections and spare as many at the same branch, so that the share inspected stays. How many."""
    opens = conductor.dealer.world.given.opens_at
    at = day_index(opens.day) * DAY + opens.hour * 3600 - BEFORE
    changed = 0
    for office in conductor.officers:
        head = people.actor_for(people.holders("head", opens.day, office)[0], opens.day)
        for red, yellow in _pairs(conductor, office):
            if _exchange(red, yellow, conductor.officers[office][0], head, at + changed * APART):
                changed += 1
    return changed


def _pairs(conductor: DeskConductor, office: str) -> list[tuple[Subject, Subject]]:
    here = [subject for subject in conductor.open if subject.lot.office == office]
    reds = [subject for subject in here if subject.channel == RED]
    yellows = [subject for subject in here if subject.channel == YELLOW]
    return list(zip(reds, yellows, strict=False))[:PAIRS]


def _exchange(red: Subject, yellow: Subject, officer: Actor, head: Actor, at: int) -> bool:
    """Order one inspection, if a token is left, and spare another."""
    words = given()
    try:
        declarations.order_inspection(yellow.id, reason=words.ordered, by=officer, at=moment(at))
    except Refusal:
        return False
    declarations.spare_inspection(red.id, reason=words.spared, basis=words.basis, by=head, at=moment(at + APART // 2))
    return True


CERTIFIED = 6
"""Certificates of what outages did to deadlines."""


def certify(conductor: DeskConductor) -> int:
    """Let declarants have certified by how much an outage has moved a deadline; the shown ones first. How many."""
    opens = conductor.dealer.world.given.opens_at
    at = moment(day_index(opens.day) * DAY + opens.hour * 3600 - APART)
    shown = conductor.dealer.shown
    made = 0
    for subject in sorted(conductor.live, key=lambda subject: subject.party not in shown):
        by = conductor.declarants.of(subject.party, subject.lot.at)
        found = one.find(subject.number, by)
        for hit in declarations.hits(found)[:1]:
            declarations.certify(found, hit.outage.leaf, by=by, at=at)
            made += 1
        if made == CERTIFIED:
            break
    return made


PLACE = "20BBX02"
KEPT = timedelta(days=365)


def equip(conductor: DeskConductor) -> None:
    """The second shown enterprise has kept a supervised place for a year."""
    keeper = sorted(conductor.dealer.shown)[1]
    since = law_moment(conductor.dealer.world.given.opens_at.day - KEPT, 10)
    declarations.name_operator(PLACE, keeper, by=SYSTEM, at=since)
