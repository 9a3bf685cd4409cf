"""What everybody may see of a person."""

from dataclasses import dataclass

from eciap.foundation.accounts.models import PUBLISHABLE, Person, Profile


@dataclass(frozen=True)
class PublicProfile:
    """The fields that a person has published, and no others; what is empty is not among them."""

    slug: str
    told: dict[str, str]


def public_profile(slug: str) -> PublicProfile | None:
    """The profile at this address as everybody may see it; None where nothing of it is published."""
    profile = Profile.objects.select_related("person").filter(slug=slug, person__is_active=True).first()
    if profile is None:
        return None
    shown = {field: value for field in PUBLISHABLE if field in profile.published and (value := _told(profile, field))}
    return PublicProfile(slug, shown) if shown else None


def _told(profile: Profile, field: str) -> str:
    return str(profile.person.name if field == "name" else getattr(profile, field))


def profile_of(person: Person) -> Profile | None:
    """What a person tells of themself, where they have told anything."""
    return Profile.objects.filter(person=person).first()
