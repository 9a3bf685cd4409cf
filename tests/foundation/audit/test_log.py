"""What is written to the log, what the log refuses to keep, and that it stays as it was written."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.contrib import admin
from django.db import DataError, IntegrityError, connection, models, transaction
from django.utils.translation import gettext_lazy

from eciap.foundation.audit import queries
from eciap.foundation.audit.models import Entry
from eciap.foundation.audit.operations import NotLoggable, log

pytestmark = pytest.mark.django_db

ANNE = SimpleNamespace(pseudonym=UUID("0aaaaaaa-0000-4000-8000-000000000001"))
BOB = SimpleNamespace(pseudonym=UUID("0bbbbbbb-0000-4000-8000-000000000002"))
GUILD = SimpleNamespace(record_id=UUID("00000000-0000-4000-8000-00000000000a"))
REGION = SimpleNamespace(record_id=UUID("00000000-0000-4000-8000-00000000000b"))


class Mood(models.TextChoices):
    GLAD = "glad", "Glad"


def test_an_entry_says_what_who_on_what_and_when():
    before = datetime.now(UTC)

    entry = log("alliance.organisation.renamed", by=ANNE, on=GUILD, data={"from": "Old", "to": "New"})

    written = Entry.objects.get()
    assert written == entry
    assert (written.verb, written.pseudonym, written.record_id, written.data) == (
        "alliance.organisation.renamed",
        ANNE.pseudonym,
        GUILD.record_id,
        {"from": "Old", "to": "New"},
    )
    assert written.at == entry.at
    assert abs(written.at - before) < timedelta(minutes=1)
    assert str(written) == f"alliance.organisation.renamed ({entry.pk})"


def test_the_system_acts_under_no_pseudonym_and_on_a_bare_id():
    entry = log("jobs.old_jobs.forgotten", by=None, on=GUILD.record_id)
    assert (entry.pseudonym, entry.record_id, entry.data) == (None, GUILD.record_id, {})


def test_time_goes_on_inside_a_transaction():
    first, second = log("a.b.c", by=None), log("a.b.c", by=None)
    assert first.at < second.at


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (2.5, 2.5),
        ("São Paulo 🎨", "São Paulo 🎨"),
        (Mood.GLAD, "glad"),
        (Decimal("45.80"), "45.80"),
        (date(2014, 6, 30), "2014-06-30"),
        (datetime(2014, 6, 30, 12, tzinfo=UTC), "2014-06-30T12:00:00+00:00"),
        (time(9, 30), "09:30:00"),
        (GUILD.record_id, "00000000-0000-4000-8000-00000000000a"),
        (("a", [1, {"b": None}]), ["a", [1, {"b": None}]]),
    ],
)
def test_plain_values_are_kept(value, kept):
    entry = log("a.b.c", by=None, data={"value": value})
    entry.refresh_from_db()
    assert entry.data == {"value": kept}


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"value": b"x"}, "a.b.c: value: b'x' (bytes) is not a plain value."),
        ({"value": {1}}, "a.b.c: value: {1} (set) is not a plain value."),
        ({"value": float("nan")}, "a.b.c: value: nan (float) is not a plain value."),
        ({"value": timedelta(1)}, "a.b.c: value: datetime.timedelta(days=1) (timedelta) is not a plain value."),
        ({"list": ["a", {"b": b"x"}]}, "a.b.c: list[1]: b: b'x' (bytes) is not a plain value."),
        ({1: "one"}, "a.b.c: the key 1 is not text."),
        ({"value": "a\0b"}, r"a.b.c: value: 'a\x00b' holds a character that cannot be stored."),
        ({"value": "\ud800"}, r"a.b.c: value: '\ud800' holds a character that cannot be stored."),
        ({"value": "é" * 5_000}, "a.b.c: 10013 bytes of data are more than the 8192 that an entry may hold."),
    ],
)
def test_what_is_not_plain_is_refused_with_its_place(data, complaint):
    with pytest.raises(NotLoggable) as refusal:
        log("a.b.c", by=None, data=data)
    assert str(refusal.value) == complaint
    assert Entry.objects.count() == 0


def test_a_text_that_waits_for_its_language_is_not_plain():
    with pytest.raises(NotLoggable, match="is not a plain value"):
        log("a.b.c", by=None, data={"label": gettext_lazy("Theme")})


@pytest.mark.parametrize(
    "verb", ["renamed", "organisation.renamed", "a.b.c.d", "A.b.c", "a.b.c\n", "a.b-b.c", "", "a..c"]
)
def test_a_verb_is_context_thing_happened(verb):
    with pytest.raises(NotLoggable, match="is not a verb of the log"):
        log(verb, by=None)
    with pytest.raises(IntegrityError, match="audit_entry_verb_is_dotted"), transaction.atomic():
        Entry.objects.create(verb=verb)


def test_a_verb_has_a_length():
    with pytest.raises(DataError), transaction.atomic():
        log(f"a.b.{'c' * 120}", by=None)


@pytest.mark.parametrize("nobody", ["anne", SimpleNamespace(), SimpleNamespace(pseudonym=None)])
def test_who_acts_has_a_pseudonym(nobody):
    with pytest.raises(NotLoggable, match="it has no pseudonym"):
        log("a.b.c", by=nobody)


@pytest.mark.parametrize("nothing", ["guild", SimpleNamespace(), SimpleNamespace(record_id=None)])
def test_what_is_acted_on_has_a_record(nothing):
    with pytest.raises(NotLoggable, match="has no record"):
        log("a.b.c", by=None, on=nothing)


def test_entries_are_found_by_record_by_person_and_by_time():
    one = log("a.b.begun", by=ANNE, on=GUILD)
    two = log("a.b.begun", by=BOB, on=REGION)
    three = log("a.b.ended", by=BOB, on=GUILD)

    assert list(queries.entries_on(GUILD)) == [one, three]
    assert list(queries.entries_on(REGION.record_id)) == [two]
    assert list(queries.entries_by(BOB.pseudonym)) == [two, three]
    assert list(queries.latest(2)) == [three, two]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET verb = 'a.b.forged'",
        "UPDATE audit_entry SET verb = verb WHERE false",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "TRUNCATE audit_entry CASCADE",
        "SET LOCAL session_replication_role = replica; DELETE FROM audit_entry",
        "SET LOCAL pgtrigger.ignore = '{audit_entry:audit_entry_append_only}'; DELETE FROM audit_entry",
        "MERGE INTO audit_entry USING (VALUES (1)) given (n) ON true WHEN MATCHED THEN DELETE",
    ],
)
def test_the_owner_of_the_table_cannot_change_what_was_written(statement):
    entry = log("a.b.written", by=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'audit_entry'")
        assert cursor.fetchone() == (True,)

    with pytest.raises(IntegrityError, match="The log is append-only"), transaction.atomic():
        connection.cursor().execute(statement)

    assert list(Entry.objects.values_list("pk", "verb")) == [(entry.pk, "a.b.written")]


def test_the_models_own_ways_are_refused_too():
    entry = log("a.b.written", by=None)
    entry.verb = "a.b.forged"
    for change in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(verb="a.b.forged"),
    ):
        with pytest.raises(IntegrityError, match="The log is append-only"), transaction.atomic():
            change()
    assert Entry.objects.get().verb == "a.b.written"


def test_the_log_is_closed_to_replicas_too():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'audit_entry'::regclass ORDER BY 1")
        assert cursor.fetchall() == [("audit_entry_append_only", "A"), ("audit_entry_no_truncate", "A")]


def test_the_admin_only_looks(rf):
    request = rf.get("/")
    entries = admin.site.get_model_admin(Entry)
    may = (entries.has_add_permission, entries.has_change_permission, entries.has_delete_permission)
    assert [ask(request) for ask in may] == [False, False, False]
