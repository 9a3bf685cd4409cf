"""The log as the secretariat reads it, as a file, and the heads that everybody may keep."""

import csv
import json
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eciap.alliance.enums import Role
from eciap.alliance.operations import grant_role
from eciap.foundation.accounts.models import Person
from eciap.foundation.audit import queries, registry
from eciap.foundation.audit.forms import LogForm
from eciap.foundation.audit.models import Entry
from eciap.foundation.audit.operations import log, publish_head, seal_entries
from eciap.foundation.audit.queries import PAGE, Wanted
from eciap.foundation.audit.rules import may_read
from eciap.foundation.records.models import Record

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 1, tzinfo=UTC)


def a_person(name, **more):
    return Person.objects.create_user(f"{name}@example.org", name=name.capitalize(), **more)


@pytest.fixture
def anna():
    return a_person("anna")


@pytest.fixture
def secretary():
    person = a_person("sophie")
    grant_role(person=person, role=Role.SECRETARIAT, at=JUNE, by=None)
    return person


@pytest.fixture
def guild():
    return Record.objects.create(kind="organisation", title="Guild of Bakers", address="/members/guild/")


@pytest.fixture
def reader(client, secretary):
    client.force_login(secretary)
    return client


def shown(answer):
    return [told.entry.pk for told in answer.context["entries"]]


def test_the_secretariat_may_read_the_log_and_nobody_else(secretary, anna):
    closed = a_person("closed", is_active=False)
    readers = (secretary, a_person("boss", is_superuser=True), anna, closed, AnonymousUser())
    assert [may_read(person) for person in readers] == [True, True, False, False, False]


@pytest.mark.parametrize("address", ["/log/", "/log/entries.csv"])
def test_others_are_refused(client, anna, address):
    assert client.get(address).status_code == 302
    client.force_login(anna)
    before = Entry.objects.count()
    assert client.get(address).status_code == 403
    assert Entry.objects.count() == before


def test_the_menu_shows_the_way_to_those_who_may(client, reader, anna):
    assert b'href="/log/"' in reader.get("/accounts/").content
    client.force_login(anna)
    assert b'href="/log/"' not in client.get("/accounts/").content


def test_an_entry_is_told_with_names(reader, anna, guild):
    entry = log("alliance.organisation.renamed", by=anna, on=guild.pk, data={"to": "Guild", "from": {"name": "Old"}})
    [told] = [told for told in reader.get("/log/").context["entries"] if told.entry == entry]
    assert (told.by.title, told.on.title, told.on.url) == ("Anna", "Guild of Bakers", "/members/guild/")
    assert told.data == [("from", '{"name": "Old"}'), ("to", "Guild")]


def test_the_platform_and_people_who_are_gone_have_no_name(reader, anna, guild):
    log("a.b.swept", by=None)
    log("a.b.written", by=anna, on=guild.pk)
    anna.delete()
    Record.objects.update(deleted_at=JUNE)
    written, swept = reader.get("/log/?what=a.b.").context["entries"]
    assert (swept.by.title, swept.on) == ("the platform itself", None)
    assert (written.by.title, written.on.title, written.on.url) == (
        "somebody without an account",
        "Guild of Bakers",
        "",
    )


def test_what_nobody_knows_is_shown_by_its_id(reader, secretary):
    unknown = "0aaaaaaa-0000-4000-8000-00000000000a"
    Entry.objects.create(verb="a.b.done", record_id=unknown)
    [told] = reader.get("/log/?what=a.b.").context["entries"]
    assert (told.on.title, told.on.url) == (unknown, "")


def test_an_entry_says_whether_it_is_sealed(reader):
    one = log("a.b.done", by=None)
    seal_entries()
    log("a.b.done", by=None)
    later, earlier = reader.get("/log/?what=a.b.").context["entries"]
    assert (earlier.entry, later.entry.sealed) == (one, None)
    assert earlier.entry.sealed == queries.last_seal().position


def test_reading_the_log_is_an_entry_that_names_nobody(reader, secretary, anna):
    reader.get("/log/?who=anna&what=accounts.&since=2026-01-01&before=999")
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.pseudonym, entry.data) == (
        "audit.log.read",
        secretary.pseudonym,
        {"what": "accounts.", "by": [str(anna.pseudonym)], "since": "2026-01-01T00:00:00+00:00", "before": 999},
    )


@pytest.fixture
def world(anna, guild):
    """Four entries by two people on two things, by name."""
    bob = a_person("bob")
    return {
        "a": log("guilds.role.granted", by=anna, on=bob.pseudonym).pk,
        "b": log("guilds.organisation.renamed", by=anna, on=guild.pk).pk,
        "c": log("guilds.organisation.renamed", by=bob, on=guild.pk).pk,
        "d": log("roadmaps.recommendation.adopted", by=None).pk,
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("what=guilds.", "cba"),
        ("what=guilds.organisation.renamed", "cb"),
        ("what=guilds.&who=ANNA", "ba"),
        ("what=guilds.&who=anna@example.org", "ba"),
        ("what=guilds.&who=nobody", ""),
        ("what=guilds.&on=guild", "cb"),
        ("what=guilds.&on=/members/guild/", "cb"),
        ("what=guilds.&on=bob", "a"),
        ("what=guilds.&who=bob&on=bakers", "c"),
        ("what=guilds.&since=2020-01-01&until=2099-12-31", "cba"),
        ("what=guilds.&until=9999-12-31", "cba"),
        ("what=guilds.&until=2020-12-31", ""),
        ("what=guilds.&since=2099-01-01", ""),
    ],
)
def test_the_log_is_searched_by_what_who_on_what_and_when(reader, world, asked, found):
    names = {number: name for name, number in world.items()}
    assert "".join(names[number] for number in shown(reader.get(f"/log/?{asked}"))) == found


def test_an_id_may_be_given_in_the_place_of_words(reader, world, anna, guild):
    assert shown(reader.get(f"/log/?what=guilds.&who={anna.pseudonym}")) == [world["b"], world["a"]]
    assert shown(reader.get(f"/log/?on={guild.pk}")) == [world["c"], world["b"]]


def test_a_date_that_is_none_is_said_and_left_out(reader, world):
    answer = reader.get("/log/?what=guilds.&since=yesterday")
    assert answer.context["errors"] == ["Enter a valid date."]
    assert shown(answer) == [world["c"], world["b"], world["a"]]


def test_an_empty_form_asks_for_everything():
    asked = LogForm({}).asked()
    assert (asked.wanted, asked.before, asked.after) == (Wanted(), None, None)


def test_nobody_is_found_before_anybody_registers(monkeypatch):
    monkeypatch.setattr(registry, "_directories", {})
    assert (registry.people_called("anna"), registry.things_called("anna"), registry.names_of([])) == (set(), set(), {})


def test_fifty_entries_stand_on_a_page_and_the_rest_is_one_step_away():
    numbers = [log("a.b.done", by=None).pk for _ in range(2 * PAGE + 5)][::-1]
    entries = queries.entries_wanted(Wanted(what="a.b."))

    first = queries.part_of(entries)
    assert ([entry.pk for entry in first.entries], first.older, first.newer) == (
        numbers[:PAGE],
        numbers[PAGE - 1],
        None,
    )
    second = queries.part_of(entries, before=first.older)
    assert ([entry.pk for entry in second.entries], second.older, second.newer) == (
        numbers[PAGE : 2 * PAGE],
        numbers[2 * PAGE - 1],
        numbers[PAGE],
    )
    third = queries.part_of(entries, before=second.older)
    assert ([entry.pk for entry in third.entries], third.older) == (numbers[2 * PAGE :], None)

    back = queries.part_of(entries, after=third.newer)
    assert ([entry.pk for entry in back.entries], back.newer) == (numbers[PAGE : 2 * PAGE], numbers[PAGE])
    front = queries.part_of(entries, after=back.newer)
    assert ([entry.pk for entry in front.entries], front.newer) == (numbers[:PAGE], None)
    assert queries.part_of(entries, after=numbers[0]) == queries.Part([], None, None)
    assert queries.part_of(entries, before=0) == queries.Part([], None, None)


def test_pages_of_the_log_link_to_each_other_with_what_was_asked(reader):
    numbers = [log("a.b.done", by=None).pk for _ in range(PAGE + 1)]
    first = reader.get("/log/?what=a.b.")
    assert f'href="?what=a.b.&amp;before={numbers[1]}"' in first.content.decode()
    second = reader.get(f"/log/?what=a.b.&before={numbers[1]}")
    assert shown(second) == [numbers[0]]
    assert f'href="?what=a.b.&amp;after={numbers[0]}"' in second.content.decode()


def test_one_entry_costs_as_many_queries_as_fifty(reader, anna, guild):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            reader.get("/log/?what=a.b.")
        return len(captured)

    log("a.b.done", by=anna, on=guild.pk)
    asked()  # the first page of a process looks up what the site is called
    few = asked()
    for number in range(PAGE):
        log("a.b.done", by=a_person(f"person-{number}"), on=guild.pk)
    assert asked() == few


def test_an_empty_page_leads_back(reader):
    answer = reader.get("/log/?what=nothing.like.this")
    assert (shown(answer), answer.context["reset"]) == ([], "/log/")
    assert b"No entry fits all of these." in answer.content


def test_the_file_has_ids_and_no_names(reader, secretary, anna, guild):
    entry = log("a.b.done", by=anna, on=guild.pk, data={"to": "é"})
    seal_entries()
    place = queries.last_seal().position
    answer = reader.get("/log/entries.csv?what=a.b.")
    head, line = csv.reader(b"".join(answer.streaming_content).decode().splitlines())
    assert head == ["number", "at", "verb", "by", "on", "data", "seal"]
    assert line == [
        str(entry.pk),
        entry.at.isoformat(),
        "a.b.done",
        str(anna.pseudonym),
        str(guild.pk),
        '{"to": "é"}',
        str(place),
    ]
    assert answer["Content-Disposition"].startswith('attachment; filename="log-')
    note = Entry.objects.latest("pk")
    assert (note.verb, note.pseudonym, note.data) == ("audit.export.read", secretary.pseudonym, {"what": "a.b."})


def test_everybody_may_keep_the_heads(client):
    assert b"Nothing is sealed yet." in client.get("/log/heads/").content
    assert client.get("/log/heads.json").json() == {"now": None, "published": []}

    log("a.b.done", by=None)
    seal_entries()
    head = publish_head()
    published = Entry.objects.latest("pk")
    seal_entries()
    now = queries.head()

    assert json.loads(client.get("/log/heads.json").content) == {
        "now": {"position": now.position, "entry": now.entry, "digest": now.digest},
        "published": [
            {
                "at": published.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "position": head.position,
                "entry": head.entry,
                "digest": head.digest,
            }
        ],
    }
    page = client.get("/log/heads/").content.decode()
    assert head.digest in page
    assert now.digest in page


def test_the_log_speaks_french(reader):
    assert "Qui a fait quoi" in reader.get("/fr/log/").content.decode()
    assert "Le sceau du journal" in reader.get("/fr/log/heads/").content.decode()
