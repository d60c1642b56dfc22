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
USER_INVITED = log.verb("user.invited", Words("Mời người dùng của doanh nghiệp", "User of an enterprise invited"))
INVITATION_ENDED = log.verb("invitation.ended", Words("Lời mời đã dùng hoặc đã rút", "Invitation used or withdrawn"))
DELEGATED = log.verb("post.delegated", Words("Ủy quyền vị trí khi vắng mặt", "Post delegated during an absence"))
DELEGATION_ENDED = log.verb("delegation.ended", Words("Chấm dứt ủy quyền khi vắng mặt", "Delegation ended"))
FACTOR_ADDED = log.verb("factor.added", Words("Thêm yếu tố xác thực thứ hai", "Second factor added"))
FACTOR_REMOVED = log.verb("factor.removed", Words("Bỏ yếu tố xác thực thứ hai", "Second factor removed"))
RECOVERY_MADE = log.verb("recovery.made", Words("Tạo bộ mã khôi phục mới", "Recovery codes made"))
RECOVERY_USED = log.verb("recovery.used", Words("Dùng một mã khôi phục", "Recovery code used"))
RESET_ASKED = log.verb("reset.asked", Words("Đề nghị đặt lại yếu tố thứ hai", "Reset of second factors asked for"))
RESET_DECIDED = log.verb("reset.decided", Words("Duyệt đề nghị đặt lại", "Reset of second factors decided"))
VISIT_ENDED = log.verb("visit.ended", Words("Kết thúc một phiên đăng nhập khác", "Another session ended"))
