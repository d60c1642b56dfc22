"""What procedures write into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

WRITTEN = log.verb("procedures.written", Words("Soạn thảo quy trình", "Procedure written"))
ACT = log.verb("procedures.act", Words("Bước trong vòng đời quy trình", "Act on a version of a procedure"))
DISTRIBUTED = log.verb("procedures.distributed", Words("Phân phối quy trình", "Procedure distributed to offices"))
ACKNOWLEDGED = log.verb("procedures.acknowledged", Words("Xác nhận đã đọc quy trình", "Procedure read by an officer"))
VERBS = (WRITTEN, ACT, DISTRIBUTED, ACKNOWLEDGED)
