"""What the survey writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

ROUND = log.verb("survey.round", Words("Bước của đợt khảo sát", "Step of a survey round"))
DRAWN = log.verb("survey.drawn", Words("Rút mẫu khảo sát", "Sample of a survey drawn"))
DAY = log.verb("survey.day", Words("Đếm phiếu của một ngày", "Sheets of a day counted"))
SCORED = log.verb("survey.scored", Words("Tính điểm khảo sát", "Survey scored"))
VERBS = (ROUND, DRAWN, DAY, SCORED)
