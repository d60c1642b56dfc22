"""A day at the gates that fills every table of people, for the walk over spoiled cells."""

from datetime import timedelta

from tests.rooms.crossings.people_desk import AT, DAY, HEAD, HERE

from motcua.crossings import people_factories as made
from motcua.crossings.services import controls, passengers, persons, residents
from motcua.crossings.services.passengers import Sent


def a_day_of_people() -> None:
    """Counted, corrected, controlled, paid, left, read, erased, declared, taxed."""
    passengers.count(
        [made.count(AT, 5), made.count(AT, 3, nationality="CN")], by=HERE, at=AT, sent=Sent(key="k", file=7)
    )  # fmt: skip
    passengers.correct([made.count(AT, -2)], by=HERE, at=AT, sent=Sent(note="đếm nhầm"))
    paid, left, gone = (controls.record(made.case(), by=HERE, at=AT, key=f"{no}").id for no in range(3))
    controls.pay(paid, by=HERE, at=AT)
    controls.leave(left, by=HERE, at=AT)
    persons.read(paid, reason="khiếu nại", by=HERE, at=AT)
    persons.erase(gone, reason="yêu cầu", by=HEAD, at=AT)
    rows = [made.declared(DAY), made.declared(DAY, 1_000_000), made.declared(DAY - timedelta(days=1), no=2)]
    residents.declare(rows, by=HERE, at=AT)
    residents.declare([made.declared(DAY, 3_000_000, no=3)], by=HERE, at=AT, over="tax")
