"""What the support desk writes into the log, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

OPENED = log.verb("helpdesk.opened", Words("Nhận câu hỏi", "Question taken"))
STEP = log.verb("helpdesk.step", Words("Bước xử lý câu hỏi", "Step of a question"))
ANSWERED = log.verb("helpdesk.answered", Words("Trả lời câu hỏi", "Question answered"))
ASKER = log.verb("helpdesk.asker", Words("Sửa hoặc xóa thông tin người hỏi", "Asker's data corrected or erased"))
MAIL = log.verb("helpdesk.mail", Words("Thư của bộ phận hỗ trợ", "Mail of the support desk"))
ENTRY = log.verb("helpdesk.entry", Words("Bước của câu trả lời công bố", "Step of a published answer"))
VOTE = log.verb("helpdesk.vote", Words("Ý kiến về câu trả lời công bố", "Word on a published answer"))
VERBS = (OPENED, STEP, ANSWERED, ASKER, MAIL, ENTRY, VOTE)

QUESTION = postbook.name("question", Words("Câu hỏi của doanh nghiệp", "Question of an enterprise"), "helpdesk:one")
"""What questions of programs are called in the post book."""
