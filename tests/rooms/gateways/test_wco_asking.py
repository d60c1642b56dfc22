"""A registered declaration amended and cancelled by message: as on the page, with each refusal at its element."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from lxml import etree
from tests.domain.gateways.wco_factories import message, schema

from motcua.declarations import services as declarations
from motcua.declarations.domain.differing import differences
from motcua.declarations.models import Declaration, Proposal, Request, Version
from motcua.declarations.queries import amendments, one
from motcua.declarations.services import INTAKE, Answer, Raw, submit
from motcua.gateways.wco import services
from motcua.kernel.actor import SYSTEM, Actor, Post

PARTY = "9900000009"
OWN = Actor(8, "Người nhà", parties=frozenset({PARTY}))
STRANGER = Actor(7, "Người lạ", parties=frozenset({"5799900001"}))
OFFICER = Actor(9, "Lê Minh Trực", posts=frozenset({Post("officer", "20BB")}))
HOUR = timedelta(hours=1)
PLACEHOLDER = b"105000000010"


@pytest.fixture
def number(at: datetime, monkeypatch: pytest.MonkeyPatch) -> str:
    """The import of the guide, registered."""

    def lodge(raw: Raw, *, by: Any, **_: Any) -> Answer:
        return submit([raw], by=by)[0]

    monkeypatch.setattr(INTAKE, "lodge", lodge)
    return services.obey(message("import"), by=OWN, at=at, key="K").numbers[0]


@pytest.fixture
def send(number: str, at: datetime) -> Callable[..., services.Obeyed]:
    """Sends a message about it; pairs of bytes are replaced in it first."""

    def sent(name: str, *changes: tuple[bytes, bytes], by: Actor = OWN, later: int = 1) -> services.Obeyed:
        raw = message(name)
        for old, new in (*changes, (PLACEHOLDER, number.encode())):
            assert old in raw or old == PLACEHOLDER, old
            raw = raw.replace(old, new)
        return services.obey(raw, by=by, at=at + later * HOUR, key=name)

    return sent


def response(obeyed: services.Obeyed) -> Any:
    (found,) = etree.fromstring(obeyed.response).findall("{*}Response")
    return found


def errors(obeyed: services.Obeyed) -> list[tuple[str, str]]:
    """Codes and pointers of what was refused."""
    found = []
    for error in response(obeyed).iterfind("{*}Error"):
        points = [
            (each.findtext("{*}DocumentSectionCode") or "") + "/" + (each.findtext("{*}TagID") or "")
            for each in error.iterfind("{*}Pointer")
        ]
        found.append((error.findtext("{*}ValidationCode"), points[-1] if points else ""))
    return found


def test_an_amendment_waits_for_customs_and_is_in_force_once_accepted(
    send: Callable[..., services.Obeyed], number: str, at: datetime, samples: Any
) -> None:
    obeyed = send("replacement")
    told = response(obeyed)
    assert (told.findtext("{*}FunctionCode"), told.findtext("{*}Declaration/{*}ID")) == ("02", number)
    assert told.findtext("{*}Declaration/{*}FunctionalReferenceID") == "HUONG-DAN-SUA-001"
    assert told.findtext("{*}AdditionalInformation/{*}StatementCode") == "proposed"
    inner = schema(samples, "notification/WCO_RES_2_DMS.xsd")
    assert inner.validate(etree.ElementTree(told)), inner.error_log.last_error
    proposal = Proposal.objects.get()
    assert (proposal.reason, proposal.note) == ("5", "Sửa số kiện theo phiếu đóng gói")
    declarations.decide_proposal(number, 1, verdict="accept", note="", by=OFFICER, at=at + 2 * HOUR)
    found = Declaration.objects.get(number=number)
    before, after = one.versions(found.id)
    assert (before.packages, after.packages, found.version) == (120, 118, 2)
    changes = amendments.versions_beside(before, after).changes
    assert [pair.name for pair in changes.header] == ["packages"]
    assert not changes.items


def test_what_customs_asked_for_is_in_force_at_once(
    send: Callable[..., services.Obeyed], number: str, at: datetime
) -> None:
    found = Declaration.objects.get(number=number)
    Declaration.objects.filter(pk=found.pk).update(state="document_check")
    declarations.instruct(found.id, kind="A", words="Sửa số kiện", by=OFFICER, at=at)
    told = response(send("replacement"))
    assert told.findtext("{*}FunctionCode") == "01"
    assert told.findtext("{*}Declaration/{*}VersionID") == "2"
    assert Version.objects.filter(declaration_id=found.id).count() == 2


def test_the_same_again_is_the_same_request(send: Callable[..., services.Obeyed]) -> None:
    first, again = send("replacement"), send("replacement", later=2)
    assert [each.accepted for each in (*first.results, *again.results)] == [True, True]
    assert Proposal.objects.count() == 1
    other = send("replacement", (b">118<", b">117<"), later=2)
    assert errors(other) == [("DCLE44", "42A/D014")]
    first, again = send("withdrawal", later=3), send("withdrawal", later=4)
    assert first.results[0].taken == again.results[0].taken
    assert Request.objects.count() == 1


def test_a_cancellation_waits_for_customs(send: Callable[..., services.Obeyed], number: str) -> None:
    told = response(send("withdrawal"))
    assert (told.findtext("{*}FunctionCode"), told.findtext("{*}Declaration/{*}ID")) == ("02", number)
    wish = Request.objects.get()
    assert (wish.reason, wish.note) == ("E3", "Hàng không về")


ID, REASON = "42A/D014", "06A/099"


@pytest.mark.parametrize(("name", "changes", "refused"), [
    ("replacement", [(PLACEHOLDER, b"109999999990")], [("KRNE02", ID)]),
    ("withdrawal", [(PLACEHOLDER, b"109999999990")], [("KRNE02", ID)]),
    ("withdrawal", [(b"    <ID>105000000010</ID>\n", b"")], [("WCOE12", ID)]),
    ("withdrawal", [(b">E3<", b">A1<")], [("DCLE13", REASON)]),
    ("cancellation", [], [("WCOE13", REASON)]),
    ("replacement", [(b"<ChangeReasonCode>5<", b"<ChangeReasonCode>9<")], [("REFE01", REASON)]),
    ("replacement", [(b"<ChangeReasonCode>5</ChangeReasonCode>", b"")], [("WCOE13", REASON)]),
    ("replacement", [(b">118<", b">120<")], [("DCLE46", ID)]),
    ("replacement", [(b">118<", b">x<")], [("DCLE01", "42A/146")]),
    ("replacement", [(b"<DeclarationOfficeID>20BB<", b"<DeclarationOfficeID>20CF<")], None),
    ("amendment", [], [("WCOE14", "67A/")]),
])  # fmt: skip
def test_what_cannot_be_is_refused_at_its_element(
    send: Callable[..., services.Obeyed], name: str, changes: list[tuple[bytes, bytes]], refused: Any
) -> None:
    obeyed = send(name, *changes)
    assert response(obeyed).findtext("{*}FunctionCode") == "03"
    assert not obeyed.results[0].accepted
    if refused is not None:
        assert errors(obeyed) == refused
    assert errors(obeyed)
    assert not Proposal.objects.exists()
    assert not Request.objects.exists()


def test_a_version_that_is_no_longer_in_force_is_refused_at_the_number(
    send: Callable[..., services.Obeyed], number: str, at: datetime
) -> None:
    old = number[:-1] + "2"
    obeyed = send("replacement", (PLACEHOLDER, old.encode()))
    assert errors(obeyed) == [("DCLE47", ID)]
    send("replacement")
    declarations.decide_proposal(number, 1, verdict="accept", note="", by=OFFICER, at=at + 2 * HOUR)
    again = send("replacement", (PLACEHOLDER, (number[:-1] + "1").encode()), (b">118<", b">119<"), later=3)
    assert again.results[0].accepted


def test_anothers_declaration_is_not_there(send: Callable[..., services.Obeyed]) -> None:
    for name in ("replacement", "withdrawal"):
        obeyed = send(name, by=STRANGER)
        assert errors(obeyed) == [("KRNE02", ID)]
        unknown = send(name, (PLACEHOLDER, b"109999999990"), by=STRANGER)
        assert errors(unknown) == [("KRNE02", ID)]


def test_a_declaration_that_is_over_takes_neither(
    send: Callable[..., services.Obeyed], number: str, at: datetime
) -> None:
    found = Declaration.objects.get(number=number)
    declarations.cancel([declarations.Cancellation(found.id, at, "E3")], by=SYSTEM)
    for name in ("replacement", "withdrawal"):
        assert errors(send(name)) == [("KRNE20", ID)]


def test_what_the_rules_find_in_an_amendment_is_told_with_its_place(send: Callable[..., services.Obeyed]) -> None:
    obeyed = send("replacement", (b'unitCode="CT">118', b'unitCode="??">118'))
    assert [code for code, _ in errors(obeyed)] == ["DECTRN02"]
    assert errors(obeyed)[0][1].startswith("42A/")


def test_of_what_another_system_said_besides_only_the_change_differs(number: str, at: datetime) -> None:
    raw = message("other-system")
    first = services.obey(raw, by=OWN, at=at, key="O1").numbers[0]
    asked = raw.replace(b"<d:FunctionCode>9<", b"<d:FunctionCode>5<").replace(b">QN-PM-000817<", b">QN-SUA-77<", 1)
    asked = asked.replace(
        b"</d:FunctionalReferenceID>", b"</d:FunctionalReferenceID><d:ID>" + first.encode() + b"</d:ID>", 1
    )  # fmt: skip
    asked = asked.replace(b">120</d:TotalPackageQuantity>", b">9</d:TotalPackageQuantity>")
    asked = asked.replace(b">20231221183000Z<", b">20231222023000Z<", 1)
    why = b"<d:Amendment><d:ChangeReasonCode>6</d:ChangeReasonCode></d:Amendment></d:Declaration>"
    obeyed = services.obey(asked.replace(b"</d:Declaration>", why), by=OWN, at=at + HOUR, key="O2")
    assert obeyed.results[0].accepted, obeyed.results[0].findings
    before = amendments.message_of(one.versions(Declaration.objects.get(number=first).id)[0])
    after = amendments.message_proposed(Proposal.objects.get())
    assert [pair.name for pair in differences(before, after).header] == ["packages"]


def test_what_the_post_book_keeps_of_it(number: str, at: datetime) -> None:
    raw = message("replacement").replace(PLACEHOLDER, number.encode())
    told = services.answer(raw, OWN, at + HOUR, "K9")
    assert (told.status, told.kind, told.function, told.subject) == (202, "WCO amendment", "4", number)
    refused = services.answer(message("withdrawal"), OWN, at + HOUR, "K10")
    assert (refused.status, refused.errors) == (422, 1)


def test_it_is_submitted_by_the_operator_too(number: str, at: datetime) -> None:
    raw = message("withdrawal").replace(PLACEHOLDER, number.encode())
    assert services.obey(raw, by=SYSTEM, at=at + HOUR, key="K").results[0].accepted
