"""Names: enterprises, addresses, ships and foreign firms that do not exist."""

import numpy as np

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_HEADS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH MTV", "Doanh nghiệp tư nhân")
_TRADES = ("Thương mại", "Xuất nhập khẩu", "Thương mại và Dịch vụ", "Sản xuất và Thương mại", "Đầu tư", "Vận tải biển",
           "Nông sản", "Thủy sản", "Vật liệu", "Công nghiệp")  # fmt: skip
_FIRST = ("An", "Bình", "Đông", "Hải", "Hoàng", "Hồng", "Hưng", "Kim", "Long", "Minh", "Nam", "Ngọc", "Phú", "Phúc",
          "Quang", "Tân", "Thái", "Thành", "Thiên", "Toàn", "Trường", "Tuấn", "Việt", "Vĩnh", "Xuân")  # fmt: skip
_SECOND = ("Á", "Cát", "Châu", "Cường", "Đạt", "Gia", "Giang", "Hà", "Khang", "Lộc", "Lợi", "Mai", "Nghĩa", "Nguyên",
           "Phát", "Quý", "Sơn", "Tâm", "Thịnh", "Thuận", "Tiến", "Tín", "Trang", "Vân", "Vượng")  # fmt: skip
_TOWNS = ("Móng Cái", "Bình Liêu", "Hải Hà", "Vân Đồn", "Hạ Long", "Cẩm Phả")
_FOREIGN = ("Blue Heron", "Red Cliff", "Morning Star", "Green Valley", "Silver Bridge", "Long River", "East Harbour",
            "Golden Reed", "White Crane", "South Gate", "Stone Lion", "Pearl Bay")  # fmt: skip
_SHIPS = (
    "MAU DON",
    "SAO BIEN",
    "HAI AU",
    "NORTHERN LIGHT",
    "PACIFIC WILLOW",
    "ORIENT CEDAR",
    "BAY HERON",
    "CORAL WIND",
)


def tax_code(party: int) -> str:
    """Ten digits in the usual shape with a right check digit. The prefix 99 belongs to no province."""
    body = f"99{party * 7919 % 10_000_000:07d}"
    check = 10 - sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
    return f"{body}{check % 10}"


def company(rng: np.random.Generator, party: int) -> str:
    """The name of an enterprise; its number makes it the only one."""
    head, trade = _HEADS[int(rng.choice(4, p=(0.5, 0.27, 0.2, 0.03)))], _TRADES[int(rng.integers(len(_TRADES)))]
    first, second = _FIRST[party % len(_FIRST)], _SECOND[party // len(_FIRST) % len(_SECOND)]
    third = _SECOND[int(rng.integers(len(_SECOND)))] if party < 625 else _FIRST[party // 625]
    return f"{head} {trade} {first} {second} {third}"


def address(rng: np.random.Generator, branch: int, where: str = "Quảng Ninh") -> str:
    """An address in a street that does not exist; of a town near the branch, or of another province."""
    street = f"Số {rng.integers(1, 240)}, phố Giả Định {rng.integers(1, 60)}"
    return f"{street}, {_TOWNS[branch]}, {where}" if where == PROVINCE else f"{street}, {where}"


PROVINCE = "Quảng Ninh"
_ELSEWHERE = ("Hải Phòng", "Hà Nội", "Bắc Giang", "Hải Dương", "Thái Bình", "Lạng Sơn", "TP. Hồ Chí Minh")


def province(party: int) -> str:
    """Where an enterprise sits: two of three outside the province of the department."""
    return PROVINCE if party % 3 == 0 else _ELSEWHERE[party % 7]


def foreign(number: int, partner: str) -> tuple[str, str]:
    """Name and first address line of a foreign firm."""
    name = _FOREIGN[number % len(_FOREIGN)]
    return f"{name.upper()} TRADING {number % 89 + 10} CO LTD", f"NO {number % 300 + 1} EXAMPLE ROAD, {partner}"


def ship(number: int) -> str:
    """The name of a ship."""
    return f"{_SHIPS[number % len(_SHIPS)]} {number % 37 + 1:02d}"
