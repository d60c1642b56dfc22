"""Results: the document that answers a dossier, made, signed by the officer, kept, and published to the applicant."""

from datetime import date, datetime

import msgspec
from django.db import transaction

from motcua.design import letters
from motcua.design.letters import Letter
from motcua.design.printing import Fact
from motcua.dossiers.domain.errors import NeedsWords
from motcua.dossiers.domain.sealing import Seal
from motcua.dossiers.domain.story import LONGEST_REFERENCE, Asked, short
from motcua.dossiers.models import Dossier
from motcua.dossiers.models import Result as Row
from motcua.dossiers.queries import one
from motcua.dossiers.services import sealing
from motcua.dossiers.services.courses import Procedures
from motcua.dossiers.services.working import Result, Work, need, standing_of, work_many
from motcua.ground.services import files
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import LAW_ZONE, law_day
from motcua.kernel.words import Words
from motcua.reference import domain as reference

MEDIA = "application/pdf"
_GRANTED = Words("Chấp thuận", "Granted")
_DENIED = Words("Không chấp thuận", "Not granted")


class Decision(msgspec.Struct, frozen=True):
    """What the result says: its number and words; `favourable` where what was applied for is granted."""

    reference: str
    words: str
    favourable: bool = True


@transaction.atomic
def finish(number: str, decision: Decision, *, seen: int = 0, by: Actor, at: datetime) -> Dossier:
    """Finish with a document signed by the officer; published at once where no original has to be seen first.

    NeedsWords, and as every act.
    """
    found = one.find(number, by)
    if not decision.reference.strip() or not decision.words.strip():
        raise NeedsWords(what=Words("số văn bản và nội dung kết quả", "the number and the words of the result"))
    reference = short(decision.reference.strip(), LONGEST_REFERENCE)
    held = Dossier.objects.select_for_update().get(pk=found.pk)
    course = Procedures().course(held.version_id, held.number, originals=bool(held.originals))
    need(by, held, standing_of(held), course, "finish")
    signed, certificate = sealing.sign(document(held, decision, by, at), account=by.account, name=by.name, at=at)
    file = files.keep(signed, media_type=MEDIA, at=at, by=by)
    told = Result(reference, decision.words.strip(), decision.favourable, file, certificate)
    asked = Asked("finish", at, reference=told.reference)
    works = [Work(number, asked, by, seen, result=told)]
    if not held.originals:
        works.append(Work(number, Asked("give result", at), SYSTEM))
    return work_many(works)[0]


def document(found: Dossier, decision: Decision, by: Actor, at: datetime) -> bytes:
    """The paper that is signed."""
    content, day = Procedures().content(found.version_id), law_day(at)
    verdict = (_GRANTED if decision.favourable else _DENIED).vi
    return letters.pdf(
        Letter(
            lang="vi", over=superior(found.office, day), house=office_name(found.office, day),
            number=f"Số: {decision.reference}", place_day=place_day(day), title="Thông báo kết quả",
            under=f"Về việc: {content.title.vi}",
            named=(
                Fact("Kính gửi", found.party_name, f"mã số thuế {found.party}"), Fact("Hồ sơ số", found.number),
                Fact("Kết quả", verdict),
            ),
            paragraphs=tuple(part for part in decision.words.splitlines() if part.strip()),
            right=(signing_post(found.office), "(đã ký điện tử)", "", by.name),
            note="Chữ ký điện tử PAdES bằng chứng thư nội bộ của bản cài đặt, không phải chứng thư công cộng. Mẫu văn "
                 "bản chưa đối chiếu với quy định.",
            foot=f"Hồ sơ {found.number}",
        ), at,
    )  # fmt: skip


def office_name(office: str, day: date) -> str:
    """What the office is called on a day."""
    return reference.office(office, day).words.vi


def superior(office: str, day: date) -> str:
    """The agency above the office."""
    above = reference.office(office, day).parent
    names = {each.code: each.words.vi for each in reference.offices(day)}
    return names.get(above, "")


def signing_post(office: str) -> str:
    """As what results of an office are signed."""
    return "Cục trưởng" if office == reference.DEPARTMENT else "Chi cục trưởng"


def place_day(day: date) -> str:
    """`Quảng Ninh, ngày 05 tháng 12 năm 2023`."""
    return f"Quảng Ninh, ngày {day:%d} tháng {day:%m} năm {day:%Y}"


def hour_of(at: datetime | None) -> str:
    """`14 giờ 05 phút, ngày 05 tháng 12 năm 2023`; dots where there is none."""
    if at is None:
        return "…… giờ …… phút, ngày …… tháng …… năm ………"
    local = at.astimezone(LAW_ZONE)
    return f"{local:%H} giờ {local:%M} phút, ngày {local:%d} tháng {local:%m} năm {local:%Y}"


def seal_of(held: Row) -> Seal | None:
    """The signature of a result, checked now by certificates as they were when it was signed; None on paper."""
    return sealing.check(files.read(held.file_id), held.at) if held.file_id else None
