"""What the site is called: as the alliance says it, kept in memory for a short while."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.db import Error
from django.utils.translation import get_language

from eciap.alliance.queries import the_alliance
from eciap.foundation.ui.site import Site, unnamed

KEEP = 30  # seconds: a new name is on every page after as long
_KEY = "portal:site:{}"


def site() -> Site:
    """Return the names and the sentence of the alliance in the language of the request, without a query most times."""
    language = get_language() or settings.LANGUAGE_CODE
    known = cache.get(_KEY.format(language))
    if known is None:
        try:
            known = _site()
        except Error:  # a page that tells of a database that is down has no other name to give
            return unnamed()
        cache.set(_KEY.format(language), known, KEEP)
    return Site(**known)


def forget_site() -> None:
    """Ask anew for the next page of this process."""
    cache.delete_many([_KEY.format(code) for code, _name in settings.LANGUAGES])


def _site() -> dict[str, str]:
    alliance = the_alliance()
    if alliance is None:
        nobody = unnamed()
        return {"name": nobody.name, "short_name": nobody.short_name, "sentence": nobody.sentence, "mark": nobody.mark}
    text = alliance.text
    return {
        "name": text.name,
        "short_name": alliance.acronym or text.name,
        "sentence": text.tagline,
        "mark": alliance.acronym or text.name,
    }
