"""What the post book calls these messages."""

from motcua.ground.domain import postbook
from motcua.kernel.words import Words

MESSAGE = postbook.name("awmds", Words("Bản khai ASYCUDA (AWMDS)", "ASYCUDA manifest (AWMDS)"), "manifests:one")
