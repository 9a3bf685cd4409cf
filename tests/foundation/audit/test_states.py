"""A table of states: one operation moves things along it, and the database refuses every other way."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations import AddConstraint, RemoveConstraint
from django.db.migrations.state import ModelState, ProjectState

from eciap.foundation.accounts.models import Person
from eciap.foundation.audit import queries, registry, states
from eciap.foundation.audit.components import drawing, moments
from eciap.foundation.audit.models import Entry
from eciap.foundation.audit.operations import NotFromHere, NotTheirs, NotYet
from eciap.foundation.audit.operations import transition as moved
from eciap.foundation.audit.queries import Step
from eciap.foundation.audit.states import IncoherentTable, Moves, State, Transition, UnknownTransition
from tests.foundation.audit.toys import APPLICANT, JURY, TABLE, Application, application, handed_in
from tests.foundation.ui.drawings import tree, words

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
WAYS = [("draft", "submitted"), ("submitted", "draft"), ("submitted", "granted"), ("submitted", "refused")]
WAYS += [("draft", "refused")]


def somebody(number, *permissions):
    """Somebody with these permissions for everything."""
    pseudonym = UUID(int=number)
    return SimpleNamespace(pseudonym=pseudonym, has_perm=lambda permission, thing: permission in permissions)


ANNA = somebody(1, APPLICANT.permission)
JUDGE = somebody(2, JURY.permission)


@pytest.fixture(autouse=True)
def _table(db):
    with connection.schema_editor() as editor:
        editor.create_model(Application)


@pytest.fixture
def draft():
    return Application.objects.create()


def move(thing, name, by):
    return moved(thing=thing, table=TABLE, name=name, by=by, at=NOON)


def status(thing):
    return Application.objects.values_list("status", flat=True).get(pk=thing.pk)


def test_a_thing_is_moved_by_those_who_may_and_the_log_says_so(draft):
    locked = move(draft, "submitted", ANNA)
    assert (draft.status, locked.status, status(draft)) == ("submitted", "submitted", "submitted")
    entry = Entry.objects.get()
    assert (entry.verb, entry.pseudonym, entry.record_id, entry.data) == (
        "toys.application.submitted",
        ANNA.pseudonym,
        draft.record_id,
        {"from": "draft", "to": "submitted"},
    )


def test_what_follows_is_set_off_inside_the_transaction(draft):
    heard = []

    def hear(**told):
        heard.append((told["sender"], told["thing"], told["by"], told["at"], connection.in_atomic_block))

    handed_in.connect(hear)
    try:
        move(draft, "submitted", ANNA)
    finally:
        handed_in.disconnect(hear)
    assert heard == [(Application, draft, ANNA, NOON, True)]


def test_more_may_be_written_beside_the_step(draft):
    moved(thing=draft, table=TABLE, name="submitted", by=ANNA, at=NOON, data={"round": 2})
    assert Entry.objects.get().data == {"from": "draft", "to": "submitted", "round": 2}


@pytest.mark.parametrize(
    ("name", "by", "refusal", "why"),
    [
        ("submitted", JUDGE, NotTheirs, "You may not do this here."),
        ("submitted", None, NotTheirs, "You may not do this here."),
        ("lapsed", ANNA, NotTheirs, "You may not do this here."),
        ("granted", JUDGE, NotFromHere, "It is being written: this can no longer be done."),
        ("published", ANNA, UnknownTransition, "toys.application has no transition published"),
    ],
)
def test_a_thing_stays_as_it_is_and_says_why(draft, name, by, refusal, why):
    with pytest.raises(refusal) as refused:
        move(draft, name, by)
    assert (str(refused.value), draft.status, status(draft), Entry.objects.count()) == (why, "draft", "draft", 0)


def test_a_guard_says_what_is_missing(draft):
    Application.objects.update(is_complete=False)
    with pytest.raises(NotYet, match=r"^Every question is answered\.$"):
        move(draft, "submitted", ANNA)


def test_the_platform_moves_what_is_its_own(draft):
    move(draft, "lapsed", None)
    assert (status(draft), Entry.objects.get().pseudonym) == ("refused", None)


def test_who_comes_second_finds_what_the_first_has_done(draft):
    stale = Application.objects.get(pk=draft.pk)
    move(draft, "submitted", ANNA)
    with pytest.raises(NotFromHere):
        move(stale, "submitted", ANNA)


def test_the_row_is_locked(draft, django_assert_num_queries):
    with django_assert_num_queries(5) as captured:  # a savepoint, the row, the row again, the entry, the savepoint
        move(draft, "submitted", ANNA)
    assert captured[1]["sql"].endswith('FOR NO KEY UPDATE OF "toys_application"')


@pytest.mark.parametrize("frm", ["draft", "submitted", "granted", "refused"])
@pytest.mark.parametrize("to", ["draft", "submitted", "granted", "refused"])
def test_the_database_knows_the_table(draft, frm, to):
    for step in {"draft": [], "submitted": ["submitted"]}.get(frm, ["submitted", frm]):
        Application.objects.update(status=step)
    if frm == to or (frm, to) in WAYS:
        assert Application.objects.update(status=to) == 1
        return
    no_way = f"toys_application_status_moves: no way from {frm} to {to}"
    with pytest.raises(IntegrityError, match=no_way), transaction.atomic():
        Application.objects.update(status=to)
    assert status(draft) == frm


def test_nothing_begins_in_the_middle():
    nothing = "toys_application_status_moves: nothing begins as granted"
    with pytest.raises(IntegrityError, match=nothing), transaction.atomic():
        Application.objects.create(status="granted")
    assert Application.objects.count() == 0


def test_other_fields_may_change_in_any_state(draft):
    move(draft, "lapsed", None)
    assert Application.objects.update(is_complete=False) == 1


def test_a_form_says_what_the_database_would_refuse(draft):
    [constraint] = Application._meta.constraints
    draft.status = "granted"
    with pytest.raises(ValidationError, match="It cannot go from its present state to this one"):
        constraint.validate(Application, draft)
    with pytest.raises(ValidationError):
        constraint.validate(Application, Application(status="granted"))
    constraint.validate(Application, draft, exclude={"status"})
    for legal in ("draft", "submitted"):
        draft.status = legal
        constraint.validate(Application, draft)
    constraint.validate(Application, Application())


def changes(before, after):
    """What `makemigrations` would write, and `makemigrations --check`, which `make check` runs, would complain of."""
    old, new = ProjectState(), ProjectState()
    old.add_model(ModelState.from_model(before))
    new.add_model(ModelState.from_model(after))
    found = MigrationAutodetector(old, new)._detect_changes()
    return [type(operation) for migration in found.get("toys", []) for operation in migration.operations]


def test_a_table_that_differs_from_the_migrations_is_noticed():
    shorter = replace(TABLE, transitions=TABLE.transitions[:4])
    assert changes(Application, application()) == []
    assert changes(Application, application(shorter)) == [RemoveConstraint, AddConstraint]


def test_the_trigger_follows_the_table(draft):
    [before], [after] = Application._meta.constraints, application(_reopening())._meta.constraints
    with connection.schema_editor() as editor:
        editor.remove_constraint(Application, before)
        editor.add_constraint(Application, after)
    move(draft, "lapsed", None)
    assert Application.objects.update(status="draft") == 1
    assert before != after


def _reopening():
    reopened = Transition("reopened", ("refused",), "draft", label="Reopen", told="Reopened", who=JURY)
    return replace(TABLE, transitions=(*TABLE.transitions, reopened))


def test_a_constraint_is_equal_to_itself_alone():
    one = TABLE.constraint()
    assert one == TABLE.constraint()
    assert hash(one) == hash(one)
    assert one != "toys_application_status_moves"
    assert isinstance(one, Moves)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"name": "application"}, "application: its name is not context.thing."),
        ({"states": TABLE.states[:3]}, "toys.application: refused is no state."),
        ({"states": (*TABLE.states, TABLE.states[1])}, "toys.application: submitted stands twice."),
        ({"states": (*TABLE.states, State("lost", "lost"))}, "toys.application: lost cannot be reached."),
        (
            {"transitions": (*TABLE.transitions, TABLE.transitions[1])},
            "toys.application: returned stands twice.",
        ),
        (
            {"transitions": (*TABLE.transitions, replace(TABLE.transitions[1], name="Given back"))},
            "toys.application: 'Given back' is no name.",
        ),
        (
            {"states": (State("draft", "being written"), *TABLE.states[1:])},
            (
                "toys.application: nothing begins; draft cannot be reached; submitted cannot be reached; "
                "granted cannot be reached; refused cannot be reached."
            ),
        ),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(change, complaint):
    with pytest.raises(IncoherentTable) as refusal:
        replace(TABLE, **change)
    assert str(refusal.value) == complaint


def test_a_table_knows_its_states():
    assert TABLE.state("draft").label == "being written"
    with pytest.raises(UnknownTransition, match=r"^toys\.application has no state lost$"):
        TABLE.state("lost")


def test_the_buttons_are_what_somebody_may_do_now(draft):
    submit, give_back, grant, refuse, _lapse = TABLE.transitions
    assert queries.steps_open_to(ANNA, thing=draft, table=TABLE) == [Step(submit)]
    assert queries.steps_open_to(JUDGE, thing=draft, table=TABLE) == []
    draft.is_complete = False
    assert queries.steps_open_to(ANNA, thing=draft, table=TABLE) == [Step(submit, "Every question is answered.")]
    draft.status = "submitted"
    assert queries.steps_open_to(JUDGE, thing=draft, table=TABLE) == [Step(give_back), Step(grant), Step(refuse)]


def test_the_timeline_says_who_moved_it_when_in_words(draft, django_assert_num_queries):
    judge = Person.objects.create_superuser("judge@example.org", name="Judith")
    other = Application.objects.create()
    move(draft, "submitted", ANNA)
    move(other, "submitted", ANNA)
    move(draft, "returned", judge)
    move(draft, "lapsed", None)

    with django_assert_num_queries(1):
        steps = queries.moves_of(draft, TABLE)
    assert [(step.before, step.after) for step in steps] == [
        ("draft", "submitted"),
        ("submitted", "draft"),
        ("draft", "refused"),
    ]
    told = [(moment.when, moment.title, moment.text) for moment in moments(steps)]
    at = list(Entry.objects.filter(record_id=draft.record_id).order_by("pk").values_list("at", flat=True))
    assert told == [
        (at[0], "Handed in", "by somebody without an account"),
        (at[1], "Given back", "by Judith"),
        (at[2], "Closed", "by the platform itself"),
    ]


def test_a_drawing_has_every_line_of_the_table_beside_it():
    drawn = tree(f"<div>{drawing(TABLE)}</div>")
    assert drawn.find(".//svg").attrib["aria-label"].startswith("An application: from Being written to Handed in; ")
    rows = [[words(cell) for cell in row] for row in drawn.findall(".//tbody/tr")]
    assert rows[0] == [
        "Hand in",
        "being written",
        "handed in",
        "the applicant",
        "Every question is answered.",
        "the jury is told",
    ]
    assert rows[4] == ["Close", "being written, handed in", "refused", "the platform", "", ""]


def test_the_page_of_states_is_for_the_secretariat_and_for_staff(client, monkeypatch):
    monkeypatch.setattr(states, "_tables", {})
    client.force_login(Person.objects.create_user("anna@example.org"))
    assert client.get("/log/states/").status_code == 403
    client.force_login(Person.objects.create_user("staff@example.org", is_staff=True))
    assert b"Nothing here has states yet." in client.get("/log/states/").content

    states.register(TABLE)
    page = client.get("/log/states/").content.decode()
    assert "toys.application" in page
    assert "Every question is answered." in page


def test_somebody_who_is_gone_has_no_name():
    assert registry.name_of(UUID(int=5), {}) == "somebody without an account"
