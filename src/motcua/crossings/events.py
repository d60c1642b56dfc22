"""What the gates write into the log and the post book of vehicles, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

ANNOUNCED = log.verb("vehicle.announced", Words("Khai báo phương tiện", "Vehicle announced"))
CORRECTED = log.verb("vehicle.corrected", Words("Sửa tờ khai phương tiện", "Declaration of a vehicle corrected"))
STEP = log.verb("vehicle.step", Words("Bước xử lý phương tiện", "Step of a vehicle"))
PASSED = log.verb("vehicle.passed", Words("Ghi nhận phương tiện qua cửa khẩu", "Vehicles that crossed recorded"))
TAKEN_BACK = log.verb("vehicle.taken_back", Words("Thu hồi ghi nhận nhầm", "Mistaken crossing taken back"))
STAY = log.verb("vehicle.stay", Words("Xử lý thời hạn lưu của phương tiện", "Step of a vehicle's stay"))
VEHICLES = (ANNOUNCED, CORRECTED, STEP, PASSED, TAKEN_BACK, STAY)

MESSAGE = postbook.name("vehicle", Words("Tờ khai phương tiện", "Declaration of a vehicle"), "crossings:announcement")
"""What declarations of vehicles are called in the post book."""
OVERDUE = "crossings.overdue"
"""The job that tells rooms above of a vehicle that is overdue: its stay, plate, carrier and the moment it was due."""
