"""What the log answers for in this room, and why the rest needs no answer."""

import json
from collections.abc import Iterator

from django.db import connection

from motcua.ground import events
from motcua.ground.domain import faults
from motcua.ground.domain.faults import fault
from motcua.ground.services import addresses, files, log, outages
from motcua.kernel.words import Words

_THE_LOG = (
    "ground_leaf", "ground_appended", "ground_batch", "ground_tile", "ground_head", "ground_receipt",
    "ground_file_part",
)  # fmt: skip
_FRAMEWORK = Words(
    "Bảng của khung phần mềm, không chứa nghiệp vụ hải quan.", "A table of the framework; it holds no customs matter."
)
_EXCUSED = {
    "ground_job": Words(
        "Việc đang chờ làm; kết quả của mỗi việc có lá riêng.", "Work in hand; what comes of it has leaves of its own."
    ),
    "ground_notice": Words(
        "Lời nhắn; quyết định được nhắc tới có lá riêng.", "Messages; the decisions they speak of have leaves."
    ),
    "ground_number": Words(
        "Bộ đếm số chứng từ; các số đã cấp nằm trong chứng từ.",
        "Counters of document numbers; the numbers given stand in the documents.",
    ),
    "ground_message": Words(
        "Sổ công văn điện tử; nguyên văn là tệp có lá riêng, mỗi lần chấp nhận có lá riêng.",
        "The post book; what came and what was answered are files with leaves, and so is each acceptance.",
    ),
    "ground_key": Words(
        "Khóa chống gửi lặp; câu trả lời là lá mà khóa chỉ tới.",
        "Keys against repetition; the answer is the leaf that the key names.",
    ),
    "ground_beat": Words(
        "Nhịp của bộ xử lý việc nền, để đo thời gian ngừng.", "The worker's beat, by which gaps are measured."
    ),
    **dict.fromkeys(
        (
            "django_migrations", "django_content_type", "django_session", "django_admin_log", "django_site",
            "auth_permission", "auth_group", "auth_group_permissions",
        ),
        _FRAMEWORK,
    ),
}  # fmt: skip


_OUTAGE_VERBS = (
    events.OUTAGE_REPORTED, events.OUTAGE_ADDED, events.OUTAGE_RULED, events.PROBE_REGISTERED, events.PROBE_RETIRED,
)  # fmt: skip
_OUTAGE_TABLES = (
    log.CoveredTable("ground_outage", "leaf", ("leaf",), outages.OUTAGE, moments=("at", "began_at", "ended_at")),
    log.CoveredTable("ground_ruling", "leaf", ("leaf",), outages.RULING, moments=("at",)),
    log.CoveredTable("ground_probe", "leaf", ("leaf",), outages.PROBE, moments=("at",)),
    log.CoveredTable("ground_probe_retired", "leaf", ("leaf",), outages.RETIRED, moments=("at",)),
)


_ADDRESS_TABLES = (
    log.CoveredTable("ground_address", "leaf", ("leaf",), addresses.ADDRESS, moments=("at",)),
    log.CoveredTable("ground_address_step", "leaf", ("leaf",), addresses.STEP, moments=("at",)),
)


def clock_stands_where_the_log_set_it() -> Iterator[log.Fault]:
    """The clock's row tells the shift of the last leaf that set it, and there is no row without a leaf."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, body FROM ground_leaf WHERE subject = 'clock' ORDER BY id DESC LIMIT 1")
        leaf = cursor.fetchone()
        cursor.execute("SELECT id, leaf, shift FROM ground_clock ORDER BY id")
        rows = cursor.fetchall()
    expected = [(1, leaf[0], json.loads(bytes(leaf[1]))["facts"].get("shift"))] if leaf else []
    if [tuple(row) for row in rows] != expected:
        yield fault("ground_clock", faults.CLOCK)


def register() -> None:
    """Tell the log of this room's tables."""
    kept = log.CoveredTable("ground_file", "id", ("id",), files.COLUMNS, moments=("at",))
    log.cover(log.Covered("ground files", (events.FILE_KEPT,), (kept,)))
    log.cover(log.Covered("outages", _OUTAGE_VERBS, _OUTAGE_TABLES))
    log.cover(log.Covered("addresses for notices", (events.ADDRESS_ADDED, events.ADDRESS_STEP), _ADDRESS_TABLES))
    log.check("the log itself", _THE_LOG, lambda: ())
    log.check("clock", ("ground_clock",), clock_stands_where_the_log_set_it)
    for table, why in _EXCUSED.items():
        log.excuse(table, why)
