"""What the post book calls these messages."""

from motcua.ground.domain import postbook
from motcua.kernel.words import Words

MESSAGE = postbook.name("edifact", Words("Thông điệp EDIFACT", "EDIFACT message"), "manifests:one")
