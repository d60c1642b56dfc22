"""What `verify` can find, in words of both languages."""

from motcua.ground.domain.covering import Fault
from motcua.kernel.words import Words

BODY = Words("Nội dung của lá không khớp với mã băm đã lưu.", "The leaf's body does not have the hash that is stored.")
UNREADABLE = Words("Nội dung của lá không đọc được.", "The leaf's body cannot be read.")
COLUMN = Words("Cột “%(column)s” khác với nội dung của lá.", "Column “%(column)s” differs from the leaf's body.")
SALT = Words(
    "Muối của lá không phải là muối sinh từ mã số của lá.", "The leaf's salt is not the one that its id gives."
)
ROWS = Words(
    "Các dòng thuộc lá này không khớp với cam kết: %(rows)s.",
    "The rows of this leaf are not those it commits to: %(rows)s.",
)
STRAY = Words(
    "Dòng của bảng mang mã lá %(leaf)s, nhưng lá đó không có hoặc không thuộc bảng này.",
    "Rows name leaf %(leaf)s, which does not exist or does not answer for this table.",
)
NO_LEAF = Words("%(count)s dòng không mang mã lá nào.", "%(count)s rows name no leaf.")
LOST = Words(
    "Lá có trong cây (vị trí %(index)s) nhưng không còn trong bảng.",
    "The leaf is in the tree (place %(index)s) but no longer in the table.",
)
UNSEEN = Words(
    "Lá có trong bảng nhưng không có trong cây và không chờ xếp vào cây.",
    "The leaf is in the table but neither in the tree nor waiting for it.",
)
TWICE = Words("Lá đã ở trong cây mà vẫn chờ xếp vào cây.", "The leaf is in the tree and still waits for it.")
WAITING_LOST = Words("Lá chờ xếp vào cây không có trong bảng.", "A leaf that waits for the tree is not in the table.")
WAITING_HASH = Words("Mã băm đang chờ khác mã băm của lá.", "The waiting hash is not that of the leaf.")
BATCH = Words(
    "Lô lá không nối tiếp lô trước, hoặc số liệu của lô sai.",
    "The batch does not follow the one before it, or tells wrong figures of itself.",
)
TILE = Words("Mã băm trong ô của cây khác mã băm tính lại.", "A hash of the tile is not the one computed anew.")
TILE_LOST = Words("Thiếu ô này của cây.", "This tile of the tree is missing.")
TILE_STRAY = Words("Ô này thừa hoặc có độ dài sai.", "This tile is out of place or has a wrong length.")
ROOT = Words("Gốc cây đã ký không khớp với cây tính lại.", "The signed root is not that of the tree computed anew.")
SIGNATURE = Words("Chữ ký không đúng.", "The signature is wrong.")
CUT = Words(
    "Đuôi nhật ký đã bị cắt: đã ký %(signed)s lá, nay chỉ còn %(size)s.",
    "The tail of the log has been cut: %(signed)s leaves were signed, %(size)s are left.",
)
HEAD_LOST = Words(
    "Gốc cây này có ở nơi lưu kia nhưng thiếu ở đây.", "This head is kept in the other place and missing here."
)
UNREADABLE_HEAD = Words("Dòng này không đọc được.", "This line cannot be read.")
RECEIPT = Words("Biên nhận không khớp với các lá của nó.", "The receipt does not fit the leaves that it names.")
FILE = Words("Tệp không còn đúng nguyên văn (%(what)s).", "The file is not kept byte for byte (%(what)s).")
PART_STRAY = Words("Phần này không thuộc tệp nào.", "This part belongs to no file.")
TABLE = Words(
    "Bảng này không có lá nào bảo đảm, không được kiểm tra và không được miễn.",
    "No leaf covers this table, no check does, and nothing excuses it.",
)
TABLE_LOST = Words("Bảng được bảo đảm nhưng không có trong cơ sở dữ liệu.", "A covered table is not in the database.")
COLUMN_LOOSE = Words(
    "Cột “%(column)s” không được bảo đảm và không được miễn.",
    "Column “%(column)s” is neither covered nor excused.",
)
CLOCK = Words(
    "Đồng hồ trình diễn khác với lần đặt cuối cùng trong nhật ký.",
    "The demonstration's clock is not where the log last set it.",
)


def fault(place: str, words: Words, **facts: object) -> Fault:
    """A fault at a place, its sentence filled in."""
    return Fault(place, Words(words.vi % facts, words.en % facts) if facts else words)
