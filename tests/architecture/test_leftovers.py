"""No drawers for everything, no template that nobody shows."""

from django.apps import apps

from tests.architecture import toys
from tests.architecture.leftovers import drawers, unused_templates
from tests.architecture.source import ROOT, modules, templates

# Templates that a framework looks for by their name; the reason stands beside each. The list may only shrink.
LOOKED_FOR = {
    "400.html",  # Django's own handlers of errors
    "403.html",
    "403_csrf.html",
    "404.html",
    "500.html",
    "429.html",  # allauth's, when somebody tried too often
}
OF_A_FRAMEWORK = ("account/", "allauth/", "mfa/", "wagtailadmin/", "wagtailusers/", "wagtail_localize/", "admin/")


def _called_by_name() -> set[str]:
    """Templates of Wagtail's pages, and those that take the place of a framework's own."""
    pages = {model.template for model in apps.get_models() if isinstance(getattr(model, "template", None), str)}
    ours = {"/".join(path.parts[path.parts.index("templates") + 1 :]) for path in templates()}
    return pages | LOOKED_FOR | {name for name in ours if name.startswith(OF_A_FRAMEWORK)}


def test_our_house_has_no_drawers():
    assert drawers([*modules(), *modules(ROOT / "tests")]) == []


def test_every_template_of_ours_is_shown():
    assert unused_templates(templates(), modules(), _called_by_name()) == []


def test_a_drawer_is_noticed(tmp_path):
    house = toys.build(tmp_path, {"eciap/roadmaps/utils.py": "", "eciap/alliance/helpers/dates.py": ""})
    assert drawers(modules(house)) == ["eciap.alliance.helpers.dates", "eciap.roadmaps.utils"]


def test_an_unused_template_is_noticed(tmp_path):
    files = {
        "eciap/roadmaps/templates/roadmaps/list.html": "{% include 'roadmaps/_row.html' %}",
        "eciap/roadmaps/templates/roadmaps/_row.html": "",
        "eciap/roadmaps/templates/roadmaps/old.html": "",
        "eciap/roadmaps/templates/404.html": "",
        "eciap/roadmaps/templates/roadmaps/parts/one.html": "",
        "eciap/roadmaps/views.py": 'LIST, PARTS = "roadmaps/list.html", "roadmaps/parts/"\n',
    }
    house = toys.build(tmp_path, files)
    assert unused_templates(templates(house), modules(house), {"404.html"}) == ["roadmaps/old.html"]
