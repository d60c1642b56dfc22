"""What the gates are told to look out for, in the log."""

from motcua.ground.services import log
from motcua.kernel.words import Words

WATCHED = log.verb("vehicle.watched", Words("Danh sách theo dõi báo cho cửa khẩu", "Watch list told to the gates"))
