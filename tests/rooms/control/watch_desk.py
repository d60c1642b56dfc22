"""People of control and what they write down, for the tests of watching."""

from datetime import date, timedelta
from typing import Any

from motcua.control.domain.watching.told import Asked, NoteTold, Opened, Planned
from motcua.kernel.actor import Actor, Post
from motcua.kernel.days import law_moment

DAY = date(2023, 5, 10)
AT = law_moment(DAY, 9)
DAYS = timedelta(days=1)
CONTROL = Actor(51, "Kiểm soát Một", posts=frozenset({Post("control", "20ZZ")}))
SECOND = Actor(52, "Kiểm soát Hai", posts=frozenset({Post("control", "20ZZ")}))
HEAD = Actor(53, "Trưởng Móng Cái", posts=frozenset({Post("head", "20BB")}))
OTHER_HEAD = Actor(54, "Trưởng khác", posts=frozenset({Post("head", "20CF")}))
LEADER = Actor(55, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))
OFFICER = Actor(56, "Công chức", posts=frozenset({Post("officer", "20BB")}))
RISK = Actor(57, "Rủi ro", posts=frozenset({Post("risk", "20ZZ")}))
TRADER = Actor(58, "Doanh nhân", posts=frozenset({Post("trader")}), parties=frozenset({"5799900001"}))
STRANGERS = (OFFICER, TRADER)


def note(**changes: Any) -> NoteTold:
    """A note of Móng Cái."""
    told = {
        "office": "20BB", "source_class": "hotline", "reliability": "C", "credibility": 3,
        "title": "Hàng không khai trong container hoa quả", "content": "Có người báo qua đường dây nóng.",
        "received_on": DAY,
    }  # fmt: skip
    return NoteTold(**{**told, **changes})


def opened(kind: str = "profile", **changes: Any) -> Opened:
    """Something for a register."""
    told = {
        "kind": kind,
        "office": "20BB",
        "title": "Đối tượng A",
        "words": "Thường xuyên qua lối mở",
        "opened_on": DAY,
    }
    return Opened(**{**told, **changes})


def asked(what: str = "party", value: str = "5799900777", **changes: Any) -> Asked:
    """An entry of the watch list."""
    told = {"what": what, "value": value, "reason": "Nghi khai sai xuất xứ (mật)", "until": DAY + 10 * DAYS}
    return Asked(**{**told, **changes})


def planned(**changes: Any) -> Planned:
    """A plan of patrols."""
    told = {
        "office": "20BB", "title": "Tuần tra tháng 5", "first_on": date(2023, 5, 1), "last_on": date(2023, 5, 31),
        "places": "Lối mở km 3+4", "who": "Đội Kiểm soát", "hours": 240,
    }  # fmt: skip
    return Planned(**{**told, **changes})
