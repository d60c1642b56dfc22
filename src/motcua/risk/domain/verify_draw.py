#!/usr/bin/env python3
"""Check the draw of a day offline. One file, Python 3.9 or later, nothing to install.

    python3 verify_draw.py draw-2023-05-10.json [NUMBER ...]

Kiểm tra kết quả bốc thăm của một ngày mà không cần mạng. Một tệp duy nhất, không cần cài đặt gì thêm.

The file of a day is on the page of its draw. It holds the commitment that was published before the day, the
secret that was shown after it, and the thresholds. Each number of a declaration that drew on that day gives
three numbers below 2**32; the first decides on a random inspection, the third on a random check of documents.
Exit status: 0 the draw is as committed to, 1 it is not or cannot be checked yet, 2 wrong usage.
"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import Any

KIND = "motcua draw 1"


def draws(secret: bytes, number: str) -> tuple[int, int, int]:
    """The three draws of a number: keyed BLAKE2b, 12 bytes, three whole numbers, most significant byte first."""
    drawn = hashlib.blake2b(number.encode("ascii"), key=secret, digest_size=12).digest()
    return (
        int.from_bytes(drawn[:4], "big"), int.from_bytes(drawn[4:8], "big"), int.from_bytes(drawn[8:], "big"),
    )  # fmt: skip


def faults(told: dict[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with the file of a day, in Vietnamese and English; nothing when it is right."""
    if told.get("kind") != KIND:
        return [("Đây không phải tệp bốc thăm của một ngày.", "This is not the file of a day's draw.")]
    if not told.get("secret"):
        day = told.get("shown_from")
        return [(f"Khoá chỉ được công bố từ ngày {day}.", f"The secret is not shown before {day}.")]
    found = []
    secret = bytes.fromhex(told["secret"])
    if hashlib.sha256(secret).hexdigest() != told["commitment"]:
        found.append(("Khoá không khớp với cam kết.", "The secret is not the one committed to."))
    if told["late"]:
        found.append(("Cam kết được công bố muộn.", "The commitment was published after the day had begun."))
    for name, ppm in (("threshold", "random_ppm"), ("documents_threshold", "documents_ppm")):
        if told[name] != (told[ppm] << 32) // 1_000_000:
            found.append((f"Ngưỡng {name} sai.", f"{name} does not follow from {ppm}."))
    return found + _log_faults(told)


def _log_faults(told: dict[str, Any]) -> list[tuple[str, str]]:
    """The leaves of the log say the same; their own proof is checked as that of any leaf."""
    said = [(leaf, json.loads(leaf["body"])) for leaf in told["log"]]
    known: dict[str, Any] = {}
    found = []
    for leaf, body in said:
        known.update(body["facts"])
        if hashlib.sha256(b"\0" + leaf["body"].encode()).hexdigest() != leaf["hash"]:
            found.append(("Mã băm của lá nhật ký sai.", "The hash of a leaf is wrong."))
    for name in ("commitment", "secret"):
        if known.get(name) != told[name]:
            found.append((f"Nhật ký ghi khác về {name}.", f"The log says otherwise about {name}."))
    return found


def judged(told: dict[str, Any], number: str) -> dict[str, Any]:
    """The draws of a number on that day, and whether each was taken."""
    first, second, third = draws(bytes.fromhex(told["secret"]), number)
    return {
        "number": number, "draws": [first, second, third], "inspection": first < told["threshold"],
        "documents": third < told["documents_threshold"],
    }  # fmt: skip


def read(path: str) -> dict[str, Any]:
    """The file of a day. ValueError for what is none."""
    with open(path, encoding="utf-8") as file:
        told = json.load(file)
    if not isinstance(told, dict):
        raise ValueError(path)
    return told


def say(line: str) -> None:
    """Write one line."""
    sys.stdout.write(f"{line}\n")


def main(arguments: list[str]) -> int:
    """Check the file, then every number."""
    if not arguments or arguments[0].startswith("-"):
        say(__doc__ or "")
        return 2
    try:
        told = read(arguments[0])
        wrong = faults(told)
    except (OSError, ValueError, KeyError, TypeError) as error:
        say(f"Không đọc được tệp. / The file cannot be read: {error}")
        return 2
    for vietnamese, english in wrong:
        say(f"{vietnamese} / {english}")
    if wrong:
        return 1
    say(
        f"{told['day']}: đúng như cam kết / as committed to; {told['declarations']} declarations, {told['taken']} taken"
    )
    for number in arguments[1:]:
        said = judged(told, number)
        say(f"{number}: {said['draws']} {'TRÚNG / TAKEN' if said['inspection'] else 'không trúng / not taken'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
