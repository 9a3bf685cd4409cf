"""Every operation takes its arguments by name, is one transaction, and is logged."""

from operator import attrgetter

import pytest

from tests.architecture import toys
from tests.architecture.operations import operations_that_are_not
from tests.architecture.source import modules

# The list may only shrink.
NOT_BY_KEYWORD = {
    "audit.log",  # the one that reads as a sentence: log("thing.happened", by=…)
}
NOT_ATOMIC = {
    "audit.log",  # a single insert, inside the transaction of the operation that it ends
}
NOT_LOGGED = {
    "accounts.end_sessions",  # part of an operation; the calling one says why they end
    "audit.log",  # is the log
    "audit.seal_entries",  # the seals are their own record, and an entry of sealing would have to be sealed
    "jobs.begin_attempt",  # the queue's own books: every job would fill the log with its attempts
    "jobs.end_attempt",  # as above
    "jobs.fail_attempt",  # as above
    "jobs.enqueue_sending",  # part of an operation; the calling one says what became of the letter
    "languages.put_texts",  # part of an operation; the calling one knows whose texts they are, and logs
    "languages.put_translatable",  # part of an operation, as above
    "records.index_record",  # part of an operation; the index holds nothing that is not written elsewhere
    "records.index_records",  # part of an operation, as above
    "records.indexed_together",  # part of an operation, as above
    "records.learn_meanings",  # says nothing that the entries do not say
    "records.put_citable",  # part of an operation, as above
    "records.put_record",  # part of an operation, as above
    "records.put_citations",  # part of an operation, as above
    "records.put_facts",  # part of an operation, as above
}
SOUND = """
@transaction.atomic
def adopt(*, recommendation, by, at):
    recommendation.save()
    log("roadmaps.recommendation.adopted", by=by, on=recommendation)
"""
FAULTY = """
def adopt(recommendation, by, at):
    recommendation.save()
"""


PROMISES = {"is_keyword_only": NOT_BY_KEYWORD, "is_atomic": NOT_ATOMIC, "is_logged": NOT_LOGGED}


@pytest.mark.parametrize("promise", PROMISES)
def test_our_operations_keep_their_promises(promise):
    assert operations_that_are_not(attrgetter(promise), modules()) == PROMISES[promise]


@pytest.mark.parametrize("promise", PROMISES)
def test_a_broken_promise_is_noticed(tmp_path, promise):
    house = toys.build(tmp_path, {"eciap/alliance/operations.py": SOUND, "eciap/roadmaps/operations/adopt.py": FAULTY})
    assert operations_that_are_not(attrgetter(promise), modules(house)) == {"roadmaps.adopt"}


def test_a_transaction_may_also_be_entered_inside(tmp_path):
    inside = "def adopt(*, by):\n    with suppress(Undo), transaction.atomic():\n        log('a.b.c', by=by)\n"
    house = toys.build(tmp_path, {"eciap/roadmaps/operations.py": inside})
    assert operations_that_are_not(attrgetter("is_atomic"), modules(house)) == set()


def test_a_private_function_may_write_the_log(tmp_path):
    through = "def adopt(*, by):\n    _finish(by)\n\ndef _finish(by):\n    log('a.b.c', by=by)\n"
    house = toys.build(tmp_path, {"eciap/roadmaps/operations.py": through})
    assert operations_that_are_not(attrgetter("is_logged"), modules(house)) == set()
