"""What drafting refuses, by name."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class Stale(Refusal):
    """The draft was changed elsewhere since this page was opened."""

    code = "DRF-E01"
    words = Words(
        "Bản nháp này đã được sửa ở một cửa sổ khác hoặc bởi đồng nghiệp sau khi anh/chị mở trang.",
        "This draft was changed in another window or by a colleague since you opened the page.",
    )


class Lodged(Refusal):
    """The draft has become a declaration and is no longer changed."""

    code = "DRF-E02"
    words = Words(
        "Bản nháp này đã nộp, không sửa được nữa. Muốn khai tiếp, hãy chép thành bản nháp mới.",
        "This draft has been lodged and can no longer be changed. Copy it into a new draft to go on.",
    )


class TooManyDrafts(Refusal):
    """An enterprise has as many open drafts as are kept."""

    code = "DRF-E03"
    words = Words(
        "Doanh nghiệp đã có %(most)s bản nháp chưa nộp. Hãy nộp hoặc xóa bớt trước khi khai bản mới.",
        "The enterprise has %(most)s drafts that are not lodged. Lodge or delete some before beginning another.",
    )


class TooManyItems(Refusal):
    """More goods items than a declaration takes."""

    code = "DRF-E04"
    words = Words(
        "Tờ khai nhận tối đa %(most)s dòng hàng; thêm nữa sẽ thành %(count)s. Hãy bỏ bớt hoặc chia tờ khai.",
        "A declaration takes at most %(most)s items; this would make %(count)s. Take some out or split the shipment.",
    )


class NoTitles(Refusal):
    """No row of a table names its columns."""

    code = "DRF-E10"
    words = Words(
        "Không thấy dòng tiêu đề cột. Hãy để dòng đầu ghi tên cột, ví dụ %(titles)s, hoặc dùng bảng mẫu.",
        "No row of column titles was found. Let the first name the columns, such as %(titles)s, or use the template.",
    )


class TooManyRows(Refusal):
    """A table of more rows than a declaration takes."""

    code = "DRF-E11"
    words = Words(
        "Bảng có %(count)s dòng hàng, tờ khai nhận tối đa %(most)s. Chưa lấy dòng nào; hãy chia bảng rồi gửi lại.",
        "The table has %(count)s rows, a declaration takes at most %(most)s. None was taken; split it and send again.",
    )


class TooLarge(Refusal):
    """A file larger than is read."""

    code = "DRF-E12"
    words = Words(
        "Tệp hoặc nội dung dán lớn quá (tối đa %(most)s MB). Hãy bỏ hình ảnh và các trang tính khác rồi gửi lại.",
        "The file or pasted text is too large (at most %(most)s MB). Remove pictures and other sheets; send it again.",
    )


class NotATable(Refusal):
    """A file that is no spreadsheet that is read here."""

    code = "DRF-E13"
    words = Words(
        "Không đọc được tệp này. Hãy lưu lại dạng XLSX, hoặc CSV mã hóa UTF-8, rồi gửi lại.",
        "This file cannot be read. Save it as XLSX, or as CSV in UTF-8, and send it again.",
    )


class NothingSent(Refusal):
    """Neither a text nor a file was sent."""

    code = "DRF-E15"
    words = Words("Hãy dán bảng hoặc chọn tệp trước.", "Paste a table or choose a file first.")


class NothingThere(Refusal):
    """A table without a row of goods."""

    code = "DRF-E14"
    words = Words("Dưới dòng tiêu đề không có dòng hàng nào.", "There is no row of goods below the titles.")
