"""People by address, the people whom somebody may see, and those who are due to be erased."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from eciap.foundation.accounts.models import Person, PersonManager
from eciap.foundation.ui.shapes import Link


def person_with_address(email: str) -> Person | None:
    """The person who signs in with this address, whatever its case."""
    return Person.objects.filter(email=PersonManager.normalize_email(email)).first()


def visible_to(visitor: Person | AnonymousUser) -> QuerySet[Person]:
    """The people whose account the visitor may look at; agrees with the rule `accounts.view_person`."""
    if isinstance(visitor, AnonymousUser) or not visitor.is_active:
        return Person.objects.none()
    if visitor.is_superuser:
        return Person.objects.all()
    return Person.objects.filter(pk=visitor.pk)


def named(pseudonyms: Collection[UUID]) -> dict[UUID, Link]:
    """What the people with these pseudonyms are called: one query."""
    return {person.pseudonym: Link(str(person)) for person in Person.objects.filter(pseudonym__in=pseudonyms)}


def pseudonyms_called(words: str) -> set[UUID]:
    """The pseudonyms of people who have this in their name, or this address."""
    fitting = Person.objects.filter(Q(name__icontains=words) | Q(email=PersonManager.normalize_email(words)))
    return set(fitting.values_list("pseudonym", flat=True))


def due_to_be_erased(*, at: datetime) -> QuerySet[Person]:
    """Who has asked to be erased and may no longer think better of it."""
    return Person.objects.filter(erasure__due_at__lte=at).order_by("erasure__due_at", "pk")
