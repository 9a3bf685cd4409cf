"""Reports on letters that came back are read, believed when they are about a letter from here, and acted upon."""

import io
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from eciap.foundation.jobs import operations, queries
from eciap.foundation.jobs.models import Letter, Undeliverable
from eciap.foundation.jobs.reports import Report, reports_in
from tests.foundation.jobs.world import AT, state_of, verbs, write

pytestmark = pytest.mark.django_db
RETURNED = {
    "headers": "Content-Type: text/rfc822-headers\n\nSubject: A letter\nMessage-ID: {message_id}\n",
    "whole": "Content-Type: message/rfc822\n\nSubject: A letter\nMessage-ID: {message_id}\n\nWords.\n",
    "nothing": "Content-Type: text/plain\n\nNothing is attached.\n",
}
REPORT = """\
From: MAILER-DAEMON@mx.example
To: noreply@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 30 Jun 2014 10:00:00 +0000

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status}
  User unknown
--b
{returned}
--b--
"""


def report(message_id="<x@y>", *, address="Anna@Example.org", action="failed", status="5.1.1", returned="headers"):
    attached = RETURNED[returned].format(message_id=message_id)
    return REPORT.format(address=address, action=action, status=status, returned=attached)


@pytest.fixture
def sent(anna) -> Letter:
    letter = write(anna)
    Letter.objects.filter(pk=letter.pk).update(state="sent", ended_at=AT)
    return letter


@pytest.mark.parametrize("returned", ["headers", "whole"])
def test_a_report_is_read(returned):
    assert reports_in(report("<a@b>", returned=returned).encode()) == [
        Report(address="anna@example.org", message_id="<a@b>", status="5.1.1", diagnosis="550 5.1.1 User unknown")
    ]


def test_a_mailbox_holds_many(anna):
    mailbox = "".join(f"From MAILER-DAEMON Mon Jun 30\n{report(f'<{number}@b>')}\n" for number in range(3))
    assert [each.message_id for each in reports_in(mailbox.encode())] == ["<0@b>", "<1@b>", "<2@b>"]


@pytest.mark.parametrize(
    "source", [b"", b"Subject: hello\n\nI am away until Monday.", report(action="delayed", status="4.4.1").encode()]
)
def test_what_is_no_report_of_failure_says_nothing(source):
    assert reports_in(source) == []


@pytest.mark.parametrize(
    ("status", "for_good"),
    [
        ("5.1.1", True),
        ("5.1.10", True),
        ("5.2.1", True),
        ("5.0.0", True),
        ("5.2.2", False),  # the mailbox is full
        ("5.7.1", False),  # they do not like this letter
        ("4.4.7", False),  # given up for today
        ("", False),
    ],
)
def test_an_address_is_gone_for_good_by_its_status(status, for_good):
    assert Report("a@b.org", "", status, "").is_for_good is for_good


def test_a_letter_that_came_back_closes_its_address(anna, sent, caretaker):
    [found] = reports_in(report(sent.message_id).encode())

    assert operations.note_bounce(report=found) == sent
    assert operations.note_bounce(report=found) == sent  # as often as one likes

    assert state_of(sent) == ("bounced", "5.1.1 550 5.1.1 User unknown")
    [address] = queries.undeliverable_addresses()
    assert (address.address, address.status, str(address)) == (
        "anna@example.org",
        "5.1.1",
        "anna@example.org · 5.1.1",
    )
    assert write(anna).state == "dropped"
    operations.restore_address(address=address, by=caretaker)
    assert write(anna).state == "waiting"
    assert verbs().count("jobs.letter.bounced") == 2


def test_a_full_mailbox_closes_nothing(anna, sent):
    [found] = reports_in(report(sent.message_id, status="5.2.2").encode())
    operations.note_bounce(report=found)
    assert (state_of(sent)[0], Undeliverable.objects.count()) == ("bounced", 0)


@pytest.mark.parametrize("invented", [{"message_id": "<in@vented>"}, {"returned": "nothing"}])
def test_an_invented_report_is_not_believed(anna, sent, invented):
    [found] = reports_in(report(**invented).encode())
    assert operations.note_bounce(report=found) is None
    assert (state_of(sent)[0], Undeliverable.objects.count()) == ("sent", 0)


def test_a_letter_that_never_went_out_does_not_come_back(anna):
    letter = write(anna, hold=True)
    [found] = reports_in(report(letter.message_id).encode())
    assert operations.note_bounce(report=found) is None


def test_a_letter_that_was_passed_on_comes_back_from_elsewhere(sent):
    [found] = reports_in(report(sent.message_id, address="else@where.org").encode())
    operations.note_bounce(report=found)
    assert [each.address for each in queries.undeliverable_addresses()] == ["anna@example.org"]


def test_of_a_letter_to_several_the_address_tells_which(anna, sent):
    other = Letter.objects.get(pk=sent.pk)
    other.pk, other.address, other.state = None, "zoe@example.org", "waiting"
    other.save()
    Letter.objects.filter(pk=other.pk).update(state="sent")
    [found] = reports_in(report(sent.message_id, address="zoe@example.org").encode())
    assert operations.note_bounce(report=found) == other


def test_the_command_reads_files_and_says_what_it_believed(sent, tmp_path, monkeypatch, capsys):
    (tmp_path / "one").write_text(report(sent.message_id, status="5.2.2"))
    (tmp_path / "two").write_text(report("<in@vented>"))
    call_command("mail", "bounces", str(tmp_path / "one"), str(tmp_path / "two"))
    piped = io.BytesIO(report(sent.message_id).encode())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=piped))
    call_command("mail", "bounces")
    assert capsys.readouterr().out.splitlines() == [
        f"{tmp_path / 'one'}: anna@example.org 5.2.2: letter {sent.pk} came back",
        f"{tmp_path / 'two'}: anna@example.org 5.1.1: is not about a letter from here",
        f"-: anna@example.org 5.1.1: letter {sent.pk} came back, its address gets no more",
    ]
