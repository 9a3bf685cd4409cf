"""Recommendations for the stories of other tests, made through the operations."""

from eciap.roadmaps import operations


def a_group(slug="first", number=1, **more):
    """Make a group of recommendations."""
    texts = {"en": {"title": f"Group {slug}"}}
    return operations.put_recommendation_group(**{"slug": slug, "number": number, "texts": texts, "by": None, **more})


def a_recommendation(number=1, group=None, **more):
    """Make a recommendation; without a title it is one of those that are not recorded."""
    title = more.pop("title", f"Do {number}")
    given = {
        "slug": f"recommendation-{number}",
        "group": group or a_group(),
        "texts": {"en": {"title": title, "paraphrase": f"In other words: {number}", "note": ""}},
    }
    return operations.put_recommendation(**{"number": number, "by": None, **given, **more})
