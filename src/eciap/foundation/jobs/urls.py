"""Addresses of jobs and letters; `middleware` answers the probes."""

from django.urls import path

from eciap.foundation.jobs.views import letters, previews, queue, unsubscribing

app_name = "jobs"
urlpatterns = [
    path("jobs/", queue.overview, name="overview"),
    path("jobs/<int:job_id>/again/", queue.run_again, name="run_again"),
    path("letters/", letters.letters, name="letters"),
    path("letters/trial/", letters.trial, name="trial"),
    path("letters/<int:letter_id>/", letters.held_letter, name="held_letter"),
    path("letters/<int:letter_id>/release/", letters.decide, {"decision": "release"}, name="release"),
    path("letters/<int:letter_id>/drop/", letters.decide, {"decision": "drop"}, name="drop"),
    path("letters/<int:letter_id>/again/", letters.decide, {"decision": "again"}, name="send_again"),
    path("letters/addresses/<int:address_id>/restore/", letters.restore, name="restore"),
    path("letters/unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("styleguide/letters/", previews.previews, name="previews"),
    path("styleguide/letters/<slug:language>/html/<path:name>", previews.preview_html, name="preview_html"),
    path("styleguide/letters/<slug:language>/<path:name>", previews.preview, name="preview"),
]
