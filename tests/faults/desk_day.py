"""A day at the desks: rights given and ended, an agent, papers, proposals, guarantees, money of a bank, an outage."""

import json
from datetime import UTC, date, datetime, timedelta

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.rooms.declarations import linked_factories as linked
from tests.rooms.gateways.bank_factories import BANK, known, notice, send

from motcua.declarations import factories, services
from motcua.declarations.domain.inspecting import Record
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.domain.message import write
from motcua.declarations.domain.passing import Wanted
from motcua.declarations.models import Declaration, Version
from motcua.declarations.services import stays
from motcua.gateways.bank import services as bank
from motcua.ground.domain.noticing import Medium
from motcua.ground.domain.outages import Verdict
from motcua.ground.services import addresses, jobs, log, outages
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.parties.domain import Mandate
from motcua.parties.queries.mandates import with_mandates
from motcua.parties.services import mandates
from motcua.people import domain as people_domain
from motcua.people import queries as people_queries
from motcua.people import services as people
from motcua.people.domain.factors import application
from motcua.people.models import Account, Held
from motcua.people.services import delegations, enterprise, factors, resets
from motcua.revenue import services as revenue
from motcua.revenue.domain.guarantees import Promise, Reference
from motcua.risk import services as risk
from motcua.transport import factories as transport_factories
from motcua.transport import services as transports
from motcua.transport.domain.message import Box

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR, ONE = timedelta(hours=1), timedelta(days=1)
REAL = datetime(2026, 1, 5, 2, tzinfo=UTC)
OFFICER = Actor(7, "An", posts=frozenset({Post("officer", "20BB")}))
HEAD = Actor(8, "Trưởng", posts=frozenset({Post("officer", "20BB"), Post("head", "20BB")}))
FIRST, SECOND = (Actor(no, "Thu", posts=frozenset({Post("revenue", "20ZZ")})) for no in (21, 22))
PARTY, AGENT = factories.party(1).tax_code, factories.party(2).tax_code
KEY = b"a key of twenty byte"
NAMED = Reference("BIDV", 2023, "BL", "000123")
UNDER = {"payment_term": "B", "guarantee_bank": "BIDV", "guarantee_year": 2023, "guarantee_symbol": "BL",
         "guarantee_number": "000123"}  # fmt: skip


def a_day_at_the_desks() -> None:
    """Some of everything that a day of lodging and checking leaves out."""
    risk.seed(b"mutations 2", by=SYSTEM, at=AT - 400 * ONE)
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=AT - 400 * ONE)
    rights()
    an_agent_lodges()
    guarantees()
    bodies = [factories.body(no, day=DAY, lines=1) for no in range(20)]
    services.submit([services.Raw(body, AT) for body in bodies], by=SYSTEM)
    yellow = Declaration.objects.filter(channel=Channel.YELLOW, state=State.DOCUMENT_CHECK).order_by("id")
    first, second, third = yellow[:3]
    papers(first)
    proposals(second)
    services.order_inspection(third.id, reason="Luật định", basis="giả định", ground="legal", by=HEAD, at=AT + HOUR)
    inspected(third)
    money(*Declaration.objects.filter(state=State.AWAITING_PAYMENT, direction="import").order_by("id")[:3])
    an_outage(second)
    the_gate()
    where_notices_go()
    a_transport()
    temporary_imports()
    log.sequence()
    log.sign_head(AT + 9 * HOUR)


def temporary_imports() -> None:
    """One that was partly closed here and elsewhere and stays longer, and one of which nothing is left."""
    first, second = (linked.original(AT, (100, 40), first=no) for no in (1, 60))
    linked.green(120, lambda no: linked.closing(no, first, [(1, 30), (2, 10)]), AT + HOUR)
    trader = Actor(31, "Chủ", parties=frozenset({linked.PARTY}))
    stays.ask_to_extend(first, until=linked.LIMIT + 9 * ONE, note="Chờ tàu", by=trader, at=AT + HOUR)
    stays.decide_extension(first, verdict="grant", note="Đủ điều kiện", by=OFFICER, at=AT + 2 * HOUR)
    for number, parts in ((first, ((1, 70),)), (second, ((1, 100), (2, 40)))):
        told = tuple(stays.Part(line, quantity * 10_000) for line, quantity in parts)
        closed = stays.Closed(number, "304000000050", DAY, told, "Công văn (giả định)")
        stays.close_elsewhere([closed], by=OFFICER, at=AT + 3 * HOUR)


def rights() -> None:
    """Users invited, a delegation, second factors and a reset, each also ended."""
    owner = person("chu", "trader", party=PARTY)
    manager = people_queries.actor_for(owner, DAY)
    _, secret = enterprise.invite(PARTY, name="Hoa", may=frozenset({"prepare"}), by=manager, at=AT, real=REAL)
    enterprise.join_new(
        secret, username="hoa", name="Hoa", password="một mật khẩu đủ dài", email="", at=AT, real=REAL
    )  # fmt: skip
    absent, delegate = person("vang", "officer", office="20BB"), person("thay", "officer", office="20BB")
    held = Held.objects.filter(account=absent).latest("leaf").pk
    wanted = people_domain.Delegation(held, absent.pk, delegate.pk, DAY, DAY + 9 * ONE, "Nghỉ phép")
    made = delegations.delegate(wanted, by=SYSTEM, at=AT)
    delegations.end_delegation(made, by=SYSTEM, at=AT + HOUR)
    code = application(KEY).generate(int(REAL.timestamp())).decode()
    factors.add_codes(owner.pk, key=KEY, code=code, name="Máy", by=manager, at=AT, real=REAL)
    [recovery, *_] = factors.make_recovery(owner.pk, by=manager, at=AT)
    assert factors.use_code(owner, recovery, at=AT, real=REAL) == "recovery"
    asker, other = (people_queries.actor_for(person(name, "admin"), DAY) for name in ("quan", "tri"))
    resets.decide_reset(resets.ask_reset(owner.pk, reason="mất máy", by=asker, at=AT), agreed=True, by=other, at=AT)


def person(username: str, role: str, **facts: str) -> Account:
    """An account with one post."""
    account = people.open_account(username=username, name=username, password=None, by=SYSTEM, at=AT - ONE)
    tenure = people_domain.Tenure(role, DAY - ONE, **facts)
    people.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=AT - ONE)
    return account


def an_agent_lodges() -> None:
    """An agent recognised, a mandate given, accepted, used and ended; the agent recognised no more."""
    owner = Actor(11, "Chủ", posts=frozenset({Post("trader")}), parties=frozenset({PARTY}))
    clerk = Actor(12, "Đại lý", posts=frozenset({Post("trader")}), parties=frozenset({AGENT}))
    recognised = mandates.recognise(AGENT, since=DAY - ONE, decision="QĐ 1", by=SYSTEM, at=AT)
    acts = frozenset(people_domain.ACTS) - {"manage"}
    mandate = mandates.give(Mandate(PARTY, AGENT, since=DAY, until=DAY + ONE, acts=acts), by=owner, at=AT)
    mandates.accept(mandate, by=clerk, at=AT)
    message = factories.declaration(5, day=DAY, lines=1, party_id=PARTY, party_name=factories.party(1).name,
                                    agent_id=AGENT)  # fmt: skip
    [answer] = services.submit([services.Raw(write(message), AT)], by=with_mandates(clerk, DAY))
    assert answer.accepted, answer.findings
    mandates.end(mandate, reason="xong việc", by=owner, at=AT + HOUR)
    mandates.end_agent(recognised, until=DAY, reason="thôi", by=SYSTEM, at=AT + HOUR)


def guarantees() -> None:
    """A guarantee registered, raised, and drawn on by what is cleared under it."""
    promise = Promise(kind="general", reference=NAMED, party=AGENT, amount=10**12, since=DAY, until=date(2023, 12, 31))
    held = revenue.register_guarantee(promise, by=SYSTEM, at=AT - HOUR)
    revenue.change_guarantee(held, verb="raise", amount=2 * 10**12, by=SYSTEM, at=AT - HOUR)
    bodies = [factories.body(1 + 5 * no, day=DAY, lines=1, **UNDER) for no in range(1, 8)]
    answers = services.submit([services.Raw(body, AT) for body in bodies], by=SYSTEM)
    assert any(answer.state == State.CLEARED for answer in answers)


def papers(stored: Declaration) -> None:
    """A paper handed in, and the documents accepted by a ticked list."""
    sent = services.SentPaper(b"%PDF-1.7\n1 0 obj\n", "hoa-don.pdf", "INV", "Hóa đơn số 7")
    services.attach(stored.number, sent, by=trader(stored), at=AT + HOUR)
    services.accept_documents([services.Step(stored.id, AT + HOUR, "", ("HD", "MS"), ("TG",))], by=OFFICER)


def inspected(stored: Declaration) -> None:
    """An inspection recorded, with a photograph."""
    services.write_record(stored.id, Record(AT, "Km3+4", "TC", 10, "KHOP"), by=OFFICER, at=AT + HOUR)
    taken = services.Picture(b"\x89PNG\r\n\x1a\n", "1.png", "Niêm phong")
    services.photograph(stored.id, taken, by=OFFICER, at=AT + HOUR)


def proposals(stored: Declaration) -> None:
    """An amendment proposed and refused."""
    reference = Version.objects.get(declaration_id=stored.id, version=1).reference
    message = msgspec.structs.replace(factories.declaration(int(reference[1:]), day=DAY, lines=2))
    asked = services.AmendmentAsked(write(message), "5", "Thiếu một dòng hàng", 0)
    told = services.propose(stored.number, asked, by=trader(stored), at=AT + HOUR)
    services.decide_proposal(stored.number, told.no, verdict="refuse", note="không rõ", by=OFFICER, at=AT + 2 * HOUR)


def the_gate() -> None:
    """Who keeps a place is named; a container passes, and that is taken back."""
    services.name_operator("20BBX01", AGENT, note="HĐ 1", by=SYSTEM, at=AT)
    body = factories.body(
        40, day=DAY, lines=1, direction="export", incoterm="FOB", containers=("CSQU3054383", "MSKU6011672")
    )  # fmt: skip
    stored = services.submit([services.Raw(body, AT)], by=SYSTEM)[0]
    if stored.tax_total:
        payment = services.Payment(stored.declaration_id, AT, stored.tax_total, "GATE", "VCB")
        services.pay([payment], by=SYSTEM)
    if stored.state == State.DOCUMENT_CHECK:
        services.accept_documents([services.Step(stored.declaration_id, AT)], by=SYSTEM)
    services.pass_part(stored.declaration_id, Wanted(("CSQU3054383",), gate="2"), by=OFFICER, at=AT + HOUR)
    services.take_back_part(stored.declaration_id, 1, reason="Nhầm xe", by=OFFICER, at=AT + HOUR)


def money(booked: Declaration, classed: Declaration, paid_twice: Declaration) -> None:
    """A bank's key and notice, money that fits nowhere and is given back, a class of debt, a refund asked for."""
    key = known()
    send(notice(booked))
    lines = [{"notice": "N9", "reference": "FT-N9", "total": 77}]
    statement = {
        "kind": "statement",
        "bank": BANK,
        "notice": "S1",
        "day": f"{DAY}",
        "lines": lines,
        "count": 1,
        "total": 77,
    }
    send(json.dumps(statement).encode())
    bank.end_key(key, note="đổi khóa", by=SYSTEM, at=AT + 2 * HOUR)
    revenue.class_debt(classed.id, code="hard", note="khó thu", by=FIRST, at=AT + HOUR)
    lost = revenue.Unmatched("VCB", "S1", 1000, "unknown", DAY, PARTY, items="1702:1000")
    asked = revenue.ask_return(revenue.take_into_suspense(lost, by=SYSTEM, at=AT), note="trả lại", by=FIRST, at=AT)
    revenue.step_refund(asked, verb="grant", note="", by=SECOND, at=AT)
    paid = services.Payment(paid_twice.id, AT + HOUR, paid_twice.tax_total + 700, "R9", "VCB")
    services.pay([paid], by=SYSTEM)
    revenue.ask_refund(paid_twice.id, amount=700, note="thừa", by=trader(paid_twice), at=AT + 2 * HOUR)


def an_outage(stored: Declaration) -> None:
    """A probe registered and retired, an outage added and confirmed, the deadline that it moved certified."""
    public = Ed25519PrivateKey.from_private_bytes(KEY.ljust(32)).public_key().public_bytes_raw()
    probe = outages.register_probe("Hà Nội", public.hex(), by=SYSTEM, at=AT)
    outages.retire_probe(probe, by=SYSTEM, at=AT + HOUR)
    why, ended = "Đứt cáp (giả định)", AT + 2 * HOUR
    found = outages.add("lines", AT + HOUR, ended, reason=why, by=SYSTEM, at=ended + HOUR)
    outages.rule(found, Verdict.CONFIRMED, reason=why, by=HEAD, at=ended + HOUR)
    jobs.run_due(ended + HOUR)
    services.certify(Declaration.objects.get(pk=stored.pk), found, by=trader(stored), at=AT + 9 * HOUR)


def where_notices_go() -> None:
    """An address of an enterprise for its notices, and another class of them."""
    owner = Actor(11, "Chủ", parties=frozenset({PARTY}))
    hook = addresses.register(f"party/{PARTY}", Medium.WEBHOOK, "https://h.example.vn/", ["desk"], by=owner, at=AT)
    addresses.change(hook, ["request"], by=owner, at=AT)


def a_transport() -> None:
    """A transport that arrived with another seal, one that waits, and one whose declarant asks for more time."""
    found = transports.register(transport_factories.transport(), by=SYSTEM, at=AT)
    transports.register(transport_factories.transport(2), by=SYSTEM, at=AT)
    transports.approve(found.number, by=OFFICER, at=AT)
    transports.depart(found.number, [Box("MHOU0000001", ("HQ1",))], by=OFFICER, at=AT + HOUR)
    transports.arrive(found.number, [Box("MHOU0000001", ("HQ2",))], by=SYSTEM, at=AT + 3 * HOUR)
    third = transports.register(transport_factories.transport(3), by=SYSTEM, at=AT)
    until = transports.approve(third.number, by=OFFICER, at=AT).end_at + HOUR
    transports.ask_time(third.number, until=until, note="Xe hỏng (giả định)", by=SYSTEM, at=AT + HOUR)


def trader(stored: Declaration) -> Actor:
    """Somebody of the enterprise that declared."""
    return Actor(9, "Hoa", parties=frozenset({stored.party}))
