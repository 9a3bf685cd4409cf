"""Entries are sealed without anybody waiting, and whatever is done to them afterwards is named."""

import io
import json
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from eciap.foundation.audit import operations, queries
from eciap.foundation.audit.chain import GENESIS, Head, link
from eciap.foundation.audit.enums import Fault
from eciap.foundation.audit.models import Digest, Entry, Seal
from eciap.foundation.audit.operations import log, note_reading, publish_head, seal_entries, sealing
from eciap.foundation.audit.queries import Finding, proof
from eciap.foundation.jobs.tasks import publish_head_of_log, seal_log
from tests.foundation.audit.forger import forge, forge_all_seals

pytestmark = pytest.mark.django_db
NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # entries of today need no seal yet
NOW = datetime(2100, 1, 1, tzinfo=UTC)  # each needs one


@pytest.fixture
def sealed():
    """Ten entries with their seals: the numbers of the entries."""
    entries = [log("a.b.written", by=None, data={"nth": nth}) for nth in range(10)]
    assert seal_entries() == 10
    return [entry.pk for entry in entries]


def found(sealed_by=NEVER, heads=()):
    return list(queries.findings(sealed_by=sealed_by, heads=heads))


def verify(*words):
    told = io.StringIO()
    try:
        call_command("audit", "verify", *words, stdout=told, stderr=io.StringIO())
    except CommandError as error:
        return [*told.getvalue().splitlines(), f"! {error}"]
    return told.getvalue().splitlines()


def test_each_seal_follows_from_the_one_before(sealed):
    before = GENESIS
    digests = dict(Entry.objects.values_list("pk", Digest()))
    for position, seal in enumerate(Seal.objects.order_by("position"), 1):
        before = link(before, position=position, entry=sealed[position - 1], digest=bytes(digests[seal.entry]))
        assert (seal.position, seal.entry, bytes(seal.digest), bytes(seal.link)) == (
            position,
            sealed[position - 1],
            bytes(digests[seal.entry]),
            before,
        )
    assert queries.head() == Head(10, sealed[-1], before.hex())
    assert str(Seal.objects.last()) == f"10: {before.hex()}"
    assert found(sealed_by=NOW) == []


def test_a_digest_is_that_of_a_list_which_anybody_can_write():
    entry = log("a.b.written", by=None, data={"bb": 1, "a": "ö"})
    seconds = f"{int(entry.at.timestamp())}.{entry.at.microsecond:06}"
    written = f'["{seconds}", "a.b.written", null, null, {{"a": "ö", "bb": 1}}]'
    assert bytes(Entry.objects.values_list(Digest(), flat=True).get()) == sha256(written.encode()).digest()


def test_sealing_goes_on_where_it_stopped(sealed):
    assert seal_entries() == 0
    more = [log("a.b.written", by=None) for _ in range(5)]
    assert [seal_entries(most=2), seal_entries(most=2), seal_entries(most=2)] == [2, 2, 1]
    assert list(Seal.objects.values_list("entry", flat=True)) == [*sealed, *(entry.pk for entry in more)]
    assert found(sealed_by=NOW) == []


def test_a_log_without_entries_is_as_it_was():
    assert (queries.head(), publish_head(), seal_entries(), found(sealed_by=NOW)) == (None, None, 0, [])


def test_a_changed_entry_is_named(sealed):
    forge("UPDATE audit_entry SET data = '{}' WHERE id = %s", sealed[3])
    assert found() == [Finding(Fault.CHANGED, sealed[3])]


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 microsecond'",
        "at = 'infinity'",
        "verb = 'a.b.forged'",
        "pseudonym = '0aaaaaaa-0000-4000-8000-000000000001'",
        "record_id = '0aaaaaaa-0000-4000-8000-000000000001'",
        "data = '{}'",
        "data = '{\"nth\": 9.0}'",
    ],
)
def test_whatever_is_changed_of_an_entry_is_noticed(sealed, change):
    forge(f"UPDATE audit_entry SET {change} WHERE id = %s", sealed[9])  # noqa: S608 - the changes stand above
    assert found() == [Finding(Fault.CHANGED, sealed[9])]


def test_a_missing_entry_is_named(sealed):
    forge("DELETE FROM audit_entry WHERE id IN (%s, %s)", sealed[0], sealed[9])
    assert found() == [Finding(Fault.MISSING, sealed[0], 1), Finding(Fault.MISSING, sealed[9], 10)]


def test_swapped_entries_are_named(sealed):
    one, other = sealed[2], sealed[6]
    for former, number in ((one, -1), (other, one), (-1, other)):
        forge("UPDATE audit_entry SET id = %s WHERE id = %s", number, former)
    assert found() == [
        Finding(Fault.MOVED, one, where=f"{other} → {one}"),
        Finding(Fault.MOVED, other, where=f"{one} → {other}"),
    ]


@pytest.mark.parametrize(("one", "other"), [(3, 7), (4, 5), (1, 10)])
def test_swapped_seals_are_named(sealed, one, other):
    for former, position in ((one, 99), (other, one), (99, other)):
        forge("UPDATE audit_seal SET position = %s WHERE position = %s", position, former)
    assert found() == [
        Finding(Fault.MOVED, sealed[other - 1], one),
        Finding(Fault.MOVED, sealed[one - 1], other),
    ]


def test_an_entry_that_is_put_in_between_is_named(sealed):
    forge("DELETE FROM audit_seal WHERE position > 5")
    forge("DELETE FROM audit_entry WHERE id > %s", sealed[4])
    log("a.b.written", by=None)
    seal_entries()
    forge("INSERT INTO audit_entry (id, verb, data) VALUES (%s, 'a.b.forged', '{}')", sealed[7])
    assert found() == [Finding(Fault.INSERTED, sealed[7])]


def test_an_entry_with_a_number_that_was_never_given_is_named(sealed):
    forge("INSERT INTO audit_entry (id, verb, data) VALUES (%s, 'a.b.forged', '{}')", sealed[9] + 1000)
    assert found() == [Finding(Fault.INSERTED, sealed[9] + 1000)]
    assert seal_entries() == 0


def test_an_entry_that_is_put_in_with_an_older_date_is_named_also_when_it_was_sealed(sealed):
    forge("INSERT INTO audit_entry (at, verb, data) VALUES ('2020-01-01', 'a.b.forged', '{}')")
    forged = Entry.objects.latest("pk").pk
    assert found() == [Finding(Fault.BACKDATED, forged)]
    seal_entries()
    assert found(sealed_by=NOW) == [Finding(Fault.BACKDATED, forged)]


def test_an_entry_that_nobody_sealed_is_named_once_it_should_be(sealed):
    late = log("a.b.written", by=None).pk
    assert found(sealed_by=NEVER) == []
    assert found(sealed_by=NOW) == [Finding(Fault.UNSEALED, late)]


def test_a_seal_that_was_taken_away_is_named_with_its_entry(sealed):
    forge("DELETE FROM audit_seal WHERE position IN (1, 4)")
    assert found() == [
        Finding(Fault.SEAL_GONE, position=1, where="1–1"),
        Finding(Fault.SEAL_GONE, position=4, where="4–4"),
        Finding(Fault.UNSEALED, sealed[0]),
        Finding(Fault.UNSEALED, sealed[3]),
    ]


def test_a_changed_seal_is_told_from_a_changed_entry(sealed):
    forge("UPDATE audit_seal SET digest = %s WHERE position = 4", b"\xab" * 32)
    assert found() == [Finding(Fault.SEAL_BROKEN, sealed[3], 4)]


def test_an_entry_that_was_changed_together_with_its_seal_breaks_the_chain(sealed):
    forge("UPDATE audit_entry SET verb = 'a.b.forged' WHERE id = %s", sealed[3])
    digest = bytes(Entry.objects.filter(pk=sealed[3]).values_list(Digest(), flat=True).get())
    forge("UPDATE audit_seal SET digest = %s WHERE position = 4", digest)
    assert found() == [Finding(Fault.SEAL_BROKEN, sealed[3], 4)]


def test_a_chain_that_was_computed_anew_does_not_lead_to_the_published_head(sealed):
    head = publish_head()
    published = Entry.objects.latest("pk")
    assert (published.verb, published.data) == (
        "audit.head.published",
        {"position": 10, "entry": sealed[9], "digest": head.digest},
    )
    assert found() == []

    forge("UPDATE audit_entry SET verb = 'a.b.forged' WHERE id = %s", sealed[3])
    forge_all_seals()
    assert found() == [Finding(Fault.HEAD_LOST, published.pk, 10, head.digest)]


def test_a_head_that_was_kept_elsewhere_outlives_a_log_that_was_written_anew(sealed, tmp_path):
    publish_head()
    seal_entries()
    told = io.StringIO()
    call_command("audit", "head", stdout=told)
    kept = tmp_path / "heads"
    kept.write_text(told.getvalue() * 2)
    assert verify("--heads", str(kept)) == ["11 entries are as they were sealed."]

    forge("DELETE FROM audit_entry WHERE id = %s OR verb = 'audit.head.published'", sealed[3])
    forge_all_seals()
    digest = json.loads(told.getvalue())["digest"]
    assert verify() == ["9 entries are as they were sealed."]
    assert verify("--heads", str(kept)) == [
        *[f"seal 11: the log does not lead to this published head ({digest})"] * 2,
        "! The log is not as it was: 2 findings.",
    ]


def test_a_head_that_says_nothing_usable_is_lost(sealed):
    forged = log("audit.head.published", by=None, data={"position": "ten"}).pk
    assert found() == [Finding(Fault.HEAD_LOST, forged, "ten", "None")]


@pytest.mark.parametrize("line", ["nothing", '{"position": 1}', "[]"])
def test_a_file_of_heads_that_is_none_is_refused(tmp_path, line):
    (tmp_path / "heads").write_text(line)
    [refusal] = verify("--heads", str(tmp_path / "heads"))
    assert refusal.startswith("! This is no file of heads: ")
    [refusal] = verify("--heads", str(tmp_path / "nowhere"))
    assert refusal.startswith("! This is no file of heads: ")


def test_heads_may_come_by_standard_input(sealed, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO('{"position": 10, "entry": 1, "digest": "00"}'))
    assert verify("--heads", "-") == [
        "seal 10: the log does not lead to this published head (00)",
        "! The log is not as it was: 1 finding.",
    ]


def test_the_command_names_each_and_fails(sealed):
    forge("UPDATE audit_entry SET verb = 'a.b.forged' WHERE id = %s", sealed[1])
    forge("DELETE FROM audit_entry WHERE id = %s", sealed[2])
    forge("DELETE FROM audit_seal WHERE position = 8")
    assert verify() == [
        f"entry {sealed[2]}: sealed, and gone",
        "seal 8–8: its seal is gone",
        f"entry {sealed[1]}: changed after it was sealed",
        f"entry {sealed[7]}: without a seal",
        "! The log is not as it was: 4 findings.",
    ]


def test_the_command_names_what_waits_and_with_no_grace_fails(sealed, monkeypatch):
    waits = log("a.b.written", by=None)
    line = f"  {waits.pk} {waits.at.isoformat(timespec='seconds')} a.b.written"
    assert verify() == ["10 entries are as they were sealed.", "1 entry waits for its seal:", line]
    assert verify("--grace", "0") == [f"entry {waits.pk}: without a seal", "! The log is not as it was: 1 finding."]

    for _ in range(2):
        log("a.b.written", by=None)
    monkeypatch.setattr(operations, "AT_ONCE", 3)
    told = io.StringIO()
    call_command("audit", "seal", stdout=told)
    assert told.getvalue() == "3 entries sealed.\n"
    assert verify("--grace", "0") == ["13 entries are as they were sealed."]


def test_there_is_no_head_before_the_first_seal():
    with pytest.raises(CommandError, match="Nothing is sealed yet."):
        call_command("audit", "head")


def test_who_reads_what_is_not_for_everybody_leaves_an_entry():
    anne = SimpleNamespace(pseudonym=UUID("0aaaaaaa-0000-4000-8000-000000000001"))
    entry = note_reading(of="reviewing.scores", by=anne, on=anne.pseudonym, data={"page": 2})
    assert (entry.verb, entry.pseudonym, entry.record_id, entry.data) == (
        "reviewing.scores.read",
        anne.pseudonym,
        anne.pseudonym,
        {"page": 2},
    )


def test_a_long_check_says_how_far_it_is(sealed, monkeypatch):
    monkeypatch.setattr(proof, "AT_ONCE", 3)
    told, watched = io.StringIO(), io.StringIO()
    call_command("audit", "verify", stdout=io.StringIO(), stderr=told)
    assert told.getvalue() == "3/10\n6/10\n9/10\n10/10\n"

    watched.isatty = lambda: True
    call_command("audit", "verify", stdout=watched, no_color=True)
    assert watched.getvalue() == "\r3/10\r6/10\r9/10\r10/10\n10 entries are as they were sealed.\n"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_seal SET entry = entry",
        "DELETE FROM audit_seal",
        "TRUNCATE audit_seal",
        "SET LOCAL session_replication_role = replica; DELETE FROM audit_seal",
    ],
)
def test_the_owner_of_the_table_cannot_change_a_seal(sealed, statement):
    with pytest.raises(IntegrityError, match="The log is append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Seal.objects.count() == 10


def test_the_jobs_seal_and_publish(sealed, monkeypatch):
    for _ in range(5):
        log("a.b.written", by=None)
    monkeypatch.setattr("eciap.foundation.jobs.tasks.AT_ONCE", 5)
    assert seal_log.call() == 5
    publish_head_of_log.call()
    assert [entry.data["position"] for entry in queries.published_heads()] == [15]


@pytest.fixture
def another():
    """Somebody else's connection to the same database."""
    opened = connection.copy()
    opened.inc_thread_sharing()
    yield opened
    opened.close()


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_becomes_visible_late_is_waited_for_and_sealed_in_its_place(another):
    another.set_autocommit(False)
    write = "INSERT INTO audit_entry (verb, data) VALUES ('a.b.slow', '{}') RETURNING id"
    with another.cursor() as cursor:
        cursor.execute(write)
        slow = cursor.fetchone()[0]
    quick = log("a.b.quick", by=None).pk
    assert slow < quick

    ending = threading.Timer(0.3, another.commit)
    ending.start()
    assert seal_entries() == 2
    ending.join()
    assert list(Seal.objects.values_list("entry", flat=True)) == [slow, quick]
    assert found(sealed_by=NOW) == []


@pytest.mark.django_db(transaction=True)
def test_who_writes_for_long_is_not_waited_for_and_nothing_is_sealed_past_them(another, monkeypatch):
    monkeypatch.setattr(sealing, "LOOKS", 2)
    another.set_autocommit(False)
    with another.cursor() as cursor:
        cursor.execute("INSERT INTO audit_entry (verb, data) VALUES ('a.b.slow', '{}')")
    quick = log("a.b.quick", by=None).pk
    assert seal_entries() == 0

    another.rollback()
    assert seal_entries() == 1
    assert list(Seal.objects.values_list("entry", flat=True)) == [quick]
    assert found(sealed_by=datetime.now(UTC) + timedelta(hours=1)) == []
