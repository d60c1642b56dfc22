"""A shipping line sends its manifest as EDIFACT on a page, reads the answer, and takes the document as a message."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.conftest import BROWSER
from tests.rooms.manifests.test_manifest_pages import HEAD, port
from tests.rooms.site.conftest import NOW

from motcua.gateways.edifact import services as edifact
from motcua.gateways.edifact.domain.writing import Address
from motcua.manifests import factories
from motcua.manifests.models import Call, Document

pytestmark = BROWSER
__all__ = ["port"]
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.mark.parametrize("size", SIZES)
def test_a_line_sends_a_manifest_as_a_file_and_reads_its_answer(
    page_for: Callable[..., Any], port: None, picture: Callable[[Any, str], None], tmp_path: Path, size: str
) -> None:
    documents = [factories.cargo(**HEAD), factories.crew(**HEAD)]
    raw = edifact.sent(documents, sender=Address("MHSL"), at=NOW, reference="J1")
    good, bad = tmp_path / "call.edi", tmp_path / "bad.edi"
    good.write_bytes(raw)
    bad.write_bytes(raw.replace(b"122+CN:", b"122+QQ:").replace(b"J1", b"J2"))
    page = page_for("trader", viewport=SIZES[size])
    page.goto("/manifests/tasks/")
    page.get_by_role("link", name="Gửi thông điệp").click()
    page.get_by_role("button", name="Gửi", exact=True).click()
    picture(page, f"messages-nothing-{size}")
    for file in (bad, good):
        page.goto("/messages/send/")
        page.set_input_files("#id_file", str(file))
        picture(page, f"messages-send-{size}")
        page.get_by_role("button", name="Gửi", exact=True).click()
        page.wait_for_url("**/post/*/")
        picture(page, f"messages-answer-{file.stem}-{size}")
    call = Call.objects.get()
    assert call.number in page.content()
    document = Document.objects.get(kind="cargo", version=1)
    page.goto(f"/manifests/{call.number}/documents/{document.number}/")
    picture(page, f"messages-document-{size}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="EDIFACT").click()
    (found,) = edifact.check(Path(waiting.value.path()).read_bytes(), at=NOW)
    assert found.document == documents[0]
    assert page.said == []
