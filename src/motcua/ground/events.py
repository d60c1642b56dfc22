"""What ground writes into the log."""

from motcua.ground.services import log
from motcua.kernel.words import Words

FILE_KEPT = log.verb("file.kept", Words("Đã lưu nguyên văn một tệp", "A file was kept byte for byte"))
CLOCK_SET = log.verb("clock.set", Words("Đã đặt đồng hồ trình diễn", "The demonstration's clock was set"))
