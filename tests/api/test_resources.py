"""What machines read is what the pages say: the same words, figures and sources."""

import pytest

from eciap.foundation.records.models import Record
from tests.alliance.factories import an_action, an_organisation

HERE = "http://testserver"
LISTS = {
    "themes": ["vouchers", "vouchers-desk"],
    "organisations": ["aws"],
    "actions": ["vinci"],
    "recommendations": ["recommendation-1"],
    "news": ["launch"],
    "publications": ["paper"],
}


@pytest.mark.parametrize(("collection", "slugs"), LISTS.items())
def test_each_list_leads_to_each_of_its_resources(read, collection, slugs):
    found = read(collection)

    assert (found["total"], [item["slug"] for item in found["items"]]) == (len(slugs), slugs)
    for item in found["items"]:
        whole = read(item["links"]["self"].removeprefix(f"{HERE}/api/v1/"))
        said_twice = {name: value for name, value in item.items() if name not in {"group", "memberships"}}
        assert {name: whole[name] for name in said_twice} == said_twice


@pytest.mark.parametrize("collection", LISTS)
def test_what_is_not_for_everybody_is_not_there(read, theme, collection):
    slug = LISTS[collection][0]
    if collection == "themes":
        return  # themes are for everybody
    before = read(collection)["total"]
    Record.objects.filter(address__endswith=f"/{slug}/").update(audience=["role:expert"])

    assert read(collection)["total"] == before - 1
    assert read(f"{collection}/{slug}", status=404)["title"] == "There is nothing here"


def test_the_start_leads_to_every_list(read):
    links = read("")["links"]
    lists = {name: f"{HERE}/api/v1/{name}" for name in [*LISTS, "territories"]}
    more = {"self": f"{HERE}/api/v1/", "openapi": f"{HERE}/api/v1/openapi.json", "docs": f"{HERE}/api/v1/docs/"}
    assert links == {**lists, **more}


def test_a_theme_says_what_works_in_the_language_that_is_asked_for(read):
    said = read("themes/vouchers?lang=fr")

    assert (said["language"], said["name"], said["lessons"]) == ("fr", "Chèques", "<p>Petit.</p>")
    assert said["links"]["page"] == f"{HERE}/fr/themes/vouchers/"
    assert [desk["slug"] for desk in said["desks"]] == ["vouchers-desk"]
    neighbours = ("actions", "organisations", "recommendations", "news", "publications")
    assert [said["links"][name] for name in neighbours] == [
        f"{HERE}/api/v1/{name}?theme=vouchers" for name in neighbours
    ]


def test_a_desk_names_its_theme(read):
    assert read("themes/vouchers-desk")["parent"]["url"] == f"{HERE}/api/v1/themes/vouchers"


def test_a_fact_keeps_its_source_and_what_is_not_recorded_is_null(read):
    counted, unknown = read("actions/vinci")["facts"]

    assert counted == {
        "key": "vouchers",
        "label": "Vouchers",
        "note": None,
        "value": 20,
        "unit": "vouchers",
        "approximate": False,
        "as_of": None,
        "certainty": "certain",
        "language": "en",
        "sources": [
            {
                "key": "report",
                "title": "Report",
                "language": "en",
                "publisher": None,
                "url": "https://example.org/report",
                "kind": "page",
                "reachable": "unknown",
            }
        ],
    }
    assert (unknown["key"], unknown["value"]) == ("firms", None)


def test_an_action_names_who_took_part(read):
    said = read("actions/vinci")
    assert (said["lead"]["slug"], said["countries"], said["theme"]["slug"]) == ("aws", ["AT"], "vouchers")
    assert [(seat["holder"], seat["organisation"]["slug"]) for seat in said["seats"]] == [("Tanja", "aws")]


def test_evidence_shows_on_both_of_its_ends(read):
    carries = read("actions/vinci")["evidence"]["carries"]
    rests_on = read("recommendations/recommendation-1")["evidence"]["rests_on"]
    assert [(link["relation"], link["title"]) for link in carries] == [("supports", "Do 1")]
    assert [(link["relation"], link["page"]) for link in rests_on] == [("supports", f"{HERE}/actions/vinci/")]


def test_an_organisation_says_how_it_belongs_and_what_it_leads(read):
    said = read("organisations/aws")
    assert [(way["kind"], way["theme"]["slug"]) for way in said["memberships"]] == [("founding", "vouchers")]
    assert ([action["slug"] for action in said["leads"]], said["joins"]) == (["vinci"], [])
    assert said["point"] == {"lon": 16.37, "lat": 48}


def test_an_article_comes_as_html_with_its_sources(read):
    said = read("news/launch?lang=fr")
    assert (said["language"], said["text"], said["date"]) == ("en", "<p>All of it.</p>", "2014-06-30")
    assert [source["key"] for source in said["sources"]] == ["report"]


def test_a_publication_names_its_publisher(read):
    said = read("publications/paper")
    assert (said["publisher"]["name"], said["url"]) == ("Aws", "https://example.org/paper")


def test_territories_are_those_of_the_newest_edition_unless_another_is_asked_for(read):
    codes = {address: [item["code"] for item in read(address)["items"]] for address in TERRITORIES}
    assert codes == TERRITORIES


TERRITORIES = {
    "territories": ["AT", "AT1", "AT13", "EL"],
    "territories?edition=2021": ["AT"],
    "territories?level=2": ["AT13"],
    "territories?country=EL": ["EL"],
    "territories?level=1&country=EL": [],
}


def test_a_territory_leads_up_down_and_to_its_list(read):
    country, region = read("territories/2024/AT"), read("territories/2024/AT1")
    assert country["links"]["territories"] == f"{HERE}/api/v1/territories?edition=2024&country=AT"
    assert (region["parent"], region["links"]["parent"]) == ("AT", country["links"]["self"])
    assert region["code_list"]["source_url"] == "https://example.org/list"


FILTERS = {
    "themes?kind=desk": ["vouchers-desk"],
    "organisations?kind=partner": ["berlin"],
    "organisations?kind=founding&country=AT&theme=vouchers&q=wien": ["aws"],
    "organisations?country=DE": [],
    "actions?theme=vouchers&country=AT": ["vinci"],
    "actions?country=DE": [],
    "recommendations?theme=vouchers&group=1": ["recommendation-1"],
    "recommendations?group=2": [],
    "news?theme=vouchers&year=2014": ["launch"],
    "news?year=2013": [],
    "publications?kind=thematic_paper&year=2013&theme=vouchers": ["paper"],
    "publications?kind=flyer": [],
}


@pytest.mark.parametrize(("address", "slugs"), FILTERS.items())
def test_filters_leave_what_is_asked_for(read, address, slugs):
    assert [item["slug"] for item in read(address)["items"]] == slugs


def test_a_list_comes_in_parts_that_lead_to_each_other(read, theme):
    for slug in ("b", "c", "d"):
        an_action(slug, theme, lead=an_organisation(slug, country="AT"))

    part = read("actions?country=AT&limit=2&offset=1")
    assert (part["total"], len(part["items"])) == (4, 2)
    assert part["next"] == f"{HERE}/api/v1/actions?country=AT&limit=2&offset=3"
    assert part["previous"] == f"{HERE}/api/v1/actions?country=AT&limit=2&offset=0"
    last = read(part["next"].removeprefix(f"{HERE}/api/v1/"))
    assert (len(last["items"]), last["next"]) == (1, None)
    assert (read("actions?offset=99")["items"], read("actions")["previous"]) == ([], None)
