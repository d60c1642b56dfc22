"""Tokens: what a program may do for an enterprise, and the secret that it shows.

A secret is 256 random bits, so that its SHA-256 is enough to know it by: there is nothing to guess and nothing to
slow down. What is wrong with a token is never told, only that it is not in force.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from secrets import token_urlsafe
from types import MappingProxyType

import msgspec

from motcua.kernel.dated import Period
from motcua.kernel.words import Words
from motcua.people.domain.errors import BadToken, UnknownScope

TARIFF = "tariff:write"
RISK = "risk:read"
CONTROL = "control:read"
PASSENGERS = "passengers:write"
REVENUE = "revenue:read"
PRESS = "press:check"
WHATIF = "whatif:ask"
SCOPES: Mapping[str, Words] = MappingProxyType(
    {
        "declarations:write": Words("Chạy thử và nộp tờ khai", "Try out and lodge declarations"),
        "declarations:read": Words("Xem tờ khai, biên nhận, bằng chứng", "Read declarations, receipts and proofs"),
        "declarations:cancel": Words("Đề nghị hủy tờ khai", "Ask for a declaration to be cancelled"),
        "transport:write": Words("Khai vận chuyển, xác nhận hàng đi, đến", "Declare transports, record their passing"),
        "transport:read": Words("Xem tờ khai vận chuyển", "Read transports"),
        "manifest:write": Words("Nộp chứng từ của chuyến tàu", "Lodge documents of a ship's call"),
        "manifest:read": Words("Xem hồ sơ chuyến tàu", "Read dossiers of ships' calls"),
        "crossing:write": Words("Khai phương tiện qua cửa khẩu", "Declare vehicles that cross"),
        "crossing:read": Words("Xem phương tiện đã khai, thời hạn lưu", "Read declared vehicles and their stays"),
        "origin:read": Words("Xem C/O và đề nghị cấp C/O", "Read certificates of origin and applications"),
        "origin:write": Words("Đề nghị cấp C/O", "Apply for certificates of origin"),
        "dossier:read": Words("Xem thủ tục và hồ sơ một cửa", "Read procedures and one-stop dossiers"),
        "dossier:write": Words("Nộp hồ sơ một cửa", "Lodge one-stop dossiers"),
        "question:read": Words("Xem câu hỏi của doanh nghiệp", "Read the enterprise's questions"),
        "question:write": Words("Gửi câu hỏi", "Ask questions"),
        "messages:write": Words("Gửi thông điệp các chuẩn (XML, JSON)", "Send messages of any standard (XML, JSON)"),
        "passages:write": Words(
            "Hỏi và ghi hàng qua khu vực giám sát (kho, bãi, cảng)", "Ask about and record passage (ports, warehouses)"
        ),
        TARIFF: Words("Nạp biểu thuế và tỷ giá của cơ quan", "Load the department's tariff tables and exchange rates"),
        RISK: Words("Xem hồ sơ rủi ro của đơn vị", "Read the department's risk profiles"),
        REVENUE: Words("Xem số thu của đơn vị theo tiểu mục", "Read the department's collections by sub-item"),
        CONTROL: Words("Xem chỉ tiêu kiểm soát của đơn vị", "Read the department's control indicators"),
        PASSENGERS: Words(
            "Ghi số hành khách, tờ khai cư dân (máy tại cửa khẩu)", "Write counts and residents' declarations (gates)"
        ),
        PRESS: Words("Kiểm tra con số trong văn bản báo chí", "Check the figures of press texts"),
        WHATIF: Words("Tính thử trên năm đã lưu", "Ask what if over the stored year"),
    }
)
HOUSE = frozenset({TARIFF, RISK, CONTROL, PASSENGERS, REVENUE, PRESS, WHATIF})
"""Scopes of the department's own programs: given by an administrator, and for no enterprise."""
LONGEST_DAYS = 731
"""A token is given for two years at the most: the platform's own policy, not law."""
PREFIX = "motcua_"
_SECRET = re.compile(r"motcua_[A-Za-z0-9_-]{43}\Z")


class Grant(msgspec.Struct, frozen=True):
    """What a token is to be good for: both days included."""

    name: str
    party: str
    scopes: frozenset[str]
    since: date
    until: date

    def holds_on(self, day: date) -> bool:
        """Whether the token is in force on that day."""
        return day in Period(self.since, self.until)


def new_secret() -> str:
    """A secret that nobody has seen."""
    return PREFIX + token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What is kept of a secret."""
    return sha256(secret.encode()).digest()


def looks_like_a_secret(text: str) -> bool:
    """Whether it is worth looking for."""
    return _SECRET.match(text) is not None


def written(scopes: Iterable[str]) -> str:
    """Scopes as they are stored."""
    return " ".join(sorted(scopes))


def check(grant: Grant) -> None:
    """Refuse a grant that cannot be: no name, no scope, an unknown scope, days the wrong way round or too far."""
    unknown = sorted(grant.scopes - SCOPES.keys())
    if unknown:
        raise UnknownScope(scope=unknown[0])
    days = (grant.until - grant.since).days
    named = bool(grant.party) or grant.scopes <= HOUSE
    if not grant.name.strip() or not named or not grant.scopes or not 0 <= days <= LONGEST_DAYS:
        raise BadToken(days=LONGEST_DAYS)
