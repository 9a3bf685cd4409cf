"""A page on which somebody hands in a plan, as a context would have it."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from eciap.config.urls import urlpatterns as platform
from eciap.foundation.files.enums import Kind
from eciap.foundation.files.forms import KeepsFiles, StoredFileField
from eciap.foundation.files.middleware import takes_files
from tests.foundation.files.conftest import AUDIENCE

LARGEST = 2 * 1024**2
PAGE = """{% extends "ui/base.html" %}{% block title %}Hand in a plan{% endblock %}{% block main %}
<div class="masthead"><h1>Hand in a plan</h1></div>
<div><div class="stack measure">
<form class="stack" method="post" enctype="multipart/form-data" novalidate>{% csrf_token %}
<div class="fields">
{% for field in form.visible_fields %}
{% include "accounts/field.html" %}
{% endfor %}</div>
<button class="ds-button" type="submit">Hand in</button></form></div></div>{% endblock %}"""


class PlanForm(KeepsFiles, forms.Form):
    title = forms.CharField(label="Title")
    plan = StoredFileField(
        label="Plan",
        help_text="What you want to do, in your own words.",
        kinds={Kind.PDF, Kind.DOCX},
        largest=LARGEST,
        audience=AUDIENCE,
    )
    picture = StoredFileField(label="Picture", kinds={Kind.JPEG}, largest=LARGEST, audience=AUDIENCE, required=False)


@takes_files(largest=LARGEST, most=2)
def hand_in(request: HttpRequest) -> HttpResponse:
    form = PlanForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        return HttpResponse(f"{form.cleaned_data['plan'].uuid} {form.cleaned_data['picture']}")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


@login_not_required
def count(request: HttpRequest) -> HttpResponse:
    """Say what of the files came through, for visitors who need no account."""
    return HttpResponse(" ".join(str(file.size) for file in request.FILES.values()))


# Below /demo/ an address is read in the language that the browser asks for.
urlpatterns = [path("hand-in/", hand_in), path("demo/hand-in/", hand_in), path("count/", count), *platform]
