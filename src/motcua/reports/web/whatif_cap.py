"""Another cap of inspections, as it is shown: what happened beside what selection would have done."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from motcua.design.domain import amounts
from motcua.design.templatetags.figures import language, say
from motcua.kernel.money import half_up
from motcua.reference import domain as reference
from motcua.reports.domain.whatif.cap import HITS, KNOWN, MISSED, RECOVERED, UNKNOWN, CapFound, Changed
from motcua.reports.domain.whatif.told import Pair
from motcua.reports.web.whatif_shown import Group, Row, Shown, Tile, count, signed
from motcua.risk.domain.decision import CHANNELS, SOURCES

COLUMNS = ("declarations", "was", "would", "difference")
HOUR = 60


def cap_shown(found: CapFound) -> Shown:
    """The whole answer."""
    return Shown(tuple(_tiles(found)), tuple(_notes(found)), tuple(_groups(found)), COLUMNS)


def _tiles(found: CapFound) -> Iterable[Tile]:
    was, would = (amounts.share(each, language()) for each in found.rates_ppm)
    caps = {"now": amounts.rate(found.cap_now_ppm, language()), "then": amounts.rate(found.asked.cap_ppm, language())}
    yield Tile(_("Inspections as it was"), count(found.total.was), was)
    yield Tile(_("Inspections as it would be"), count(found.total.would), would)
    yield Tile(_("Cap"), caps["then"], _("in force on the first day: %(now)s") % caps)
    hits, missed = found.result(HITS), found.result(MISSED)
    yield Tile(
        _("Known hits that would be missed"), count(missed.would), _("of %(all)s known hits") % {"all": count(hits.was)}
    )
    waits = found.waits_minutes
    hours = None if waits is None else half_up(waits, HOUR)
    yield Tile(
        _("Time to clearance, hours, an estimate"), signed(hours), _("summed over all that would change channel")
    )  # fmt: skip


def _notes(found: CapFound) -> Iterable[str]:
    yield _(
        "Selection itself decided every declaration of the period again under the cap, with the profile hits, scores "
        "and draws that are stored. Had other goods been inspected, models would have learnt otherwise: that is not "
        "in it. The cap is the department's; a branch narrows only what is counted."
    )
    known, unknown = found.result(KNOWN), found.result(UNKNOWN)
    yield _(
        "Of the %(all)s inspections that there would be, %(known)s were made, and what they found is known; what the "
        "other %(unknown)s would have found nobody knows, and they count in no hit and no duty."
    ) % {"all": count(found.total.would), "known": count(known.would), "unknown": count(unknown.would)}
    yield _load(found) % {"minutes": count(found.work_minutes), "records": count(found.work_records)}
    yield _(
        "Release times are an ESTIMATE: what would change channel is taken to last as the measured median of that "
        "channel, at the branch or, where it cleared too few, in the department."
    )


def _load(found: CapFound) -> str:
    if found.work_records:
        return _(
            "Officer hours: %(minutes)s working minutes of one officer an inspection, the mean of %(records)s "
            "records of the period from beginning to end."
        )
    if found.asked.minutes:
        return _("Officer hours: an ASSUMPTION of the question, %(minutes)s working minutes an inspection.")
    return _(
        "Officer hours: an ASSUMPTION, %(minutes)s working minutes of one officer an inspection; too few records of "
        "the period tell beginning and end. Another number can be given with the question."
    )


def _groups(found: CapFound) -> Iterable[Group]:
    offices = {code: say(words) for code, words in reference.names(found.asked.until).items()}
    heads = (_("As it was"), _("As it would be"), _("Difference"))
    channels = {str(channel): say(words) for channel, words in CHANNELS.items()}
    yield _group("channels", _("By channel"), _("Declarations"), heads, found.channels, channels)
    yield _group("results", _("What inspections found"), "", heads, found.results, _results(), _result)
    yield _group("branches", _("Inspections by branch"), "", heads, (*found.branches, found.total), offices)
    sources = {name: say(words) for name, words in SOURCES.items()}
    yield _group("sources", _("Inspections by what chose them"), "", heads, found.sources, sources)
    yield _group("months", _("Inspections by month"), "", heads, found.months, {})
    hint = _("hours of one officer")
    whole = Pair("", sum(each.was for each in found.hours), sum(each.would for each in found.hours))
    yield _group("minutes", _("Load of inspection"), hint, heads, (*found.hours, whole), offices, _hours)
    yield _changed(found.changed, offices)


def _results() -> dict[str, str]:
    return {
        KNOWN: _("Inspections with a known result"), UNKNOWN: _("Inspections without a known result"),
        HITS: _("Known hits caught"), MISSED: _("Known hits missed"), RECOVERED: _("Duty recovered by them"),
    }  # fmt: skip


Write = Callable[[str, int], str]


def _plain(_key: str, number: int) -> str:
    return count(number)


def _result(key: str, number: int) -> str:
    return amounts.dong(number, language()) if key == RECOVERED else count(number)


def _hours(_key: str, minutes: int) -> str:
    return count(half_up(minutes, HOUR))


def _group(  # noqa: PLR0913, PLR0917 - what a table is made of
    name: str, title: str, hint: str, heads: tuple[str, ...], pairs: Iterable[Pair], labels: dict[str, str],
    write: Write = _plain,
) -> Group:  # fmt: skip
    rows = []
    for pair in pairs:
        values = (pair.was, pair.would, pair.difference)
        was, would, more = (write(pair.key, each) for each in values)
        label = labels.get(pair.key, pair.key) or _("Total")
        cells = zip(heads, (was, would, f"+{more}" if pair.difference > 0 else more), strict=True)
        rows.append(Row(pair.key, label, tuple(cells), (None, *values)))
    return Group(name, title, hint, heads, tuple(rows))


def _changed(listed: Iterable[Changed], offices: dict[str, str]) -> Group:
    heads = (_("Declarations"), _("Median as it was"), _("Median as it would be"), _("Difference"))
    rows = []
    for each in listed:
        more = None if each.was_minutes is None or each.would_minutes is None else each.would_minutes - each.was_minutes
        moved = f"{say(CHANNELS[each.was])} → {say(CHANNELS[each.would])}"
        label = f"{offices.get(each.office, each.office)}: {moved}" + ("" if each.own else " *")
        values = (each.declarations, each.was_minutes, each.would_minutes, more)
        cells = zip(heads, (*map(count, values[:3]), signed(more)), strict=True)
        rows.append(Row(f"{each.office} {each.was}>{each.would}", label, tuple(cells), values))
    hint = _("minutes from registration to clearance; * a median of the whole department")
    return Group("changed", _("Declarations that would change channel"), hint, heads, tuple(rows))
