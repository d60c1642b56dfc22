"""Suspense: why money that arrived could not be matched to a debt."""

from collections.abc import Mapping

from motcua.kernel.words import Words

REASONS: Mapping[str, Words] = {
    "unknown": Words("Không có tờ khai mang số này", "No declaration has this number"),
    "party": Words("Người nộp không phải người khai của tờ khai", "The payer is not the party of the declaration"),
    "cancelled": Words("Tờ khai đã hủy", "The declaration is cancelled"),
    "nothing": Words("Tờ khai không phát sinh số phải nộp", "Nothing was ever charged on the declaration"),
    "item": Words("Có tiểu mục không thuộc thuế của hệ thống này", "A sub-item is of no tax that is kept here"),
    "treasury": Words("Chỉ kho bạc báo, ngân hàng chưa báo", "Only the treasury told of it, no bank did"),
    "account": Words("Tài khoản kho bạc không phải của cơ quan này", "The treasury account is not this department's"),
}
END_WORDS = {"match": Words("Đã đối chiếu", "Matched"), "return": Words("Đã trả lại", "Returned")}
