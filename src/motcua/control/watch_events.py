"""What indicators, notes, registers, watch lists, plans and returns write into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

TARGETS = log.verb("control.targets", Words("Giao chỉ tiêu kiểm soát", "Control targets set"))
NOTE = log.verb("control.note", Words("Bước xử lý tin báo", "Step of an intelligence note"))
READ = log.verb("control.note.read", Words("Đọc tin báo", "Intelligence note read"))
HELD = log.verb("control.register", Words("Bước của hồ sơ nghiệp vụ", "Step of a control register"))
WATCH = log.verb("control.watch", Words("Bước của danh sách theo dõi", "Step of a watch list entry"))
PLAN = log.verb("control.plan", Words("Bước của kế hoạch tuần tra, kiểm soát", "Step of a plan of patrols"))
RETURN = log.verb("control.return", Words("Chốt, sửa báo cáo tháng", "Monthly return closed or corrected"))
VERBS = (TARGETS, NOTE, HELD, WATCH, PLAN, RETURN)
