"""Some days of procedures: written, given back, signed, in force, replaced, withdrawn, distributed, read."""

from datetime import date, timedelta

from motcua.ground.services import log
from motcua.kernel.days import law_moment
from motcua.kernel.words import Words
from motcua.procedures import services
from motcua.procedures.factories import HEAD, LEADER, OFFICER, WRITER, content

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
DAYS = timedelta(days=1)


def days_of_procedures() -> None:
    """One in force and read, one replaced, one withdrawn, one draft that was given back."""
    first = [content(f"QT-ZZ-{no:02}") for no in range(1, 5)]
    made = services.load_packaged(first, in_force_from=DAY, by=WRITER, at=AT, reviewer=HEAD, approver=LEADER)
    services.load_packaged(
        [content("QT-ZZ-02", sets=2)], in_force_from=DAY + 9 * DAYS, by=WRITER, at=AT + DAYS, reviewer=HEAD,
        approver=LEADER, note="thêm bộ hồ sơ",
    )  # fmt: skip
    services.withdraw(made[2].pk, reason="bãi bỏ", by=LEADER, at=AT + 2 * DAYS)
    services.distribute([each.pk for each in made[:2]], ["20BB", "20BC"], by=WRITER, at=AT + DAYS)
    services.acknowledge(made[0].pk, by=OFFICER, at=AT + 2 * DAYS)
    draft = services.write(content("QT-ZZ-09", title=Words("Khác", "Other")), by=WRITER, at=AT)
    services.review(draft.pk, by=HEAD, at=AT + DAYS)
    services.give_back(draft.pk, reason="thiếu căn cứ", by=LEADER, at=AT + DAYS)
    services.revise(draft.pk, content("QT-ZZ-09", sets=3), by=WRITER, at=AT + 2 * DAYS, note="bổ sung")
    log.sequence()
    log.sign_head(AT + 3 * DAYS)
