"""What revenue writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

RECEIVED = log.verb("revenue.received", Words("Nhận tiền nộp thuế", "Payment received"))
REFUNDED = log.verb("revenue.refunded", Words("Hoàn tiền nộp thừa", "Overpayment refunded"))
OFFSET = log.verb("revenue.offset", Words("Bù trừ tiền nộp thừa", "Overpayment set off against a debt"))
VERBS = (RECEIVED, REFUNDED, OFFSET)
