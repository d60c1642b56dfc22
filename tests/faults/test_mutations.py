"""One change in any column of any business table makes `verify` fail and name the table."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from tests.faults.audit_days import days_of_audit
from tests.faults.book_days import days_of_the_book
from tests.faults.control_days import days_of_control
from tests.faults.desk_day import a_day_at_the_desks
from tests.faults.dossier_days import days_of_dossiers
from tests.faults.helpdesk_days import days_of_helpdesk
from tests.faults.leading_days import days_of_leading
from tests.faults.meeting_days import days_of_meetings
from tests.faults.origin_days import days_of_origin
from tests.faults.procedure_days import days_of_procedures
from tests.faults.selection_days import days_of_selection
from tests.faults.ship_day import a_day_of_ships
from tests.faults.spoiling import columns, filled, missed
from tests.faults.survey_days import days_of_survey
from tests.rooms.crossings.people_day import a_day_of_people

from motcua.declarations import factories, services
from motcua.declarations.domain.inspecting import FoundLine, Record
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.domain.message import write
from motcua.declarations.models import Declaration, Version
from motcua.gateways.vnaccs import services as vnaccs
from motcua.gateways.vnaccs.domain import Source
from motcua.ground.queries import outages, verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.people import domain as people_domain
from motcua.people import services as people
from motcua.risk import services as risk
from motcua.tariff import services as tariff
from motcua.tariff.domain.terms import Terms

pytestmark = pytest.mark.django_db
EXPORTS = Path(__file__).resolve().parents[1] / "messages" / "vnaccs"
DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
OFFICER = Actor(7, "An", posts=frozenset({Post("officer", "20BB")}))
HEAD = Actor(8, "Trưởng", posts=frozenset({Post("officer", "20BB"), Post("head", "20BB")}))
EMPTY = {
    "ground_appended", "ground_clock", "risk_reveal", "risk_upgrade", "auth_group", "auth_group_permissions",
    "people_account_groups", "people_account_user_permissions", "people_closed", "people_ended", "ground_job",
    "ground_notice", "crossings_announcement", "crossings_announcement_version", "crossings_announcement_step",
    "crossings_carried", "crossings_crossing", "crossings_day_count", "crossings_stay", "crossings_stay_step",
    "crossings_taken_back", "crossings_vehicle", "crossings_installation", "crossings_installation_end",
    "crossings_gate_code", "crossings_gate_code_end", "crossings_gate_list", "crossings_gate_batch",
    "crossings_gate_record", "crossings_gate_outcome", "crossings_gate_decision", "crossings_gate_gap",
    "asw_certificate", "asw_certificate_end",
}  # fmt: skip
"""Tables that this day of work leaves empty; their rooms' own tests spoil them."""


TABLES = {
    "bieu.csv": "code,mo_ta,mfn,policy_notes\n27011900,Than đá loại khác,4,Giấy phép\n",
    "phong_ve.csv": "code,schedule,since,until,rate,origins,excluded,condition,source,claim\n"
    "72091810,ANTIDUMPING,2023-01-01,,20,CN,,,1/QĐ-BCT,GB990\n",
    "ty_gia.csv": "quoted_on,USD\n2023-04-27,23400\n",
    "cheo.csv": "since,until,currency,usd\n2023-05-01,2023-05-31,LAK,0.00006\n",
    "ma.csv": "old,new,since\n27011900,27011100,2023-06-01\n",
}
"""A small table of each kind that an administrator loads."""


def tables_loaded() -> None:
    """Tables sent, looked at and loaded; the last one taken back."""
    loaded = None
    for name, content in TABLES.items():
        sent = tariff.Sent(content.encode(), name, Terms(date(2023, 1, 1), source="1/2023"))
        loaded = tariff.load_arrived(tariff.arrive(sent, by=SYSTEM, at=AT), by=SYSTEM, at=AT)
    assert loaded is not None
    tariff.withdraw(loaded.leaf, by=SYSTEM, at=AT, reason="nhầm")


def a_day_of_work() -> None:
    """A department's day: lodged, checked, inspected, paid, amended, cancelled, passed."""
    risk.seed(b"mutations 1", by=SYSTEM, at=AT - timedelta(days=400))
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=AT - timedelta(days=400))
    account = people.open_account(
        username="an", name="An", password="correct horse battery", by=SYSTEM, at=AT - timedelta(days=300)
    )
    people.give_post(
        account=account.pk if hasattr(account, "pk") else account,
        tenure=people_domain.Tenure("officer", date(2022, 4, 1), office="20BB"), by=SYSTEM, at=AT - timedelta(days=300),
    )  # fmt: skip
    bodies = [
        factories.body(no, day=DAY, lines=1 + no % 3, direction="import" if no % 4 else "export") for no in range(50)
    ]
    services.submit([services.Raw(body, AT) for body in bodies], by=SYSTEM)
    held = {channel: list(Declaration.objects.filter(channel=channel).order_by("id")[:3]) for channel in Channel}
    assert all(held.values()), "every channel must occur"
    services.accept_documents([services.Step(each.id, AT + HOUR) for each in held[Channel.YELLOW]], by=OFFICER)
    services.record_inspections(
        [services.Inspection(each.id, AT + HOUR, "KHOP", "khớp") for each in held[Channel.RED]], by=OFFICER
    )
    owing = list(Declaration.objects.filter(tax_total__gt=0, state=State.AWAITING_PAYMENT).order_by("id")[:8])
    services.pay([services.Payment(d.id, AT + 2 * HOUR, d.tax_total, f"R{d.id}", "VCB") for d in owing], by=SYSTEM)
    services.pass_supervision([services.Step(owing[0].id, AT + 3 * HOUR)], by=SYSTEM)
    services.cancel([services.Cancellation(owing[-1].id, AT + 3 * HOUR, "E3")], by=SYSTEM)
    reference = Version.objects.get(declaration_id=owing[1].id, version=1).reference
    message = factories.declaration(int(reference[1:]), day=DAY, lines=3)
    services.amend([services.Change(owing[1].id, AT + 4 * HOUR, write(message), "khai bổ sung")], by=SYSTEM)
    exports_loaded()
    tables_loaded()
    a_desk_worked()
    a_program_and_a_request(Declaration.objects.filter(state=State.AWAITING_PAYMENT, direction="import")[0])
    log.sequence()
    log.sign_head(AT + 5 * HOUR)


def a_desk_worked() -> None:
    """A question asked and answered, a declaration taken to a desk, an inspection recorded and signed."""
    yellow = Declaration.objects.filter(state=State.DOCUMENT_CHECK).order_by("id")[0]
    red = Declaration.objects.filter(state=State.PHYSICAL_CHECK).order_by("id").first()
    trader = Actor(9, "Hoa", parties=frozenset({yellow.party}))
    services.claim(yellow.id, by=OFFICER, at=AT + 4 * HOUR)
    services.instruct(yellow.id, kind="A", words="Nộp hợp đồng", by=OFFICER, at=AT + 4 * HOUR)
    services.answer(yellow.id, words="Đã nộp", by=trader, at=AT + 4 * HOUR)
    if red is None:
        services.order_inspection(
            yellow.id, reason="nghi ngờ", basis="tin báo", ground="legal", by=HEAD, at=AT + 4 * HOUR
        )
        red = yellow
    record = Record(AT, "Km3+4", "TC", 10, "KHOP", lines=(FoundLine(1),))
    services.write_record(red.id, record, by=OFFICER, at=AT + 4 * HOUR)
    services.sign_record(red.id, agreed=False, note="viết lại", by=HEAD, at=AT + 4 * HOUR)


def exports_loaded() -> None:
    """Declarations of the national system, one amended, one in error, with channels and a payment."""
    files = [Source(path.name, path.read_bytes()) for path in sorted(EXPORTS.glob("*.csv"))]
    wrong = Source("wrong.csv", b"SO_TK,TEN_LUONG\n108650000499,Xanh\n")
    arrival = vnaccs.arrive([*files, wrong], by=SYSTEM, at=AT + timedelta(days=3))
    summary = vnaccs.load(arrival, by=SYSTEM, at=AT + timedelta(days=3))
    assert [each.row for each in summary.faults] == [2]


def a_program_and_a_request(found: Declaration) -> None:
    """A token given and revoked, and a request to cancel that was denied."""
    today = date(2026, 1, 1)
    grant = people_domain.Grant("máy", found.party, frozenset({"declarations:read"}), today, today)
    token, _ = people.give_token(grant, by=SYSTEM, at=AT + 4 * HOUR)
    people.revoke_token(token=token, by=SYSTEM, at=AT + 4 * HOUR)
    trader = Actor(8, "Ba", posts=frozenset({Post("trader")}), parties=frozenset({found.party}))
    services.ask_to_cancel(found.number, reason="E1", note="trùng", by=trader, at=AT + 4 * HOUR)
    services.decide_request(found.number, verdict="deny", note="không trùng", by=SYSTEM, at=AT + 4 * HOUR)


DAYS = (
    a_day_at_the_desks, a_day_of_work, days_of_selection, days_of_origin, a_day_of_people, a_day_of_ships,
    days_of_procedures, days_of_audit, days_of_dossiers, days_of_helpdesk, days_of_meetings,
    days_of_control, days_of_the_book, days_of_leading, days_of_survey,
)  # fmt: skip
"""Sets of days, of which each fills what the others leave empty."""


@cache
def filled_by(day: Callable[[], object]) -> set[str]:
    """Tables that a set of days fills; nothing of it is kept."""
    outages.forget()
    save = transaction.savepoint()
    day()
    found = filled()
    transaction.savepoint_rollback(save)
    return found


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.__name__)
def test_a_change_anywhere_is_seen_and_its_table_named(day: Callable[[], object]) -> None:
    """What a constraint of the database refuses outright needs no finding."""
    seen = {table for earlier in DAYS[: DAYS.index(day)] for table in filled_by(earlier)}
    outages.forget()
    day()
    assert verification.verify().faults == []
    assert missed(filled() - seen) == []


def test_every_table_is_filled_by_some_days_or_named_as_empty() -> None:
    seen = {table for day in DAYS for table in filled_by(day)}
    assert {table for table, _, _ in columns()} - seen - EMPTY == set()


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.__name__)
def test_no_text_is_longer_than_its_column(day: Callable[[], object]) -> None:
    """SQLite stores what is too long, PostgreSQL refuses it."""
    outages.forget()
    day()
    widths = [
        (model._meta.db_table, field.column, field.max_length)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.max_length
    ]
    with connection.cursor() as cursor:
        for table, column, most in widths:
            cursor.execute(f'SELECT MAX(LENGTH("{column}")) FROM "{table}"')
            longest = cursor.fetchone()[0] or 0
            assert longest <= most, f"{table}.{column}: {longest} of {most}"
