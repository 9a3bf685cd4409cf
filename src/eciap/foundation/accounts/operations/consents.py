"""Agreeing to a purpose, and withdrawing as easily."""

from datetime import datetime

from django.db import transaction

from eciap.foundation.accounts.models import Consent, Person
from eciap.foundation.accounts.registry.purposes import Purpose
from eciap.foundation.audit.operations import log


@transaction.atomic
def give_consent(*, person: Person, purpose: Purpose, language: str, by: Person, at: datetime) -> Consent:
    """Note that a person agrees, in the words that stand in this language now; who agreed to them before stays.

    An agreement to an earlier version ends where the new one begins.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    former = Consent.objects.filter(person=person, purpose=purpose.key, withdrawn_at=None).first()
    if former and former.version == purpose.version:
        return former
    if former:
        _withdraw(former, at)
    consent = Consent.objects.create(
        person=person,
        purpose=purpose.key,
        version=purpose.version,
        language=language,
        wording=str(purpose.wording),
        given_at=at,
    )
    log("accounts.consent.given", by=by, on=person.pseudonym, data=_minutes(consent))
    return consent


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: str, by: Person, at: datetime) -> None:
    """Note that a person agrees no longer; what was done before stays lawful."""
    consent = Consent.objects.select_for_update().filter(person=person, purpose=purpose, withdrawn_at=None).first()
    if consent is None:
        return
    _withdraw(consent, at)
    log("accounts.consent.withdrawn", by=by, on=person.pseudonym, data=_minutes(consent))


def _withdraw(consent: Consent, at: datetime) -> None:
    consent.withdrawn_at = at
    consent.save(update_fields=["withdrawn_at"])


def _minutes(consent: Consent) -> dict[str, object]:
    return {"purpose": consent.purpose, "version": consent.version}
