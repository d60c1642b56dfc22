"""What internal audit writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

STEP = log.verb("procedures.quality", Words("Bước của hồ sơ chất lượng", "Step of a record of the quality system"))
VERBS = (STEP,)
