"""What ground writes into the log."""

from motcua.ground.services import log
from motcua.kernel.words import Words

FILE_KEPT = log.verb("file.kept", Words("Đã lưu nguyên văn một tệp", "A file was kept byte for byte"))
CLOCK_SET = log.verb("clock.set", Words("Đã đặt đồng hồ trình diễn", "The demonstration's clock was set"))
OUTAGE_REPORTED = log.verb("outage.reported", Words("Thiết bị giám sát báo sự cố", "A probe reported an outage"))
OUTAGE_ADDED = log.verb("outage.added", Words("Bổ sung sự cố", "An outage was added by hand"))
OUTAGE_RULED = log.verb("outage.ruled", Words("Xác nhận hoặc bác sự cố", "An outage was confirmed or rejected"))
PROBE_REGISTERED = log.verb("probe.registered", Words("Đăng ký thiết bị giám sát", "A probe was registered"))
PROBE_RETIRED = log.verb("probe.retired", Words("Ngừng thiết bị giám sát", "A probe was retired"))
ADDRESS_ADDED = log.verb("address.registered", Words("Đăng ký địa chỉ nhận thông báo", "An address was registered"))
ADDRESS_STEP = log.verb("address.changed", Words("Thay đổi địa chỉ nhận thông báo", "An address was changed"))
NOTICE_SENT = log.verb("notice.sent", Words("Đã gửi thông báo ra ngoài", "A notice was sent out"))
JOB_REVIVED = log.verb("job.revived", Words("Cho làm lại việc hỏng", "Failed work was set going again"))
