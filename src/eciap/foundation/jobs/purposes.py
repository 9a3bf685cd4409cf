"""What letters are for. Each context registers its purposes when the platform starts; each is unsubscribed by itself.

purposes.register(Purpose("digest", _("News of what you follow"), priority=-50))
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Purpose:
    """What letters are for; those that are not `optional` cannot be unsubscribed. Higher `priority` is sent first."""

    key: str
    label: str | Promise
    optional: bool = True
    priority: int = 0


class UnknownPurpose(LookupError):
    """Raised when a letter is for something that nobody has registered."""


SERVICE = Purpose("service", _("Your account and what you asked for"), optional=False, priority=50)
PURPOSES: dict[str, Purpose] = {SERVICE.key: SERVICE}


def register(*purposes: Purpose) -> None:
    """Add purposes; the same key again replaces what was there."""
    PURPOSES.update({purpose.key: purpose for purpose in purposes})


def purpose_called(key: str) -> Purpose:
    """Return the purpose of this key.

    Raises:
        UnknownPurpose: when nobody has registered it.

    """
    if key not in PURPOSES:
        raise UnknownPurpose(key)
    return PURPOSES[key]
