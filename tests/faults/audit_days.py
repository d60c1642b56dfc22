"""Days of the quality system: records of every kind, with their steps, for tests that spoil them."""

from tests.rooms.procedures import audit_factories as made

from motcua.ground.services import log


def days_of_audit() -> None:
    """An audit with a nonconformity that is closed, a review, an objective, a risk and a declaration."""
    who = made.some_people()
    made.closed(who, made.nonconformity(who))
    made.held(who)
    made.objective(who)
    made.risk(who)
    made.published(who)
    log.sequence()
    log.sign_head(made.AT + made.NEXT)
