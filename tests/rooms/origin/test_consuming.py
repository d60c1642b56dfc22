"""Declarations consume certificates: by quantity, never below nothing, restored when they are amended or end."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.rooms.origin.conftest import AT, DAY, DAYS, HOUR, OFFICER, body, came, faults, lodge, work

from motcua.declarations import services as declarations
from motcua.declarations.domain.errors import Faulty
from motcua.declarations.domain.life import Channel
from motcua.declarations.models import Declaration, Item
from motcua.ground.models import Notice
from motcua.kernel.actor import SYSTEM
from motcua.origin import factories, services
from motcua.origin.domain.life import ClaimState
from motcua.origin.models import Certificate, Claim, ClaimStep, Line, Outgoing, Use
from motcua.revenue.models import Obligation
from motcua.risk.models import Addition


def used() -> int:
    return Line.objects.get().used_e4


def claim(line: int = 1) -> Claim:
    return Claim.objects.get(line=line)


def test_a_line_takes_its_kilograms_of_a_certificate_in_tonnes_and_the_conversion_is_kept(department: None) -> None:
    came()
    assert lodge(kg=(400,)).accepted
    assert used() == 4_000
    use = Use.objects.get()
    assert (use.change_e4, use.unit, use.declared_e4, use.declared_unit) == (4_000, "TNE", 4_000_000, "KGM")
    assert claim().state == ClaimState.BORNE
    assert faults() == []


@pytest.mark.parametrize(("kg", "accepted"), [(1000, True), (1001, False)])
def test_the_whole_certificate_is_used_and_not_a_kilogram_more(department: None, kg: int, accepted: bool) -> None:
    came()
    answer = lodge(kg=(kg,))
    assert answer.accepted is accepted
    assert [(each.code, each.path) for each in answer.findings if each.severity == "refuse"] == (
        [] if accepted else [("IMP-ORI-10", "/items/0/certificate")]
    )
    assert Certificate.objects.get().exhausted is accepted


def test_two_lines_share_what_there_is_and_the_second_is_refused_by_number_and_reason(department: None) -> None:
    came()
    answer = lodge(kg=(600, 500))
    (wrong,) = [each for each in answer.findings if each.severity == "refuse"]
    assert wrong.path == "/items/1/certificate"
    assert "không đủ" in (wrong.value or "")
    assert (used(), Claim.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "ago", "why"),
    [
        ({"day": DAY - timedelta(days=365)}, 364, "hết hiệu lực"),
        ({"country": "MY", "reference": "TH-0000001"}, 1, "xuất xứ"),
        ({"lines": (factories.line(hs_code="090111"),)}, 1, "mã HS"),
        ({"lines": (factories.line(unit="PCE"),)}, 1, "đơn vị"),
        (
            {
                "lines": (factories.line(criterion="RVC", rvc=Decimal(39), fob=Decimal(1)),),
                "flags": ("partial_cumulation",),
            },
            1,
            "cộng gộp",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(
    department: None, changes: dict[str, object], ago: int, why: str
) -> None:  # fmt: skip
    came(at=AT - ago * DAYS, **changes)  # type: ignore[arg-type]
    (wrong,) = [each for each in lodge().findings if each.severity == "refuse"]
    assert (wrong.code, why in (wrong.value or "")) == ("IMP-ORI-10", True)


@pytest.mark.parametrize(("offset", "accepted"), [(359, True), (360, False)])
def test_a_certificate_holds_twelve_months_to_the_day(department: None, offset: int, accepted: bool) -> None:
    came()
    assert lodge(day=DAY + offset * DAYS, at=AT + offset * DAYS).accepted is accepted


def test_a_certificate_that_is_not_held_is_named_and_waits_and_is_matched_when_it_comes(department: None) -> None:
    assert lodge(kg=(400,)).accepted
    assert claim().state == ClaimState.NAMED
    came(at=AT + 2 * DAYS)
    assert (claim().state, used()) == (ClaimState.BORNE, 4_000)
    assert [each.state for each in ClaimStep.objects.order_by("leaf")] == ["named", "borne"]
    assert faults() == []


def test_one_that_comes_and_does_not_fit_leaves_the_line_waiting_and_its_trader_told(department: None) -> None:
    lodge(kg=(1001,))
    came(at=AT + DAYS)
    assert (claim().state, claim().reason) == (ClaimState.NAMED, "QUANTITY")
    assert Notice.objects.filter(recipient="party/5799900001", words_en__contains="does not bear line 1").count() == 1
    assert faults() == []


def test_what_a_cancelled_declaration_used_is_free_again(department: None) -> None:
    came()
    answer = lodge(kg=(1000,))
    declarations.cancel([declarations.Cancellation(answer.declaration_id, AT + HOUR, "A1")], by=SYSTEM)
    assert used() == 0
    assert not Certificate.objects.get().used
    assert [each.change_e4 for each in Use.objects.order_by("leaf", "no")] == [10_000, -10_000]
    assert claim().state == ClaimState.GONE
    assert lodge(2, kg=(1000,), at=AT + 2 * HOUR).accepted
    assert faults() == []


def amend(answer: declarations.Answer, *, at_day: int = 0, **changes: object) -> None:
    at = AT + HOUR + at_day * DAYS
    changed = body(1, **changes)  # type: ignore[arg-type]
    declarations.amend([declarations.Change(answer.declaration_id, at, changed, "5")], by=SYSTEM)


def test_an_amended_quantity_gives_back_and_takes_anew(department: None) -> None:
    came()
    answer = lodge(kg=(400,))
    amend(answer, kg=(900,))
    assert used() == 9_000
    with pytest.raises(Faulty, match="IMP-ORI-10"):
        amend(answer, kg=(1100,))
    assert used() == 9_000
    assert faults() == []


def test_an_amendment_of_something_else_leaves_the_certificate_alone(department: None) -> None:
    came()
    answer = lodge(kg=(400,))
    amend(answer, kg=(400,), notes="Sửa số vận đơn")
    assert Use.objects.count() == 1


@pytest.mark.parametrize(("day", "after", "accepted"), [(DAY, 30, True), (DAY, 31, False), (DAY + 80 * DAYS, 31, True)])
def test_a_late_certificate_has_thirty_days_before_15_july_2023_and_a_year_after(
    department: None, day: object, after: int, accepted: bool
) -> None:
    offset = (day - DAY).days  # type: ignore[operator]
    came(day=day, at=AT + (offset - 1) * DAYS)
    first = body(1, kg=(400,), day=day)  # type: ignore[arg-type]
    plain = first.replace(b'"B04"', b'"B01"').replace(b',"certificate":"TH-0000001"', b"")
    (answer,) = declarations.submit([declarations.Raw(plain, AT + offset * DAYS)], by=SYSTEM)
    late = declarations.Change(answer.declaration_id, AT + (offset + after) * DAYS, first, "3")
    if accepted:
        declarations.amend([late], by=SYSTEM)
        assert used() == 4_000
    else:
        with pytest.raises(Faulty, match="IMP-ORI-11"):
            declarations.amend([late], by=SYSTEM)


def test_a_certificate_that_is_refused_charges_the_difference_and_gives_back(department: None) -> None:
    made = came()
    answer = lodge(kg=(400,))
    before = Declaration.objects.get(pk=answer.declaration_id).tax_total
    services.refuse(made.id, reason="CRITERION", note="Không đạt RVC", by=OFFICER, at=AT + HOUR)
    assert claim().state == ClaimState.FELL
    assert work(AT + 2 * HOUR) > 0
    found = Declaration.objects.get(pk=answer.declaration_id)
    item = Item.objects.get(declaration_id=found.id, version=found.version)
    assert (item.tariff_table, item.certificate) == ("B01", "")
    assert found.tax_total > before
    assert Obligation.objects.get(declaration_id=found.id).charged == found.tax_total
    assert (used(), claim().state) == (0, ClaimState.GONE)
    assert Notice.objects.filter(recipient="party/5799900001", kind="decision").exists()
    assert Outgoing.objects.filter(kind="refused").count() == 1
    assert faults() == []


def test_what_a_fallen_certificate_brings_in_is_no_merit_of_an_inspection(department: None) -> None:
    made = came()
    answer = lodge(kg=(400,))
    Declaration.objects.filter(pk=answer.declaration_id).update(channel=Channel.RED)
    services.refuse(made.id, reason="CRITERION", note="Không đạt RVC", by=OFFICER, at=AT + HOUR)
    work(AT + 2 * HOUR)
    assert Declaration.objects.get(pk=answer.declaration_id).version == 2
    assert not Addition.objects.exists()


def test_charging_twice_charges_once(department: None) -> None:
    from motcua.declarations.services import fallen

    made = came()
    answer = lodge(kg=(400,))
    services.refuse(made.id, reason="CRITERION", note="Không đạt RVC", by=OFFICER, at=AT + HOUR)
    work(AT + 2 * HOUR)
    again = fallen.charge(answer.declaration_id, at=AT + 3 * HOUR)
    assert (again, Declaration.objects.get(pk=answer.declaration_id).version) == (False, 2)


def test_two_certificates_of_one_declaration_that_both_fell_are_charged_together(department: None) -> None:
    first, second = came(1), came(2)
    told = body(1, kg=(400, 300)).replace(b"TH-0000001", b"TH-0000002", 1)
    (answer,) = declarations.submit([declarations.Raw(told, AT)], by=SYSTEM)
    for made in (first, second):
        services.refuse(made.id, reason="CRITERION", note="RVC", by=OFFICER, at=AT + HOUR)
    work(AT + 2 * HOUR)
    items = Item.objects.filter(declaration_id=answer.declaration_id, version=2)
    assert [item.tariff_table for item in items] == ["B01", "B01"]
    assert not Line.objects.exclude(used_e4=0).exists()
    assert faults() == []


def test_an_officer_refuses_what_never_came_and_accepts_what_came_on_paper(department: None) -> None:
    first, second = lodge(1), lodge(2, reference="TH-0000002")
    services.accept_proofs([(first.declaration_id, 1)], kind="paper", by=OFFICER, at=AT + HOUR)
    services.refuse_proofs([(second.declaration_id, 1)], reason="NOPROOF", by=OFFICER, at=AT + HOUR)
    work(AT + 2 * HOUR)
    assert Declaration.objects.get(pk=first.declaration_id).version == 1
    assert Declaration.objects.get(pk=second.declaration_id).version == 2
    assert faults() == []


def test_where_no_line_names_a_certificate_nothing_of_origin_is_read(department: None) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from motcua.declarations.factories import body as plain

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert declarations.submit([declarations.Raw(plain(1), AT)], by=SYSTEM)[0].accepted
    assert not [each for each in queries.captured_queries if "origin_" in each["sql"]]


def test_the_dry_run_tells_the_same_and_takes_nothing(department: None) -> None:
    came()
    tried = declarations.try_out(declarations.Raw(body(1, kg=(1001,)), AT), by=SYSTEM)
    assert [each.code for each in tried.errors] == ["IMP-ORI-10"]
    assert declarations.try_out(declarations.Raw(body(1, kg=(1000,)), AT), by=SYSTEM).accepted
    assert used() == 0
