"""What is held of a person as one archive: values as JSON, files beside it in a folder for each context."""

import json
import shutil
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder

from eciap.foundation.accounts.models import Person
from eciap.foundation.accounts.registry import mydata

VALUES = "my-data.json"
IN_MEMORY = 8 * 1024 * 1024  # bytes of an archive; a larger one is written to a file that has no name


def archive_of(person: Person, *, at: datetime) -> IO[bytes]:
    """Put together what every context holds; whoever closes the archive removes it."""
    holdings = {name: part.export(person) for name, part in mydata.parts().items()}
    values = {"exported_at": at, **{name: holding.values for name, holding in holdings.items()}}
    kept: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - handed out
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        archive.writestr(VALUES, json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        for name, holding in holdings.items():
            for file, opened in holding.files.items():
                with opened() as source, archive.open(f"{name}/{file}", "w") as target:
                    shutil.copyfileobj(source, target)
    kept.seek(0)
    return kept
