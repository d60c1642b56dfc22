"""The window without tables: documents, envelopes, certificates, when something is tried again, and lives."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.domain import delivering, life
from motcua.gateways.asw.domain.adapting import ADAPTER
from motcua.gateways.asw.domain.documents import Void
from motcua.gateways.asw.domain.envelopes import MESSAGE, RECEIPT, Header, digest, header_of, open_envelope, seal
from motcua.gateways.asw.domain.errors import BadCertificate, BadDocument, BadSignature, TooLarge, Unreadable, WrongHash
from motcua.gateways.asw.domain.life import State
from motcua.gateways.asw.domain.limits import limits_on
from motcua.kernel.dated import NotInForce
from motcua.kernel.moves import Impossible
from motcua.origin.domain.answer import Answer, Used
from motcua.origin.domain.certificate import CRITERIA, FLAGS, Certificate, Invoice, Line, Original, Trader

AT = datetime(2023, 5, 4, 2, 0, tzinfo=UTC)
LIMITS = limits_on(date(2023, 5, 4))
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()

text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=20)
words = st.just("") | text
codes = st.just("") | st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=6)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6)
days = st.none() | st.dates(date(2000, 1, 1), date(2090, 1, 1))
countries = st.sampled_from(["VN", "TH", "SG", "MY"])
traders = st.builds(Trader, words, words, codes, words)
lines = st.builds(
    Line, st.integers(0, 999), words, st.none() | st.integers(0, 10**9), codes, words, codes,
    st.sampled_from(["", *CRITERIA]), st.none() | numbers, st.none() | numbers, codes, st.none() | numbers, codes,
    st.none() | numbers, codes, codes, words,
)  # fmt: skip
originals = st.builds(Original, words, codes, days, days, st.lists(numbers, max_size=3).map(tuple))
certificates = st.builds(
    Certificate, form=st.just("D"), reference=text, country=countries, partner=countries, authority=words, place=words,
    issued_on=days, exporter=traders, consignee=traders, mode=codes, vessel=words, voyage=words, departed_on=days,
    loading_place=words, discharge_place=words, transit=st.lists(countries, max_size=3).map(tuple), through=words,
    lines=st.lists(lines, min_size=1, max_size=4).map(tuple),
    invoices=st.lists(st.builds(Invoice, words, days), max_size=3).map(tuple),
    flags=st.lists(st.sampled_from(FLAGS), max_size=3).map(tuple), third_party=st.none() | traders,
    original=st.none() | originals, replaces=words, copy_of=words, remarks=words,
)  # fmt: skip
uses = st.builds(Used, st.integers(0, 999), numbers, st.just("KGM"), numbers, words, days)
answers = st.builds(
    Answer, st.sampled_from(["received", "used", "refused", "clarify", "withdrawn"]), text, countries,
    st.datetimes(timezones=st.just(UTC)), codes, words, words, st.lists(uses, max_size=3).map(tuple),
)  # fmt: skip


@given(certificates | answers | st.builds(Void, text, words))
def test_what_is_written_in_our_schema_reads_back_the_same(document: Certificate | Answer | Void) -> None:
    assert ADAPTER.read(ADAPTER.write(document)) == document


def plain(**changes: object) -> bytes:
    made = Certificate(reference="TH-1", country="TH", partner="VN", issued_on=date(2023, 5, 1), lines=(Line(no=1),))
    raw = ADAPTER.write(made).decode()
    for old, new in changes.values():  # type: ignore[misc]
        assert old in raw
        raw = raw.replace(old, new)
    return raw.encode()


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "says"),
    [
        ("<ItemNumber>1", "<ItemNumber>một", 14, 5, "ItemNumber"),
        ("2023-05-01", "2023-02-30", 8, 5, "Date"),
        ("  <Consignee/>\n", "", 11, 3, "MeansOfTransport"),
        ("<IssuingCountry>TH", "<IssuingCountry>Thailand", 5, 3, "IssuingCountry"),
        ("</EFormD>", "<Extra/></EFormD>", 16, 1, "Extra"),
        ("</EFormD>", "", 17, 1, ""),
    ],
)
def test_a_fault_is_told_with_its_line_and_column(old: str, new: str, line: int, column: int, says: str) -> None:
    with pytest.raises(BadDocument) as caught:
        ADAPTER.read(plain(it=(old, new)))
    facts = caught.value.facts
    assert (facts["line"], facts["column"]) == (line, column)
    assert says in str(facts["why"])


@pytest.mark.parametrize(
    "raw",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><EFormD>&x;</EFormD>',
        b"<!DOCTYPE a [%s]><a>&e30;</a>" % b"".join(b'<!ENTITY e%d "&e%d;&e%d;">' % (n + 1, n, n) for n in range(30)),
        b"", b"\xff\xfe", b"<a/>", b"<EFormD/>", b"x" * (1 << 21), b"<a>" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_whatever_it_is(raw: bytes) -> None:
    with pytest.raises(BadDocument):
        ADAPTER.read(raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(raw: bytes) -> None:
    with pytest.raises(BadDocument):
        ADAPTER.read(raw)
    with pytest.raises(Unreadable):
        open_envelope(raw, MESSAGE, 1 << 20)


@pytest.mark.parametrize("wrong", ["a\x00b", "a\x0bb", "x" * 5000])
def test_what_xml_cannot_say_is_refused_before_it_is_sent(wrong: str) -> None:
    with pytest.raises(BadDocument):
        ADAPTER.write(Certificate(reference="TH-1", country="TH", partner="VN", lines=(Line(no=1),), remarks=wrong))


def header(**changes: object) -> Header:
    facts: dict[str, object] = {
        "id": "TH-001", "correlation": "TH-001", "kind": "certificate", "sender": "TH", "receiver": "VN",
        "issuer": "TH", "about": "TH-1", "no": 1, "created_at": AT, "hash": digest(b"<a/>"), "document": "<a/>",
    }  # fmt: skip
    return Header(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_sealed_message_opens_to_itself_and_is_the_same_bytes_each_time() -> None:
    raw = seal(header(), KEY, "print")
    assert seal(header(), KEY, "print") == raw
    opened = open_envelope(raw, MESSAGE, len(raw))
    opened.need(PUBLIC, "TH")
    assert (header_of(opened), opened.key) == (header(), "print")


@given(st.data())
def test_one_changed_byte_is_never_believed(data: st.DataObject) -> None:
    raw = bytearray(seal(header(), KEY, "print"))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    try:
        opened = open_envelope(bytes(raw), MESSAGE, 1 << 20)
        opened.need(PUBLIC, "TH")
    except (Unreadable, BadSignature):
        return
    assert header_of(opened) == header(), "only the name of the key is outside the signature"


def test_a_message_is_no_receipt_though_its_signature_is_right() -> None:
    raw = seal(header(), KEY, "print")
    with pytest.raises(Unreadable):
        open_envelope(raw, RECEIPT, 1 << 20)
    dressed = json.loads(raw) | {"payloadType": RECEIPT}
    with pytest.raises(BadSignature):
        open_envelope(json.dumps(dressed).encode(), RECEIPT, 1 << 20).need(PUBLIC, "TH")


@pytest.mark.parametrize(
    "changes",
    [
        {"sender": "TH\n"}, {"id": "x"}, {"id": "TH-001\n"}, {"no": 0}, {"kind": "gift"}, {"version": 2},
        {"created_at": "2023-05-04T02:00:00"}, {"hash": "00"}, {"about": ""},
    ],
)  # fmt: skip
def test_a_header_says_nothing_that_was_not_agreed(changes: dict[str, object]) -> None:
    raw = json.loads(seal(header(), KEY, "print"))
    told = json.loads(base64.b64decode(raw["payload"])) | changes
    payload = base64.b64encode(json.dumps(told).encode()).decode()
    with pytest.raises(Unreadable):
        header_of(open_envelope(json.dumps(raw | {"payload": payload}).encode(), MESSAGE, 1 << 20))


def test_the_hash_is_that_of_the_document() -> None:
    with pytest.raises(WrongHash):
        header_of(open_envelope(seal(header(document="<b/>"), KEY, "print"), MESSAGE, 1 << 20))


@pytest.mark.parametrize("less", [0, 1])
def test_a_message_may_be_as_long_as_the_limit_and_not_a_byte_longer(less: int) -> None:
    raw = seal(header(), KEY, "print")
    if less:
        with pytest.raises(TooLarge):
            open_envelope(raw, MESSAGE, len(raw) - less)
    else:
        open_envelope(raw, MESSAGE, len(raw))


def test_a_certificate_says_who_and_how_long_and_signs_itself() -> None:
    _, der = x509.make("TH", "Customs", AT, AT + timedelta(days=1))
    told = x509.read(der)
    assert (told.country, told.name, told.since, told.until) == ("TH", "Customs", AT, AT + timedelta(days=1))
    assert x509.read(x509.pem(der)) == told
    assert [told.valid(AT + timedelta(seconds=s)) for s in (-1, 0, 86400, 86401)] == [False, True, True, False]
    broken = bytearray(der)
    broken[-1] ^= 1
    with pytest.raises(BadCertificate):
        x509.read(bytes(broken))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_certificate_or_refused_in_words(raw: bytes) -> None:
    with pytest.raises(BadCertificate):
        x509.read(raw)


@pytest.mark.parametrize(
    ("heard", "right"),
    [("ab" * 32, True), ("AB " * 32, True), ("ab" * 8, True), ("ab" * 7 + "a", False), ("ba" * 32, False), ("", False)],
)
def test_what_was_heard_is_the_fingerprint_or_its_last_sixteen_digits(heard: str, right: bool) -> None:
    assert x509.is_heard("ab" * 32, heard) is right


def test_a_message_is_tried_again_later_each_time_up_to_an_hour() -> None:
    waits = [(delivering.next_attempt(n, AT, LIMITS) - AT).total_seconds() for n in range(1, 13)]
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]
    assert delivering.next_attempt(10**6, AT, LIMITS) - AT == timedelta(hours=1)


def test_a_line_that_is_down_rests_for_longer_each_time_up_to_ten_minutes() -> None:
    line, waits = delivering.Line(), []
    for _ in range(8):
        line = delivering.failed(line, AT, LIMITS)
        assert line.retry_at is not None
        waits.append((line.retry_at - AT).total_seconds())
    assert waits == [10, 30, 60, 120, 300, 600, 600, 600]
    assert line.rests(AT + timedelta(seconds=599))
    assert not line.rests(AT + timedelta(seconds=600))


def test_a_message_is_given_up_after_a_week() -> None:
    week = timedelta(days=7)
    assert not delivering.given_up(AT, AT + week - timedelta(seconds=1), LIMITS)
    assert delivering.given_up(AT, AT + week, LIMITS)


def test_a_partners_clock_is_compared_with_the_middle_of_the_conversation() -> None:
    seconds = timedelta(seconds=1)
    assert delivering.difference(AT + 61 * seconds, AT, AT + 2 * seconds) == timedelta(minutes=1)


def test_no_numbers_were_in_force_before_the_exchange_began() -> None:
    with pytest.raises(NotInForce):
        limits_on(date(2017, 12, 31))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", [*life.VERBS])
@pytest.mark.parametrize("direction", ["in", "out"])
def test_every_pair_of_state_and_verb_is_decided(state: State, verb: str, direction: life.Direction) -> None:
    table = life.SENDING if direction == "out" else life.RECEIVING
    if (state, verb) in table:
        assert life.after(direction, state, verb) == table[state, verb]
    else:
        with pytest.raises(Impossible):
            life.after(direction, state, verb)


def test_nothing_leads_out_of_what_is_closed_or_done() -> None:
    ends = {State.CLOSED, State.OBEYED}
    assert not [key for table in (life.SENDING, life.RECEIVING) for key in table if key[0] in ends]


def test_exact_numbers_stay_exact() -> None:
    line = Line(no=1, quantity=Decimal("0.1000"), rvc=Decimal("40.00"))
    made = Certificate(reference="TH-1", country="TH", partner="VN", lines=(line,))
    found = ADAPTER.read(ADAPTER.write(made))
    assert isinstance(found, Certificate)
    assert str(found.lines[0].quantity) == "0.1000"
