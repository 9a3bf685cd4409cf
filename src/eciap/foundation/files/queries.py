"""Reading that has a name: a file by its address, and the files that nothing points to."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet, Sum

from eciap.foundation.accounts.models import Person
from eciap.foundation.files.models import StoredFile


def file_at(uuid: UUID, name: str) -> StoredFile | None:
    """The file with this identifier, if it is called so; nobody shall hand it on under a name of their own."""
    return StoredFile.objects.filter(pk=uuid, name=name).first()


def files_of(person: Person) -> QuerySet[StoredFile]:
    """Everything that somebody brought, the oldest first."""
    return StoredFile.objects.filter(owner=person).order_by("created_at", "uuid")


def unreferenced() -> QuerySet[StoredFile]:
    """The files that no key of any model points to, the oldest first."""
    found = StoredFile.objects.order_by("created_at", "uuid")
    for key in keys_to_files():
        found = found.exclude(Exists(key.related_model._base_manager.filter(**{key.field.name: OuterRef("pk")})))
    return found


def bytes_waiting(person: Person) -> int:
    """How much somebody has brought that nothing points to."""
    waiting = unreferenced().filter(owner=person).order_by().aggregate(sum=Sum("size"))
    return int(waiting["sum"] or 0)


def keys_of_rows(keys: Iterable[str]) -> set[str]:
    """Those of these keys of the store that belong to a row."""
    identifiers = [key for key in keys if _is_identifier(key)]
    return {str(found) for found in StoredFile.objects.filter(pk__in=identifiers).values_list("pk", flat=True)}


def keys_to_files() -> list[ForeignObjectRel]:
    """Every foreign key to a file, of whichever context, those of tables between two models included."""
    fields = StoredFile._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, ForeignObjectRel) and not field.many_to_many]


def _is_identifier(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False
