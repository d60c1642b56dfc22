"""Numbers that are no quantities and are left alone: documents, days, hours, telephones, codes, articles, ages."""

import re

from motcua.reports.domain.press.texts import Text

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?"
)
_NOT_EACH = r"(?<!mỗi )(?<!một )(?<!hàng )(?<!bình quân )(?<!trung bình )"
_CASED = (
    r"(?<![\w/])\d{1,7}(?:/\d{4})?/[A-ZĐƯ]{1,12}\d{0,3}(?:-[A-ZĐƯa-z&]{1,12}){0,4}",
    r"(?<!\w)\d{2}[A-Z]{1,2}\d?[- ]?\d{3}\.?\d{2}(?!\d)",
    r"(?<!\w)\d{2}[A-Z]{1,2}\d?[- ]\d{4,5}(?!\d)",
)
"""Numbers of documents and plates: their capitals tell them from units."""
_FOLDED = (
    r"(?:https?://|www\.)\S{1,500}",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,120}",
    r"(?<![\d/.,-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/])",
    r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)",
    rf"(?<!\w){_NOT_EACH}(?:ngày|mùng|mồng|sáng|chiều|tối|đêm)\s(?:ngày\s)?\d{{1,2}}(?:[/-]\d{{1,2}})?(?:\stháng\s\d{{1,2}})?(?![\d.,]*\d)",
    r"(?<!\w)(?:từ|đến|tới|hết|trước|sau|on|since|from|until|to|by)\s(?:ngày\s)?\d{1,2}/\d{1,2}(?![\d.,]*\d)",
    rf"(?<!\w){_NOT_EACH}(?:tháng|th\.)\s\d{{1,2}}(?:\s?[/-]\s?\d{{1,4}}){{0,2}}(?![\d.,]*\d)",
    r"(?<!\w)(?:năm|giai đoạn|nhiệm kỳ|niên khóa|năm học|year|years|fy)\s"
    r"(?:19|20)\d\d(?:\s?[-/]\s?(?:19|20)?\d\d)?(?![\d.]*\d)",
    r"(?<![\d.,])(?:19|20)\d\d\s?-\s?(?:19|20)\d\d(?!\d)",
    r"(?<!\w)(?:quý|quarter|q)\s?(?:[ivx]{1,4}|\d)(?:\s?[/-]\s?\d{4})?(?![\d.,]*\d)",
    r"(?<![\d./,])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d.])",
    rf"(?<!\w){_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?(?![\d.,]*\d)",
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?(?!\w)",
    rf"(?<!\w){_MONTH},?\s\d{{4}}(?!\d)",
    r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
    r"(?<!\d)\d{1,2}\s?(?:h|g|giờ)\s?\d{1,2}(?:\s?(?:phút|p|'))?(?!\w)",
    r"(?<!\w)(?:lúc|hồi|đến|từ|trước|sau|at|by|from|until|to)\s(?:khoảng\s)?(?:[01]?\d|2[0-4])\s?(?:h|giờ|o'clock)(?!\w)"
    r"(?!\s(?:xuống|lên|còn))",
    r"(?<!\d)\d{1,2}\s?(?:giờ|h)\s(?:sáng|trưa|chiều|tối|đêm|ngày|cùng ngày)",
    r"(?<!\d)\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)",
    r"(?<![\d.,/])(?:24/7|7/7|24/24)(?:\s?(?:h|giờ))?(?!\w)",
    r"(?<!\w)(?:điện thoại|đt|sđt|hotline|fax|tel|phone|zalo|số máy|đường dây nóng|mobile|di động)[^\n\d]{0,20}"
    r"\d[\d .()-]{4,20}\d",
    r"\+\d{1,3}[ .-]?\(?\d[\d .()-]{6,16}\d",
    r"\(0\d{1,4}\)\s?\d[\d .-]{4,14}\d",
    r"(?<![\d.,])0\d{2,3}[ .-]\d{3,4}[ .-]?\d{3,4}(?!\d)",
    r"(?<![\d.,])0\d{8,10}(?!\d)",
    r"(?<![\d.,])1[89]00[ .]?\d{4,6}(?!\d)",
    r"(?<![\d.,])\d{10}-\d{3}(?!\d)",
    r"(?<![\d.,])\d{9,}(?![\d.,]*\d)(?!\s?(?:đồng|vnd|vnđ|usd|đ)(?!\w))",
    r"(?<!\w)(?:mst|mã số thuế|mã số|tax code|tin|hs|mã hs|mã hàng|nhóm hàng|phân nhóm|phân nhóm hàng|heading"
    r"|subheading|hs code|hs codes|container số|seri|serial|imei|biển số|biển kiểm soát|bks|cccd|cmnd|passport|hộ chiếu"
    r"|tài khoản|vận đơn|bill|invoice|hóa đơn)(?:\s(?:số|no\.?|number|code|codes))?[:\s]{1,3}\w{0,4}\d[\d.\-/]{0,24}",
    r"(?<![\d.,])\d{4}\.\d{2}\.\d{2}(?:\.\d{2})?(?![\d])",
    r"(?<!\w)\d{1,3}\s?tuổi(?!\w)",
    r"(?<!\w)(?:aged?|tuổi)\s\d{1,3}(?!\w)",
    r"(?<!\w)\d{1,3}[- ]years?[- ]old",
    r"(?<!\w)(?:sinh năm|sn|sinh|born in|born)[:\s]{1,2}\d{4}(?!\d)",
    r"(?m)^[ \u00a0]{0,8}\d{1,2}(?:\.\d{1,2}){0,3}[.)/](?=\s)",
    r"(?m)^[ \u00a0]{0,8}\d{1,2}(?:\.\d{1,2}){1,3}(?=\s[a-zà-ỹđ]{3,12}\s[a-zà-ỹđ])",
    r"\(\d{1,2}\)",
    r"\bkm\s?\d{1,4}\s?\+\s?\d{1,3}",
    r"(?<![^\W_])(?!(?:usd|vnd|vnđ|eur|cny)\d)[^\W\d_]+(?:-(?=\d))?\d(?:[\w.-]{0,30}\w)?",
    r"(?<!\w)(?:\d{1,2})\stháng(?=\s(?:đầu|cuối|năm|qua|của|còn lại|thực hiện|/|\d)|\s?[,:])",
    r"(?<!\w)(?:lũy kế|luỹ kế|tính chung|sau|qua)\s\d{1,2}\stháng(?!\w)",
    r"(?<!\w)(?:first|last|past|next)\s(?:\d{1,2})\smonths?",
    r"(?<!\w)\d{1,2}-(?:month|year|day|hour|week|point)(?!\w)",
    r"(?<!\w)thứ\s\d{1,3}(?![\d.,]*\d)",
    r"(?<!\w)thế kỷ\s(?:thứ\s)?\d{1,2}",
    r"(?<![\w.,])\d{1,2}(?:st|nd|rd|th)(?!\w)",
)
_LAW = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|chương|mục|phụ lục|mẫu|biểu|article|articles|section|clause|annex|appendix|chapter|form"
    r"|thông tư|nghị định|luật|quyết định|công văn|chỉ thị|nghị quyết|circular|decree|decision|resolution|law|no\."
    r"|(?<!tổng )(?<!trong )(?<!con )(?<!trên )(?<!một )số|number|step|trang|page|bảng|table|hình|figure"
    r"|phòng|room|tầng|floor|phường|quận|ward|district|tổ|khu|khu phố"
    r"|thôn|đường|quốc lộ|ql|đội|hải đội|tỉnh lộ|cột mốc|mốc|bến|cầu|lô|ô|khóa|thứ|hạng|top|version|phiên bản"
    r"|chuyến bay|lần|đợt|cấp(?=\s[1-9](?!\d))|level|bậc|chi nhánh|cảng|tàu|xí nghiệp|vòng|round|kỳ|bước)"
    r"\s(?:(?:số|thứ)\s)?(\d{1,5}[a-zđ]?(?:(?:\s?,\s?|\s?-\s?|\svà\s|\sand\s)\d{1,4}[a-zđ]?(?![\d.,]*\d)){0,10})"
    r"(?![\d.,/]*\d)(?![^\W\d_%])"
)
_TOGETHER = tuple(re.compile(each) for each in _FOLDED)
_CAPITALS = tuple(re.compile(each) for each in _CASED)
_DATED = re.compile(r"\s?(?:ngày|tháng|năm)\s\d")


def marked(text: Text) -> bytearray:
    """A byte for every place of the folded text: 1 where a number stands that is to be left alone."""
    mask = bytearray(len(text.folded) + 1)
    for pattern in _TOGETHER:
        for found in pattern.finditer(text.folded):
            mask[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    for pattern in _CAPITALS:
        for found in pattern.finditer(text.cased):
            mask[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    return mask


def ordered(folded: str) -> dict[int, bool]:
    """Where numbers stand after a word such as article, number or room; True where a day follows, so surely no unit."""
    found: dict[int, bool] = {}
    for each in _LAW.finditer(folded):
        dated = _DATED.match(folded, each.end()) is not None
        for number in re.finditer(r"\d+", folded[each.start(1) : each.end(1)]):
            found[each.start(1) + number.start()] = dated
    return found
