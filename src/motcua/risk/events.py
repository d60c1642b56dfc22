"""What selection writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

RAISED = log.verb("risk.raised", Words("Chuyển sang luồng đỏ", "Sent to physical inspection"))
LOWERED = log.verb("risk.lowered", Words("Chuyển sang luồng thấp hơn", "Channel lowered"))
OUTCOME = log.verb("risk.outcome", Words("Ghi nhận kết quả kiểm tra", "Outcome of a check recorded"))
ADDED = log.verb("risk.added", Words("Bổ sung kết quả kiểm tra", "Outcome of a check completed"))
PUBLISHED = log.verb(
    "risk.published", Words("Công bố cam kết bốc thăm của ngày", "Commitment of a day's draw published")
)
REVEALED = log.verb("risk.revealed", Words("Công bố khoá bốc thăm của ngày", "Secret of a day's draw shown"))
SEEDED = log.verb("risk.seeded", Words("Đặt hạt giống bốc thăm trình diễn", "Seed of the demonstration's draws set"))
TRAINED = log.verb("risk.trained", Words("Huấn luyện phiên bản mô hình", "Model version trained"))
PROMOTED = log.verb("risk.promoted", Words("Đưa phiên bản mô hình vào dùng", "Model version put in force"))
RETIRED = log.verb("risk.retired", Words("Ngừng dùng phiên bản mô hình", "Model version retired"))
PROFILE_WRITTEN = log.verb(
    "risk.profile.written", Words("Viết một phiên bản hồ sơ rủi ro", "Version of a profile written")
)
WATCH = log.verb("risk.watch", Words("Danh sách theo dõi báo cho phân luồng", "Watch list told to selection"))
PROFILE_MOVED = log.verb("risk.profile.moved", Words("Bước xử lý hồ sơ rủi ro", "Step of a profile"))
