"""What declarations write into the log, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

REGISTERED = log.verb("declaration.registered", Words("Đăng ký tờ khai", "Declaration registered"))
CHECKED = log.verb("declaration.checked", Words("Kiểm tra xong hồ sơ", "Documents checked"))
INSPECTED = log.verb("declaration.inspected", Words("Ghi kết quả kiểm tra thực tế", "Physical inspection recorded"))
AMENDED = log.verb("declaration.amended", Words("Khai bổ sung", "Declaration amended"))
CLEARED = log.verb("declaration.cleared", Words("Thông quan", "Declaration cleared"))
PASSED = log.verb("declaration.passed", Words("Qua khu vực giám sát", "Passed the supervised area"))
CANCELLED = log.verb("declaration.cancelled", Words("Hủy tờ khai", "Declaration cancelled"))
EXTENDED = log.verb("inspection.extended", Words("Gia hạn kiểm tra thực tế", "Physical inspection extended"))
INSTRUCTED = log.verb("declaration.instructed", Words("Yêu cầu người khai", "Declarant instructed"))
ANSWERED = log.verb(
    "declaration.answered", Words("Kết thúc yêu cầu với người khai", "Instruction answered or withdrawn")
)
STORED = log.verb("declaration.stored", Words("Đưa hàng về bảo quản, kết thúc bảo quản", "Storage begun or ended"))
RELEASED = log.verb("declaration.released", Words("Giải phóng hàng", "Released on conditions"))
SETTLED = log.verb("declaration.settled", Words("Kết thúc điều kiện giải phóng hàng", "Conditions of release settled"))
INSPECTION_WRITTEN = log.verb("inspection.written", Words("Lập biên bản kiểm tra", "Inspection record written"))
PHOTOGRAPHED = log.verb("inspection.photographed", Words("Thêm ảnh kiểm tra", "Photograph of an inspection added"))
INSPECTION_SIGNED = log.verb("inspection.signed", Words("Ký biên bản kiểm tra", "Inspection record signed or returned"))
ASSIGNED = log.verb("declaration.assigned", Words("Phân công tờ khai", "Declaration assigned to a desk"))
CANCEL_ASKED = log.verb("cancellation.asked", Words("Đề nghị hủy tờ khai", "Cancellation asked for"))
CANCEL_DECIDED = log.verb("cancellation.decided", Words("Trả lời đề nghị hủy tờ khai", "Request to cancel decided"))
PROPOSED = log.verb("amendment.proposed", Words("Gửi bản khai bổ sung", "Amendment proposed"))
RESOLVED = log.verb(
    "amendment.resolved", Words("Trả lời hoặc rút bản khai bổ sung", "Proposed amendment decided or withdrawn")
)
EXTENSION_ASKED = log.verb("stay.extension_asked", Words("Đề nghị gia hạn lưu lại", "Longer stay asked for"))
EXTENSION_DECIDED = log.verb(
    "stay.extension_decided", Words("Trả lời đề nghị gia hạn lưu lại", "Request for a longer stay decided")
)
CLOSED_ELSEWHERE = log.verb(
    "stay.closed_elsewhere", Words("Ghi nhận số dư đóng ở hệ thống khác", "Balance closed in another system recorded")
)
PAPER_RECEIVED = log.verb("paper.received", Words("Nhận chứng từ đính kèm", "Paper received"))
PASSAGE_RECORDED = log.verb("passage.recorded", Words("Ghi hàng qua khu vực giám sát", "Passage of goods recorded"))
PASSAGE_TAKEN_BACK = log.verb(
    "passage.taken_back", Words("Rút lần ghi qua khu vực giám sát", "Record of passage taken back")
)
OPERATOR_NAMED = log.verb(
    "operator.named", Words("Ghi nhận, kết thúc đơn vị kinh doanh kho, bãi, cảng", "Operator of a place named or ended")
)

MESSAGE = postbook.name("declaration", Words("Tờ khai", "Declaration"), "declarations:one")
REQUEST = postbook.name("cancellation", Words("Đề nghị hủy tờ khai", "Request to cancel"), "declarations:one")
AMENDMENT = postbook.name("amendment", Words("Khai bổ sung", "Amendment"), "declarations:one")
PASSAGE = postbook.name("passage", Words("Qua khu vực giám sát", "Passage"), "declarations:one")
PAPER = postbook.name("paper", Words("Chứng từ đính kèm", "Paper"), "declarations:one")
RECORDED = log.verb(
    "declaration.recorded", Words("Ghi nhận tờ khai do hệ thống khác đăng ký", "Declaration of another system recorded")
)
STEP_RECORDED = log.verb(
    "declaration.step_recorded", Words("Ghi nhận bước xử lý của hệ thống khác", "Step of another system recorded")
)
CERTIFIED = log.verb(
    "outage.certified", Words("Xác nhận ảnh hưởng của sự cố tới hạn", "Effect of an outage on a deadline certified")
)
DISCREPANCY = "inspection.discrepancy"
"""The job that tells rooms above of a signed inspection that was not as declared: number, office, finding, moment."""
