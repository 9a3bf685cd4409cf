"""A public profile, field by field: nothing is seen until its owner says so, and nothing after they take it back."""

import pytest
from django.db import IntegrityError, transaction

from eciap.foundation.accounts import operations, queries
from eciap.foundation.accounts.models import Profile
from eciap.foundation.audit.models import Entry

TOLD = {"occupation": "Designer", "place": "Tampere", "website": "https://anna.example/", "about": "I make things."}
MINE = "/accounts/profile/"
pytestmark = pytest.mark.django_db


def write(person, *published, slug="anna", **told):
    return operations.write_profile(person=person, slug=slug, told={**TOLD, **told}, published=published, by=person)


def seen(client, slug="anna"):
    answer = client.__class__().get(f"/people/{slug}/")
    page = answer.content.decode()
    return answer.status_code, [word for word in ("Anna", *TOLD.values()) if word in page]


def test_nothing_is_seen_until_it_is_published(client, anna):
    write(anna)
    assert seen(client) == (404, [])
    assert seen(client, "nobody") == (404, [])


@pytest.mark.parametrize("field", ["occupation", "place", "website", "about"])
def test_each_field_is_published_by_itself(client, anna, field):
    write(anna, field)
    assert seen(client) == (200, [TOLD[field]])


def test_the_name_is_one_of_them(client, anna):
    write(anna, "name", "place")
    assert seen(client) == (200, ["Anna", "Tampere"])
    operations.describe_person(person=anna, name="", language="", by=anna)
    assert seen(client) == (200, ["Tampere"])


def test_what_is_published_and_empty_makes_no_page(client, anna):
    write(anna, "about", about="")
    assert seen(client) == (404, [])


def test_what_is_taken_back_is_gone_and_a_closed_account_is_not_seen(client, anna):
    write(anna, "about")
    write(anna)
    assert seen(client) == (404, [])
    write(anna, "about")
    operations.close_account(person=anna, by=anna)
    assert seen(client) == (404, [])


def test_an_address_belongs_to_one_person(anna, boss):
    write(anna)
    with pytest.raises(operations.AddressOfProfileTaken):
        write(boss)


def test_the_log_says_what_was_published_and_not_what_it_says(anna):
    write(anna, "about", "unheard of")
    [entry] = Entry.objects.filter(verb="accounts.profile.written")
    assert (entry.pseudonym, entry.data) == (anna.pseudonym, {"published": ["about"]})


def test_the_database_knows_what_may_be_published(anna):
    write(anna)
    with pytest.raises(IntegrityError, match="accounts_profile_publishes_fields"), transaction.atomic():
        Profile.objects.update(published=["email"])


def test_one_writes_it_on_a_page_and_chooses_there(client, anna, boss):
    client.force_login(anna)
    assert "there is no page" in client.get(MINE).content.decode()
    data = {"slug": "anna", **TOLD, "show_place": "on"}
    assert client.post(MINE, data)["Location"] == MINE
    assert queries.public_profile("anna") == queries.PublicProfile("anna", {"place": "Tampere"})
    page = client.get(MINE).content.decode()
    assert 'href="/people/anna/"' in page
    assert page.count("checked") == 1

    client.force_login(boss)
    refused = client.post(MINE, data)
    assert refused.status_code == 200
    assert "Profile with this Address already exists." in refused.content.decode()
    assert str(queries.profile_of(anna)) == "anna"


def test_what_is_told_is_shown_as_text_and_links_as_links(client, anna):
    write(anna, "about", "website", about="<script>alert(1)</script>", website="https://anna.example/")
    page = client.get("/people/anna/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'rel="nofollow ugc noopener"' in page
    client.force_login(anna)
    assert client.post(MINE, {"slug": "anna", "website": "javascript:alert(1)"}).status_code == 200
