"""What a what-if refuses, with codes."""

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words


class WrongChange(Refusal):
    """A change of rate that cannot be read, or a rate that nobody believes."""

    code = "REP-E20"
    words = Words(
        "Không đọc được thay đổi “%(told)s”. Viết BIỂU:MÃ=THUẾ SUẤT, ví dụ MFN:8703=30 hoặc VAT:*@10=8; "
        "mã từ 2 đến 10 chữ số, thuế suất từ 0 đến 1000 %%.",
        "The change “%(told)s” cannot be read. Write SCHEDULE:CODE=RATE, such as MFN:8703=30 or VAT:*@10=8; "
        "a code has 2 to 10 digits, a rate lies from 0 to 1000%%.",
    )


class UnknownSchedule(Refusal):
    """A schedule that the tariff does not have."""

    code = "REP-E21"
    words = Words(
        "Không có biểu thuế “%(told)s”. Có: %(known)s.",
        "There is no schedule “%(told)s”. There are: %(known)s.",
    )


class NothingOtherwise(Refusal):
    """No change is named, or too many."""

    code = "REP-E22"
    words = Words(
        "Nêu ít nhất một và không quá %(most)s thay đổi thuế suất.", "Name at least one and at most %(most)s changes."
    )


class WrongDays(Refusal):
    """Days that are no period."""

    code = "REP-E23"
    words = Words(
        "Thời gian từ %(since)s đến %(until)s không hợp lệ: ngày đầu không sau ngày cuối, trong 2020–2099.",
        "%(since)s to %(until)s is no period: the first day is not after the last, within 2020 to 2099.",
    )


class NothingStored(Refusal):
    """No declaration is stored of the period and branch."""

    code = "REP-E24"
    words = Words(
        "Không có tờ khai nào trong thời gian và chi cục này; chọn thời gian khác.",
        "No declaration is stored of this period and branch; choose another period.",
    )


class UnknownBranch(Refusal):
    """An office that is no branch."""

    code = "REP-E25"
    words = Words("Không có chi cục “%(told)s”. Có: %(known)s.", "There is no branch “%(told)s”. There are: %(known)s.")


class WrongCap(Refusal):
    """A cap that is no share of the declarations."""

    code = "REP-E26"
    words = Words(
        "Trần tỷ lệ kiểm tra “%(told)s” không hợp lệ: viết phần trăm số tờ khai, lớn hơn 0 và không quá 100, ví dụ 3 "
        "hoặc 4,99.",
        "“%(told)s” is no cap of inspections: write percent of the declarations above 0 and at most 100, such as 3 "
        "or 4.99.",
    )


class WrongMinutes(Refusal):
    """Working minutes that nobody needs."""

    code = "REP-E27"
    words = Words(
        "Số phút làm việc “%(told)s” không hợp lệ: số nguyên từ 1 đến %(most)s, để trống nếu dùng số đo được.",
        "“%(told)s” is no number of working minutes: a whole number from 1 to %(most)s, or none for what is measured.",
    )


class WrongOfficers(Refusal):
    """A number of officers that cannot be, or leaves nobody."""

    code = "REP-E28"
    words = Words(
        "Số công chức “%(told)s” không hợp lệ: viết +2, -1 hoặc 5; sau thay đổi phải còn từ 1 đến %(most)s người.",
        "“%(told)s” is no number of officers: write +2, -1 or 5; from 1 to %(most)s must be left after it.",
    )


class NothingChecked(Refusal):
    """No check ended at the branch in the period."""

    code = "REP-E29"
    words = Words(
        "Trong thời gian này chi cục không có lần kiểm tra hồ sơ hay thực tế nào đã xong; chọn thời gian khác.",
        "No check of documents or goods ended at this branch in this period; choose another period.",
    )
