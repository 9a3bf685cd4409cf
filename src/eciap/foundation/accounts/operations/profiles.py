"""Writing what a person tells of themself, and what of it everybody may see."""

from collections.abc import Collection, Mapping

from django.db import transaction

from eciap.foundation.accounts.models import PUBLISHABLE, Person, Profile
from eciap.foundation.audit.operations import log


class AddressOfProfileTaken(ValueError):
    """Raised when somebody else's profile is at this address."""


@transaction.atomic
def write_profile(
    *, person: Person, slug: str, told: Mapping[str, str], published: Collection[str], by: Person
) -> Profile:
    """Keep what a person tells of themself; whatever is not among `published` is for nobody but them.

    Raises:
        AddressOfProfileTaken: when somebody else's profile is at this address.

    """
    if Profile.objects.filter(slug=slug).exclude(person=person).exists():
        raise AddressOfProfileTaken(slug)
    shown = [field for field in PUBLISHABLE if field in published]
    profile, _is_new = Profile.objects.update_or_create(
        person=person, defaults={"slug": slug, "published": shown, **told}
    )
    log("accounts.profile.written", by=by, on=person.pseudonym, data={"published": shown})
    return profile
