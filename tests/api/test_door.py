"""How requests arrive and answers leave: methods, languages, caches, other origins, and problems in words."""

import pytest
from ninja.errors import Throttled

from eciap.api import endpoints, views
from eciap.vocabulary import queries

HERE = "http://testserver"


def test_head_is_answered_like_get_without_the_body(client, theme):
    got, asked = client.get("/api/v1/themes"), client.head("/api/v1/themes")
    assert (asked.status_code, asked.content, asked.headers["ETag"]) == (200, b"", got.headers["ETag"])


def test_options_says_what_anybody_may_do_from_anywhere(client):
    answer = client.options("/api/v1/themes")
    assert (answer.status_code, answer.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)("/api/v1/themes")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_answer_that_still_holds_is_not_sent_again(client, theme):
    first = client.get("/api/v1/themes")
    again = client.get("/api/v1/themes", headers={"if-none-match": first.headers["ETag"]})
    other = client.get("/api/v1/themes", headers={"if-none-match": '"other"'})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert ("Accept-Language" in first.headers["Vary"], "Cookie" in first.headers["Vary"]) == (True, False)
    assert first.cookies == {}


LANGUAGES = {"fr": "fr", "fr-BE, en;q=0.5": "fr", "de, en;q=0.5": "en", "": "en", "*": "en", "x" * 600: "en"}


@pytest.mark.parametrize(("accepted", "given"), LANGUAGES.items())
def test_the_language_is_the_best_of_those_that_are_accepted(client, theme, accepted, given):
    answer = client.get("/api/v1/themes/vouchers", headers={"accept-language": accepted})
    assert (answer.headers["Content-Language"], answer.json()["language"]) == (given, given)


def test_the_language_that_is_asked_for_comes_before_those_accepted_and_before_the_cookie(client, theme):
    client.cookies["django_language"] = "fr"
    assert client.get("/api/v1/themes/vouchers").json()["language"] == "en"
    asked = client.get("/api/v1/themes/vouchers?lang=fr", headers={"accept-language": "en"})
    assert asked.json()["language"] == "fr"


def test_a_problem_says_which_parameters_are_wrong_and_where(read):
    assert read("themes?limit=0&kind=x", status=422) == {
        "type": f"{HERE}/api/v1/docs/#problem-invalid",
        "title": "The request is not valid",
        "status": 422,
        "detail": "limit: Input should be greater than or equal to 1; kind: Input should be 'theme' or 'desk'",
        "instance": "/api/v1/themes",
        "errors": [
            {
                "detail": "Input should be greater than or equal to 1",
                "parameter": "limit",
                "pointer": "#/query/limit",
            },
            {"detail": "Input should be 'theme' or 'desk'", "parameter": "kind", "pointer": "#/query/kind"},
        ],
    }


HOSTILE = [
    "themes?colour=red",
    "themes?lang=fr&lang=en",
    "themes?lang=xx",
    "themes?lang=%00",
    "themes?limit=",
    "themes?limit=1_0",
    "themes?limit=+5",
    "themes?limit=5.0",
    "themes?limit=201",
    "themes?offset=-1",
    f"themes?offset={'9' * 5000}",
    "organisations?country=at",
    "organisations?country=AT%0A",
    "organisations?theme=a%00b",
    f"organisations?q={'x' * 101}",
    "news?theme='%20OR%201=1",
    "news?year=99999999999999999999",
    "territories?edition=0",
    "territories?level=4",
    "?a/b~c=1",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_what_no_operation_knows_is_refused_in_words(read, address):
    assert read(address, status=422)["errors"][0]["pointer"].startswith("#/query/")


@pytest.mark.parametrize("words", ["%00", "%ED%A0%80", "%F0%9F%8E%A8", "%25_%5C", "'--"])
def test_any_words_may_be_searched_for(read, words):
    assert read(f"organisations?q={words}")["items"] == []


@pytest.mark.parametrize(
    "address", ["nothing", "themes/", "themes/a%2Fb", "themes/%00", "themes/%0A", "actions/none", "territories/2024/ZZ"]
)
def test_where_there_is_nothing_a_problem_says_so(read, address):
    assert read(address, status=404)["type"] == f"{HERE}/api/v1/docs/#problem-not-found"


def test_outside_of_any_version_there_is_nothing_either(client):
    assert client.get("/api/v2/themes").json()["status"] == 404


def test_too_many_parameters_are_not_read(read):
    assert read("themes?" + "&".join(f"p{number}=1" for number in range(1100)), status=400)["status"] == 400


def test_what_fails_here_is_said_without_what_failed_and_can_be_found_in_the_log(read, monkeypatch, caplog):
    def fail():
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr(queries, "themes_and_desks", fail)
    said = read("themes", status=500)
    assert said["title"] == "Something failed here"
    assert said["reference"] in caplog.text
    assert "secret" not in str(said)


def test_who_asks_too_often_is_told_how_long_to_wait(rf):
    answer = endpoints.api.on_exception(rf.get("/api/v1/themes"), Throttled(wait=2.5))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3")


def test_the_description_for_programs_is_openapi_and_names_no_null_in_addresses(client):
    said = client.get("/api/v1/openapi.json").json()
    schemas = [p["schema"] for item in said["paths"].values() for p in item["get"]["parameters"]]
    assert (said["openapi"], [schema for schema in schemas if "null" in str(schema)]) == ("3.1.0", [])
    assert said == views.description()


def test_the_description_for_people_names_every_operation_and_every_problem(client, theme):
    page = client.get("/api/v1/docs/", headers={"accept-language": "fr"}).content.decode()
    operations = [item["get"]["operationId"] for item in views.description()["paths"].values()]
    anchors = [*operations, *(f"problem-{name}" for name, *_ in views.KINDS.values())]
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in page] == []
    assert '<html lang="en"' in page


def test_the_readable_description_is_found_without_its_slash(client):
    answer = client.get("/api/v1/docs")
    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/docs/")


def test_addresses_break_between_their_parts_and_never_within(client):
    page = client.get("/api/v1/docs/").content.decode()
    assert "<code>/<wbr>api/<wbr>v1/<wbr>territories/<wbr>{edition}/<wbr>{code}</code>" in page
