"""Document numbers of 12 digits: type (2), running number (8), check digit (remainder by 7), branch (1)."""

from typing import NamedTuple

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words

LAST = 99_999_999


class NotANumber(Refusal):
    """The text is not a document number: length, digits or check digit are wrong."""

    code = "GRD-E10"
    words = Words(
        "“%(text)s” không phải là số chứng từ hợp lệ (12 chữ số, chữ số thứ 11 là số kiểm tra).",
        "“%(text)s” is not a document number (12 digits, the eleventh a check digit).",
    )


class NumbersExhausted(Refusal):
    """All running numbers of a document type are taken."""

    code = "GRD-E11"
    words = Words(
        "Đã hết số cho loại chứng từ %(document_type)s.",
        "No numbers are left for document type %(document_type)s.",
    )


class Number(NamedTuple):
    """A document number taken apart. `branch` counts amendments."""

    document_type: str
    running: int
    branch: int

    @property
    def root(self) -> str:
        """The eleven digits that stay the same over amendments."""
        return str(self)[:11]

    def __str__(self) -> str:
        return number(self.document_type, self.running, self.branch)


def check_digit(running: int) -> int:
    """The check digit of a running number: its remainder by seven."""
    return running % 7


def number(document_type: str, running: int, branch: int = 0) -> str:
    """Write a number. ValueError unless type is two digits, running 1..99,999,999 and branch 0..9."""
    if not (len(document_type) == 2 and document_type.isascii() and document_type.isdigit()):
        raise ValueError(f"document type {document_type!r} is not two digits")
    if not (1 <= running <= LAST and 0 <= branch <= 9):
        raise ValueError(f"running number {running} or branch {branch} is out of range")
    return f"{document_type}{running:08d}{running % 7}{branch}"


def parse(text: str) -> Number:
    """Read a number. Hyphens and spaces between the digits are allowed. NotANumber if it is none."""
    digits = text.replace("-", "").replace(" ", "")
    if len(digits) != 12 or not (digits.isascii() and digits.isdigit()):
        raise NotANumber(text=text)
    running = int(digits[2:10])
    if running == 0 or check_digit(running) != int(digits[10]):
        raise NotANumber(text=text)
    return Number(digits[:2], running, int(digits[11]))
