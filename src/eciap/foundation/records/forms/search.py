"""What a search page is asked, whatever stands in its address."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.datastructures import MultiValueDict

from eciap.foundation.records import search
from eciap.foundation.records.queries import Wish

LAST_PAGE = 1000
LONGEST_VALUE, MOST_VALUES = 80, 30


class SearchForm(forms.Form):
    """Words and a page; anything that is no page is the first."""

    q = forms.CharField(required=False, strip=True)
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)

    def wish(self, *, language: str) -> Wish:
        """Return what is looked for; of an address that makes no sense, what does."""
        self.is_valid()
        asked = self.data if isinstance(self.data, MultiValueDict) else MultiValueDict()
        chosen = {name: values for name in search.facets() if (values := _sensible(asked.getlist(name)))}
        words = self.cleaned_data.get("q", "")
        return Wish(words, language, chosen, self.cleaned_data.get("page") or 1)


def _sensible(values: Iterable[str]) -> tuple[str, ...]:
    """Keep of a facet's values, each once, what may be one."""
    possible = (value for value in values if value and len(value) <= LONGEST_VALUE and "\0" not in value)
    return tuple(dict.fromkeys(possible))[:MOST_VALUES]
