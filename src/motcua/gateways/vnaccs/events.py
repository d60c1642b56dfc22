"""What the gateway writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

ARRIVED = log.verb("vnaccs.arrived", Words("Nhận tệp xuất từ VNACCS", "VNACCS export arrived"))
LOADED = log.verb("vnaccs.loaded", Words("Nạp tệp xuất từ VNACCS", "VNACCS export loaded"))

T_ARRIVAL = "vnaccs_arrival"
ARRIVAL = ("leaf", "no", "role", "file", "name", "size", "at", "actor")
ARRIVAL_MOMENTS = (6,)
T_LOAD = "vnaccs_load"
LOAD = ("leaf", "arrival", "at", "actor", "rows", "faults", "differing", "ignored")
LOAD_MOMENTS = (2,)
T_COUNT = "vnaccs_count"
COUNT = ("leaf", "kind", "new", "version", "same", "refused")
T_FAULT = "vnaccs_fault"
FAULT = ("leaf", "no", "file", "sheet", "row", "column", "value", "code", "vi", "en")
