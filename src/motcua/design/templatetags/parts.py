"""Components: icon, channel, tag, code, bullet, mini, chart, sortable head, page links, assets."""

from functools import cache
from hashlib import sha256
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.design import icons
from motcua.design.domain.figures import Bullet, mini

register = template.Library()

CHANNELS = {1: "green", 2: "yellow", 3: "red"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon; its meaning stands in the text beside it."""
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{icons.PATHS[name]}</svg>')  # noqa: S308


@register.simple_tag
def tone_icon(tone: str) -> SafeString:
    """The icon of a tone: good, warn, bad or info."""
    return icon(icons.FOR_TONE[tone])


@register.simple_tag
def mark() -> SafeString:
    """The mark of the house: one door, ajar."""
    return mark_safe(f'<svg viewBox="0 0 24 24" aria-hidden="true">{icons.MARK}</svg>')  # noqa: S308


@register.simple_tag
def channel(number: int, size: str = "", short: bool = False) -> SafeString:
    """A clearance channel: colour, shape and word, always the three. 0 is not known yet, and has no colour."""
    if not int(number):
        return tag(_("No channel yet"))
    long = {1: _("Green channel"), 2: _("Yellow channel"), 3: _("Red channel")}
    brief = {1: _("Green"), 2: _("Yellow"), 3: _("Red")}
    name = CHANNELS[int(number)] + (" is-large" if size == "large" else "")
    return format_html('<span class="channel is-{}">{}</span>', name, (brief if short else long)[int(number)])


@register.simple_tag
def tag(word: object, tone: str = "") -> SafeString:
    """A state in a word, on a soft ground."""
    return format_html('<span class="tag{}">{}</span>', f" is-{tone}" if tone else "", word)


@register.filter
def code(number: object) -> SafeString:
    """A long number in threes that copies without spaces."""
    text = str(number)
    parts = [text[at : at + 3] for at in range(0, len(text), 3)]
    inner = format_html_join("", "{}", ((_piece(part, odd=at % 2 == 1),) for at, part in enumerate(parts)))
    return format_html('<span class="code">{}</span>', inner)


def _piece(part: str, *, odd: bool) -> SafeString:
    return format_html("<i>{}</i>", part) if odd else format_html("{}", part)


@register.filter
def hs(number: str) -> SafeString:
    """A tariff code as 6006.32.90; it copies with its dots, as it is written in tariffs."""
    text = str(number)
    dotted = ".".join(part for part in (text[:4], text[4:6], text[6:8], text[8:]) if part)
    return format_html('<span class="code">{}</span>', dotted)


@register.inclusion_tag("design/bullet.html")
def bullet(figure: Bullet) -> dict[str, Bullet]:
    """Progress against targets or a cap."""
    return {"figure": figure}


@register.simple_tag(name="mini")
def mini_bar(part: int, whole: int, late: bool = False) -> SafeString:
    """A share within a row; the number stands beside it."""
    return format_html(
        '<svg class="mini" viewBox="0 0 80 8" aria-hidden="true"><rect class="track" width="80" height="8" rx="2"/>'
        '<rect class="{}" width="{}" height="8" rx="2"/></svg>',
        "late" if late else "done",
        mini(part, whole),
    )


@register.inclusion_tag("design/sort_head.html", takes_context=True)
def sort_head(context: Context, key: str, label: str, css: str = "") -> dict[str, Any]:
    """A column head that sorts: a link that keeps the filters. The present order is in `listing.sort`."""
    request: HttpRequest = context["request"]
    present = str(context.get("sort", ""))
    order = {key: "ascending", f"-{key}": "descending"}.get(present, "")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = key if present == f"-{key}" else f"-{key}"
    return {"label": label, "css": css, "order": order, "address": f"?{query.urlencode()}"}


@register.inclusion_tag("design/pages.html", takes_context=True)
def pages(context: Context, page: object) -> dict[str, Any]:
    """Page links under a list; they keep the filters."""
    return {"page": page, "request": context["request"]}


@cache
def _print(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    with open(found, "rb") as file:
        return sha256(file.read()).hexdigest()[:12]


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file, with its fingerprint: a new version is fetched, an old one kept."""
    return f"{static(path)}?v={_print(path)}"
