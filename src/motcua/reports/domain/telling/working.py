"""S4 to S7: control targets, how the systems ran, ships by e-manifest, forms D."""

from collections.abc import Iterator

from motcua.kernel.words import Words
from motcua.reports.domain.telling.facts import Facts, Sentence, say
from motcua.reports.domain.telling.wording import LESS, count, counted, joined, per_cent

_ALL_AHEAD = Words("Vượt tiến độ cả %(all)s chỉ tiêu kiểm soát.", "All of the %(all)s control targets are ahead.")
_SOME_AHEAD = Words(
    "Vượt tiến độ %(ahead)s/%(all)s chỉ tiêu kiểm soát, còn %(behind)s chỉ tiêu chưa vượt.",
    "Control targets ahead: %(ahead)s of %(all)s; not ahead: %(behind)s.",
)
_NO_OUTAGE = Words(
    "Trong kỳ không có sự cố làm dừng hệ thống nào được xác nhận.", "No outage that stops work was confirmed."
)
_OUTAGES = Words(
    "Xác nhận %(outages)s làm dừng hệ thống, tổng cộng %(minutes)s.", "%(outages)s confirmed, %(minutes)s in all."
)
_AVAILABLE = Words("Hệ thống sẵn sàng %(share)s thời gian.", "The systems were there %(share)s of the time.")
_MESSAGES = Words(
    "Sổ tiếp nhận giữ nguyên bản %(messages)s của các chương trình kết nối.",
    "The post book keeps %(messages)s of connected programs as they came.",
)
_MANIFEST = Words(
    "Phương tiện xuất cảnh, nhập cảnh làm thủ tục qua E-Manifest: %(count)s.",
    "Movements of ships by e-manifest: %(count)s.",
)
_FORM_D = Words(
    "Số C/O mẫu D nhận qua Cơ chế một cửa ASEAN: %(count)s.",
    "Certificates of origin form D received by the ASEAN single window: %(count)s.",
)


def control(facts: Facts) -> Iterator[Sentence]:
    """Sentence of S4."""
    ids = ("S4.indicators_ahead", "S4.indicators")
    if facts.has(*ids) and facts.whole(ids[1]):
        ahead, all_ = (facts.whole(id_) for id_ in ids)
        template = _SOME_AHEAD if ahead < all_ else _ALL_AHEAD
        yield say(ids, template, ahead=count(ahead), all=count(all_), behind=count(all_ - ahead))


def running(facts: Facts) -> Iterator[Sentence]:
    """Sentences of S5."""
    if facts.has("S5.outages", "S5.outage_minutes", "S5.availability"):
        outages = facts.whole("S5.outages")
        if not outages:
            yield say(("S5.outages",), _NO_OUTAGE)
        else:
            minutes = _lasted(facts.whole("S5.outage_minutes"))
            told = counted(outages, "sự cố", "outage", "outages")
            yield say(("S5.outages", "S5.outage_minutes"), _OUTAGES, outages=told, minutes=minutes)
            yield say(("S5.availability",), _AVAILABLE, share=per_cent(facts.value("S5.availability"), 3))
    if facts.whole("S5.messages"):
        messages = counted(facts.whole("S5.messages"), "thông điệp", "message", "messages")
        yield say(("S5.messages",), _MESSAGES, messages=messages)


def _lasted(minutes: int) -> Words:
    """Whole minutes; what stopped for less than one did not stop for none."""
    told = counted(max(minutes, 1), "phút", "minute", "minutes")
    return told if minutes else joined(LESS, told, " ")


def windows(facts: Facts) -> Iterator[Sentence]:
    """Sentence of S6."""
    if facts.has("S6.manifest_movements"):
        yield say(("S6.manifest_movements",), _MANIFEST, count=count(facts.whole("S6.manifest_movements")))


def origin(facts: Facts) -> Iterator[Sentence]:
    """Sentence of S7."""
    if facts.has("S7.form_d"):
        yield say(("S7.form_d",), _FORM_D, count=count(facts.whole("S7.form_d")))
