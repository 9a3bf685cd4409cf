"""The pages of those who look after jobs and letters, and what each of their buttons does."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from eciap.foundation.audit.models import Entry
from eciap.foundation.jobs import examples, operations, queries
from eciap.foundation.jobs.models import Letter, Undeliverable
from eciap.foundation.jobs.queries import QueueNow
from tests.foundation.jobs import errands
from tests.foundation.jobs.world import AT, state_of, verbs, write

pytestmark = pytest.mark.django_db
PAGES = ("/jobs/", "/letters/")


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def jobs_sql(statement: str, *given) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


@pytest.fixture
def no_other_jobs(caretaker):
    jobs_sql("DELETE FROM procrastinate_jobs")


@pytest.mark.parametrize("path", [*PAGES, "/letters/1/", "/styleguide/letters/"])
def test_others_have_no_business_there(client, anna, path):
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(path).status_code == 403
    assert 'href="/jobs/"' not in client.get("/accounts/").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/jobs/1/again/",
        "/letters/trial/",
        "/letters/1/release/",
        "/letters/1/drop/",
        "/letters/1/again/",
        "/letters/addresses/1/restore/",
    ],
)
def test_others_press_no_button(client, desk, anna, path):
    assert desk.get(path).status_code == 405
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(path).status_code == 403


def test_pages_speak_the_language_of_their_reader(desk):
    french = {"accept-language": "fr"}
    assert "Tâches et courriels" in desk.get("/jobs/", headers=french).content.decode()
    assert "Boîte d’envoi" in desk.get("/letters/", headers=french).content.decode()


def test_the_secretariat_finds_the_way(desk):
    assert 'href="/jobs/"' in desk.get("/accounts/").content.decode()


def test_queues_failures_and_retries_are_shown(desk, no_other_jobs, run_due_jobs):
    errands.fail_for_good.enqueue("hail")
    errands.fail.enqueue("rain")
    run_due_jobs()
    errands.note.using(queue_name="letters", priority=7).enqueue("sun")

    page = desk.get("/jobs/").content.decode()

    assert queries.queues_now() == [
        QueueNow("default", due=0, later=1, running=0, failed=1),
        QueueNow("letters", due=1, later=0, running=0, failed=0),
    ]
    assert [job.path for job in queries.jobs_failed()] == ["tests.foundation.jobs.errands.fail_for_good"]
    assert [job.path for job in queries.jobs_tried_again()] == ["tests.foundation.jobs.errands.fail"]
    assert page.count("<summary>tests.foundation.jobs.errands.Mishap</summary>") == 2
    assert "Mishap: hail" in page
    assert "next attempt on" in page
    assert "eciap.foundation.jobs.tasks.rescue_lost_jobs" in page


def test_whether_a_worker_is_alive_is_said(desk, run_due_jobs):
    assert "No worker is alive" in desk.get("/jobs/").content.decode()
    jobs_sql("SELECT * FROM procrastinate_register_worker_v1()")
    assert "1 worker is alive." in desk.get("/jobs/").content.decode()


def test_a_failed_job_is_run_again_by_a_button(desk, caretaker, no_other_jobs, run_due_jobs):
    errands.fail_for_good.enqueue("hail")
    run_due_jobs()
    job = ProcrastinateJob.objects.get()

    pressed = desk.post(f"/jobs/{job.pk}/again/", follow=True)

    assert "The job is in the queue again." in pressed.content.decode()
    assert ProcrastinateJob.objects.get().status == "todo"
    entry = Entry.objects.get(verb="jobs.job.run_again")
    assert (entry.pseudonym, entry.data) == (
        caretaker.pseudonym,
        {"job": job.pk, "task": "tests.foundation.jobs.errands.fail_for_good"},
    )
    [ran] = run_due_jobs()
    assert (ran.attempts, len(ran.errors)) == (2, 2)


def test_a_job_that_waits_is_not_run_again(desk, run_due_jobs):
    waiting = errands.note.enqueue("sun")
    pressed = desk.post(f"/jobs/{waiting.id}/again/", follow=True)
    assert "This job runs or waits already, or is gone." in pressed.content.decode()


def test_a_periodic_job_whose_like_waits_is_not_run_again(caretaker):
    failed, waiting = errands.note.enqueue("old"), errands.note.enqueue("new")
    jobs_sql("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", int(failed.id))
    jobs_sql("UPDATE procrastinate_jobs SET status = 'failed', queueing_lock = 'x' WHERE id = %s", int(failed.id))
    jobs_sql("UPDATE procrastinate_jobs SET queueing_lock = 'x' WHERE id = %s", int(waiting.id))
    with pytest.raises(operations.NothingToRepeat):
        operations.run_job_again(job_id=int(failed.id), by=caretaker)


def test_the_timetable_says_when_a_job_was_enqueued_last(desk):
    jobs_sql(
        "INSERT INTO procrastinate_periodic_defers (task_name, defer_timestamp, periodic_id) VALUES (%s, %s, %s)",
        "eciap.jobs.run",
        int(AT.timestamp()),
        "eciap.foundation.jobs.tasks.rescue_lost_jobs",
    )
    last = {each.path.rpartition(".")[2]: each.last for each in queries.timetable()}
    assert (last["rescue_lost_jobs"], last["forget_old_jobs"]) == (AT, None)
    assert "30 June 2014" in desk.get("/jobs/").content.decode()


def test_letters_are_shown_without_their_words(desk, anna):
    letter = write(anna)
    page = desk.get("/letters/").content.decode()
    assert ("Un courriel d’essai" in page, "anna@example.org" in page) == (True, True)
    assert "Ce courriel est arrivé" not in page
    assert desk.get(f"/letters/{letter.pk}/").status_code == 404


def test_letters_are_chosen_by_state(desk, anna):
    write(anna, hold=True)
    sent = write(anna)
    Letter.objects.filter(pk=sent.pk).update(state="sent")
    counts = {state: desk.get(f"/letters/?state={state}").context["page"].paginator.count for state in ("held", "sent")}
    assert counts == {"held": 1, "sent": 1}
    assert desk.get("/letters/?state=nonsense").context["page"].paginator.count == 2
    assert "No letter here." in desk.get("/letters/?state=refused").content.decode()


def test_a_held_letter_is_read_and_released(desk, caretaker, anna):
    letter = write(anna, hold=True)

    page = desk.get(f"/letters/{letter.pk}/").content.decode()
    released = desk.post(f"/letters/{letter.pk}/release/", follow=True).content.decode()
    twice = desk.post(f"/letters/{letter.pk}/release/", follow=True).content.decode()

    assert "Ce courriel est arrivé" in page
    assert "The letter is on its way." in released
    assert "Somebody has decided about this letter meanwhile." in twice
    assert (state_of(letter), verbs()) == (
        ("waiting", ""),
        ["jobs.letter.posted", "jobs.letter.read", "jobs.letter.released"],
    )


def test_a_held_letter_is_dropped(desk, anna):
    letter = write(anna, hold=True)
    assert "The letter will not be sent." in desk.post(f"/letters/{letter.pk}/drop/", follow=True).content.decode()
    assert state_of(letter) == ("dropped", "")


def test_a_refused_letter_says_why_and_is_sent_again(desk, anna):
    letter = write(anna)
    Letter.objects.filter(pk=letter.pk).update(state="refused", reason="550 no", attempts=3)
    page = desk.get("/letters/").content.decode()
    assert ("550 no" in page, "tried 3 times" in page) == (True, True)
    assert "The letter is sent again." in desk.post(f"/letters/{letter.pk}/again/", follow=True).content.decode()
    assert state_of(letter) == ("waiting", "")


def test_an_address_is_restored(desk):
    address = Undeliverable.objects.create(address="gone@example.org", status="5.1.1", reason="unknown")
    assert "gone@example.org" in desk.get("/letters/").content.decode()
    desk.post(f"/letters/addresses/{address.pk}/restore/")
    assert (Undeliverable.objects.count(), verbs()) == (0, ["jobs.address.restored"])


def test_a_trial_letter_goes_to_whoever_asks(desk, caretaker):
    assert "A trial letter to desk@example.org" in desk.post("/letters/trial/", follow=True).content.decode()
    letter = Letter.objects.get()
    assert (letter.person, letter.language, letter.subject) == (caretaker, "en", "A trial letter")


def test_each_page_asks_as_little_for_many_as_for_one(desk, anna, no_other_jobs, run_due_jobs):
    def add(number):
        for _ in range(number):
            errands.fail_for_good.enqueue("hail")
            errands.fail.enqueue("rain")
            write(anna, hold=True)
            Undeliverable.objects.create(address=f"{Undeliverable.objects.count()}@example.org", status="5.1.1")
        run_due_jobs()

    add(1)
    queries_of(desk, PAGES[0])  # what every page reads once and keeps is not counted
    few = {path: queries_of(desk, path) for path in PAGES}
    add(29)
    assert {path: queries_of(desk, path) for path in PAGES} == few
    assert max(few.values()) <= 20


def test_every_letter_has_a_preview_in_each_language(admin_client):
    listed = admin_client.get("/styleguide/letters/").content.decode()
    links = re.findall(r'href="(/styleguide/letters/(?:en|fr)/[^"]+)"', listed)
    assert len(links) == 2 * len(examples.names())
    assert {"account/email/email_confirmation", "jobs/letters/trial.html"} < set(examples.names())
    for link in links:
        page = admin_client.get(link)
        assert (page.status_code, "frame-src 'self'" in page["Content-Security-Policy"]) == (200, True)


def test_a_previewed_letter_is_framed_and_asks_for_nothing(admin_client):
    shown = admin_client.get("/styleguide/letters/fr/html/jobs/letters/trial.html")
    assert "<h1 style=" in shown.content.decode()
    assert "Ce courriel est arrivé" in shown.content.decode()
    assert (shown["X-Frame-Options"], shown["Content-Security-Policy"].split(";")[0]) == (
        "SAMEORIGIN",
        "default-src 'none'",
    )


@pytest.mark.parametrize("path", ["en/no/such.html", "xx/jobs/letters/trial.html", "en/account/email/base"])
def test_there_are_no_other_previews(admin_client, path):
    assert admin_client.get(f"/styleguide/letters/{path}").status_code == 404


def test_every_template_of_a_letter_has_an_example():
    from tests.architecture.source import templates

    letters = {"/".join(path.parts[-3:]) for path in templates() if path.parts[-2] == "letters"}
    assert letters == set(examples.EXAMPLES)
