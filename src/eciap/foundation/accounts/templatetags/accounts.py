"""What pages of the account show in several places."""

from typing import Any

from django import template

from eciap.foundation.accounts import queries

register = template.Library()


@register.inclusion_tag("accounts/ways.html", takes_context=True)
def ways_in(context: dict[str, Any]) -> dict[str, Any]:
    """List how the reader signs in, with what each way is for and the links to change it."""
    return {"ways": queries.ways_in(context["request"].user)}
