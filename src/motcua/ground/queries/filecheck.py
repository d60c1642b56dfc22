"""Kept files, read again in full."""

from collections.abc import Callable
from hashlib import sha256

import zstandard

from motcua.ground.domain import faults
from motcua.ground.domain.covering import Fault
from motcua.ground.domain.faults import fault
from motcua.ground.queries.snapshot import Snapshot

MOST = 1 << 24
"""A part that claims to be larger than this uncompressed is not one of ours."""


class _Sum:
    """What the parts of one file add up to."""

    def __init__(self) -> None:
        self.parts, self.size, self.digest = 0, 0, sha256()


def check_files(snapshot: Snapshot, report: Callable[[Fault], None]) -> int:
    """Read every kept file and compare its bytes with what was noted of it. Returns how many there are."""
    unzip = zstandard.ZstdDecompressor()
    parts = snapshot.rows("SELECT file_id, no, start, content FROM ground_file_part ORDER BY file_id, no")
    part = next(parts, None)
    count = 0
    for file_id, digest, size in snapshot.rows("SELECT id, sha256, size FROM ground_file ORDER BY id"):
        count += 1
        found = _Sum()
        while part is not None and part[0] <= file_id:
            if part[0] < file_id:
                report(fault(f"ground_file_part {part[0]}/{part[1]}", faults.PART_STRAY))
            else:
                _add(found, part, unzip, report)
            part = next(parts, None)
        if found.size != size or found.digest.digest() != digest:
            report(fault(f"ground_file {file_id}", faults.FILE, what="sha256, size"))
    while part is not None:
        report(fault(f"ground_file_part {part[0]}/{part[1]}", faults.PART_STRAY))
        part = next(parts, None)
    return count


def _add(
    found: _Sum,
    part: tuple[int, int, int, bytes],
    unzip: zstandard.ZstdDecompressor,
    report: Callable[[Fault], None],
) -> None:
    file_id, no, start, content = part
    place = f"ground_file_part {file_id}/{no}"
    if (no, start) != (found.parts, found.size):
        report(fault(place, faults.FILE, what="no, start"))
    try:
        data = unzip.decompress(bytes(content), max_output_size=MOST)
    except zstandard.ZstdError:
        report(fault(place, faults.FILE, what="content"))
        data = b""
    found.parts, found.size = found.parts + 1, found.size + len(data)
    found.digest.update(data)
