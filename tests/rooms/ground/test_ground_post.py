"""The post book: kept before it is read, answered once, and the same again for the same again."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.ground.models import Message
from motcua.ground.services import files, post
from motcua.ground.services.keys import OtherBody
from motcua.kernel.actor import Actor, Post

pytestmark = pytest.mark.django_db
AT = datetime(2023, 5, 4, 2, tzinfo=UTC)
TRADER = Actor(7, "An", posts=frozenset({Post("trader")}), parties=frozenset({"5700100001"}))
OTHER = Actor(8, "Bình", posts=frozenset({Post("trader")}), parties=frozenset({"5700100002"}))
ACCEPTED = post.Reply(b"<accepted/>", "application/xml", 201, kind="declaration", subject="100000000012")
REFUSED = post.Reply(b"<refused/>", "application/xml", 422, errors=2)


def receive(raw: bytes, key: str = "", by: Actor = TRADER) -> post.Letter:
    return post.receive(raw, by=by, medium="message", media_type="application/xml", at=AT, key=key)


def test_a_message_is_kept_byte_for_byte_before_anything_is_known_of_it() -> None:
    letter = receive(b"\xff\x00 not a message")
    row = Message.objects.get(pk=letter.id)
    assert files.slice(row.file, row.start, row.length) == b"\xff\x00 not a message"
    assert (row.party, row.sender, row.status, row.answered_at) == ("5700100001", "account/7", 0, None)


@pytest.mark.parametrize("key", ["", "order 5"])
def test_what_was_accepted_gets_its_answer_again_byte_for_byte(key: str) -> None:
    post.answer(receive(b"<a/>", key), ACCEPTED, at=AT)
    again = receive(b"<a/>", key)
    assert (again.answered, again.answer, again.status) == (True, b"<accepted/>", 201)
    assert Message.objects.count() == 1


def test_what_was_refused_is_read_anew_without_a_key_and_answered_as_before_with_one() -> None:
    for key in ("", "order 5"):
        post.answer(receive(b"<a/>", key), REFUSED, at=AT)
    assert not receive(b"<a/>").answered
    assert receive(b"<a/>", "order 5").answer == b"<refused/>"


def test_a_second_reading_may_accept_what_the_first_refused_and_never_the_reverse() -> None:
    letter = receive(b"<a/>")
    post.answer(letter, REFUSED, at=AT)
    post.answer(letter, ACCEPTED, at=AT + timedelta(days=1))
    post.answer(letter, REFUSED, at=AT + timedelta(days=2))
    assert receive(b"<a/>").answer == b"<accepted/>"


def test_a_key_with_other_bytes_is_refused() -> None:
    receive(b"<a/>", "order 5")
    with pytest.raises(OtherBody):
        receive(b"<b/>", "order 5")


def test_two_enterprises_may_send_the_same_bytes_under_the_same_key() -> None:
    post.answer(receive(b"<a/>", "order 5"), ACCEPTED, at=AT)
    assert not receive(b"<a/>", "order 5", by=OTHER).answered
    assert Message.objects.count() == 2


def test_what_was_kept_and_never_answered_is_read_when_it_comes_again() -> None:
    first = receive(b"<a/>")
    again = receive(b"<a/>")
    assert (again.id, again.answered) == (first.id, False)


@pytest.mark.parametrize("key", ["", "order 5"])
def test_the_same_bytes_about_another_thing_are_another_message(key: str) -> None:
    first = post.receive(b"{}", by=TRADER, medium="api", media_type="application/json", at=AT, key=key, about="1")
    other = post.receive(b"{}", by=TRADER, medium="api", media_type="application/json", at=AT, key=key, about="2")
    assert first.id != other.id
