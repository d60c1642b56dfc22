"""Some of the demonstration's calls come as messages, the whole way from the post book to the dossier."""

import pytest
from tests.rooms.manifests.conftest import AT, LINE, faults, port

from motcua.demo.services.border.messages import as_edifact, send_awmds, send_edifact
from motcua.ground.models import Message
from motcua.manifests import factories
from motcua.manifests.models import Call, Document

__all__ = ["port"]


def test_a_dossier_comes_as_one_interchange_and_what_has_no_message_by_form(port: None) -> None:
    dossier = factories.dossier()
    messages = [each for each in dossier if as_edifact(each)]
    came = send_edifact(messages, by=LINE, sender="MHSL", reference="DEMO1", at=AT)
    call = Call.objects.get()
    assert (came.accepted, came.call) == (True, call.number)
    assert sorted(Document.objects.filter(version=1).values_list("kind", flat=True)) == ["cargo", "crew", "general"]
    assert Message.objects.get(pk=came.letter).status == 200
    assert send_edifact(messages, by=LINE, sender="MHSL", reference="DEMO1", at=AT).letter == came.letter
    assert faults() == []


def test_a_manifest_comes_as_awmds(port: None) -> None:
    came = send_awmds(factories.cargo(), by=LINE, at=AT)
    assert (came.accepted, came.call) == (True, Call.objects.get().number)


def test_what_has_no_message_is_not_sent_as_one(port: None) -> None:
    with pytest.raises(ValueError, match="without"):
        send_edifact([factories.health()], by=LINE, sender="MHSL", reference="DEMO2", at=AT)
    assert not Message.objects.exists()
