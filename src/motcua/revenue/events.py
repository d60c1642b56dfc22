"""What revenue writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

RECEIVED = log.verb("revenue.received", Words("Nhận tiền nộp thuế", "Payment received"))
REFUNDED = log.verb("revenue.refunded", Words("Hoàn tiền nộp thừa", "Overpayment refunded"))
OFFSET = log.verb("revenue.offset", Words("Bù trừ tiền nộp thừa", "Overpayment set off against a debt"))
VERBS = (RECEIVED, REFUNDED, OFFSET)
SUSPENDED = log.verb("revenue.suspended", Words("Tiền đến chưa đối chiếu được", "Money taken into suspense"))
RETURNED = log.verb("revenue.returned", Words("Trả lại tiền chưa đối chiếu", "Money in suspense returned"))
MATCHED = log.verb("revenue.matched", Words("Đối chiếu tiền với tờ khai", "Money in suspense matched"))
REFUND_ASKED = log.verb("refund.asked", Words("Đề nghị hoàn tiền", "Refund asked for"))
REFUND_STEP = log.verb("refund.step", Words("Đề xuất, quyết định hoàn tiền", "Refund proposed or decided"))
GUARANTEED = log.verb("guarantee.registered", Words("Đăng ký bảo lãnh", "Guarantee registered"))
GUARANTEE_CHANGED = log.verb("guarantee.changed", Words("Thay đổi bảo lãnh", "Guarantee extended, raised or ended"))
CLASSED = log.verb("debt.classed", Words("Phân loại nợ", "Debt classed"))
DAY_CLOSED = log.verb("revenue.closed", Words("Khóa sổ ngày", "Day of the ledger closed"))
FILE_TAKEN = log.verb("treasury.file", Words("Nạp tệp của kho bạc", "Treasury's file taken"))
EXPLAINED = log.verb("treasury.explained", Words("Giải trình chênh lệch với kho bạc", "Difference explained"))
PLAN_ASKED = log.verb("instalments.asked", Words("Đề nghị nộp dần", "Instalments asked for"))
PLAN_STEP = log.verb("instalments.step", Words("Bước của kế hoạch nộp dần", "Step of a plan of instalments"))
