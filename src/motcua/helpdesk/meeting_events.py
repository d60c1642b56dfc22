"""What conferences and visits write into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

CONFERENCE = log.verb("meeting.conference", Words("Bước của hội nghị đối thoại", "Step of a dialogue conference"))
INVITED = log.verb("meeting.invited", Words("Mời doanh nghiệp dự hội nghị", "Enterprises invited to a conference"))
GUEST = log.verb("meeting.guest", Words("Đăng ký, dự hội nghị", "Registration for a conference, attendance"))
RAISED = log.verb("meeting.raised", Words("Câu hỏi tại hội nghị", "Question of a conference"))
VISIT = log.verb("meeting.visit", Words("Làm việc tại doanh nghiệp", "Visit to an enterprise"))
ACTION = log.verb("meeting.action", Words("Việc sau khi làm việc", "Follow-up of a visit"))
VERBS = (CONFERENCE, INVITED, GUEST, RAISED, VISIT, ACTION)
