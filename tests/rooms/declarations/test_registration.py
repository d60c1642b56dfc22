"""Registration: what is accepted is stored whole, numbered without gaps and covered by a leaf."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from tests.rooms.declarations.conftest import DAY

from motcua.declarations import factories, services
from motcua.declarations.models import Declaration, Item, Move, Number, Version
from motcua.ground.domain import numbers
from motcua.ground.services import files
from motcua.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def raw(no: int, at: datetime, **changes: object) -> services.Raw:
    return services.Raw(factories.body(no, day=DAY, **changes), at)


@pytest.mark.usefixtures("department")
def test_an_accepted_declaration_is_stored_with_its_items_and_bytes(at: datetime) -> None:
    sent = raw(1, at)
    [answer] = services.submit([sent], by=SYSTEM)
    assert answer.accepted, answer.findings
    stored = Declaration.objects.get(number=answer.number)
    version = Version.objects.get(declaration_id=stored.id, version=1)
    assert (stored.office, stored.party, stored.registered_on, stored.items) == ("20BB", "5799900002", DAY, 4)
    assert files.slice(version.file, version.file_offset, version.file_length) == sent.body
    assert Item.objects.filter(declaration_id=stored.id).count() == 4
    assert Move.objects.get(leaf=answer.leaf).verb == "register"
    assert Number.objects.get(number=answer.number).declaration_id == stored.id
    taxes = ("import_duty", "remedy", "excise", "environment", "vat", "export_duty")
    lines = Item.objects.filter(declaration_id=stored.id).values_list(*taxes)
    assert sum(map(sum, lines)) == stored.tax_total == answer.tax_total > 0


@pytest.mark.usefixtures("department")
def test_numbers_have_their_check_digit_and_no_gap_over_refusals(at: datetime) -> None:
    bad = raw(2, at, incoterm="XXX")
    answers = services.submit([raw(1, at), bad, raw(3, at)], by=SYSTEM)
    assert [answer.accepted for answer in answers] == [True, False, True]
    first, last = (numbers.parse(answers[place].number) for place in (0, 2))
    assert (first.document_type, last.running - first.running, first.branch) == ("10", 1, 0)
    assert Declaration.objects.count() == 2


@pytest.mark.usefixtures("department")
def test_exports_have_numbers_of_their_own(at: datetime) -> None:
    [answer] = services.submit([raw(1, at, direction="export")], by=SYSTEM)
    assert answer.accepted, answer.findings
    assert answer.number.startswith("30")


@pytest.mark.usefixtures("department")
def test_the_same_declaration_again_gets_the_same_answer_and_no_second_row(at: datetime) -> None:
    [first] = services.submit([raw(1, at)], by=SYSTEM)
    [again] = services.submit([raw(1, at + timedelta(hours=3))], by=SYSTEM)
    assert again.repeated
    assert (again.number, again.declaration_id) == (first.number, first.declaration_id)
    assert Declaration.objects.count() == 1


@pytest.mark.usefixtures("department")
def test_the_same_reference_with_other_contents_is_refused_and_named(at: datetime) -> None:
    services.submit([raw(1, at)], by=SYSTEM)
    [other] = services.submit([raw(1, at, gross_weight=Decimal(1))], by=SYSTEM)
    assert not other.accepted
    assert [(found.code, found.path) for found in other.findings] == [("DCL-E02", "/reference")]


@pytest.mark.usefixtures("department")
def test_a_declaration_twice_in_one_group_is_stored_once(at: datetime) -> None:
    answers = services.submit([raw(1, at), raw(1, at), raw(1, at, gross_weight=Decimal(1))], by=SYSTEM)
    assert [answer.accepted for answer in answers] == [True, False, False]
    assert [answer.findings[0].code for answer in answers[1:]] == ["DCL-E03", "DCL-E02"]
    assert Declaration.objects.count() == 1


@pytest.mark.usefixtures("department")
@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"", ""), (b"{", ""), (b"[]", ""), (b"\xff\xfe", ""), (b'{"direction": "sideways"}', "/direction"),
        (b'{"direction": "import", "packages": "many"}', "/packages"),
        (b'{"direction": "import", "items": [{"quantity": "a"}, 5]}', "/items/0/quantity"),
        (b'{"direction": "import", "arrival_on": "2023-02-30"}', "/arrival_on"),
        (b"[" * 100_000, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_path_and_stores_nothing(at: datetime, body: bytes, path: str) -> None:
    [answer] = services.submit([services.Raw(body, at)], by=SYSTEM)
    assert not answer.accepted
    assert answer.findings[0].code == "DCL-E01"
    assert answer.findings[0].path == (path or "/")
    assert not Declaration.objects.exists()


@pytest.mark.usefixtures("department")
def test_one_by_one_and_together_give_the_same_rows(at: datetime) -> None:
    bodies = [factories.body(no, day=DAY, lines=1 + no % 4) for no in range(12)]
    for body in bodies[:6]:
        services.submit([services.Raw(body, at)], by=SYSTEM)
    services.submit([services.Raw(body, at) for body in bodies[6:]], by=SYSTEM)
    running = [
        numbers.parse(number).running for number in Declaration.objects.order_by("id").values_list("number", flat=True)
    ]
    assert running == list(range(running[0], running[0] + 12))
    for body, stored in zip(bodies, Declaration.objects.order_by("id"), strict=True):
        [prepared] = services.prepare([services.Raw(body, at)], services.kit()).prepared
        assert stored.tax_total == prepared.tax_total
        assert stored.items == len(prepared.items)
