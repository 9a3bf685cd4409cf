"""Editors' screens call operations: nothing is written past them."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from eciap.foundation.accounts.models import Person
from eciap.foundation.ui.viewsets import refuse_bulk_action
from tests.foundation.ui import desk

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.ui.desk_urls")]
EDITOR = "editor@example.org"


@pytest.fixture
def calls():
    desk.CALLS.clear()
    return desk.CALLS


@pytest.fixture
def editor(client, calls):
    client.force_login(Person.objects.create_superuser(EDITOR))
    return client


@pytest.fixture
def group():
    return Group.objects.create(name="Readers")


def names():
    return sorted(Group.objects.filter(name__regex="(?i)reader|writer|kept|taken").values_list("name", flat=True))


def logged():
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "user__email"))


class TestAdding:
    def test_the_operation_makes_it_with_the_extra_field_the_person_and_the_time(self, editor, calls):
        answer = editor.post("/cms/toys/add/", {"name": "writers", "reason": "the news"})
        assert (answer.status_code, answer["Location"]) == (302, "/cms/toys/")
        assert calls == [("add", EDITOR, True, "writers", "the news")]
        assert names() == ["WRITERS"]
        assert logged() == [("wagtail.create", EDITOR)]

    def test_a_form_that_does_not_hold_calls_nobody(self, editor, calls):
        answer = editor.post("/cms/toys/add/", {"name": "writers"})
        assert answer.status_code == 200
        assert (calls, names()) == ([], [])

    def test_a_refusal_is_told_in_the_form_and_nothing_is_kept(self, editor, calls):
        answer = editor.post("/cms/toys/add/", {"name": "taken", "reason": "x"})
        assert answer.status_code == 200
        assert "There is such a group already." in answer.content.decode()
        assert 'value="taken"' in answer.content.decode()
        assert (names(), logged()) == ([], [])


class TestChanging:
    def test_the_operation_gets_the_row_as_it_stands_and_the_new_words(self, editor, calls, group):
        answer = editor.post(f"/cms/toys/edit/{group.pk}/", {"name": "writers", "reason": "the news"})
        assert answer.status_code == 302
        assert calls == [("change", EDITOR, "Readers", "writers", "the news")]
        assert names() == ["writers for the news"]
        assert logged() == [("wagtail.edit", EDITOR)]

    def test_the_form_shows_what_is_there(self, editor, group):
        page = editor.get(f"/cms/toys/edit/{group.pk}/").content.decode()
        assert 'value="Readers"' in page
        assert 'name="reason"' in page

    def test_a_refusal_stands_beside_its_field_or_above_the_form(self, editor, calls, group):
        answer = editor.post(f"/cms/toys/edit/{group.pk}/", {"name": "bad", "reason": "x"})
        assert answer.status_code == 200
        assert answer.context["form"].errors == {"name": ["Not that name."], "__all__": ["Nor that secret."]}
        assert names() == ["Readers"]

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unless_told(self, editor, calls, group):
        address = f"/cms/toys/edit/{group.pk}/"
        opened = editor.get(address).context["form"]["opened_as"].value()
        Group.objects.filter(pk=group.pk).update(name="Reader")
        mine = {"name": "writers", "reason": "the news", "opened_as": opened}

        answer = editor.post(address, mine)
        assert answer.status_code == 200
        assert "Somebody else changed this after you opened it." in answer.content.decode()
        assert 'value="writers"' in answer.content.decode()
        assert (calls, names()) == ([], ["Reader"])

        again = answer.context["form"]["opened_as"].value()
        assert editor.post(address, {**mine, "opened_as": again}).status_code == 302
        assert names() == ["writers for the news"]

    def test_what_the_database_refuses_is_told_in_the_form(self, editor, calls, group):
        Group.objects.create(name="writers for x")
        answer = editor.post(f"/cms/toys/edit/{group.pk}/", {"name": "writers", "reason": "x"})
        assert answer.status_code == 200
        assert answer.context["form"].non_field_errors() == [
            "This contradicts something else that is recorded. Nothing was saved."
        ]
        assert names() == ["Readers", "writers for x"]


class TestEnding:
    def test_the_operation_ends_it(self, editor, calls, group):
        answer = editor.post(f"/cms/toys/delete/{group.pk}/")
        assert answer.status_code == 302
        assert calls == [("retire", EDITOR, "Readers")]
        assert names() == []
        assert logged() == [("wagtail.delete", EDITOR)]

    def test_a_refusal_is_told_and_nothing_is_gone(self, editor, calls):
        kept = Group.objects.create(name="kept")
        answer = editor.post(f"/cms/toys/delete/{kept.pk}/")
        assert answer.status_code == 200
        assert "It is still in use." in answer.content.decode()
        assert (names(), logged()) == (["kept"], [])


class TestWhatIsNotDeclared:
    @pytest.mark.parametrize(
        "address", ["/cms/lookonly/add/", "/cms/lookonly/edit/{pk}/", "/cms/lookonly/delete/{pk}/"]
    )
    def test_it_cannot_be_done(self, editor, group, address):
        answer = editor.post(address.format(pk=group.pk), {"name": "writers"})
        assert answer.status_code in {302, 403}
        assert names() == ["Readers"]

    def test_the_list_offers_only_what_can_be_done(self, editor, group):
        full = editor.get("/cms/toys/").content.decode()
        bare = editor.get("/cms/lookonly/").content.decode()
        assert "/cms/toys/add/" in full
        assert f"/cms/toys/delete/{group.pk}/" in full
        assert "/cms/lookonly/add/" not in bare
        assert f"/cms/lookonly/delete/{group.pk}/" not in bare

    def test_nothing_can_be_copied(self, editor, group):
        assert editor.get(f"/cms/toys/copy/{group.pk}/").status_code == 404


def test_bulk_actions_are_neither_offered_nor_obeyed(editor, group, monkeypatch):
    assert "data-bulk-action-checkbox" not in editor.get("/cms/toys/").content.decode()
    monkeypatch.setattr(Group, "snippet_viewset", desk.toys, raising=False)
    with pytest.raises(PermissionDenied):
        refuse_bulk_action(None, "delete", [group], SimpleNamespace(model=Group))


def test_bulk_actions_on_other_models_are_left_alone():
    assert refuse_bulk_action(None, "delete", [], SimpleNamespace(model=Person)) is None
