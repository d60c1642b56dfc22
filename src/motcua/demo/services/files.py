"""A file that came to the department: an export of VNACCS of which nothing could be recorded, so it counts nowhere."""

from datetime import datetime, timedelta

from motcua.gateways.vnaccs import services as vnaccs
from motcua.gateways.vnaccs.domain import Source
from motcua.ground.domain import numbers
from motcua.kernel.actor import Actor

HEADINGS = ("Số tờ khai", "Số tiền", "Ngày nộp", "Mã ngân hàng", "Số chứng từ")
UNKNOWN = 86_500_001
"""Running number of the first declaration that nobody has recorded."""
ROWS = 3
EARLIER, LOADED = timedelta(hours=1, minutes=20), timedelta(minutes=4)


def receive_files(by: Actor, opens: datetime) -> None:
    """Load payments of declarations that are not here, so that their faults can be seen."""
    arrival = vnaccs.arrive([_export()], by=by, at=opens - EARLIER)
    vnaccs.load(arrival, by=by, at=opens - EARLIER + LOADED)


def _export() -> Source:
    rows = [
        (numbers.number("10", UNKNOWN + no, 0), str(1_250_000 * (no + 1)), "21/12/2023", "VCB", f"CT{no + 1:03d}")
        for no in range(ROWS)
    ]
    return Source("nop-thue.csv", "".join(",".join(row) + "\n" for row in (HEADINGS, *rows)).encode())
