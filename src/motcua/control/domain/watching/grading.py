"""How a note is graded: the class of its source, how reliable that is (A–F), how credible what it says is (1–6).

The two scales are the ones in common use among services; which ones the department orders was not looked up.
"""

from collections.abc import Mapping

from motcua.kernel.words import Words

SOURCE_CLASSES: Mapping[str, Words] = {
    "person": Words("Cơ sở, cộng tác viên", "A person who tells us"),
    "hotline": Words("Đường dây nóng, đơn thư", "Hot line, letters"),
    "agency": Words("Cơ quan khác chuyển đến", "Another agency"),
    "abroad": Words("Hải quan nước ngoài", "Customs of another country"),
    "open": Words("Nguồn công khai", "Open sources"),
    "own": Words("Công tác nghiệp vụ", "Our own work"),
}
RELIABILITY: Mapping[str, Words] = {
    "A": Words("Hoàn toàn tin cậy", "Completely reliable"),
    "B": Words("Thường tin cậy", "Usually reliable"),
    "C": Words("Khá tin cậy", "Fairly reliable"),
    "D": Words("Thường không tin cậy", "Not usually reliable"),
    "E": Words("Không tin cậy", "Unreliable"),
    "F": Words("Chưa đánh giá được", "Cannot be judged"),
}
CREDIBILITY: Mapping[int, Words] = {
    1: Words("Được nguồn khác xác nhận", "Confirmed by other sources"),
    2: Words("Có thể đúng", "Probably true"),
    3: Words("Có khả năng đúng", "Possibly true"),
    4: Words("Đáng ngờ", "Doubtful"),
    5: Words("Khó đúng", "Improbable"),
    6: Words("Chưa đánh giá được", "Cannot be judged"),
}


def graded(reliability: str, credibility: int) -> bool:
    """Whether both are grades."""
    return reliability in RELIABILITY and credibility in CREDIBILITY
