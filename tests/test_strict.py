"""The suite notices what Django forgives: undefined variables in our templates, slices of unordered queries."""

import pytest
from django.contrib.auth import get_user_model
from django.template import Context, Engine, Origin, Template

from tests.strict import PACKAGE, UndefinedVariableError, UnorderedSliceError

OURS = Origin(str(PACKAGE / "toy" / "templates" / "toy" / "page.html"), "toy/page.html")
# In a checkout that is itself called eciap, as most are.
THEIRS = Origin("/somewhere/src/eciap/.venv/lib/site-packages/wagtail/page.html", "wagtail/page.html")


def _render(text: str, origin: Origin = OURS) -> str:
    return Template(text, origin=origin, engine=Engine()).render(Context({"here": "x"}))


@pytest.mark.parametrize("text", ["{{ gone }}", "{{ gone.deeper }}", "{{ here.gone }}", "{{ gone|upper }}"])
def test_an_undefined_variable_of_ours_is_a_mistake(text):
    with pytest.raises(UndefinedVariableError, match=r"toy/page\.html: .*gone"):
        _render(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ here }}", "x"),
        ("{{ gone|default:'else' }}", "else"),
        ("{% if gone %}yes{% else %}no{% endif %}", "no"),
        ("{% for each in gone %}{{ each }}{% empty %}none{% endfor %}", "none"),
    ],
)
def test_what_says_itself_what_holds_is_fine(text, shown):
    assert _render(text) == shown


def test_templates_of_others_keep_djangos_leniency():
    assert _render("[{{ gone }}]", THEIRS) == "[]"


def _first_two(queryset: object) -> object:
    """Slice as if a module of ours did."""
    return eval("queryset[:2]", {"__name__": "eciap.toy.queries", "queryset": queryset})  # noqa: S307 to be called from there


def test_a_slice_of_an_unordered_query_of_ours_is_a_mistake():
    with pytest.raises(UnorderedSliceError, match=r"eciap\.toy\.queries takes slice\(None, 2, None\)"):
        _first_two(get_user_model().objects.order_by())


def test_a_slice_of_an_ordered_query_is_fine():
    assert _first_two(get_user_model().objects.order_by("pk")).query.high_mark == 2
