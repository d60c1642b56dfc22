"""The acts on a round that have a page: the verb, and which of the two sides does it."""

from typing import NamedTuple

from django.utils.translation import gettext as _


class Act(NamedTuple):
    """An act: its verb in the table of moves, and who does it (`runner` or `leader`)."""

    verb: str
    who: str


ACTS = (
    Act("draw", "runner"), Act("sign", "leader"), Act("open", "runner"), Act("remind", "runner"),
    Act("close", "runner"), Act("assess", "runner"), Act("publish", "leader"), Act("change", "runner"),
    Act("cancel", "runner"),
)  # fmt: skip


def titles() -> dict[str, str]:
    """What each is called on its button."""
    return {
        "draw": _("Draw the sample"), "sign": _("Sign the frame"), "open": _("Open and invite"),
        "remind": _("Remind the silent"), "close": _("Close the round"), "assess": _("Own scores of the department"),
        "publish": _("Publish the results"), "change": _("Change the plan"), "cancel": _("Cancel the round"),
    }  # fmt: skip


def told() -> dict[str, str]:
    """What each means, above its form."""
    return {
        "draw": _("All enterprises with declarations in the 12 months before are the frame; the sample is drawn by a "
                  "key that anybody can use to draw it again. A draw cannot be taken back, only done anew; each stays "
                  "in the log."),
        "sign": _("You sign the frame with this fingerprint. Who drew the sample cannot sign it. Afterwards neither "
                  "frame nor plan can be changed."),
        "open": _("Each enterprise gets its link by mail where it has confirmed an address, and else a notice."),
        "remind": _("Those whose link is unused get another reminder. It goes out by itself on the 5th and 10th day."),
        "close": _("Links and what was begun are destroyed, the last day is closed, and the round is scored. From then "
                   "on nobody can tell who answered."),
        "assess": _("Points from 0 to 100 for each branch; the round is scored with them."),
        "publish": _("Results, report and data stand on a public page from now on."),
        "change": _("A sample that was drawn is drawn again after a change."), "cancel": _("The round ends here."),
    }  # fmt: skip
