"""Problems: what a program is told that gets no answer (RFC 9457), with all that is wrong in its message."""

from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words

MEDIA_TYPE = "application/problem+json"
MOST = 500
"""So many errors are told; `errors_total` counts all."""


class Kind(NamedTuple):
    """A kind of problem: its status as in HTTP, its title, and what to do about it."""

    status: int
    title: Words
    remedy: Words


KINDS: Mapping[str, Kind] = MappingProxyType({
    "unreadable": Kind(400, Words("Không đọc được yêu cầu", "The request cannot be read"),
                       Words("Xem `errors`; sửa rồi gửi lại.", "See `errors`, mend it and send it again.")),
    "unauthorized": Kind(401, Words("Chưa nêu mã kết nối hợp lệ", "No valid token was given"),
                         Words("Gửi tiêu đề `Authorization: Bearer …` với mã còn hiệu lực.",
                               "Send the header `Authorization: Bearer …` with a token that is in force.")),
    "forbidden": Kind(403, Words("Mã kết nối không có quyền này", "The token does not allow this"),
                      Words("Xin cấp mã có phạm vi cần thiết.", "Ask for a token with the scope that is needed.")),
    "not-found": Kind(404, Words("Không tìm thấy", "Not found"),
                      Words("Kiểm tra địa chỉ và số tờ khai.", "Check the address and the number.")),
    "method": Kind(405, Words("Địa chỉ này không nhận phương thức đó", "This address does not take that method"),
                   Words("Dùng phương thức ghi trong tiêu đề `Allow`.", "Use a method named in the header `Allow`.")),
    "slow": Kind(408, Words("Nội dung đến quá chậm", "The body came too slowly"),
                 Words("Gửi lại trọn vẹn trong thời hạn.", "Send it again, whole and in time.")),
    "conflict": Kind(409, Words("Chưa thực hiện được lúc này", "This cannot be done now"),
                     Words("Xem trạng thái hiện tại rồi quyết định.", "See how it stands and decide anew.")),
    "length": Kind(411, Words("Phải nêu độ dài nội dung", "The length of the body is needed"),
                   Words("Gửi tiêu đề `Content-Length`.", "Send the header `Content-Length`.")),
    "too-large": Kind(413, Words("Nội dung quá lớn", "The body is too large"),
                      Words("Chia thành nhiều lần gửi.", "Send it in parts.")),
    "media-type": Kind(415, Words("Không biết loại nội dung này", "This kind of content is not known"),
                       Words("Gửi một loại có trong tài liệu.", "Send a kind that the description names.")),
    "refused": Kind(422, Words("Chưa đạt yêu cầu", "Refused"),
                    Words("Xem `errors`; sửa rồi gửi lại.", "See `errors`, mend it and send it again.")),
    "too-many": Kind(429, Words("Gửi quá nhanh", "Too many requests"),
                     Words("Chờ số giây ghi ở `Retry-After`.", "Wait as many seconds as `Retry-After` says.")),
    "broken": Kind(500, Words("Hệ thống có lỗi", "Something is broken here"),
                   Words("Báo mã tra cứu ở `instance` cho bộ phận hỗ trợ.", "Tell the support desk the `instance`.")),
    "busy": Kind(503, Words("Hệ thống tạm thời chưa nhận được", "The system cannot take this now"),
                 Words("Chờ số giây ghi ở `Retry-After` rồi gửi lại y nguyên; không bị ghi hai lần.",
                       "Wait as `Retry-After` says and send the same again; it is not taken twice.")),
})  # fmt: skip


class Error(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong. `path` is a JSON pointer into the message; `pointer` one in its own language."""

    code: str
    path: str
    severity: str
    message_vi: str
    message_en: str
    value: str | None = None
    expected: str = ""
    remedy_vi: str = ""
    remedy_en: str = ""
    pointer: str = ""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """A problem as it is written: RFC 9457, with sentences in both languages and every error."""

    type: str
    title: str
    status: int
    code: str
    message_vi: str
    message_en: str
    detail: str = ""
    instance: str = ""
    errors: tuple[Error, ...] = ()
    errors_total: int = 0


class Stopped(Exception):  # noqa: N818 - what happened
    """A request goes no further; the problem says why. `wait` seconds before it is worth coming again."""

    def __init__(self, kind: str, why: Words | None = None, *, errors: Iterable[Error] = (), wait: int = 0) -> None:
        self.problem = problem(kind, why, errors=errors)
        self.wait = wait
        super().__init__(self.problem.title)


def error_of(found: Finding) -> Error:
    """A finding as an error, with the remedy apart and also in the message, as the command tells it."""
    return Error(
        found.code, found.path, found.severity, f"{found.message.vi} {found.remedy.vi}",
        f"{found.message.en} {found.remedy.en}", found.value, found.message.en, found.remedy.vi, found.remedy.en,
    )  # fmt: skip


def error(code: str, path: str, message: Words, value: object = None) -> Error:
    """An error that no rule has found: in the request itself."""
    shown = None if value is None else str(value)[:120]
    return Error(code, path, "refuse", message.vi, message.en, shown, message.en)


def problem(
    kind: str, why: Words | None = None, *, errors: Iterable[Error] = (), code: str = "", instance: str = ""
) -> Problem:
    """A problem of a kind; `why` says what is particular to this one."""
    status, title, remedy = KINDS[kind]
    told = why or Words(f"{title.vi}. {remedy.vi}", f"{title.en}. {remedy.en}")
    listed = tuple(errors)
    return Problem(
        f"/api/#{kind}", title.en, status, code or f"API-{status}", told.vi, told.en, told.en, instance,
        tuple(islice(listed, MOST)), len(listed),
    )  # fmt: skip


def of_refusal(refusal: Refusal, kind: str) -> Problem:
    """A foreseen refusal as a problem: its own code and sentences."""
    return problem(kind, Words(refusal.in_language("vi"), refusal.in_language("en")), code=refusal.code)
