"""Who may have which file: each context joins a rule for the audiences that it keeps files for.

    access.register("calls.attachment", is_owner | reads_applications)      # in the context's apps.py
    store_file(..., audience="calls.attachment")                             # in its form or operation

A file whose audience has no rule is open to nobody.
"""

from collections.abc import Callable
from typing import Any, Protocol


class HasAudience(Protocol):
    """As much of a file as is needed here."""

    @property
    def audience(self) -> str: ...


type Rule = Callable[[Any, Any], bool]  # the visitor, the file
_rules: dict[str, Rule] = {}


class AudienceWithoutRule(LookupError):
    """Raised when a file is to be kept for an audience that no context has joined a rule for."""


def register(audience: str, rule: Rule) -> None:
    """Say who may have files of this audience; called once by the context that keeps them, when the platform starts."""
    _rules[audience] = rule


def expect_rule(audience: str) -> None:
    """See that somebody will ever be able to have files of this audience.

    Raises:
        AudienceWithoutRule: when nobody will.

    """
    if audience not in _rules:
        raise AudienceWithoutRule(audience)


def allows(visitor: Any, file: HasAudience) -> bool:
    """Ask the rule of the file's audience."""
    rule = _rules.get(file.audience)
    return rule is not None and bool(rule(visitor, file))
