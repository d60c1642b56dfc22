"""Another number of officers, as it is shown: what was measured, the model with those of now, and with the others."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from motcua.design.domain import amounts, numbers
from motcua.design.templatetags.figures import language
from motcua.reports.domain.whatif.staff import DOCUMENTS, INSPECTION, MINUTE, StaffFound, Trio, Work
from motcua.reports.web.whatif_shown import Group, Row, Shown, Tile, count

COLUMNS = ("measured", "model_now", "model_then", "difference")


def staff_shown(found: StaffFound) -> Shown:
    """The whole answer."""
    return Shown(tuple(_tiles(found)), tuple(_notes(found)), tuple(_groups(found)), COLUMNS)


def minutes(seconds: int | None) -> str:
    """Minutes with a decimal, and a dash where nothing is known."""
    return "–" if seconds is None else numbers.fixed(seconds, MINUTE, 1, language())


def _tiles(found: StaffFound) -> Iterable[Tile]:
    sources = {
        "posts": _("who hold the post on the last day"), "asked": _("as asked"), "seen": _("who ended checks"),
    }  # fmt: skip
    yield Tile(_("Officers now"), count(found.staff_now), sources[found.staff_source])
    yield Tile(_("Officers then"), count(found.staff_then), _("model"))
    now, then = (amounts.share(each or 0, language(), 1) for each in (found.load_ppm.now, found.load_ppm.then))
    yield Tile(_("Load then"), then, _("now %(now)s") % {"now": now})
    error = found.error_ppm
    yield Tile(
        _("Error of the model"), "–" if error is None else amounts.share(error, language(), 0),
        _("its median stay with the officers now, against the measured one"),
    )  # fmt: skip


def _notes(found: StaffFound) -> Iterable[str]:
    if found.overloaded:
        yield _(
            "There is more work than these officers have time for: the queue grows to the end of the period, and "
            "waits tell no more than that."
        )
    yield _(
        "The model: checks come when they came; the officers are all equal, work all office hours on every check of "
        "the branch, of documents and of goods, one after another, first come first served. Leave, other duties and "
        "that two sign an inspection are not in it. That is an ASSUMPTION."
    )
    for work in found.works:
        yield _work(work)
    told = {"all": count(found.checks), "begun": count(found.begun), "drawn": count(found.drawn)}
    words = _(
        "Of %(all)s checks that ended, the beginning of %(begun)s was noted (taken onto a desk, or in a record). Any "
        "other began when it came, but not before the one that its officer ended last, so that what the officer did "
        "beside counts as work on it. %(drawn)s were interrupted (a question, storage, more time) or ended by the "
        "platform; in the model they take the time of another check of their kind, drawn by their number."
    )
    yield words % told
    yield _(
        "Compare the first two columns before the third is believed: where the model with the present officers misses "
        "what was measured, time passes for other reasons than too few officers."
    )


def _work(work: Work) -> str:
    told = {"minutes": minutes(work.seconds), "checks": count(work.checks)}
    if work.kind == DOCUMENTS:
        return {
            "measured": _("Documents take %(minutes)s working minutes on average, measured on %(checks)s checks."),
            "asked": _("Documents take %(minutes)s working minutes: an ASSUMPTION of the question."),
            "assumed": _("Documents take %(minutes)s working minutes: an ASSUMPTION, nothing was measured."),
        }[work.source] % told
    return {
        "measured": _("An inspection takes %(minutes)s working minutes on average, measured on %(checks)s."),
        "asked": _("An inspection takes %(minutes)s working minutes: an ASSUMPTION of the question."),
        "assumed": _("An inspection takes %(minutes)s working minutes: an ASSUMPTION, nothing was measured."),
    }[work.source] % told


def _groups(found: StaffFound) -> Iterable[Group]:
    heads = (
        _("Measured"), _("Model, %(count)s officers now") % {"count": count(found.staff_now)},
        _("Model, %(count)s officers") % {"count": count(found.staff_then)}, _("Difference"),
    )  # fmt: skip
    hint = _("minutes of working time")
    labels = {DOCUMENTS: _("Document check"), INSPECTION: _("Physical inspection")}
    waits = (_("Wait for an officer: half within"), _("Wait for an officer: nine in ten within"))
    yield _group("wait_p50", waits[0], hint, heads, found.median_waits, labels, minutes)
    yield _group("wait_p90", waits[1], hint, heads, found.most_waits, labels, minutes)
    stays = (_("From coming to the end of the check: half within"), _("From coming to the end: nine in ten within"))
    yield _group("stay_p50", stays[0], hint, heads, found.median_stays, labels, minutes)
    yield _group("stay_p90", stays[1], hint, heads, found.most_stays, labels, minutes)
    yield _group("late", _("Checks past the law's deadline"), _("not interrupted ones"), heads, found.late, labels)
    load = {"": _("Load of the officers")}
    yield _group("load_ppm", _("Load"), _("work over working time"), heads, (found.load_ppm,), load, _share)
    ends = {"": _("Not done when the last check was")}
    yield _group("open", _("Left at the end"), _("number of checks"), heads, (found.open_at_end,), ends)
    yield _group("month_p90", _("Wait by month: nine in ten within"), hint, heads, found.months, {}, minutes)


def _share(ppm: int | None) -> str:
    return "–" if ppm is None else amounts.share(ppm, language(), 1)


Write = Callable[[int | None], str]


def _group(  # noqa: PLR0913, PLR0917 - what a table is made of
    name: str, title: str, hint: str, heads: tuple[str, ...], trios: Iterable[Trio], labels: dict[str, str],
    write: Write = count,
) -> Group:  # fmt: skip
    rows = []
    for trio in trios:
        values = (trio.measured, trio.now, trio.then, trio.difference)
        told = [write(each) for each in values]
        if trio.difference is not None and trio.difference > 0:
            told[3] = f"+{told[3]}"
        label = labels.get(trio.key, trio.key) or _("All")
        rows.append(Row(trio.key, label, tuple(zip(heads, told, strict=True)), values))
    return Group(name, title, hint, heads, tuple(rows))
