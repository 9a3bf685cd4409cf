"""How long personal data are kept: each rule with its period and the operation that removes what is older.

retention.register("accounts.unconfirmed", Rule(_("Sign-ups that nobody confirmed"), timedelta(days=30), forget))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise


@dataclass(frozen=True)
class Rule:
    """What is kept for how long; `forget(before)` removes what is older and returns how much that was."""

    what: str | Promise
    kept_for: timedelta
    forget: Callable[[datetime], int]


RULES: dict[str, Rule] = {}


def register(name: str, rule: Rule) -> None:
    """Let a context say how long it keeps something; the same name again replaces it."""
    RULES[name] = rule
