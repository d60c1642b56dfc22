"""Messages on pages and for programs: a file sent is answered in the post book; documents are taken as messages."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.domain.gateways.edifact_factories import MESSAGES
from tests.rooms.manifests.test_manifest_pages import HEAD, lodged, port
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.design.domain import api as door
from motcua.gateways import api, outgoing
from motcua.gateways.asycuda import services as asycuda
from motcua.gateways.edifact import services as edifact
from motcua.gateways.edifact.domain.writing import Address
from motcua.ground.models import Message
from motcua.kernel.actor import Actor, Post
from motcua.kernel.refusals import NotFound
from motcua.manifests import factories
from motcua.manifests.models import Call, Document

Enter = Callable[..., Client]
__all__ = ["port"]


def upload(client: Client, raw: bytes, name: str = "call.edi") -> Any:
    return client.post("/messages/send/", {"file": SimpleUploadedFile(name, raw)})


def sent(*documents: Any, reference: str = "R1") -> bytes:
    return edifact.sent(documents, sender=Address("MHSL"), at=NOW, reference=reference)


def test_a_file_is_sent_on_a_page_and_its_answer_stays_in_the_post_book(enter: Enter, port: None) -> None:  # noqa: F811
    trader = enter("trader")
    assert "CUSCAR" in trader.get("/messages/send/").content.decode()
    answer = upload(trader, sent(factories.cargo(**HEAD)))
    row = Message.objects.get(kind="edifact")
    assert answer["Location"] == f"/post/{row.id}/"
    page = trader.get(answer["Location"]).content.decode()
    assert "UCI+R1+MHSL" in page
    assert Call.objects.get().number in page
    for part in ("received", "answer"):
        assert trader.get(f"/post/{row.id}/{part}").status_code == 200
    assert (row.medium, row.status) == ("file", 200)


def test_the_same_file_again_shows_the_same_answer(enter: Enter, port: None) -> None:  # noqa: F811
    trader, raw = enter("trader"), sent(factories.cargo(**HEAD))
    assert upload(trader, raw)["Location"] == upload(trader, raw)["Location"]
    assert Document.objects.get(kind="cargo").version == 1


@pytest.mark.parametrize(
    ("raw", "words"), [(b"hello", "EDIFACT"), (b"", "rỗng"), (b"<MetaData/>", "EDIFACT")], ids=["text", "empty", "wco"]
)
def test_a_file_that_is_no_message_of_a_ship_is_refused_at_its_field(
    enter: Enter, port: None, raw: bytes, words: str  # noqa: F811
) -> None:  # fmt: skip
    answer = upload(enter("trader"), raw)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("name", ["too-long.edi", "bare.edi"])
def test_a_broken_file_is_answered_too(enter: Enter, port: None, name: str) -> None:  # noqa: F811
    answer = upload(enter("trader"), (MESSAGES / "broken" / name).read_bytes())
    assert answer.status_code == 302
    assert Message.objects.get().status == 422


@pytest.mark.parametrize("kind", ["cargo", "general", "crew"])
def test_a_document_of_a_dossier_is_taken_as_edifact_and_read_again_the_same(
    enter: Enter, port: None, kind: str  # noqa: F811
) -> None:  # fmt: skip
    call = lodged()
    document = Document.objects.get(kind=kind, version=1)
    trader = enter("trader")
    page = trader.get(f"/manifests/{call.number}/documents/{document.number}/").content.decode()
    place = f"/messages/{call.number}/{document.number}/message.edi"
    assert place in page
    answer = trader.get(place)
    assert answer["Content-Type"] == "application/edifact"
    assert answer["Content-Disposition"] == f'attachment; filename="{kind}-{document.number}.edi"'
    (found,) = edifact.check(answer.content, at=NOW)
    assert found.document == getattr(factories, kind)(**HEAD)


def test_a_manifest_is_taken_as_awmds_too(enter: Enter, port: None) -> None:  # noqa: F811
    call = lodged()
    document = Document.objects.get(kind="cargo", version=1)
    raw = enter("trader").get(f"/messages/{call.number}/{document.number}/message.xml").content
    (found,) = asycuda.check(raw, at=NOW)
    assert found.document == factories.cargo(**HEAD)


@pytest.mark.parametrize("tail", ["message.pdf", "message.xml", "message.edi?version=9"])
def test_what_has_no_such_message_is_not_found(enter: Enter, port: None, tail: str) -> None:  # noqa: F811
    call = lodged()
    document = Document.objects.get(kind="crew", version=1)
    assert enter("trader").get(f"/messages/{call.number}/{document.number}/{tail}").status_code == 404


def test_anothers_document_is_not_found(enter: Enter, port: None) -> None:  # noqa: F811
    call = lodged()
    document = Document.objects.get(kind="cargo", version=1)
    other = Actor(6, "Trần Văn Hải", posts=frozenset({Post("trader")}), parties=frozenset({"5799900002"}))
    with pytest.raises(NotFound):
        outgoing.written(call.number, document.number, "edi", by=other, at=NOW)
    assert enter("public").get(f"/messages/{call.number}/{document.number}/message.edi").status_code == 302


def test_a_program_takes_a_document_as_a_message(port: None) -> None:
    call = lodged()
    document = Document.objects.get(kind="cargo", version=1)
    line = Actor(3, "máy", kind="program", parties=frozenset({"5799900001"}), scopes=frozenset({"manifest:read"}))
    asked = door.Call(by=line, at=NOW, query={})
    told = api.document(asked, call.number, document.number, "edi")
    (found,) = edifact.check(told.content, at=NOW)
    assert found.document == factories.cargo(**HEAD)
    with pytest.raises(NotFound):
        api.document(asked, call.number, document.number, "pdf")
    with pytest.raises(NotFound):
        api.document(msgspec.structs.replace(asked, query={"version": "2"}), call.number, document.number, "edi")
