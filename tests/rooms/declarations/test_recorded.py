"""What another system registered is recorded as it says, and nothing of ours is spent, numbered or charged."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.rooms.declarations.recorded_factories import as_we_would, dearer, number, place, registered, unit

from motcua.declarations import factories, services
from motcua.declarations.domain.comparing import KINDS, TheirLine, Theirs
from motcua.declarations.domain.errors import LodgedElsewhere
from motcua.declarations.models import Declaration, Difference, Item, Move, Number, Recorded, Version
from motcua.declarations.queries import statistics
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day, law_moment
from motcua.kernel.moves import Impossible
from motcua.kernel.refusals import NotAllowed
from motcua.reports import queries as reports
from motcua.reports.domain.figures import Selected
from motcua.revenue import queries as revenue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
NOW = law_moment(date(2023, 12, 22), 10)
HOUR = timedelta(hours=1)
OURS = ("ground_number", "risk_bucket", "risk_decision", "risk_secret", "risk_upgrade", "ground_key")
"""What only lodging here may touch."""


def record(*units: services.Unit, dry: bool = False) -> list[tuple[str, str]]:
    taken = services.record(units, by=SYSTEM, at=NOW, dry=dry)
    return [(each.kind, each.why.code if each.why else each.outcome) for each in taken]


def rows(*tables: str) -> dict[str, list[Any]]:
    found = {}
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
            found[table] = cursor.fetchall()
    return found


def everything() -> dict[str, list[Any]]:
    return rows(*(table for table in connection.introspection.table_names() if not table.startswith("sqlite")))


def good() -> bool:
    log.sequence()
    log.sign_head(NOW)
    return verification.verify().faults == []


def step(no: int = 1, row: int = 50, **told: Any) -> services.Unit:
    return services.Unit(number(no)[:11], steps=(services.Followed(number(no), place(row, "Luong"), **told),))


def paid(no: int = 1, amount: int = 1000, reference: str = "CT1", row: int = 60, **more: Any) -> services.Unit:
    at = more.pop("at", AT + HOUR)
    payment = services.Paid(number(no), place(row, "Nop"), amount, at, "VCB", reference, **more)
    return services.Unit(number(no)[:11], payments=(payment,))


def test_a_record_keeps_its_number_moment_channel_state_value_and_taxes() -> None:
    entry = registered(1, channel=3)
    assert record(unit(entry)) == [("declaration", "new")]
    found = Declaration.objects.get()
    assert (found.number, found.registered_at, found.channel, found.state) == (number(1), AT, 3, "physical_check")
    assert (found.customs_value, found.tax_total) == (entry.theirs.customs_value, entry.theirs.total)
    assert Number.objects.get().declaration_id == found.id
    assert [move.verb for move in Move.objects.all()] == ["record"]
    mark = Recorded.objects.get()
    assert (mark.source, mark.sheet, mark.row, mark.at) == ("vnaccs", "To khai", 2, NOW)
    assert good()


def test_nothing_of_ours_is_numbered_selected_or_keyed() -> None:
    services.submit([services.Raw(factories.body(no, day=DAY), AT) for no in range(20)], by=SYSTEM)
    before = rows(*OURS)
    record(*(unit(registered(no, channel=1 + no % 3)) for no in range(1, 30)))
    assert rows(*OURS) == before


def test_the_same_again_changes_nothing_at_all() -> None:
    whole = unit(
        registered(1, channel=2), steps=(services.Followed(number(1), place(2), 2, cleared_at=AT + HOUR),),
        payments=paid(1, 500).payments,
    )  # fmt: skip
    assert record(whole) == [("declaration", "new"), ("step", "new"), ("payment", "new")]
    before = everything()
    assert record(whole) == [("declaration", "same"), ("payment", "same")]
    after = everything()
    changed = {table for table in before if before[table] != after[table]}
    assert changed == set()


def test_a_dry_run_answers_the_same_and_writes_nothing() -> None:
    units = [unit(registered(no, channel=2)) for no in range(1, 4)] + [paid(2), paid(9), step(1, cleared_at=AT + HOUR)]
    before = everything()
    dry = record(*units, dry=True)
    assert everything() == before
    assert record(*units) == dry


def test_another_text_under_the_same_number_is_a_conflict_and_a_higher_branch_a_new_version() -> None:
    first = registered(2)
    record(unit(first))
    other = registered(2, theirs=dearer(first.theirs, "vat", 77))
    assert record(unit(other)) == [("declaration", "DCL-E32")]
    later = registered(2, branch=1, theirs=other.theirs, amended_at=AT + 2 * HOUR)
    assert record(unit(later)) == [("declaration", "version")]
    found = Declaration.objects.get()
    assert (found.version, found.tax_total, found.number) == (2, first.theirs.total + 77, number(2))
    assert [version.number for version in Version.objects.order_by("version")] == [number(2), number(2, 1)]
    assert revenue.obligation(found.id).charged == first.theirs.total + 77
    assert record(unit(first), unit(later)) == [("declaration", "same")] * 2
    assert good()


def test_one_that_was_amended_before_it_was_known_here_is_of_the_day_of_its_registration() -> None:
    record(unit(registered(2, branch=2, amended_at=AT + 30 * HOUR)))
    assert Declaration.objects.get().registered_at == Version.objects.get().at == AT
    assert good()


def test_versions_come_in_their_order_with_their_moment_and_keep_who_and_where() -> None:
    record(unit(registered(2, branch=2)))
    assert record(unit(registered(2, branch=1, amended_at=AT + HOUR))) == [("declaration", "DCL-E33")]
    assert record(unit(registered(2, branch=3))) == [("declaration", "DCL-E34")]
    elsewhere = msgspec.structs.replace(registered(2).message, office="20BC")
    moved = registered(2, branch=3, amended_at=AT + HOUR, message=elsewhere)
    assert record(unit(moved)) == [("declaration", "DCL-E11")]
    assert Version.objects.count() == 1


def test_a_number_given_here_is_never_taken_from_outside() -> None:
    [answer] = services.submit([services.Raw(factories.body(1, day=DAY), AT)], by=SYSTEM)
    taken = msgspec.structs.replace(registered(1), number=answer.number)
    assert record(services.Unit(answer.number[:11], (taken,))) == [("declaration", "DCL-E31")]
    told = services.Followed(answer.number, place(5), 1, AT + HOUR)
    assert record(services.Unit(answer.number[:11], steps=(told,))) == [("step", "DCL-E36")]


def test_our_numbers_pass_over_those_that_another_system_gave_and_verify_knows() -> None:
    from motcua.ground.domain import numbers

    outside = [numbers.number("10", running) for running in (2, 3, 6)]
    for no, told in enumerate(outside, start=1):
        record(services.Unit(told[:11], (msgspec.structs.replace(registered(no), number=told),)))
    answers = services.submit([services.Raw(factories.body(no, day=DAY), AT) for no in range(1, 6)], by=SYSTEM)
    assert [numbers.parse(answer.number).running for answer in answers] == [1, 4, 5, 7, 8]
    assert good()
    Number.objects.filter(number=answers[2].number).update(number=numbers.number("10", 9))
    assert not good()


def test_channels_clearance_passage_are_named_moves_with_their_moments() -> None:
    record(unit(registered(1)))
    found = Declaration.objects.get()
    assert (found.state, found.channel, found.due_at) == ("awaiting_channel", 0, None)
    told = {"channel": 2, "channel_at": AT + HOUR, "cleared_at": AT + 5 * HOUR, "passed_at": AT + 9 * HOUR}
    assert record(step(1, **told)) == [("step", "new")]
    found.refresh_from_db()
    assert (found.state, found.channel, found.cleared_at, found.passed_at) == (
        "passed",
        2,
        AT + 5 * HOUR,
        AT + 9 * HOUR,
    )
    assert [move.verb for move in Move.objects.order_by("leaf")] == [
        "record", "record channel 2", "record clearance", "record passage",
    ]  # fmt: skip
    assert record(step(1, **told)) == [("step", "same")]
    assert good()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"cleared_at": AT + HOUR}, "DCL-E40"),
        ({"channel": 2, "channel_at": AT - HOUR}, "DCL-E39"),
        ({"channel": 2, "passed_at": AT + HOUR}, "DCL-E40"),
    ],
)
def test_a_step_that_cannot_be_is_told_and_leaves_nothing_behind(told: dict[str, Any], code: str) -> None:
    record(unit(registered(1)))
    assert record(step(1, **told)) == [("step", code)]
    assert Move.objects.count() == 1
    assert Declaration.objects.get().state == "awaiting_channel"
    assert good()


def test_a_channel_may_rise_with_its_moment_and_an_old_export_does_not_bring_it_back() -> None:
    record(unit(registered(1)))
    yellow, red = {"channel": 2, "channel_at": AT + HOUR}, {"channel": 3, "channel_at": AT + 2 * HOUR}
    assert record(step(1, **yellow), step(1, **red)) == [("step", "new"), ("step", "new")]
    assert record(step(1, **yellow)) == [("step", "same")]
    assert record(step(1, channel=2)) == [("step", "DCL-E38")]
    assert record(step(1, channel=1, channel_at=AT + HOUR)) == [("step", "DCL-E37")]
    assert Declaration.objects.get().channel == 3


def test_a_known_moment_is_not_overwritten_and_a_day_without_hour_is_not_before_registration() -> None:
    record(unit(registered(1, channel=1)))
    assert record(step(1, cleared_at=law_moment(DAY))) == [("step", "new")]
    assert Declaration.objects.get().cleared_at == AT
    assert record(step(1, cleared_at=law_moment(DAY))) == [("step", "same")]
    assert record(step(1, cleared_at=AT + HOUR)) == [("step", "DCL-E37")]


def test_their_taxes_are_owed_and_their_payments_are_revenue_on_their_day() -> None:
    entry = registered(2, channel=1, theirs=dearer(registered(2).theirs, "vat", 5000))
    record(unit(entry))
    subject = Declaration.objects.get().id
    assert revenue.obligation(subject).charged == entry.theirs.total
    assert record(paid(2, entry.theirs.total)) == [("payment", "new")]
    assert revenue.settled([subject]) == {subject}
    assert revenue.collected(DAY, DAY) == {"20BB": entry.theirs.total}
    assert Declaration.objects.get().state == "awaiting_payment", "clearance is theirs to say"
    assert good()


def test_late_interest_is_what_they_say_and_never_ours() -> None:
    message = factories.declaration(2, day=DAY, lines=2, payment_term="C")
    entry = registered(2, message=message, channel=1)
    total = entry.theirs.total
    record(unit(entry))
    late = AT + timedelta(days=200)
    assert record(paid(2, total - 10, at=late)) == [("payment", "new")]
    assert revenue.obligation(Declaration.objects.get().id).penalty == 0
    assert record(paid(2, 510, "CT2", at=late, interest=500)) == [("payment", "new")]
    held = revenue.obligation(Declaration.objects.get().id)
    assert (held.settled, held.penalty, held.penalty_settled, held.held) == (total, 500, 500, 0)
    assert good()


def test_payments_are_booked_once_and_conflicts_are_told() -> None:
    untaxed = registered(3, theirs=Theirs(1000, (TheirLine(500), TheirLine(500)), {}))
    record(unit(registered(2)), unit(registered(1)), unit(untaxed))
    assert record(paid(2, 700)) == [("payment", "new")]
    assert record(paid(2, 700), paid(2, 800)) == [("payment", "same"), ("payment", "REV-E02")]
    assert record(paid(1, 700)) == [("payment", "new")], "one document may pay several declarations"
    assert record(paid(1, 700)) == [("payment", "same")]
    assert record(paid(3, 5, "CT9"), paid(7, 5, "CT8")) == [("payment", "DCL-E35"), ("payment", "REV-E01")]
    assert good()


def test_a_cancellation_takes_their_charges_back_and_holds_what_was_paid() -> None:
    record(unit(registered(2, channel=1)), paid(2, 700))
    assert record(step(2, cancelled_at=AT + 3 * HOUR)) == [("step", "new")]
    found = Declaration.objects.get()
    held = revenue.obligation(found.id)
    assert (found.state, held.charged, held.held) == ("cancelled", 0, 700)
    assert good()


def test_no_officer_here_decides_what_vnaccs_decides() -> None:
    record(unit(registered(1, channel=2)))
    subject = Declaration.objects.get().id
    officer = Actor(7, "An", posts=frozenset({Post("officer", "20BB")}))
    with pytest.raises(Impossible):
        services.accept_documents([services.Step(subject, AT + HOUR)], by=officer)
    with pytest.raises(Impossible):
        services.cancel([services.Cancellation(subject, AT + HOUR, "E3")], by=officer)
    services.pay([services.Payment(subject, AT + HOUR, 10**9, "R", "VCB")], by=SYSTEM)
    assert Declaration.objects.get().state == "document_check"


def test_differences_say_what_differs_by_how_much_and_why() -> None:
    entry = registered(2)
    record(unit(entry))
    assert set(Difference.objects.values_list("why", flat=True)) == {"same"}
    record(unit(registered(4, theirs=dearer(registered(4).theirs, "vat", 5000, line=2))))
    wrong = Difference.objects.exclude(why="same").order_by("line", "tax")
    assert [(each.line, each.tax, each.theirs - each.ours, each.why) for each in wrong] == [
        (0, "total", 5000, "rate"), (0, "vat", 5000, "rate"), (2, "vat", 5000, "rate"),
    ]  # fmt: skip
    assert Recorded.objects.get(root=number(4)[:11]).differs == 3


def test_what_our_rules_cannot_assess_is_said_with_the_codes() -> None:
    message = factories.declaration(5, day=DAY, lines=2)
    strange = msgspec.structs.replace(message.items[0], hs_code="99999999")
    theirs = as_we_would(message, DAY)
    record(
        unit(registered(5, message=msgspec.structs.replace(message, items=(strange, message.items[1])), theirs=theirs))
    )
    totals = Difference.objects.filter(line=0)
    assert {(each.ours, each.why) for each in totals} == {(None, "unassessed")}
    assert "TAR-E01" in totals[0].codes
    assert Declaration.objects.get().tax_total == theirs.total


def test_a_day_before_our_law_is_recorded_all_the_same() -> None:
    at = law_moment(date(2015, 3, 2), 9)
    entry = registered(1, at=AT)
    record(unit(msgspec.structs.replace(entry, at=at)))
    assert law_day(Declaration.objects.get().registered_at) == date(2015, 3, 2)
    assert good()


@pytest.mark.parametrize("share", [1000, 3])
def test_a_rate_or_value_far_from_its_day_is_refused(share: int) -> None:
    entry = registered(2)
    usd = entry.theirs.customs_value * 10_000 // 23_500
    for wrong in ({"exchange_e4": 235_000_000 // share}, {"value_usd_e4": usd * share}):
        other = msgspec.structs.replace(entry, theirs=msgspec.structs.replace(entry.theirs, **wrong))
        assert record(unit(other)) == [("declaration", "DCL-E41")]
    assert Declaration.objects.count() == 0


def test_999_items_are_recorded() -> None:
    message = factories.declaration(1, day=DAY, lines=999)
    record(unit(registered(1, message=message)))
    assert Item.objects.count() == 999
    assert good()


def test_reports_count_them_and_the_cap_speaks_of_our_selection_only() -> None:
    services.submit([services.Raw(factories.body(no, day=DAY), AT) for no in range(30)], by=SYSTEM)
    before = reports.annual(2023, date(2023, 12, 31))
    record(*(unit(registered(no, channel=3)) for no in range(1, 6)), unit(registered(6)))
    after = reports.annual(2023, date(2023, 12, 31))
    assert after.figure("S2.declarations").value == before.figure("S2.declarations").value + 6
    assert after.figure("S2.turnover_usd").value > before.figure("S2.turnover_usd").value
    assert after.total.red == before.total.red + 5
    assert (before.selected.registered, before.selected.inspected) == (30, before.total.red)
    assert after.selected == Selected(30, before.total.red, 5)
    assert statistics.recorded(date(2023, 1, 1), date(2023, 12, 31)) == {3: 5}


@pytest.mark.parametrize("role", ["officer", "head", "risk", "trader"])
def test_only_leaders_revenue_and_administrators_record(role: str) -> None:
    with pytest.raises(NotAllowed):
        services.record([unit(registered(1))], by=Actor(3, "An", posts=frozenset({Post(role, "20BB")})), at=NOW)


def lodgings() -> Iterator[Any]:
    raw = services.Raw(factories.body(1, day=DAY), AT)
    yield lambda: services.submit([raw], by=SYSTEM)
    yield lambda: services.register(services.prepare([raw], services.kit()), by=SYSTEM)
    yield lambda: list(services.lodge_stream([[raw]], by=SYSTEM, workers=0))
    from motcua.declarations.services.intake import INTAKE

    yield lambda: INTAKE.lodge(raw, by=SYSTEM)


def test_a_companion_takes_no_declaration_by_any_door_but_records(settings: Any) -> None:
    settings.ROLE = "companion"
    for lodge in lodgings():
        with pytest.raises(LodgedElsewhere):
            lodge()
    assert Declaration.objects.count() == 0
    assert record(unit(registered(1))) == [("declaration", "new")]


amounts = some.integers(0, 10**12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(amounts, some.dictionaries(some.sampled_from(KINDS), amounts)), min_size=1, max_size=5))
def test_whatever_they_say_is_what_is_read_back(lines: list[tuple[int, dict[str, int]]]) -> None:
    theirs = Theirs(
        sum(value for value, _ in lines), tuple(TheirLine(value, taxes) for value, taxes in lines),
        {kind: sum(taxes.get(kind, 0) for _, taxes in lines) for kind in KINDS},
    )  # fmt: skip
    no = Declaration.objects.count() + 1
    entry = registered(no, theirs=theirs, message=factories.declaration(no, day=DAY, lines=len(lines)))
    assert record(unit(entry)) == [("declaration", "new")]
    found = Declaration.objects.get(number=number(no))
    columns = ("import_duty", "remedy", "excise", "environment", "vat", "export_duty")
    stored = Item.objects.filter(declaration_id=found.id).order_by("no").values_list("customs_value", *columns)
    assert list(stored) == [(value, *(taxes.get(kind, 0) for kind in KINDS)) for value, taxes in lines]
    owed = revenue.obligation(found.id)
    assert (found.tax_total, owed.charged if owed else 0) == (theirs.total, theirs.total)
