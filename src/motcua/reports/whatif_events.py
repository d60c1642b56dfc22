"""What what-ifs write into the log, by name, and the job that works them out."""

from motcua.ground.services import log
from motcua.kernel.words import Words

ASKED = log.verb("whatif.asked", Words("Yêu cầu tính thử", "What-if asked"))
ANSWERED = log.verb("whatif.answered", Words("Trả lời tính thử", "What-if answered"))
VERBS = (ASKED, ANSWERED)
WORK = "reports.whatif"
"""The job that works an answer out."""
