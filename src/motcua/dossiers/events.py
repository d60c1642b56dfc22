"""What dossiers write into the log, by name."""

from motcua.ground.domain import postbook
from motcua.ground.services import log
from motcua.kernel.words import Words

LODGED = log.verb("dossiers.lodged", Words("Nộp hồ sơ một cửa", "One-stop dossier lodged"))
SUPPLEMENTED = log.verb("dossiers.supplemented", Words("Bổ sung hồ sơ một cửa", "One-stop dossier supplemented"))
ACT = log.verb("dossiers.act", Words("Bước xử lý hồ sơ một cửa", "Step of a one-stop dossier"))
FINISHED = log.verb("dossiers.finished", Words("Ký kết quả hồ sơ một cửa", "Result of a one-stop dossier signed"))
VERBS = (LODGED, SUPPLEMENTED, ACT, FINISHED)

DOSSIER = postbook.name("dossiers", Words("Hồ sơ một cửa", "One-stop dossier"), "dossiers:one")
"""What dossiers are called in the post book."""
