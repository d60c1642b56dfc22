"""What the tariff writes into the log."""

from motcua.ground.services import log
from motcua.ground.services.log import Covered, CoveredTable
from motcua.kernel.words import Words

LOADED = log.verb("tariff.loaded", Words("Đã nạp một biểu thuế", "A tariff table was loaded"))
WITHDRAWN = log.verb("tariff.withdrawn", Words("Đã rút một lần nạp biểu thuế", "A load of the tariff was taken back"))

LOAD_COLUMNS = ("leaf", "at", "account", "name", "sha256", "file_id", "lines", "entries", "note")
LINE_COLUMNS = ("leaf", "no", "code", "edition", "since", "until", "unit", "unit2", "vi", "en", "path_vi", "path_en",
                "source")  # fmt: skip
ENTRY_COLUMNS = ("id", "leaf", "schedule", "code", "since", "until", "kind", "ppm", "amount", "unit", "currency",
                 "origins", "excluded", "condition", "source", "verified", "evidence")  # fmt: skip
WITHDRAWAL_COLUMNS = ("leaf", "load", "at", "account", "reason")

log.cover(
    Covered(
        name="tariff",
        verbs=(LOADED,),
        tables=(
            CoveredTable("tariff_load", "leaf", ("leaf",), LOAD_COLUMNS, moments=("at",)),
            CoveredTable("tariff_line", "leaf", ("no",), LINE_COLUMNS, days=("since", "until")),
            CoveredTable("tariff_entry", "leaf", ("id",), ENTRY_COLUMNS, days=("since", "until"), key=("id",)),
        ),
    )
)
log.cover(
    Covered(
        name="tariff withdrawal",
        verbs=(WITHDRAWN,),
        tables=(CoveredTable("tariff_withdrawal", "leaf", ("leaf",), WITHDRAWAL_COLUMNS, moments=("at",)),),
    )
)
