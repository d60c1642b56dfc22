"""What is done with records of the quality system: audits, nonconformities, reviews, objectives, declarations."""

from motcua.procedures.services.audit import nonconformities, reviews, standing
from motcua.procedures.services.audit.audits import (
    Plan,
    answer_items,
    approve_audit,
    begin_audit,
    cancel_audit,
    change_audit,
    close_audit,
    plan_audit,
    raised_by,
    report_audit,
)
from motcua.procedures.services.audit.programmes import (
    approve_programme,
    change_programme,
    close_programme,
    draft_programme,
    propose_programme,
    reopen_programme,
    report_programme,
    return_programme,
    revise_programme,
)
from motcua.procedures.services.audit.reminding import remind

__all__ = [
    "Plan", "answer_items", "approve_audit", "approve_programme", "begin_audit", "cancel_audit",
    "change_audit", "change_programme", "close_audit", "close_programme", "draft_programme",
    "nonconformities", "plan_audit", "propose_programme", "raised_by", "remind", "reopen_programme",
    "report_audit", "report_programme", "return_programme", "reviews", "revise_programme",
    "standing",
]  # fmt: skip
