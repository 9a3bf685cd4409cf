"""Themes and lists for the stories of other tests."""

from eciap.vocabulary.enums import Hue, ThemeKind
from eciap.vocabulary.operations import ListFacts, put_code_list, put_theme


def a_theme(slug="vouchers", **more):
    """Make a theme through the operation that editors use."""
    name = slug.replace("-", " ").capitalize()
    texts = more.pop("texts", {"en": {"name": name, "short": name[:24]}})
    return put_theme(
        **{"slug": slug, "kind": ThemeKind.THEME, "hue": Hue.VERMILION, "texts": texts, "by": None, **more}
    )


def a_list(key="territories", **more):
    """Make a list of codes."""
    facts = {
        "title": key.capitalize(),
        "version": "2024",
        "source_title": "Official list",
        "source_url": "https://example.org/list",
        "how_to_refresh": "Download it again.",
    }
    return put_code_list(facts=ListFacts(key=key, **{**facts, **more}), by=None)
