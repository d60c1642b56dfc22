"""What origin writes into the log, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

RECEIVED = log.verb("origin.received", Words("Nhận C/O từ cửa sổ đối tác", "Certificate received from a partner"))
STEP = log.verb("origin.step", Words("Bước xử lý C/O", "Step of a certificate"))
MATCHED = log.verb("origin.matched", Words("Đối chiếu C/O với tờ khai", "Certificate matched with declarations"))
CLAIMED = log.verb("origin.claimed", Words("Xét chứng từ xuất xứ của tờ khai", "Proof of origin of lines decided"))
TOLD = log.verb("origin.told", Words("Gửi thông báo cho đối tác về C/O", "Partner told of a certificate"))
SENT = log.verb("origin.sent", Words("Đối tác nhận thông báo về C/O", "Message on a certificate taken by a partner"))
ANSWERED = log.verb("origin.answered", Words("Đối tác thông báo về C/O", "Partner told us of a certificate"))
APPLIED = log.verb("origin.applied", Words("Đề nghị cấp C/O", "Certificate applied for"))
ACT = log.verb("origin.act", Words("Bước xử lý đề nghị cấp C/O", "Step of an application for a certificate"))
ISSUED = log.verb("origin.issued", Words("Cấp C/O", "Certificate issued"))
VERBS = (RECEIVED, STEP, MATCHED, CLAIMED, TOLD, SENT, ANSWERED, APPLIED, ACT, ISSUED)

APPLICATION = postbook.name(
    "origin", Words("Đề nghị cấp C/O", "Application for a certificate of origin"), "origin:application"
)
"""What applications are called in the post book."""
