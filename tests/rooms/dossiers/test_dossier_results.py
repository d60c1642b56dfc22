"""Results: signed by the officer, whole or not, published when nothing has to be seen first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from cryptography.hazmat.primitives import hashes
from tests.rooms.dossiers.conftest import AT, CODE, DAYS, HEAD, HOUR, OFFICER, faults, received

from motcua.dossiers import services
from motcua.dossiers.domain.errors import NeedsWords
from motcua.dossiers.models import Result
from motcua.dossiers.services import Decision, officerkeys, results, sealing
from motcua.ground.services import files
from motcua.kernel.actor import SYSTEM
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.procedures import factories
from motcua.procedures import services as procedures
from motcua.procedures.domain.content import Paper

pytestmark = pytest.mark.usefixtures("department")
DECIDED = Decision("15/HQMC-XN", "Xác nhận doanh nghiệp có hoạt động xuất khẩu.")


def finished(no: int = 1, *, at=AT) -> Result:  # noqa: ANN001 - a moment
    held = received(no, at=at)
    services.finish(held.number, DECIDED, by=HEAD, at=at + 2 * HOUR)
    return Result.objects.get(dossier_id=held.pk)


def test_a_result_is_signed_by_the_officer_and_any_changed_byte_breaks_it():
    held = finished()
    document = files.read(held.file_id)
    seal = sealing.check(document, held.at)
    assert (seal.good, seal.signer, seal.fingerprint) == (True, HEAD.name, held.certificate)
    assert "chứng thư nội bộ" in seal.issuer
    for place in (200, len(document) // 3):
        broken = bytearray(document)
        broken[place] ^= 1
        assert not sealing.check(bytes(broken), held.at).good
    assert not sealing.check(document + b"\n% more", held.at).good
    assert faults() == []


def test_a_document_without_a_signature_is_not_taken_for_one():
    assert not sealing.check(b"%PDF-1.4", AT).good


def test_another_installations_signature_is_whole_but_not_ours(tmp_path, settings):  # noqa: ANN001
    document = files.read(finished().file_id)
    settings.HOME = tmp_path
    seal = sealing.check(document, AT + 2 * HOUR)
    assert (seal.whole, seal.ours, seal.good) == (True, False, False)
    assert not list(tmp_path.iterdir())


def test_a_key_that_cannot_be_read_is_not_told_as_a_broken_signature(tmp_path, settings):  # noqa: ANN001
    document = files.read(finished().file_id)
    settings.HOME = tmp_path
    (tmp_path / "officers" / "authority.pem").mkdir(parents=True)
    with pytest.raises(OSError, match="authority"):
        sealing.check(document, AT + 2 * HOUR)


def test_officers_who_sign_at_once_have_one_key_each(tmp_path, settings):  # noqa: ANN001
    settings.HOME = tmp_path
    begin = Barrier(8)

    def ask(no: int) -> bytes:
        begin.wait()
        return officerkeys.officer(no % 2, "Vũ Thị Một").certificate.fingerprint(hashes.SHA256())

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 2
    kept = list((tmp_path / "officers").iterdir())
    assert sorted(each.name for each in kept) == ["account-0.pem", "account-1.pem", "authority.pem"]
    assert {each.stat().st_mode & 0o777 for each in kept} == {0o600}


def test_originals_hold_the_result_back_and_without_them_it_is_published():
    assert Result.objects.count() == 0
    held = finished()
    assert results.one.find(received(2).number, SYSTEM).state == "received"
    assert results.Dossier.objects.get(pk=held.dossier_id).state == "done"
    content = factories.content(CODE, papers=(Paper("DON", Words("Đơn", "Application")),))
    procedures.load_packaged([content], in_force_from=date(2023, 3, 7), by=SYSTEM, at=AT)
    later = finished(3, at=AT + DAYS)
    assert results.Dossier.objects.get(pk=later.dossier_id).state == "returned"


def test_officers_do_not_sign_and_words_are_not_left_out():
    held = received(1)
    with pytest.raises(NotAllowed):
        services.finish(held.number, DECIDED, by=OFFICER, at=AT + 2 * HOUR)
    with pytest.raises(NeedsWords):
        services.finish(held.number, Decision("", "x"), by=HEAD, at=AT + 2 * HOUR)
