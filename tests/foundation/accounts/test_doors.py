"""Every other way to sign in, or to change a person, is closed."""

import pytest
from django.urls import reverse

from eciap.foundation.accounts.models import Person

SECRET = "correct horse battery"
pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(anna):
    from django.contrib.auth.models import Permission

    anna.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return anna


@pytest.mark.parametrize(
    "door", ["/admin/login/", "/cms/login/", "/cms/password_reset/", "/cms/password_reset/confirm/MQ/abc-def/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_door_leads_to_the_one_that_is_open(client, boss, door, method):
    response = getattr(client, method)(door, {"username": "boss@example.org", "password": SECRET})
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", ["/admin/login/", "/cms/login/"])
def test_a_closed_door_keeps_the_way_back(client, door):
    response = client.get(door, {"next": "/cms/pages/3/?tab=a&b=c"})
    assert response["Location"] == "/accounts/login/?next=%2Fcms%2Fpages%2F3%2F%3Ftab%3Da%26b%3Dc"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_closed_door_sends_nobody_elsewhere(client, elsewhere):
    assert client.get("/cms/login/", {"next": elsewhere})["Location"] == "/accounts/login/"


@pytest.mark.parametrize("door", ["/admin/login/", "/cms/login/"])
def test_who_is_inside_and_lacks_a_right_is_told_so_and_does_not_go_in_circles(client, anna, door):
    client.force_login(anna)
    assert client.get(door, {"next": "/cms/"}).status_code == 403


@pytest.mark.parametrize("inside", ["/admin/", "/admin/accounts/person/", "/cms/", "/cms/account/"])
def test_the_administrations_lead_strangers_to_the_one_door(client, inside):
    response = client.get(inside, follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    assert response.status_code == 200


@pytest.mark.parametrize("inside", ["/admin/", "/cms/"])
def test_the_administrations_refuse_members_without_a_right(client, anna, inside):
    client.force_login(anna)
    assert client.get(inside, follow=True).status_code == 403


def test_the_admin_shows_people_and_changes_nobody(client, boss, anna):
    client.force_login(boss)
    assert "anna@example.org" in client.get("/admin/accounts/person/").content.decode()
    page = client.get(reverse("admin:accounts_person_change", args=[anna.pk]))
    assert page.status_code == 200
    assert "pbkdf2" not in page.content.decode()
    assert anna.password not in page.content.decode()
    assert 'name="_save"' not in page.content.decode()

    change = client.post(reverse("admin:accounts_person_change", args=[anna.pk]), {"name": "Eve", "is_superuser": "on"})
    add = client.post(reverse("admin:accounts_person_add"), {"email": "eve@example.org"})
    delete = client.post(reverse("admin:accounts_person_delete", args=[anna.pk]), {"post": "yes"})
    assert [answer.status_code for answer in (change, add, delete)] == [403, 403, 403]
    anna.refresh_from_db()
    assert (anna.name, anna.is_superuser) == ("Anna", False)


def test_staff_without_a_right_see_nobody(client, anna):
    clerk = Person.objects.create_user("clerk@example.org", is_staff=True)
    client.force_login(clerk)
    assert client.get("/admin/accounts/person/").status_code == 403


def test_the_admin_changes_no_password(client, boss):
    client.force_login(boss)
    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


@pytest.mark.parametrize(
    "address", ["/cms/users/", "/cms/users/new/", "/cms/users/edit/1/", "/cms/bulk/accounts/person/delete/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtail_manages_no_users(client, boss, address, method):
    client.force_login(boss)
    response = getattr(client, method)(address)
    assert (response.status_code, response["Location"]) == (302, "/admin/accounts/person/")


def test_an_editor_has_preferences_in_wagtail_but_no_name_and_no_password_there(client, editor):
    client.force_login(editor)
    page = client.get("/cms/account/").content.decode()
    assert 'name="locale-preferred_language"' in page
    assert [name for name in ("name_email-", "password-", "avatar-") if f'name="{name}' in page] == []


def test_users_are_not_on_wagtails_menu(client, boss):
    from django.test import RequestFactory
    from wagtail.admin.menu import settings_menu

    request = RequestFactory().get("/cms/")
    request.user = boss
    assert "users" not in [item.name for item in settings_menu.menu_items_for_request(request)]
