"""What manifests write into the log and the post book, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

REGISTERED = log.verb("manifests.registered", Words("Đăng ký tàu, hãng vận chuyển", "Vessels or carriers registered"))
LODGED = log.verb("manifests.lodged", Words("Nộp chứng từ của chuyến tàu", "Documents of a call lodged"))
STEP = log.verb("manifests.step", Words("Bước xử lý hồ sơ tàu", "Step of a ship's dossier"))
STAYS = log.verb("manifests.stays", Words("Hàng tồn đọng đến ngưỡng ngày", "Goods have stayed to a threshold of days"))
VERBS = (REGISTERED, LODGED, STEP, STAYS)

MESSAGE = postbook.name("manifest", Words("Chứng từ của chuyến tàu", "Document of a ship's call"), "manifests:one")
"""What documents of calls are called in the post book."""
