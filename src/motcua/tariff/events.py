"""What the tariff writes into the log."""

from motcua.ground.services import log
from motcua.ground.services.log import Covered, CoveredTable
from motcua.kernel.words import Words

ARRIVED = log.verb(
    "tariff.arrived", Words("Đã nhận một tệp biểu thuế để xem trước", "A tariff file arrived to be previewed")
)
LOADED = log.verb("tariff.loaded", Words("Đã nạp một biểu thuế", "A tariff table was loaded"))
WITHDRAWN = log.verb("tariff.withdrawn", Words("Đã rút một lần nạp biểu thuế", "A load of the tariff was taken back"))

LOAD_COLUMNS = ("leaf", "at", "account", "name", "sha256", "file_id", "lines", "entries", "note")
LINE_COLUMNS = ("leaf", "no", "code", "edition", "since", "until", "unit", "unit2", "vi", "en", "path_vi", "path_en",
                "source")  # fmt: skip
ENTRY_COLUMNS = ("id", "leaf", "schedule", "code", "since", "until", "kind", "ppm", "amount", "unit", "currency",
                 "origins", "excluded", "condition", "source", "verified", "evidence")  # fmt: skip
FROM_COLUMNS = ("leaf", "arrival")
NOTE_COLUMNS = ("leaf", "no", "words")
CLAIM_COLUMNS = ("id", "leaf", "claim")
QUOTATION_COLUMNS = ("leaf", "no", "day", "currency", "e4")
CROSS_COLUMNS = ("leaf", "no", "currency", "since", "until", "usd_e8")
CORRELATION_COLUMNS = ("leaf", "no", "old", "new", "since", "source", "verified")
ARRIVAL_COLUMNS = ("leaf", "at", "actor", "name", "sha256", "size", "file_id", "kind", "sheet", "terms")
WITHDRAWAL_COLUMNS = ("leaf", "load", "at", "account", "reason")

# What a load came to say later has tables of its own: leaves of earlier loads answer for their rows as they were.
log.cover(
    Covered(
        name="tariff",
        verbs=(LOADED,),
        tables=(
            CoveredTable("tariff_load", "leaf", ("leaf",), LOAD_COLUMNS, moments=("at",)),
            CoveredTable("tariff_line", "leaf", ("no",), LINE_COLUMNS, days=("since", "until")),
            CoveredTable("tariff_entry", "leaf", ("id",), ENTRY_COLUMNS, days=("since", "until"), key=("id",)),
            CoveredTable("tariff_from", "leaf", ("leaf",), FROM_COLUMNS),
            CoveredTable("tariff_note", "leaf", ("no",), NOTE_COLUMNS),
            CoveredTable("tariff_claim", "leaf", ("id",), CLAIM_COLUMNS, key=("id",)),
            CoveredTable("tariff_quotation", "leaf", ("no",), QUOTATION_COLUMNS, days=("day",)),
            CoveredTable("tariff_cross", "leaf", ("no",), CROSS_COLUMNS, days=("since", "until")),
            CoveredTable("tariff_correlation", "leaf", ("no",), CORRELATION_COLUMNS, days=("since",)),
        ),
    )
)
log.cover(
    Covered(
        name="tariff arrival",
        verbs=(ARRIVED,),
        tables=(CoveredTable("tariff_arrival", "leaf", ("leaf",), ARRIVAL_COLUMNS, moments=("at",)),),
    )
)
log.cover(
    Covered(
        name="tariff withdrawal",
        verbs=(WITHDRAWN,),
        tables=(CoveredTable("tariff_withdrawal", "leaf", ("leaf",), WITHDRAWAL_COLUMNS, moments=("at",)),),
    )
)
