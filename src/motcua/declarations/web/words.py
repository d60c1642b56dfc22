"""What codes are called on pages: offices, procedures, states, verbs, reasons."""

from collections.abc import Iterator
from datetime import date

from motcua.declarations.domain.life import CHANNEL_WORDS, RECORDED_WORDS, STATE_WORDS, Channel, State
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.risk.domain.decision import SOURCES

TONES = {
    State.AWAITING_CHANNEL: "info",
    State.DOCUMENT_CHECK: "info",
    State.PHYSICAL_CHECK: "info",
    State.DOCUMENT_QUERY: "warn",
    State.PHYSICAL_QUERY: "warn",
    State.IN_STORAGE: "info",
    State.RELEASED: "info",
    State.AWAITING_PAYMENT: "warn",
    State.CLEARED: "good",
    State.PASSED: "good",
    State.CANCELLED: "",
}
STEPS = {
    "register": Words("Đăng ký, cấp số, phân luồng", "Registered, numbered, channel given"),
    "accept documents": Words("Chấp nhận hồ sơ", "Documents accepted"),
    "order inspection": Words("Chuyển kiểm tra thực tế", "Physical inspection ordered"),
    "record inspection": Words("Ghi kết quả kiểm tra thực tế", "Physical inspection recorded"),
    "hold for analysis": Words("Đã kiểm tra thực tế, chờ phân tích", "Inspected, awaiting an analysis"),
    "extend inspection": Words("Gia hạn kiểm tra thực tế", "Physical inspection extended"),
    "spare inspection": Words("Bỏ kiểm tra thực tế", "Physical inspection spared"),
    "instruct": Words("Yêu cầu người khai", "Asked of the declarant"),
    "answer": Words("Người khai trả lời", "Answered by the declarant"),
    "withdraw query": Words("Rút yêu cầu", "Question withdrawn"),
    "store": Words("Đưa hàng về bảo quản", "Goods to storage"),
    "end storage": Words("Kết thúc bảo quản", "Storage ended"),
    "resume inspection": Words("Kết thúc bảo quản, kiểm tra tiếp", "Storage ended, inspection goes on"),
    "release": Words("Giải phóng hàng", "Released on conditions"),
    "settle": Words("Giải quyết điều kiện giải phóng hàng", "Conditions of release settled"),
    "amend": Words("Khai bổ sung", "Amended"),
    "clear": Words("Thông quan", "Cleared"),
    "clear passed": Words("Thông quan (hàng đã qua khu vực giám sát)", "Cleared (the goods had passed)"),
    "pass": Words("Qua khu vực giám sát", "Passed the supervised area"),
    "cancel": Words("Hủy tờ khai", "Cancelled"),
    "lapse": Words("Tờ khai hết giá trị làm thủ tục", "Lapsed"),
    "record": Words("Ghi nhận từ VNACCS", "Recorded from VNACCS"),
    **{verb: Words(f"VNACCS: {words.vi}", f"VNACCS: {words.en}") for verb, words in RECORDED_WORDS.items()},
}


def state(name: str) -> Words:
    """A state in words."""
    return STATE_WORDS[State(name)]


def channel(number: int) -> Words:
    """A channel in words; a dash while another system has not told it."""
    return CHANNEL_WORDS[Channel(number)] if number else Words("–", "–")


def tone(name: str) -> str:
    """The tone of a state's tag."""
    return TONES[State(name)]


def step(verb: str) -> Words:
    """A step of a declaration's life in words."""
    return STEPS.get(verb, Words(verb, verb))


def source(name: str) -> Words | None:
    """From where a channel came, for officers; None for none."""
    return SOURCES[name] if name and name != "none" else None


def called(list_name: str, code: str, day: date) -> Words:
    """What a list calls a code on a day; the code itself where the list has none."""
    try:
        return reference.entry(list_name, code, day).words
    except Refusal:
        return Words(code, code)


def office(code: str, day: date) -> Words:
    """What an office was called on a day."""
    try:
        return reference.office(code, day).words
    except Refusal:
        return Words(code, code)


def short_office(code: str, day: date) -> Words:
    """An office without the words that all of them share."""
    words = office(code, day)
    vi = words.vi
    for common in ("Chi cục Hải quan ", "Hải quan ", "cửa khẩu quốc tế ", "cửa khẩu cảng ", "cửa khẩu ", "cảng biển "):
        vi = vi.removeprefix(common)
    en = words.en
    for common in (" Customs Branch", " Customs", " International Border Gate", " Border Gate", " Seaport", " Port"):
        en = en.removesuffix(common)
    return Words(vi, en)


def branches(day: date) -> Iterator[tuple[str, Words]]:
    """The branches of a day with their short names."""
    for found in reference.branches(day):
        yield found.code, short_office(found.code, day)


def procedures(day: date) -> list[tuple[str, Words]]:
    """Procedures of imports and exports, by code."""
    found = {}
    for name in ("procedure_import", "procedure_export"):
        for code in reference.lists_on(day)[name]:
            found[code] = called(name, code, day)
    return sorted(found.items())
