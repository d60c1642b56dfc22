"""What issuing reports writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

ISSUED = log.verb("reports.issued", Words("Ban hành báo cáo", "Report issued"))
