"""Gates that may be cut off, the department's side: installations, codes, lists, merging, disputes."""

from motcua.crossings.services.offline.codes import end_code, give_code
from motcua.crossings.services.offline.disputes import decide
from motcua.crossings.services.offline.installations import NewInstallation, end, register
from motcua.crossings.services.offline.lists import issue
from motcua.crossings.services.offline.merging import Merged, give_up, merge

__all__ = [
    "Merged", "NewInstallation", "decide", "end", "end_code", "give_code", "give_up", "issue", "merge", "register",
]  # fmt: skip
