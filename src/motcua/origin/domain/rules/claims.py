"""Lines of declarations that name a certificate of the register. They look at stored rows, so they are asked where a
declaration is tried, lodged, registered or amended.
"""

from motcua.origin.domain.rules.book import BOOK, FIRST

GUIDE = "VNACCS fill-in guides IDA (2013-2014); ours where the register is asked"


@BOOK.rule(
    "IMP-ORI-10", source=GUIDE, since=FIRST, path="certificate", scope="claim",
    vi="C/O mẫu D đã nêu còn hiệu lực, đúng hàng, đúng nước và còn đủ số lượng cho dòng hàng.",
    do="Correct the line or the reference, or take the rate of most favoured nations (B01).",
    do_vi="Sửa dòng hàng hoặc số C/O, hoặc áp thuế suất ưu đãi (B01).",
)  # fmt: skip
def certificate_bears_the_line(why: str) -> bool:
    """The form D that is named is valid, of these goods and this country, and has enough left for the line."""
    return why in ("", "LATE")


@BOOK.rule(
    "IMP-ORI-11", source="38/2018/TT-BTC, 33/2023/TT-BTC; the article has not been read", since="2018-06-05",
    path="certificate", scope="claim",
    vi="C/O nộp chậm: trong 30 ngày từ ngày đăng ký (trước 15/7/2023) hoặc 1 năm (từ 15/7/2023).",
    do="No preference can be given after that; take the rate of most favoured nations (B01).",
    do_vi="Quá thời hạn không được hưởng ưu đãi; áp thuế suất ưu đãi (B01).",
)  # fmt: skip
def certificate_is_filed_in_time(why: str) -> bool:
    """A late certificate is filed within 30 days of registration (before 15 July 2023), or one year (after)."""
    return why != "LATE"
