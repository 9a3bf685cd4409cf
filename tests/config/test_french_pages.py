"""A French reader meets no English words of the interface and no English titles of sources, on whatever public page.

The list of English words is the catalogue itself: whatever is translated there must not be read in English here. So it
is with the titles of sources in the content.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from eciap.config import template_database
from eciap.foundation.exchange.yaml import read_yaml
from tests.config.pages import phrases
from tests.config.test_languages import PLACEHOLDER, pairs
from tests.database import database_named
from tests.journeys.site import copied

BESIDE = ["/fr/search/?q=ch%C3%A8que", "/fr/search/?q=zzzz", "/fr/members/?q=zzzz", "/fr/nothing-is-here/"]
SIGN_IN = ["login/", "signup/", "password/reset/", "password/reset/done/", "signup/passkey/", "inactive/"]


@pytest.fixture(scope="module")
def reader(django_db_setup, django_db_blocker) -> Iterator[Client]:
    """A visitor of the real content, whose browser asks for French."""
    name = database_named("french")
    with django_db_blocker.unblock(), copied(name), template_database.pointed_at(name):
        yield Client(headers={"accept-language": "fr-BE,fr;q=0.9,en;q=0.5"})


@pytest.fixture(scope="module")
def addresses(reader) -> list[str]:
    """All French addresses of the sitemap."""
    found = re.findall(r"<loc>([^<]+)</loc>", reader.get("/sitemap.xml").content.decode())
    return sorted({path for path in (urlsplit(address).path for address in found) if path.startswith("/fr/")})


@pytest.fixture(scope="module")
def read() -> dict[str, str]:
    """What has been read of the pages, for all stories here."""
    return {}


@pytest.fixture
def pages(reader, addresses, read) -> dict[str, str]:
    """All French pages and some beside the sitemap, read once: by a test, which is strict with templates."""
    assert len(addresses) > 50
    if read:
        return read
    for address in [*addresses, *BESIDE, *(f"/accounts/{path}" for path in SIGN_IN)]:
        response = reader.get(address)
        assert (response.status_code, response.headers["Content-Language"]) in {(200, "fr"), (404, "fr")}, address
        read[address] = response.content.decode()
    return read


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    """The titles of the content's sources in English, each with the one in French."""
    return {entry["title"]: entry["titles"]["fr"] for entry in read_yaml(settings.CONTENT_FOLDER / "sources.yaml").data}


@pytest.fixture(scope="module")
def english() -> re.Pattern[str]:
    """What the interface says in English and otherwise in French."""
    differ = (said for said, translated in pairs("fr") if said.casefold() != translated.casefold())
    return re.compile("|".join(sorted(filter(None, map(pattern_of, differ)), key=len, reverse=True)))


def pattern_of(said: str) -> str:
    """Return how a message is read: within other words, or alone where it is one word; nothing where it may be any."""
    own_words = re.findall(r"[A-Za-z]{2,}", PLACEHOLDER.sub("", said))
    words = re.sub(r"%\\\(\w+\\\)d", r"[\\d\\s,.]+", re.escape(said.replace("%%", "%")))
    words = re.sub(r"%\\\(\w+\\\)s", r".{1,200}?", words)
    if len(own_words) > 1:
        return rf"(?<!\w){words}(?!\w)"
    return rf"^{words}$" if own_words and not said.startswith("%") else ""


def english_in(html: str, english: re.Pattern[str]) -> list[str]:
    """Give the phrases of a page that should be French and hold English words of the interface."""
    return [said.words for said in phrases(html) if said.language == "fr" and english.search(said.words)]


def english_titles_in(html: str, titles: dict[str, str]) -> list[str]:
    """Give the titles of sources that a page says in English though there is a French one, marked as such or not."""
    differ = {english for english, french in titles.items() if english != french}
    return [said.words for said in phrases(html) if said.words in differ]


def test_a_french_page_has_no_english_words_of_the_interface(pages, english):
    found = {address: english_in(html, english) for address, html in pages.items()}
    assert {address: words for address, words in found.items() if words} == {}


def test_a_french_page_names_its_sources_in_french(pages, titles):
    found = {address: english_titles_in(html, titles) for address, html in pages.items()}
    assert {address: words for address, words in found.items() if words} == {}
    evening = "Article en allemand : la soirée d’information VINCI à Salzbourg"
    assert [said.language for said in phrases(pages["/fr/actions/vinci/"]) if said.words == evening][:1] == ["fr"]


def test_english_words_would_be_found(english):
    page = '<html lang="fr"><p>All members</p><p lang="en">All members</p><a title="News">Tous les membres</a></html>'
    assert english_in(page, english) == ["All members", "News"]


def test_english_titles_would_be_found():
    page = '<html lang="fr"><a lang="en">Paper on clusters</a><a>Étude sur les clusters</a><a>Cluster 2020</a></html>'
    titles = {"Paper on clusters": "Étude sur les clusters", "Cluster 2020": "Cluster 2020"}
    assert english_titles_in(page, titles) == ["Paper on clusters"]


@pytest.mark.parametrize("feed", ["news", "publications", "timeline", "recommendations"])
def test_feeds_speak_french(reader, english, feed):
    xml = reader.get(f"/fr/{feed}/feed/").content.decode()
    assert 'xml:lang="fr"' in xml
    heads = re.findall(r"<(?:title|subtitle)>([^<]*)<", xml.partition("<entry>")[0])
    assert heads
    assert not [words for words in heads if english.search(words)]


def test_numbers_sums_countries_and_dates_are_written_in_french(reader):
    home = reader.get("/fr/").content.decode()
    assert "3\u202f750 <small>entreprises" in home
    assert "45,8\u00a0M\u00a0€" in home
    assert "novembre 2014" in home
    assert "Pays-Bas" in reader.get("/fr/members/").content.decode()


def test_settings_name_french_second():
    assert [code for code, _name in settings.LANGUAGES][:2] == ["en", "fr"]
