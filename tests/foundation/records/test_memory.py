"""What was read is kept for exactly as long as nobody writes."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from eciap.foundation.accounts.models import Person
from eciap.foundation.records.operations import put_source
from eciap.foundation.records.queries import memory, recalled, recalled_for


class Reading:
    """Counts how often it is asked."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return self.times


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    monkeypatch.setattr(memory, "_kept", memory.OrderedDict())


@pytest.mark.django_db(transaction=True)
def test_it_is_read_again_only_after_somebody_wrote(django_assert_num_queries):
    read = Reading()
    assert recalled("key", read) == 1
    with django_assert_num_queries(1):
        assert recalled("key", read) == 1

    put_source(key="report", title="Report", by=None)
    assert [recalled("key", read), recalled("key", read)] == [2, 2]


@pytest.mark.django_db(transaction=True)
def test_each_key_has_a_memory_of_its_own():
    first, second = Reading(), Reading()
    assert [recalled("one", first), recalled("two", second), recalled("one", first)] == [1, 1, 1]
    assert (first.times, second.times) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_what_was_asked_for_longest_ago_goes_first(monkeypatch):
    monkeypatch.setattr(memory, "LARGEST", 2)
    one, two, three = Reading(), Reading(), Reading()
    recalled("one", one)
    recalled("two", two)
    recalled("one", one)
    recalled("three", three)
    assert (recalled("one", one), recalled("two", two)) == (1, 2)


@pytest.mark.django_db
def test_a_transaction_sees_what_it_has_written_itself():
    read = Reading()
    assert [recalled("key", read), recalled("key", read)] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_readers_share_what_they_read_in_their_language_until_they_sign_in():
    read = Reading()
    anybody, anna = AnonymousUser(), Person(email="anna@example.org")
    assert [recalled_for(anybody, "key", read), recalled_for(None, "key", read)] == [1, 1]
    with override("fr"):
        assert [recalled_for(anybody, "key", read), recalled_for(anybody, "key", read)] == [2, 2]
    assert [recalled_for(anna, "key", read), recalled_for(anna, "key", read)] == [3, 4]
