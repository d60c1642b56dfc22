#!/usr/bin/env python3
"""Check receipts of a motcua log offline. One file, Python 3.9 or later, nothing to install.

    python3 verify_receipt.py [--key HEX] receipt.json ...

Kiểm tra biên nhận của nhật ký motcua mà không cần mạng. Một tệp duy nhất, không cần cài đặt gì thêm.

A receipt says that the log took down what `body` tells, under the key of the log. With --key (64 hex
digits, had from the customs department by another way) it also says whose log it was.
Exit status: 0 every receipt is good, 1 one is not, 2 wrong usage.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from typing import Any

Point = tuple[int, int, int, int]

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y: int, sign: int) -> int | None:
    """The x of a point of the curve, or None."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0) or 0
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def add(p: Point, q: Point) -> Point:
    """The sum of two points in extended coordinates."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(number: int, point: Point) -> Point:
    """A point taken `number` times."""
    total: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def decode(data: bytes) -> Point | None:
    """A point from its 32 bytes, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature (RFC 8032) of a message is that of the key."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = decode(key), decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(k, a))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


def root_by_path(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes | None:
    """The root to which a path of RFC 6962 leads, or None."""
    if not 0 <= index < size:
        return None
    last = size - 1
    for step in path:
        if last == 0:
            return None
        if index & 1 or index == last:
            leaf = hashlib.sha256(b"\x01" + step + leaf).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            leaf = hashlib.sha256(b"\x01" + leaf + step).digest()
        index, last = index >> 1, last >> 1
    return leaf if last == 0 else None


def statement(key: bytes, part: dict[str, Any]) -> bytes:
    """The text that was signed for a size and a root."""
    root = base64.b64encode(bytes.fromhex(part["root"])).decode()
    return f"motcua/{key.hex()[:16]}\n{part['size']:d}\n{root}\n{part['at']}\n".encode()


def faults(receipt: dict[str, Any], expected: bytes | None = None) -> list[tuple[str, str]]:
    """What is wrong with a receipt: pairs of sentences (Vietnamese, English). None is good."""
    try:
        return _faults(receipt, expected)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        return [(f"Biên nhận thiếu hoặc sai phần: {error}", f"A part is missing or malformed: {error}")]


def _faults(receipt: dict[str, Any], expected: bytes | None) -> list[tuple[str, str]]:
    found = []
    if receipt["kind"] != "motcua-receipt-1":
        found.append(("Không phải biên nhận motcua.", "Not a motcua receipt."))
    key = bytes.fromhex(receipt["key"])
    if expected is not None and key != expected:
        found.append(("Khóa không phải khóa đã cho.", "The key is not the one given."))
    leaf = hashlib.sha256(b"\x00" + receipt["body"].encode()).digest()
    if _led(receipt["index"], receipt, receipt["path"], leaf):
        found.append(("Nội dung không thuộc nhóm đã ký.", "The body is not in the signed group."))
    if not signed(key, b"motcua receipt\n" + statement(key, receipt), bytes.fromhex(receipt["signature"])):
        found.append(("Chữ ký không đúng.", "The signature is wrong."))
    return found + _faults_of_place(receipt.get("inclusion"), key, leaf)


def _faults_of_place(place: Any, key: bytes, leaf: bytes) -> list[tuple[str, str]]:
    if place is None:
        return []
    found, head = [], place["head"]
    if _led(place["index"], head, place["path"], leaf):
        found.append(("Nội dung không có trong cây nhật ký.", "The body is not in the tree of the log."))
    if not signed(key, statement(key, head), bytes.fromhex(head["signature"])):
        found.append(("Chữ ký của gốc cây không đúng.", "The signature of the tree's head is wrong."))
    return found


def _led(index: int, part: dict[str, Any], path: list[str], leaf: bytes) -> bool:
    """Whether the path leads elsewhere than to the root of `part`."""
    steps = [bytes.fromhex(step) for step in path]
    return root_by_path(index, part["size"], leaf, steps) != bytes.fromhex(part["root"])


def read(path: str) -> list[dict[str, Any]]:
    """The receipts of a file: one object, a list of them, or what `motcua submit --json` answered."""
    with open(path, encoding="utf-8") as file:
        told: Any = json.load(file)
    found = told if isinstance(told, list) else [told]
    return [each.get("receipt", each) if isinstance(each, dict) else {} for each in found]


def check(path: str, expected: bytes | None) -> bool:
    """Print what is found in a file and return whether all of it is good."""
    whole = True
    for number, receipt in enumerate(read(path), 1):
        found = faults(receipt, expected)
        name = f"{path} #{number}"
        if not found:
            say(f"{name}: đúng / good  {receipt['body']}")
        for vietnamese, english in found:
            say(f"{name}: {vietnamese} / {english}")
        whole = whole and not found
    return whole


def good(paths: list[str], expected: bytes | None) -> bool:
    """Check every file, also after one that is not good."""
    answers = [check(path, expected) for path in paths]
    return all(answers)


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(text + "\n")


def main(words: list[str]) -> int:
    """The command: returns its exit status."""
    expected = None
    if words[:1] == ["--key"] and len(words) > 1:
        try:
            expected = bytes.fromhex(words[1])
        except ValueError:
            words = []
        words = words[2:]
    if not words or words[0].startswith("-"):
        say(__doc__ or "")
        return 2
    try:
        return 0 if good(words, expected) else 1
    except (OSError, ValueError) as error:
        say(str(error))
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
