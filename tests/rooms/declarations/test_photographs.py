"""Photographs of an inspection: by who wrote the record, while it waits for its second signature, byte for byte."""

from datetime import datetime, timedelta

import pytest
from tests.rooms.declarations.test_life import lodged
from tests.rooms.declarations.test_life_inspections import SECOND, record

from motcua.declarations import services
from motcua.declarations.domain import enclosing
from motcua.declarations.domain.errors import NoRecordWaits, PaperTooLarge
from motcua.declarations.domain.life import Channel
from motcua.declarations.domain.picture_errors import NotAPicture, OthersRecord, TooManyPhotographs
from motcua.declarations.models import Declaration, Photograph
from motcua.declarations.queries import inspections
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def written(at: datetime, officer: Actor) -> Declaration:
    stored = lodged(at, Channel.RED)
    services.write_record(stored.id, record(at), by=officer, at=at + HOUR)
    return stored


def taken(content: bytes = PNG, caption: str = "Niêm phong  cũ") -> services.Picture:
    return services.Picture(content, "../IMG 1.jpeg", caption)


def test_a_picture_is_kept_with_the_record_that_the_second_officer_signs(
    at: datetime, officer: Actor, written: Declaration
) -> None:
    held = services.photograph(written.id, taken(), by=officer, at=at + HOUR)
    assert (held.no, held.media_type, held.name, held.caption) == (1, "image/png", "IMG 1.png", "Niêm phong cũ")
    assert inspections.photograph(written.id, 1)[1] == PNG
    assert services.photograph(written.id, taken(caption="x"), by=officer, at=at + HOUR).pk == held.pk
    services.sign_record(written.id, agreed=True, note="", by=SECOND, at=at + 2 * HOUR)
    with pytest.raises(NoRecordWaits):
        services.photograph(written.id, taken(PNG + b"2"), by=officer, at=at + 3 * HOUR)
    log.sequence()
    log.sign_head(at + 3 * HOUR)
    assert verification.verify().faults == []


def test_a_record_returned_keeps_its_pictures_and_the_next_has_its_own(
    at: datetime, officer: Actor, written: Declaration
) -> None:
    services.photograph(written.id, taken(), by=officer, at=at + HOUR)
    services.sign_record(written.id, agreed=False, note="mờ", by=SECOND, at=at + 2 * HOUR)
    services.write_record(written.id, record(at), by=officer, at=at + 3 * HOUR)
    assert services.photograph(written.id, taken(), by=officer, at=at + 3 * HOUR).no == 2
    assert [len(inspections.photographs(each)) for each in inspections.of(written.id)] == [1, 1]


def test_only_who_wrote_the_record_adds_pictures_to_it(at: datetime, written: Declaration) -> None:
    with pytest.raises(OthersRecord):
        services.photograph(written.id, taken(), by=SECOND, at=at + HOUR)


@pytest.mark.parametrize(("content", "refusal"), [
    (b"", PaperTooLarge), (PNG + b"0" * enclosing.LARGEST, PaperTooLarge), (b"%PDF-1.7", NotAPicture),
    (b"II*\x00", NotAPicture), (b"<svg/>", NotAPicture),
])  # fmt: skip
def test_what_is_no_picture_is_refused(
    at: datetime, officer: Actor, written: Declaration, content: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        services.photograph(written.id, taken(content), by=officer, at=at + HOUR)
    assert not Photograph.objects.exists()


def test_a_record_takes_twenty_pictures(at: datetime, officer: Actor, written: Declaration) -> None:
    for no in range(enclosing.MOST_PHOTOGRAPHS):
        services.photograph(written.id, taken(PNG + b"%d" % no), by=officer, at=at + HOUR)
    with pytest.raises(TooManyPhotographs):
        services.photograph(written.id, taken(), by=officer, at=at + HOUR)
