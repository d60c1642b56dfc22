"""What people writes into the log, by name."""

from motcua.ground.services import log
from motcua.kernel.words import Words

OPENED = log.verb("account.opened", Words("Mở tài khoản", "Account opened"))
CLOSED = log.verb("account.closed", Words("Đóng tài khoản", "Account closed"))
PASSWORD_SET = log.verb("account.password_set", Words("Đặt mật khẩu mới", "Password set"))
LOCKED = log.verb("account.locked", Words("Tạm khóa tài khoản sau nhiều lần sai", "Account locked after failures"))
POST_GIVEN = log.verb("post.given", Words("Giao vị trí công tác", "Post given"))
POST_ENDED = log.verb("post.ended", Words("Kết thúc vị trí công tác", "Post ended"))
TOKEN_GIVEN = log.verb("token.given", Words("Cấp mã kết nối cho chương trình", "Token given to a program"))
TOKEN_REVOKED = log.verb("token.revoked", Words("Thu hồi mã kết nối", "Token revoked"))
