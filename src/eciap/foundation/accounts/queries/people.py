"""People by address, the people whom somebody may see, and those who are due to be erased."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from eciap.foundation.accounts.models import Person, PersonManager


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


def due_to_be_erased(*, at: datetime) -> QuerySet[Person]:
    """Who has asked to be erased and may no longer think better of it."""
    return Person.objects.filter(erasure__due_at__lte=at).order_by("erasure__due_at", "pk")
