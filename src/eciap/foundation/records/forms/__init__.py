"""What readers fill in to search, and what editors fill in about anything that can be cited."""

from eciap.foundation.records.forms.editing import CitableForm, FactForm, SourceForm, SourcesField, SteadyAddress
from eciap.foundation.records.forms.search import SearchForm

__all__ = ["CitableForm", "FactForm", "SearchForm", "SourceForm", "SourcesField", "SteadyAddress"]
