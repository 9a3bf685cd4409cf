"""Where foreign keys point: down, without an attribute on the other side, to real tables."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import Field, Model

from tests.architecture.source import heights

type Key = Field


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("eciap.")]


def keys_that_point_up(models: Iterable[type[Model]]) -> list[str]:
    """Name each key from a context to a higher one, or to a stranger of the same floor."""
    floors = heights()
    return [
        f"{key} points to {target}"
        for key, owner, target in _keys_between_contexts(models)
        if floors[target] >= floors[owner]
    ]


def keys_that_show_above(models: Iterable[type[Model]]) -> list[str]:
    """Name each key across contexts that gives the lower one an attribute, or that queries above cannot name."""
    return [
        f'{key} needs related_name="+" and related_query_name="{owner}_…"'
        for key, owner, _target in _keys_between_contexts(models)
        if not (key.remote_field.related_name or "").endswith("+")
        or not (key.remote_field.related_query_name or "").startswith(f"{owner}_")
    ]


def generic_keys(models: Iterable[type[Model]]) -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]


def _keys_between_contexts(models: Iterable[type[Model]]) -> Iterator[tuple[Key, str, str]]:
    floors = heights()
    for model in models:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.is_relation and not model._meta.auto_created:
                owner, target = model._meta.app_label, field.related_model._meta.app_label
                if owner != target and target in floors:
                    yield field, owner, target
