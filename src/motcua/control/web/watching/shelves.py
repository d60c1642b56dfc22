"""The four lists as pages know them: what each is called, its columns, its states, and how one thing of it is shown."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from motcua.control.domain.watching.grading import SOURCE_CLASSES
from motcua.control.domain.watching.life import HELD_WORDS, NOTE_WORDS, PLAN_WORDS, REGISTER_WORDS, WATCH_WORDS
from motcua.control.domain.watching.lists import WHAT_WORDS
from motcua.control.queries.watching import listing
from motcua.control.queries.watching.listing import Listing
from motcua.control.web.watching import words
from motcua.kernel.words import Words


class Shelf(NamedTuple):
    """A list: rows, name, what it is for, what adds to it, heads of columns, states, kinds, and how one is shown."""

    listing: Listing
    one: str
    new: str
    title: Callable[[], str]
    why: Callable[[], str]
    add: Callable[[], str]
    heads: Callable[[], list[str]]
    states: Mapping[Any, Words]
    kinds: Mapping[Any, Words]
    state: Callable[[Any], tuple[Words, str]]
    facts: Callable[[Any], list[Any]]
    named: Callable[[Any], str]


SHELVES: Mapping[str, Shelf] = {
    "notes": Shelf(
        listing.NOTES, "control:note", "control:note_new", lambda: _("Intelligence notes"),
        lambda: _("Those that you need to know: yours, and for heads those of the office. Each reading is kept."),
        lambda: _("Write down a note"),
        lambda: [_("Office"), _("Grade"), _("Received on"), _("Processed on")],
        NOTE_WORDS, SOURCE_CLASSES, words.note_state, words.note_facts, lambda row: row.title,
    ),
    "registers": Shelf(
        listing.REGISTER, "control:held", "control:held_new", lambda: _("Control registers"),
        lambda: _("Profiles checked, suspects, special projects, sources and bases."),
        lambda: _("Open an entry"),
        lambda: [_("Register"), _("Office"), _("Opened on"), _("Closed on")],
        HELD_WORDS, REGISTER_WORDS, words.held_state, words.held_facts, lambda row: row.title,
    ),
    "watches": Shelf(
        listing.WATCHES, "control:watch", "control:watch_new", lambda: _("Watch list"),
        lambda: _("What selection and the gates look out for, decided by a second person. Traders never see it."),
        lambda: _("Propose an entry"),
        lambda: [_("What"), _("Looked for from"), _("Last day"), _("Met")],
        WATCH_WORDS, WHAT_WORDS, words.watch_state, words.watch_facts, lambda row: row.value,
    ),
    "plans": Shelf(
        listing.PLANS, "control:plan", "control:plan_new", lambda: _("Plans of patrols"),
        lambda: _("Patrols and checks of a month or a quarter: where, who, how long, and what came of them."),
        lambda: _("Plan patrols"),
        lambda: [_("Office"), _("Days"), _("Hours done of planned")],
        PLAN_WORDS, {}, words.plan_state, words.plan_facts, lambda row: row.title,
    ),
}  # fmt: skip
