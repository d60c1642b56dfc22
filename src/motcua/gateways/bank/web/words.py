"""What kinds of notice and outcomes are called on pages."""

from motcua.kernel.words import Words

KINDS = {
    "payment": Words("Nộp tiền", "Payment"),
    "guarantee": Words("Bảo lãnh", "Guarantee"),
    "change": Words("Thay đổi bảo lãnh", "Change of a guarantee"),
    "statement": Words("Sao kê ngày", "Statement of the day"),
}
OUTCOMES = {
    "booked": Words("Đã ghi sổ", "Booked"),
    "held": Words("Nộp thừa, giữ cho người nộp", "Held for the party"),
    "suspended": Words("Chờ đối chiếu", "Waits to be matched"),
    "known": Words("Đã báo trước đó", "Told before"),
    "registered": Words("Đã đăng ký", "Registered"),
    "extend": Words("Gia hạn", "Extended"),
    "raise": Words("Tăng số tiền", "Raised"),
    "end": Words("Chấm dứt", "Ended"),
    "kept": Words("Đã lưu", "Kept"),
}
TONES = {"booked": "good", "held": "warn", "suspended": "warn", "registered": "good"}
