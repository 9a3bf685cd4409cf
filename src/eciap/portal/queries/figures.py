"""Which of the alliance's figures tell of its money, and which of everything else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eciap.foundation.records.models import Fact

# The keys by which a content folder says what is to be mobilised, and what has been.
TARGET = "mobilisation-target"
REACHED = "mobilised"


@dataclass(frozen=True)
class Money:
    """What was mobilised of what was to be; both in the same currency."""

    reached: Fact
    target: Fact


def money_of(facts: Iterable[Fact]) -> Money | None:
    """Return the target and the latest sum that is recorded towards it, or None where one of them is not recorded."""
    every = [fact for fact in facts if fact.value is not None]
    target = next((fact for fact in every if fact.key == TARGET), None)
    reached = [fact for fact in every if fact.key.startswith(REACHED) and target and fact.unit == target.unit]
    return Money(reached[-1], target) if target and reached else None


def numbers_of(facts: Iterable[Fact], money: Money | None) -> list[Fact]:
    """Return the figures that the line of money does not show already."""
    shown = {money.reached.pk, money.target.pk} if money else set()
    return [fact for fact in facts if fact.pk not in shown]
