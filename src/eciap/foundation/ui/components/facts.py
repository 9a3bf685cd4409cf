"""Facts: a value set large, with its date and a chip that opens where it comes from and how certain it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from eciap.foundation.ui import figures
from eciap.foundation.ui.enums import Certainty
from eciap.foundation.ui.icons import icon
from eciap.foundation.ui.shapes import FactLike, SourceLike

EMPTY = SafeString("")


def listed(many: object) -> list[SourceLike]:
    """The sources, whether they are given as a sequence or as a related manager."""
    everything = getattr(many, "all", None)
    return list(cast("Iterable[SourceLike]", everything() if callable(everything) else many or ()))


def certainty_words(certainty: str) -> str:
    """What a degree of certainty means, as a sentence."""
    return {
        Certainty.CERTAIN: _("Certain: a first-hand or official source says so."),
        Certainty.LIKELY: _("Likely: inferred, or told by a secondary source."),
        Certainty.NOT_FOUND: _("Not found: we looked and found no source."),
    }.get(Certainty(certainty) if certainty in Certainty else Certainty.CERTAIN, "")


def not_recorded() -> str:
    """How a missing value reads."""
    return _("not recorded")


def is_missing(fact: FactLike) -> bool:
    """Whether there is no value."""
    return fact.value is None or fact.value == ""


def value_html(fact: FactLike) -> SafeString:
    """The value as it is set: the figure large, its unit small."""
    if is_missing(fact):
        return format_html('<span class="fact-value" data-missing>{}</span>', not_recorded())
    about = f"{pgettext('beside a figure', 'about')} " if getattr(fact, "approximate", False) else ""
    value, unit = fact.value, fact.unit or ""
    if isinstance(value, str) or not unit or figures.CURRENCY.match(unit) or unit == "%":
        shown, unit = (
            figures.quantity(value, unit if not isinstance(value, str) else ""),
            unit if isinstance(value, str) else "",
        )
    else:
        shown = figures.quantity(value)
    lead = format_html("<small>{}</small>", about) if about else EMPTY
    tail = format_html(" <small>{}</small>", unit) if unit else EMPTY
    return format_html('<span class="fact-value">{}{}{}</span>', lead, shown, tail)


def source_link(source: SourceLike) -> SafeString:
    """A source by its title, opened where it has an address; said where the title is in another language."""
    url, language = source.url or "", getattr(source, "language", "")
    title = getattr(source, "title_here", source.title)
    lang = format_html(' lang="{}"', language) if language and language != get_language() else EMPTY
    if not url.startswith(("http://", "https://")):
        return format_html("<span{}>{}</span>", lang, title) if lang else format_html("{}", title)
    host = urlsplit(url).hostname or ""
    return format_html('<a href="{}" rel="external"{}>{}</a>', url, lang, title or host.removeprefix("www."))


def source_note(key: str, label: str, sources: list[SourceLike], certainty: str, note: str = "") -> SafeString:
    """The chip and the note it opens; native popover, so it needs no script."""
    words = (
        ngettext("%(count)d source", "%(count)d sources", len(sources)) % {"count": len(sources)}
        if sources
        else _("No source")
    )
    links = format_html_join("", "<li>{}</li>", ((source_link(source),) for source in sources))
    return format_html(
        '<button type="button" class="source-chip" popovertarget="{key}"'
        ' aria-label="{name}">{icon}{words}</button>'
        '<div class="source-note" id="{key}" popover role="note"><p><b>{label}</b></p>'
        '<p class="certainty" data-certainty="{certainty}">{meaning}</p>{note}{links}</div>',
        key=key,
        name=_("%(words)s: %(label)s") % {"words": words, "label": label},
        words=words,
        label=label,
        icon=icon("source"),
        certainty=certainty,
        meaning=certainty_words(certainty),
        note=format_html("<p>{}</p>", note) if note else EMPTY,
        links=format_html('<ul class="plain">{}</ul>', links) if links else EMPTY,
    )


def fact_html(fact: FactLike, key: str) -> SafeString:
    """One fact, to stand inside `<dl class="facts">`."""
    certainty = str(fact.certainty or Certainty.CERTAIN)
    if is_missing(fact) and certainty == Certainty.CERTAIN:
        certainty = Certainty.NOT_FOUND.value
    when = figures.day(fact.as_of) if fact.as_of else ""
    return format_html(
        '<div class="fact" data-certainty="{}"><dt>{}</dt><dd>{}</dd><dd class="fact-foot">{}{}</dd></div>',
        certainty,
        fact.label,
        value_html(fact),
        format_html("<span>{}</span>", when) if when else EMPTY,
        source_note(key, str(fact.label), listed(fact.sources), certainty, str(getattr(fact, "note", "") or "")),
    )


def inline_html(fact: FactLike) -> SafeString:
    """A fact inside a sentence or a table cell: value and unit only."""
    if is_missing(fact):
        return format_html('<span class="fact-inline quiet">{}</span>', not_recorded())
    return format_html('<span class="fact-inline">{}</span>', figures.quantity(fact.value, fact.unit or ""))


def source_list(sources: object) -> SafeString:
    """All sources of a page, numbered, with the host each lies on; print sets them at the end."""
    rows = (
        (source_link(source), (urlsplit(source.url or "").hostname or "").removeprefix("www."))
        for source in listed(sources)
    )
    items = format_html_join("", '<li><span>{} <span class="source-host">{}</span></span></li>', rows)
    return format_html('<ol class="sources" id="sources">{}</ol>', items) if items else EMPTY
