"""What people may agree to or not: each purpose with the wording that is agreed to, and its version.

    purposes.register(Purpose("alliance.letters", version=1, title=_("Letters"), wording=_("The secretariat may …")))

Whoever changes what the wording means gives it the next version: then everybody is asked anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Purpose:
    """Something that personal data are used for only where the person has agreed."""

    key: str
    version: int
    title: str | Promise
    wording: str | Promise


PURPOSES: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """Let a context ask for leave; the same key again replaces it."""
    PURPOSES[purpose.key] = purpose


def purpose_named(key: str) -> Purpose | None:
    """The purpose of this key, where there is one."""
    return PURPOSES.get(key)
