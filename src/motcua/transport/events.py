"""What transport writes into the log and the post book, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

REGISTERED = log.verb("transport.registered", Words("Đăng ký tờ khai vận chuyển", "Transport registered"))
AMENDED = log.verb("transport.amended", Words("Sửa tờ khai vận chuyển", "Transport amended"))
STEP = log.verb("transport.step", Words("Bước xử lý vận chuyển", "Step of a transport"))
DEPARTED = log.verb("transport.departed", Words("Xác nhận hàng đi", "Departure of a transport recorded"))
ARRIVED = log.verb("transport.arrived", Words("Xác nhận hàng đến", "Arrival of a transport recorded"))
VERBS = (REGISTERED, AMENDED, STEP, DEPARTED, ARRIVED)

MESSAGE = postbook.name("transport", Words("Tờ khai vận chuyển", "Transport declaration"), "transport:one")
"""What transports are called in the post book."""
