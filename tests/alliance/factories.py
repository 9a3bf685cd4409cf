"""Organisations, actions, seats and happenings for the stories of other tests, made through the operations."""

from datetime import UTC, datetime

from eciap.alliance import operations
from eciap.alliance.enums import ChronicleKind, MembershipKind, OrganisationKind, Role, SeatKind
from eciap.foundation.accounts.models import Person
from eciap.foundation.languages.periods import Period
from eciap.foundation.records.operations import Figure, put_source
from tests.vocabulary.factories import a_theme

NOON = datetime(2014, 6, 1, 12, tzinfo=UTC)


def a_person(name="anna", **more):
    """Make a person who may sign in nowhere: there is no password."""
    return Person.objects.create_user(f"{name}@example.org", name=name.capitalize(), **more)


def a_source(key="report", **more):
    """Record a source."""
    return put_source(
        **{"key": key, "title": key.capitalize(), "url": f"https://example.org/{key}", "by": None, **more}
    )


def a_figure(key="vouchers", value=20, sources=("report",), **more):
    """Describe a figure; its source is recorded."""
    for source in sources:
        a_source(source)
    texts = {"en": {"label": key.capitalize(), "scope": ""}}
    return Figure(**{"key": key, "value": value, "unit": "vouchers", "sources": sources, "texts": texts, **more})


def an_organisation(slug="berlin", kinds=(), theme=None, **more):
    """Make an organisation; with `kinds`, a member in each of these ways."""
    given = {
        "name": slug.capitalize(),
        "kind": OrganisationKind.AGENCY,
        "texts": {"en": {"description": f"{slug} is."}},
    }
    organisation = operations.put_organisation(**{"slug": slug, "by": None, **given, **more})
    memberships = [operations.MembershipFacts(kind=MembershipKind(kind), theme=theme) for kind in kinds]
    operations.put_memberships(organisation=organisation, memberships=memberships, by=None)
    return organisation


def an_action(slug="vinci", theme=None, **more):
    """Make a concrete action on a theme."""
    given = {
        "acronym": slug.upper(),
        "title": f"{slug} in full",
        "texts": {"en": {"summary": f"{slug} in short", "aim": f"To {slug}."}},
    }
    return operations.put_action(**{"slug": slug, "theme": theme or a_theme(), "by": None, **given, **more})


def a_seat(slug="contact", **more):
    """Make a seat with somebody in it."""
    given = {"kind": SeatKind.CONTACT, "holder": "Tanja", "texts": {"en": {"title": slug.capitalize(), "note": ""}}}
    return operations.put_seat(**{"slug": slug, "by": None, **given, **more})


def a_happening(slug="launch", date="2012-02-26", **more):
    """Make an entry of the chronicle."""
    given = {"period": Period.parse(date), "kind": ChronicleKind.FOUNDING, "texts": {"en": {"what": f"{slug} happens"}}}
    return operations.put_chronicle_entry(**{"slug": slug, "by": None, **given, **more})


def an_alliance(slug="alliance", **more):
    """Make the alliance that the platform serves."""
    texts = {"en": {"name": "Alliance of towns", "platform_name": "Platform", "tagline": "We learn."}}
    return operations.put_alliance(**{"slug": slug, "acronym": "AT", "texts": texts, "by": None, **more})


def a_role(person, role=Role.EDITOR, **scope):
    """Grant a role."""
    return operations.grant_role(person=person, role=role, at=NOON, by=None, **scope)
