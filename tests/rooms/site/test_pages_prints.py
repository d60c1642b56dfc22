"""Prints: each a PDF with Vietnamese letters and a QR; texts of traders are never markup."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.rooms.site.test_pages_acts import of, stream  # noqa: F401 - a fixture

from motcua.declarations import services
from motcua.declarations.domain.inspecting import Record
from motcua.design import printing
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM

Enter = Callable[..., Client]
AT = datetime(2023, 12, 22, 3, tzinfo=UTC)


@pytest.mark.usefixtures("stream")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_kind_is_a_pdf(enter: Enter, language: str) -> None:
    found = of(3)
    record = Record(clock.now(), "Km3+4 Hải Yên", "TC", 10, "KHOP", "", "S1/S2", "", "Đúng khai báo", False, ())
    services.write_record(found.id, record, by=SYSTEM, at=clock.now() + timedelta(minutes=1))
    trader = enter("trader", party=found.party)
    trader.cookies["django_language"] = language
    for kind in ("declaration", "tax", "inspection", "receipt"):
        answer = trader.get(f"/declarations/{found.number}/print/{kind}.pdf")
        assert answer.status_code == 200, kind
        assert answer.content.startswith(b"%PDF-"), kind
        assert answer["Content-Disposition"] == f'attachment; filename="{kind}-{found.number}.pdf"'
    assert trader.get(f"/declarations/{found.number}/print/other.pdf").status_code == 404


@pytest.mark.usefixtures("stream")
def test_what_there_is_not_is_not_printed(enter: Enter) -> None:
    found = of(2)
    assert (
        enter("trader", party=found.party).get(f"/declarations/{found.number}/print/inspection.pdf").status_code == 404
    )
    party = "5799900002" if found.party != "5799900002" else "5799900003"
    assert enter("trader", party=party).get(f"/declarations/{found.number}/print/declaration.pdf").status_code == 404


def test_texts_are_data_and_the_same_sheet_is_the_same_file() -> None:
    evil = '#read("/etc/passwd") $x$ *a* _b_ @c <d> \\ "'
    sheet = printing.Sheet(
        "vi", "Chi cục", evil, evil, "–", (printing.Fact(evil, evil, evil),),
        (printing.Table(evil, ("a", "b"), ((evil, evil),)),), (evil,), (printing.Signer(evil, evil, evil),),
    )  # fmt: skip
    first = printing.pdf(sheet, AT)
    assert first == printing.pdf(sheet, AT)
    assert b"root:" not in first
