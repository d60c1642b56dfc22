"""UNI: free texts of the header."""

from motcua.declarations.domain.rules.book import BOOK, DICTIONARY, FIRST, vnaccs


@BOOK.rule(
    "DEC-UNI-08", source=DICTIONARY, since=FIRST, path="", scope="text",
    published=vnaccs("IDA S0900 S0999; EDA S0900"),
    vi="Văn bản vừa độ dài của chỉ tiêu và không có ký tự điều khiển.",
    do="Shorten the text; write it on one line.",
    do_vi="Rút gọn văn bản; viết trên một dòng.",
)  # fmt: skip
def text_fits_its_field(text: str, length: int) -> bool:
    """A text fits the length of its field and has no control characters."""
    return len(text) <= length and text.isprintable()
