"""A day of ships: one came and left with house bills and dangerous goods, one waits, one was cancelled."""

from datetime import UTC, date, datetime, timedelta

from motcua.declarations import factories as declared
from motcua.declarations import services as declarations
from motcua.declarations.domain.message import write
from motcua.declarations.factories import party
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.manifests import factories, services
from motcua.parties import services as parties
from motcua.risk import services as risk

AT = law_moment(date(2023, 5, 4), 9)
EXPECTED = law_moment(date(2023, 5, 6), 8)
HOUR = timedelta(hours=1)
OUT = {"direction": "E", "voyage": "001S"}


def submitted(documents: list[object], at: datetime) -> str:
    """Documents lodged together; the number of their call."""
    taken = [services.Submission(each, SYSTEM, at, key=str(each)[:40]) for each in documents]
    return services.submit_many(taken)[0].call


def declared_by_sea() -> None:
    """A declaration that names a bill of the first ship."""
    risk.seed(b"ships", by=SYSTEM, at=AT - timedelta(days=400))
    facts = {
        "transport_mode": "2", "office": "20CF", "package_unit": "CT", "unloading_place": "VNHLG", "packages": 12,
        "loading_place": "CNSHA", "loading_name": "SHANGHAI", "warehouse": "20CFX01", "vessel_name": "MINH HOA 01",
        "vessel_code": "XVMH1", "container_count": 1, "incoterm": "CIF", "gross_weight": 600,
        "bills": ("MHSL00001002",),
    }  # fmt: skip
    message = declared.declaration(2, day=AT.date(), **facts)
    answer = declarations.submit([declarations.Raw(write(message), AT)], by=SYSTEM)[0]
    assert answer.accepted, answer.findings


def a_day_of_ships() -> None:
    """Every table of manifests gets rows."""
    at = datetime(2022, 1, 1, tzinfo=UTC)
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=at)
    services.register_vessels([factories.vessel(no) for no in range(1, 4)], by=SYSTEM, at=at)
    carriers = [factories.carrier(), factories.carrier(factories.FORWARDER, "5799900002")]
    services.register_carriers(carriers, by=SYSTEM, at=at)
    came = submitted([*factories.dossier(), factories.dangerous(), factories.house(), factories.containers()], AT)
    services.request(came, "crew", note="Thiếu một người", by=SYSTEM, at=AT + HOUR)
    services.submit(factories.crew(people=19), by=SYSTEM, at=AT + 2 * HOUR)
    services.accept(came, by=SYSTEM, at=AT + 3 * HOUR)
    services.arrive(came, by=SYSTEM, at=EXPECTED)
    services.clear_in(came, by=SYSTEM, at=EXPECTED + HOUR)
    services.berth(came, "20CFX02", since=EXPECTED, until=EXPECTED + 9 * HOUR, by=SYSTEM, at=EXPECTED + HOUR)
    services.finish_cargo(came, by=SYSTEM, at=EXPECTED + 8 * HOUR)
    bill = factories.bill(77, loading_port="VNHLG", discharge_port="CNSHA")
    cargo = type(factories.cargo())(**factories.head(**OUT), bills=(bill,))
    papers = [cargo, factories.crew(**OUT), factories.stores(**OUT), factories.general(**OUT)]
    left = submitted(papers, EXPECTED + 8 * HOUR)
    services.accept(left, by=SYSTEM, at=EXPECTED + 9 * HOUR)
    services.clear_out(left, by=SYSTEM, at=EXPECTED + 10 * HOUR)
    services.submit(factories.cargo(2), by=SYSTEM, at=AT)
    services.open_call(factories.general(3), by=SYSTEM, at=AT)
    gone = services.open_call(factories.general(3, voyage="009N"), by=SYSTEM, at=AT)
    services.cancel(gone.number, note="Không đến", by=SYSTEM, at=AT)
    declared_by_sea()
    assert services.note_stays(EXPECTED + 40 * 24 * HOUR)
    log.sequence()
    log.sign_head(EXPECTED + 11 * HOUR)
