"""What cases and the seizure store write into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

OPENED = log.verb("case.opened", Words("Mở hoặc đề xuất vụ việc", "Case opened or proposed"))
STEP = log.verb("case.step", Words("Bước xử lý vụ việc", "Step of a case"))
DECIDED = log.verb("case.decided", Words("Quyết định xử lý vụ việc", "Sanction of a case decided"))
READ = log.verb("case.read", Words("Đọc hồ sơ vụ việc", "Case file read"))
EXHIBIT = log.verb("exhibit.step", Words("Bước giao nhận, bảo quản tang vật", "Link of an exhibit's chain of custody"))
INVENTORY = log.verb("exhibit.inventory", Words("Kiểm kê kho tang vật", "Inventory of the seizure store"))
VERBS = (OPENED, STEP, DECIDED, READ, EXHIBIT, INVENTORY)
