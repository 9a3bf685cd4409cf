"""Which of PostgreSQL's text-search configurations reads which language, and the SQL that chooses one.

Each language has a configuration of our own, `eciap_fr` and so on, that takes accents off before it stems. A language
without a stemmer, or one that the server's version does not bring, is read by `eciap_simple`: accents off, no stems.
The second migration of this app makes them; a new language needs a migration of its own.
"""

from __future__ import annotations

SIMPLE = "eciap_simple"

STEMMERS = {
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
}


def configuration(language: str) -> str:
    """Return the name of the configuration for a language; `fr-be` is read as `fr`."""
    base = language.partition("-")[0]
    return f"eciap_{base}" if base in STEMMERS else SIMPLE


def document() -> str:
    """Return the SQL of all that an entry is found by: the title weighs most, then the summary, then the rest."""
    return _by_language(("title", "A"), ("summary", "B"), ("body", "C"))


def heading() -> str:
    """Return the SQL of the part that hits are ranked by first: small enough to be read for thousands of them."""
    return _by_language(("title", "A"), ("summary", "B"))


def _by_language(*weighed: tuple[str, str]) -> str:
    """A generated column needs constant configurations, so there is one branch per language."""

    def vector(name: str) -> str:
        parts = (f"setweight(to_tsvector('{name}'::regconfig, {column}), '{weight}')" for column, weight in weighed)
        return " || ".join(parts)

    branches = " ".join(f"WHEN '{language}' THEN {vector(configuration(language))}" for language in STEMMERS)
    return f"(CASE split_part(language, '-', 1) {branches} ELSE {vector(SIMPLE)} END)"
