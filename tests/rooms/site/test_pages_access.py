"""Every route has an owner: the access table against the routes, and every route tried in every role."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from secrets import token_hex
from typing import Any

import msgspec
import pytest
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.conftest import SOAK
from tests.rooms.control.control_walk import CONTROL_ARGUMENTS
from tests.rooms.crossings.offline_factories import a_dispute
from tests.rooms.crossings.people_desk import PEOPLE_ARGUMENTS
from tests.rooms.declarations.draft_factories import TRADER, ready
from tests.rooms.dossiers.filing.filing_arguments import FILING_ARGUMENTS
from tests.rooms.helpdesk.meeting_walk import MEETING_ARGUMENTS
from tests.rooms.procedures.audit_arguments import AUDIT_ARGUMENTS
from tests.rooms.procedures.walked import PROCEDURES_ARGUMENTS
from tests.rooms.risk.learned_factories import some_months
from tests.rooms.site.conftest import NOW, ROLES
from tests.rooms.site.dossier_arguments import DOSSIER_ARGUMENTS
from tests.rooms.site.helpdesk_walk import HELPDESK_ARGUMENTS
from tests.rooms.site.money_walk import MONEY_ARGUMENTS
from tests.rooms.survey.survey_walk import SURVEY_ARGUMENTS

from motcua.crossings import factories as crossing_factories
from motcua.crossings.services import announcing, recording
from motcua.crossings.web.acts import ACTS as VEHICLE_ACTS
from motcua.crossings.web.stays import ACTS as STAY_ACTS
from motcua.declarations import services as declarations
from motcua.declarations.domain.message import write
from motcua.declarations.models import Certificate, Inspected, Photograph, Version
from motcua.declarations.queries import amendments, one
from motcua.declarations.services import Answer, otherdrafts
from motcua.declarations.web.actlist import ACTS
from motcua.demo.services import simulations
from motcua.demo.services.simulating import Asked
from motcua.gateways.asw import services as window
from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.domain.adapting import ADAPTER
from motcua.gateways.asw.services.steps import Said, step
from motcua.gateways.bank import services as bank
from motcua.gateways.vnaccs import services as vnaccs
from motcua.gateways.vnaccs.domain import Source
from motcua.ground import queries as ground
from motcua.ground.services import files, outages, post
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.manifests import factories as ship_factories
from motcua.manifests import services as ships
from motcua.manifests.models import Step
from motcua.manifests.queries import registers
from motcua.manifests.web.actlist import ACTS as CALL_ACTS
from motcua.origin import factories as origin_factories
from motcua.origin import services as origin
from motcua.origin.domain import answer as origin_answer
from motcua.origin.models import Application
from motcua.origin.web.actforms import ACTS as ORIGIN_ACTS
from motcua.origin.web.actforms import APP_ACTS
from motcua.parties.domain import Mandate
from motcua.parties.queries import mandates
from motcua.parties.services import mandates as mandate_services
from motcua.people import services as people
from motcua.people.domain import Grant, Tenure
from motcua.people.models import Held
from motcua.people.services import enterprise
from motcua.revenue import services as revenue
from motcua.revenue.domain.guarantees import Promise, Reference
from motcua.revenue.queries import desk
from motcua.risk import models as risk_models
from motcua.risk import services as risk
from motcua.risk.domain.language import criteria_of
from motcua.risk.domain.writing import Draft
from motcua.site import access
from motcua.site.door import operations
from motcua.site.web import errors
from motcua.tariff import services as tariff
from motcua.tariff.domain.terms import Terms
from motcua.transport import factories as transport_factories
from motcua.transport import services as transports
from motcua.transport.web.actlist import ACTS as TRANSPORT_ACTS

VERBS = ("get", "post", "put", "patch", "delete")
EVERY_ROLE = ("public", *ROLES)


def routes(patterns: list[Any] | None = None, space: str = "") -> Iterator[str]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"


ROUTES = sorted(routes())
STAND_INS = {"int": 1, "code": "QT-ZZ-99", "number": "KPH-2000-999"}


def stand_ins(patterns: list[Any] | None = None, space: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each route with arguments that name nothing: who may not enter never gets so far as to look."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from stand_ins(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            asked = {name: type(each).__name__ for name, each in entry.pattern.converters.items()}
            kinds = {name: kind.removesuffix("Converter").lower() for name, kind in asked.items()}
            yield f"{space}{entry.name}", {name: STAND_INS.get(kind, "1") for name, kind in kinds.items()}


NAMELESS = dict(stand_ins())


def test_every_route_stands_in_the_table_and_every_row_has_a_route() -> None:
    assert {name for name, _ in access.table()} == set(ROUTES)


def test_no_row_opens_a_route_to_nobody_or_to_an_unknown_role() -> None:
    for (name, verb), roles in access.table().items():
        assert roles, name
        assert roles <= set(EVERY_ROLE), name
        assert verb in VERBS, name


def test_what_changes_something_is_never_open_to_the_public_but_signing_in_and_preferences() -> None:
    opened = {name for (name, verb), roles in access.table().items() if verb != "get" and "public" in roles}
    asked = {"site:login", "site:language", "site:theme", "site:track", "ground:receipt", "api:assess", "api:value"}
    entered = {"signin:second", "signin:ask", "signin:show", "join:join"}
    helped = {"helpdesk:ask", "helpdesk:said", "helpdesk:follow"}  # bounded and counted
    answered = {"survey:begin", "survey:page"}  # by a one-time link, counted
    signed = {"bank:notices", "gates:door_list", "gates:door_batch", "api:outages"}
    assert opened == {*asked, *entered, *helped, *answered, *signed}  # banks, gates and probes sign what they send


NUMBERED = (
    "declaration", "receipt", "proof", "message", "cancel", "events", "amendments", "papers", "passage", "balance",
)  # fmt: skip


def a_token() -> int:
    """A token of the enterprise of the first declaration."""
    today = law_day(datetime.now(UTC))
    held = Grant(f"máy {token_hex(4)}", "5799900001", frozenset({"declarations:read"}), today, today)
    return people.give_token(held, by=SYSTEM, at=datetime.now(UTC))[0]


def a_message() -> int:
    """A message of the enterprise of the first declaration, kept and answered."""
    by = Actor(5, "máy", kind="program", parties=frozenset({"5799900001"}))
    letter = post.receive(b"{}", by=by, medium="message", media_type="text/plain", at=datetime.now(UTC))
    post.answer(letter, post.Reply(b"no", "text/plain", 415), at=datetime.now(UTC))
    return letter.id


def arrived() -> dict[str, Any]:
    """A small export as it arrived, with a row in error."""
    return {"leaf": vnaccs.arrive([Source("a.csv", b"SO_TK,TEN_LUONG\n1,Xanh\n")], by=SYSTEM, at=NOW)}


def a_profile() -> dict[str, Any]:
    """A version of a profile as its author keeps it."""
    by = Actor(5, "An", posts=frozenset({Post("risk", "20ZZ")}))
    draft = Draft(
        code="O-ACCESS", kind="office", criteria=criteria_of("level in 5"), share_ppm=1, reason=Words("Thử.", "Trial."),
        basis="Không",
    )  # fmt: skip
    return {"code": "O-ACCESS", "no": risk.write_profile(draft, by=by, at=NOW)}


def a_guarantee() -> int:
    """A guarantee of the enterprise of the first declaration."""
    named = Reference("BIDV", 2023, "BL", token_hex(4))
    return revenue.register_guarantee(
        Promise("general", named, "5799900001", 1000, NOW.date(), NOW.date()), by=SYSTEM, at=NOW
    )


def in_suspense() -> int:
    """Money of nobody knows what."""
    money = revenue.Unmatched("VCB", token_hex(8), 1000, "unknown", NOW.date(), "5799900001", items="1702:1000")
    return revenue.take_into_suspense(money, by=SYSTEM, at=NOW)


def a_refund(lodged: Answer) -> int:
    """A request of the enterprise of the first declaration for what it paid too much."""
    paid = declarations.Payment(lodged.declaration_id, NOW, lodged.tax_total + 9, token_hex(8), "VCB")
    declarations.pay([paid], by=SYSTEM)
    waiting = desk.refunds_of([lodged.declaration_id])
    if waiting:
        return waiting[lodged.declaration_id].found.leaf
    by = Actor(5, "An", parties=frozenset({"5799900001", "5799900002"}))
    return revenue.ask_refund(lodged.declaration_id, amount=9, note="", by=by, at=NOW)


def a_key() -> int:
    """A key of a bank that is none."""
    return bank.add_key(bank.NewKey("GIA", "Giả", token_hex(32), NOW.date(), NOW.date()), by=SYSTEM, at=NOW)


THIS_WINDOW = {"name": "VN", "since": NOW - timedelta(days=1), "until": NOW + timedelta(days=400)}


def a_window() -> Any:
    """A certificate of a partner's window."""
    _, der = x509.make("TH", "Customs", NOW, NOW + timedelta(days=400))
    return window.add(der, address="https://127.0.0.1:1", by=SYSTEM, at=NOW)


def a_letter() -> Any:
    """A message that its partner would not take for good."""
    document = ADAPTER.write(origin_answer.Answer("clarify", token_hex(4), "TH", NOW))
    message = window.send(document, to="TH", kind="clarify", of=("TH", token_hex(4)), at=NOW)
    kept = files.keep(b"{}", media_type="application/json", at=NOW, by=SYSTEM)
    step(message, "sign", Said(file=kept), at=NOW)
    step(message, "die", at=NOW)
    return message


def a_gate(*wanted: str) -> dict[str, int]:
    """A gate that may be cut off, a batch of it, a disputed record."""
    return {name: value for name, value in a_dispute(NOW).items() if name in wanted}


def loaded() -> dict[str, Any]:
    """The same, loaded."""
    return {"leaf": vnaccs.load(arrived()["leaf"], by=SYSTEM, at=NOW).leaf}


def an_invitation() -> tuple[int, str]:
    """An invitation of the enterprise of the first declaration."""
    return enterprise.invite(
        "5799900001", name="Hoa", may=frozenset({"see"}), by=SYSTEM, at=NOW, real=datetime.now(UTC)
    )  # fmt: skip


def a_user() -> Held:
    """Another user of that enterprise, or an officer of its branch."""
    account = people.open_account(username=token_hex(8), name="Khác", password=None, by=SYSTEM, at=NOW)
    tenure = Tenure("trader", NOW.date(), party="5799900001")
    return Held.objects.get(pk=people.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=NOW))


def an_officer() -> Held:
    """An officer of Móng Cái."""
    account = people.open_account(username=token_hex(8), name="Khác", password=None, by=SYSTEM, at=NOW)
    tenure = Tenure("officer", NOW.date(), office="20BB")
    return Held.objects.get(pk=people.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=NOW))


def a_mandate() -> int:
    """A mandate of that enterprise to the second, which is an agent."""
    if not mandates.agents():
        mandate_services.recognise("5799900002", since=NOW.date(), decision="QĐ 1", by=SYSTEM, at=NOW)
    held = Mandate("5799900001", "5799900002", NOW.date(), NOW.date(), frozenset({"see"}))
    return mandate_services.give(held, by=SYSTEM, at=NOW)


def an_outage() -> int:
    """An outage that waits to be confirmed."""
    began = NOW - timedelta(hours=3)
    return outages.add("log", began, NOW, reason="Mất điện (giả định)", by=SYSTEM, at=NOW)


def a_probe() -> int:
    """A probe outside."""
    return outages.register_probe("Hà Nội", token_hex(32), by=SYSTEM, at=NOW)


def certified(lodged: Answer) -> dict[str, Any]:
    """A certificate of an outage."""
    facts = {
        "at": NOW, "actor": "system", "declaration_id": lodged.declaration_id, "outage": 1, "service": "pages",
        "began_at": NOW, "ended_at": NOW, "state": "document_check", "step": lodged.leaf, "before": NOW, "after": NOW,
    }  # fmt: skip
    Certificate.objects.get_or_create(leaf=lodged.leaf, defaults=facts)
    return {"number": lodged.number, "leaf": lodged.leaf}


def photographed(lodged: Answer) -> dict[str, Any]:
    """A photograph of an inspection."""
    facts = {"at": NOW, "actor": "account/7", "declaration_id": lodged.declaration_id, "no": 1}
    written = {"began_at": NOW, "method": "TC", "rate": 10, "analysis": 0, "finding": "KHOP"}
    Inspected.objects.get_or_create(leaf=lodged.leaf, defaults={**facts, **written})
    if not Photograph.objects.filter(leaf=lodged.leaf).exists():
        held = {"media_type": "image/png", "size": 8, "digest": b"", "inspected_id": lodged.leaf}
        file = files.keep(b"\x89PNG\r\n\x1a\n", media_type="image/png", at=NOW, by=SYSTEM)
        Photograph.objects.create(leaf=lodged.leaf, file=file, **held, **facts)
    return {"number": lodged.number, "no": 1}


def a_transport() -> transports.Registered:
    """A transport of the enterprise of the first declaration, registered once."""
    message = transport_factories.transport(day=NOW.date())
    return transports.register(message, by=SYSTEM, at=NOW, key="walk")


def a_vehicle() -> announcing.Announced:
    """A vehicle of the enterprise of the first declaration, declared once."""
    message = crossing_factories.vehicle(day=NOW.date() + timedelta(days=1))
    return announcing.announce(message, by=SYSTEM, at=NOW, key="walk")


def a_crossing() -> dict[str, Any]:
    """A vehicle of that enterprise that came in, recorded once; the key of its crossing and of its stay."""
    passage = crossing_factories.passage(NOW, 7, party="5799900001")
    done = recording.record_passages([passage], by=SYSTEM, at=NOW, key="walk")
    return {"leaf": done.leaf, "no": 0}


VEHICLES = ("announcement", "correct", *(f"act_{act.name}" for act in VEHICLE_ACTS))
STAYS = ("stay", "take_back", *(f"stay_{act.name}" for act in STAY_ACTS))


def a_certificate() -> origin.Received:
    """A certificate that the first enterprise is to get, received once."""
    made = origin_factories.certificate(day=NOW.date())
    return origin.receive(made, partner="TH", message_id="walk", at=NOW)


def an_application() -> tuple[str, int]:
    """An application of the first enterprise, issued once: its number, and the leaf of its issue."""
    held = Application.objects.first()
    if held is None:
        held = origin.apply(origin_factories.wish(), by=SYSTEM, at=NOW)
        origin.approve(held.number, by=SYSTEM, at=NOW)
        held = origin.issue(held.number, by=SYSTEM, at=NOW)
    return held.number, held.leaf


def a_call(**more: Any) -> dict[str, Any]:
    """A ship's call of the enterprise of the first declaration, with its manifest lodged, announced once."""
    if not registers.carriers():
        ships.register_vessels([ship_factories.vessel()], by=SYSTEM, at=NOW)
        ships.register_carriers([ship_factories.carrier()], by=SYSTEM, at=NOW)
    held = ship_factories.cargo(expected_on=NOW.date(), expected_time="20:00")
    done = ships.submit(held, by=SYSTEM, at=NOW)
    named = {"document": done.document, "leaf": Step.objects.filter(version=1).values_list("leaf", flat=True)[0]}
    named["bill"] = held.bills[0].number
    found = {name: named.get(value, value) for name, value in more.items()}
    return found if "bill" in found else {"number": done.call, **found}


CALLS: dict[str, dict[str, Any]] = {
    **{f"manifests:{name}": {} for name in ("one", "print", *(f"act_{act.name}" for act in CALL_ACTS))},
    "manifests:proof": {"leaf": "leaf"}, "manifests:bill": {"bill": "bill"}, "manifests:lodge": {"kind": "cargo"},
    **{f"manifests:{name}": {"document_number": "document"} for name in ("document", "rows", "plain")},
    **{f"manifests:{name}": {"kind": "crew"} for name in ("sheet", "template")},
    "api:manifest-call": {}, "api:manifest-document": {"document": "document"},
    "messages:written": {"document_number": "document", "form": "edi"},
    "api:manifest-message": {"document": "document", "form": "edi"},
}  # fmt: skip
TRANSPORTS = ("one", "amend", "print", *(f"act_{act.name}" for act in TRANSPORT_ACTS))
CERTIFICATES = ("one", "print", *(f"act_{act.name}" for act in ORIGIN_ACTS))
APPLICATIONS = ("application", "again", "print_issued", *(f"app_{act.name}" for act in APP_ACTS))
PASSINGS = ("transport", "transport-departure", "transport-arrival", "transport-time")


def tariff_arrived() -> dict[str, Any]:
    """A small table as it arrived."""
    sent = tariff.Sent(b"code,mfn\n27011900,4\n", "a.csv", Terms(NOW.date()))
    return {"arrival": tariff.arrive(sent, by=SYSTEM, at=NOW)}


def tariff_loaded() -> dict[str, Any]:
    """The same, loaded."""
    return {"leaf": tariff.load_arrived(tariff_arrived()["arrival"], by=SYSTEM, at=NOW).leaf}


OFFICER = Actor(99, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))


def _amended(lodged: Answer, vessel: str) -> bytes:
    found = Version.objects.get(declaration_id=lodged.declaration_id, version=1)
    message = amendments.message_of(found)
    return write(msgspec.structs.replace(message, vessel_name=vessel))


def a_proposal(lodged: Answer) -> int:
    """The number of an amendment that waits."""
    waiting = amendments.waiting_of(lodged.declaration_id)
    if waiting is None:
        by = Actor(8, "Nguyễn Thu Hương", parties=frozenset({one.find(lodged.number, SYSTEM).party}))
        asked = declarations.AmendmentAsked(_amended(lodged, "15C-1"), "6")
        return declarations.propose(lodged.number, asked, by=by, at=NOW).no
    return waiting.no


PAPER_ROOMS = ("declarations", "api")


def a_paper(lodged: Answer) -> int:
    """The number of a paper that was handed in."""
    by = Actor(8, "Nguyễn Thu Hương", parties=frozenset({one.find(lodged.number, SYSTEM).party}))
    return declarations.attach(lodged.number, declarations.SentPaper(b"%PDF-1.7", "a.pdf", "INV"), by=by, at=NOW).no


def a_version(lodged: Answer) -> int:
    """A version that has one before it."""
    if len(one.versions(lodged.declaration_id)) == 1:
        asked = declarations.AmendmentAsked(_amended(lodged, "15C-2"), "6", "Sai biển số")
        declarations.amend_by_customs(lodged.number, asked, by=OFFICER, at=NOW)
    return 2


def a_simulation() -> int:
    return simulations.order(Asked(), by=Actor(7, "Người quản lý rủi ro", posts=(Post("risk"),)), at=NOW)


ARGUMENTS: dict[str, Callable[[Answer], dict[str, Any]]] = {
    **FILING_ARGUMENTS,
    **PEOPLE_ARGUMENTS,
    **PROCEDURES_ARGUMENTS,
    **MEETING_ARGUMENTS,
    **AUDIT_ARGUMENTS,
    **CONTROL_ARGUMENTS,
    **DOSSIER_ARGUMENTS,
    "declarations:one": lambda lodged: {"number": lodged.number},
    "declarations:original": lambda lodged: {"number": lodged.number, "version": 1},
    "declarations:proof": lambda lodged: {"number": lodged.number, "leaf": lodged.leaf},
    "declarations:copy": lambda lodged: {"number": lodged.number},
    "declarations:receipt": lambda lodged: {"number": lodged.number},
    "declarations:receipt_file": lambda lodged: {"number": lodged.number},
    "ground:by_word": lambda lodged: {"word": ground.check_word(lodged.leaf)},
    **{f"tariff:{name}": lambda _: {"code": "84713020"} for name in ("line", "line_csv", "line_json")},
    **{f"tariff:schedule_{kind}": lambda _: {"key": "MFN"} for kind in ("csv", "json")},
    **{f"api:tariff_{name}": lambda _: {"code": "84713020"} for name in ("line", "history")},
    **{f"api:{name}": lambda lodged: {"number": lodged.number} for name in NUMBERED},
    "people:revoke": lambda _: {"token": a_token()},
    **{f"post:{name}": lambda _: {"message": a_message()} for name in ("message", "received", "answer")},
    "declarations:request": lambda lodged: {"number": lodged.number},
    **{f"declarations:act_{act.name}": lambda lodged: {"number": lodged.number} for act in ACTS},
    **{
        f"declarations:{name}": lambda lodged: {"number": lodged.number}
        for name in (
            "claim",
            "hand_over",
            "inspection",
            "photographs",
            "amend",
            "passage",
            "balance",
            "balance_close",
        )  # fmt: skip
    },
    "declarations:photograph": photographed,
    "declarations:outages": lambda lodged: {"number": lodged.number},
    "declarations:certify": lambda lodged: {"number": lodged.number, "outage": 1},
    **{f"declarations:{name}": certified for name in ("certificate", "certificate_file")},
    "status:outage": lambda _: {"outage": an_outage()},
    **{f"simulation:{name}": lambda _: {"number": a_simulation()} for name in ("one", "csv")},
    "status:retire_probe": lambda _: {"probe": a_probe()},
    "notices:follow": lambda _: {"notice": 1},
    "notices:change": lambda _: {"address": 1, "act": "kinds"},
    **{f"declarations:{name}": lambda lodged: {"number": lodged.number} for name in ("papers", "history")},
    "declarations:print": lambda lodged: {"number": lodged.number, "kind": "declaration"},
    **{f"{room}:paper": lambda lodged: {"number": lodged.number, "no": a_paper(lodged)} for room in PAPER_ROOMS},
    "declarations:amendment": lambda lodged: {"number": lodged.number, "no": a_proposal(lodged)},
    "declarations:version": lambda lodged: {"number": lodged.number, "version": a_version(lodged)},
    **{f"risk:{name}": lambda _: {"code": "O-LEVEL5"} for name in ("profile", "profile_retire")},
    **{f"risk:{name}": lambda _: a_profile() for name in ("profile_version", "profile_try")},
    "risk:profile_act": lambda _: {**a_profile(), "verb": "withdraw"},
    "reports:rows": lambda _: {"figure": "S1.revenue"},
    **{f"tariff:{name}": lambda _: tariff_arrived() for name in ("load_preview", "load_changes")},
    **{f"tariff:{name}": lambda _: tariff_loaded() for name in ("load", "load_file", "load_withdraw")},
    "api:risk-profile": lambda _: {"code": "O-LEVEL5"},
    "api:tariff-withdraw": lambda _: {"load": "1"},
    "vnaccs:arrival": lambda _: arrived(),
    "vnaccs:file": lambda _: {**arrived(), "no": 1},
    "vnaccs:load": lambda _: loaded(),
    "vnaccs:errors": lambda _: loaded(),
    "join:join": lambda _: {"secret": an_invitation()[1]},
    "enterprise:withdraw": lambda _: {"invitation": an_invitation()[0]},
    "enterprise:user": lambda _: {"post": a_user().pk},
    "staff:person": lambda _: {"account": an_officer().account_id},
    **{f"staff:{name}": lambda _: {"account": an_officer().account_id} for name in ("give", "close", "reset_ask")},
    "staff:end": lambda _: (lambda held: {"account": held.account_id, "post": held.pk})(an_officer()),
    "staff:reset_decide": lambda _: {"reset": 1},
    "staff:delegation_end": lambda _: {"delegation": 1},
    "me:factor_remove": lambda _: {"factor": 1},
    **{f"crossings:{name}": lambda _: {"number": a_vehicle().number} for name in VEHICLES},
    "crossings:proof": lambda _: (lambda held: {"number": held.number, "leaf": held.id})(a_vehicle()),
    **{f"crossings:{name}": lambda _: a_crossing() for name in STAYS},
    "crossings:vehicle": lambda _: {"country": "CN", "plate": "GUIP00007"},
    **{f"api:vehicle{name}": lambda _: {"number": a_vehicle().number} for name in ("", "-correction", "-cancellation")},
    "api:vehicle-stay-time": lambda _: {"stay": f"{a_crossing()['leaf']}-0"},
    **{f"transport:{name}": lambda _: {"number": a_transport().number} for name in TRANSPORTS},
    "transport:proof": lambda _: (lambda held: {"number": held.number, "leaf": held.id})(a_transport()),
    **{f"api:{name}": lambda _: {"number": a_transport().number} for name in PASSINGS},
    **{f"origin:{name}": lambda _: {"pk": a_certificate().id} for name in CERTIFICATES},
    "origin:proof": lambda _: (lambda pk: {"pk": pk, "leaf": pk})(a_certificate().id),
    **{f"origin:{name}": lambda _: {"number": an_application()[0]} for name in APPLICATIONS},
    "origin:application_proof": lambda _: dict(zip(("number", "leaf"), an_application(), strict=True)),
    "declarations:form_d": lambda lodged: {"number": lodged.number},
    "api:certificate": lambda _: {"number": str(a_certificate().id)},
    "api:application": lambda _: {"number": an_application()[0]},
    **{name: lambda _, told=told: a_call(**told) for name, told in CALLS.items()},
    "manifests:errors": lambda _: {"kind": "crew"},
    "mandates:one": lambda _: {"mandate": a_mandate()},
    "reports:rows_csv": lambda _: {"figure": "S1.revenue"},
    **{
        f"reports:target{name}": lambda _: {"code": "2023-ministry-revenue"}
        for name in ("", "_rows", "_rows_csv", "_change", "_end")
    },
    **{f"draws:{name}": lambda _: {"day": "2023-12-01"} for name in ("one", "json", "csv")},
    "declarations:pay": lambda lodged: {"number": lodged.number},
    **{f"money:{name}": lambda lodged: {"number": lodged.number} for name in ("held", "debt")},
    **{f"money:{name}": lambda _: {"party": "5799900001"} for name in ("account", "account_csv")},
    "money:suspense_one": lambda _: {"suspense": in_suspense()},
    "money:refund": lambda lodged: {"refund": a_refund(lodged)},
    "money:guarantee": lambda _: {"guarantee": a_guarantee()},
    "bank:key_end": lambda _: {"key": a_key()},
    "asw:key_end": lambda _: {"key": a_window().pk},
    **{f"asw:{name}": lambda _: {"message": a_letter().pk} for name in ("message", "document", "letter")},
    "asw:kept": lambda _: (lambda held: {"message": held.pk, "step": held.steps.get(verb="sign").pk})(a_letter()),
    "asw:own": lambda _: {} if window.make(**THIS_WINDOW, by=SYSTEM, at=NOW) else {},
    **{f"gates:{name}": lambda _: a_gate("installation") for name in ("one", "end", "issue", "bring", "give_up")},
    "gates:batch": lambda _: a_gate("leaf"),
    "gates:dispute": lambda _: a_gate("installation", "number"),
    **HELPDESK_ARGUMENTS,
    **MONEY_ARGUMENTS,
    **SURVEY_ARGUMENTS,
    **{f"risk:{name}": lambda _: {"no": a_model()} for name in ("model", "model_promote", "model_retire")},
}


def a_model() -> int:
    """A version of the model, which nobody has put in force."""
    if not risk_models.Model.objects.exists():
        some_months(begun=date(2023, 9, 1))
        risk.train(NOW)
    return 1


DRAFTS = {
    "declarations:draft_step": {"step": "transport"}, "declarations:draft_autosave": {"step": "transport"},
    **{f"declarations:draft_item{name}": {"no": 1} for name in ("", "_autosave", "_remove")},
    "declarations:draft_item_act": {"no": 1, "act": "copy"},
}  # fmt: skip


def arguments_of(name: str, lodged: Answer, role: str) -> dict[str, Any]:
    """What the route is asked with; every draft's page gets a draft of its own."""
    if name == "declarations:draft_new" or not name.startswith("declarations:draft") or name == "declarations:drafts":
        return ARGUMENTS.get(name, lambda _: {})(lodged)
    if role == "officer" or name == "declarations:draft_propose":
        by = OFFICER if role == "officer" else TRADER
        return {"draft": otherdrafts.amend(lodged.number, by=by, at=NOW).pk, **DRAFTS.get(name, {})}
    return {"draft": ready(at=NOW).pk, **DRAFTS.get(name, {})}


def answered(client: Client, verb: str, address: str) -> int:
    answer = getattr(client, verb)(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


@pytest.fixture
def told_shortly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals as bare statuses: a third of the walk's time went into pages that say no."""
    monkeypatch.setattr(errors, "_page", lambda request, status, title, why: HttpResponse(why, status=status))


class Drawing:
    """Whether pages are drawn. What their views look up and decide is done in any case."""

    on = True

    def by(self, role: str, roles: frozenset[str], no: int) -> None:
        """One of the roles that may enter draws the page; in `make soak` all of them."""
        self.on = SOAK or not roles or sorted(roles)[no % len(roles)] == role


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Drawing:
    """Half of the walk's time went into drawing one page for role after role."""
    held = Drawing()
    whole = Template.render

    def render(self: Template, *rest: Any, **named: Any) -> str:
        return whole(self, *rest, **named) if held.on else ""

    monkeypatch.setattr(Template, "render", render)
    return held


UNDONE = (400, 409, 422)


@pytest.mark.parametrize("role", EVERY_ROLE)
@pytest.mark.usefixtures("told_shortly")
def test_every_route_answers_as_the_table_says(
    role: str, enter: Callable[..., Client], lodge: Callable[..., list[Answer]], drawing: Drawing
) -> None:
    """Verbs that are in no row, and so closed to everybody, are tried by one role each; by all in `make soak`."""
    own = lodge(5)[0]
    wrong = []
    client = None
    for no, (name, verb) in enumerate(product(ROUTES, VERBS)):
        if not (SOAK or (name, verb) in access.table() or EVERY_ROLE[no % len(EVERY_ROLE)] == role):
            continue
        open_to = access.table().get((name, verb), frozenset()) & {role, "public"}
        arguments = arguments_of(name, own, role) if open_to else NAMELESS[name]
        client = client or enter(role)
        drawing.by(role, access.table().get((name, verb), frozenset()), no)
        status = answered(client, verb, reverse(name, kwargs=arguments))
        if open_to and verb != "get" and status not in UNDONE:
            client = None  # what was done may have ended the session
        if operations.scope(name, verb):
            # a person who is signed in is nobody at the programs' door
            wrong += [(name, verb, status)] if status != 401 else []
            continue
        if open_to and status not in (200, 302, *UNDONE):
            wrong.append((name, verb, status))
        refused = (302, 403) if role == "public" and verb == "get" else (403, 405)
        if name.startswith("api:") and name != "api:description":
            refused = (405,)
        if not open_to and status not in refused:
            wrong.append((name, verb, status))
    assert not wrong


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client: Client, db: None) -> None:
    answer = client.get("/declarations/?state=open")
    assert answer.status_code == 302
    assert answer["Location"] == "/login/?next=/declarations/%3Fstate%3Dopen"


def test_a_post_that_has_ended_opens_nothing(enter: Callable[..., Client], demonstration: Any) -> None:
    client = enter("leader", until=date(2023, 12, 21))
    assert client.get("/reports/").status_code == 403
    assert enter("leader", until=date(2023, 12, 22)).get("/reports/").status_code == 200


def test_a_route_without_a_row_is_closed_even_to_administrators(
    enter: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "table", dict)
    assert enter("admin").get("/tariff/").status_code == 403


def test_a_row_that_stands_twice_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "ACCESS", [*access.ACCESS, access.ACCESS[0]])
    access.table.cache_clear()
    with pytest.raises(ValueError, match="twice"):
        access.table()
    access.table.cache_clear()
