"""What reports writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

SET = log.verb("target.set", Words("Giao chỉ tiêu", "Target set"))
CHANGED = log.verb("target.changed", Words("Sửa hoặc bãi bỏ chỉ tiêu", "Target changed or ended"))
TURNED = log.verb("target.turned", Words("Chỉ tiêu chuyển trạng thái", "Target turned"))
VERBS = (SET, CHANGED, TURNED)
