"""Takes in one file after the other and says so after each, until somebody ends it; run by `test_killed.py`."""

import os
import sys
from io import BytesIO
from zipfile import ZIP_STORED


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    from eciap.foundation.files import access
    from eciap.foundation.files.enums import Kind
    from eciap.foundation.files.operations import store_file
    from tests.foundation.files.makers import archive

    settings.FILES_FOLDER = sys.argv[1]
    access.register("tests.attachment", lambda visitor, file: True)
    while True:
        content = BytesIO(archive({"data": os.urandom(6 * 1024**2)}, compression=ZIP_STORED))
        file = store_file(
            stream=content, name="a.zip", by=None, kinds={Kind.ZIP}, largest=10**8, audience="tests.attachment"
        )
        print(file.uuid, flush=True)  # noqa: T201 - this is what is acknowledged


if __name__ == "__main__":
    main()
