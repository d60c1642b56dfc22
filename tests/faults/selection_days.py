"""Days of selection: inspections ordered and recorded, what became known later, a model and a profile."""

from datetime import date, timedelta

from motcua.declarations import factories, services
from motcua.declarations.models import Declaration
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.kernel.words import Words
from motcua.parties import services as parties
from motcua.risk import services as risk
from motcua.risk.domain.language import criteria_of
from motcua.risk.domain.writing import Draft

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR, NEXT = timedelta(hours=1), timedelta(days=1)
OFFICER = Actor(7, "An", posts=frozenset({Post("officer", "20BB")}))
HEAD = Actor(8, "Trưởng", posts=frozenset({Post("officer", "20BB"), Post("head", "20BB")}))
AUTHOR, SECOND = (Actor(no, f"Rủi ro {no}", posts=frozenset({Post("risk", "20ZZ")})) for no in (11, 12))
INSPECTED, FOUND = 104, 12


def days_of_selection() -> None:
    """As many inspections as a model needs, the next day a model in force and a profile decided on."""
    risk.seed(b"mutations 2", by=SYSTEM, at=AT - timedelta(days=400))
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=AT - timedelta(days=400))
    bodies = [factories.body(no, day=DAY) for no in range(INSPECTED)]
    services.submit([services.Raw(body, AT) for body in bodies], by=SYSTEM)
    for each in Declaration.objects.exclude(channel=3).order_by("id"):
        services.order_inspection(each.id, reason="tin báo", basis="Điều 33", ground="legal", by=HEAD, at=AT + HOUR)
    subjects = list(Declaration.objects.order_by("id").values_list("id", flat=True))
    found = [
        services.Inspection(subject, AT + 2 * HOUR, "TRIGIA" if place < FOUND else "KHOP")
        for place, subject in enumerate(subjects)
    ]
    services.record_inspections(found, by=OFFICER)
    risk.add_to_outcomes([risk.Added(subjects[0], AT + 3 * HOUR, recovered=9_000_000)], by=OFFICER)
    made = risk.train(AT + NEXT, by=AUTHOR)
    risk.promote(made.no, reason="mô hình đầu tiên", by=AUTHOR, at=AT + NEXT)
    a_profile_decided_on()
    log.sequence()
    log.sign_head(AT + NEXT + HOUR)


def a_profile_decided_on() -> None:
    """Written by one risk officer, tried on the month, proposed, and put in force by another."""
    draft = Draft(
        code="O-NEW", kind="office", criteria=criteria_of("origin in JP"), share_ppm=500_000,
        reason=Words("Lý do.", "A reason."), basis="Không",
    )  # fmt: skip
    no = risk.write_profile(draft, by=AUTHOR, at=AT + NEXT)
    risk.propose_profile("O-NEW", no, since=DAY, until=DAY, note="", by=AUTHOR, at=AT + NEXT)
    risk.approve_profile("O-NEW", no, note="", by=SECOND, at=AT + NEXT)
