"""What parties writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

REGISTERED = log.verb("party.registered", Words("Ghi doanh nghiệp vào danh bạ", "Party registered"))
LEVEL_SET = log.verb("party.level_set", Words("Đặt mức tuân thủ", "Compliance level set"))
STATUS_SET = log.verb("party.status_set", Words("Đặt tình trạng hoạt động", "Status set"))
DEBT_SET = log.verb("party.debt_set", Words("Cập nhật nợ quá hạn trên 90 ngày", "Debt over 90 days updated"))
PRIORITY_SET = log.verb("party.priority_set", Words("Đặt chế độ ưu tiên", "Priority regime set"))
AGENT_NAMED = log.verb("agent.recognised", Words("Công nhận đại lý hải quan", "Customs agent recognised"))
AGENT_ENDED = log.verb("agent.ended", Words("Chấm dứt công nhận đại lý hải quan", "Recognition of an agent ended"))
MANDATE_GIVEN = log.verb("mandate.given", Words("Ủy quyền cho đại lý", "Mandate given"))
MANDATE_ACCEPTED = log.verb("mandate.accepted", Words("Đại lý chấp nhận ủy quyền", "Mandate accepted"))
MANDATE_ENDED = log.verb("mandate.ended", Words("Chấm dứt ủy quyền", "Mandate ended"))
