"""What is written into the log where people cross, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

COUNTED = log.verb("passengers.counted", Words("Đếm hành khách", "Passengers counted"))
CORRECTED = log.verb("passengers.corrected", Words("Điều chỉnh số hành khách", "Count of passengers corrected"))
RECORDED = log.verb("controls.recorded", Words("Ghi kết quả kiểm tra hành khách", "Control result recorded"))
ENDED = log.verb("controls.ended", Words("Kết thúc khoản thu tại cửa khẩu", "Duty at the gate ended"))
READ = log.verb("persons.read", Words("Xem thông tin cá nhân", "A person's data read"))
ERASED = log.verb("persons.erased", Words("Xóa thông tin cá nhân", "A person's data erased"))
RESIDENTS = log.verb("residents.declared", Words("Khai hàng cư dân biên giới", "Residents' goods declared"))

MESSAGE = postbook.name("passengers", Words("Số đếm hành khách", "Counts of passengers"))
RESIDENT_MESSAGE = postbook.name("residents", Words("Tờ khai cư dân biên giới", "Residents' declarations"))
