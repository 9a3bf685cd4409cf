"""A toy with states: an application is written, handed in, and granted or refused; a silent one is closed."""

from uuid import uuid4

from django.apps.registry import Apps
from django.db import models
from django.dispatch import Signal

from eciap.foundation.audit.states import Effect, Guard, State, Table, Transition, Who

handed_in = Signal()
APPLICANT = Who("the applicant", "toys.submit_application")
JURY = Who("the jury", "toys.judge_application")
PLATFORM = Who("the platform", None)

TABLE = Table(
    name="toys.application",
    label="An application",
    states=(
        State("draft", "being written", begins=True),
        State("submitted", "handed in"),
        State("granted", "granted"),
        State("refused", "refused"),
    ),
    transitions=(
        Transition(
            "submitted",
            ("draft",),
            "submitted",
            label="Hand in",
            told="Handed in",
            who=APPLICANT,
            guard=Guard("Every question is answered.", lambda application: application.is_complete),
            effects=(Effect("the jury is told", handed_in),),
        ),
        Transition("returned", ("submitted",), "draft", label="Give back", told="Given back", who=JURY),
        Transition("granted", ("submitted",), "granted", label="Grant", told="Granted", who=JURY),
        Transition("refused", ("submitted",), "refused", label="Refuse", told="Refused", who=JURY),
        Transition("lapsed", ("draft", "submitted"), "refused", label="Close", told="Closed", who=PLATFORM),
    ),
)


def application(table=TABLE):
    """A model of its own registry, as a context would write it."""

    class Meta:
        app_label = "toys"
        apps = Apps()
        constraints = [table.constraint()]

    fields = {
        "record_id": models.UUIDField(default=uuid4),
        "is_complete": models.BooleanField(default=True),
        "status": models.CharField(max_length=20, choices=table.choices, default=table.beginnings[0]),
    }
    return type("Application", (models.Model,), {"__module__": __name__, "Meta": Meta, **fields})


Application = application()
