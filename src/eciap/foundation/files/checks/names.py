"""Names that are safe to write into a header, an address or a folder."""

import re
import unicodedata

from eciap.foundation.files.enums import Kind

LONGEST_NAME = 80


def safe_name(name: str, kind: Kind) -> str:
    """Return a name without folders, marks that cannot be seen, or an end that lies about the kind.

    >>> safe_name("../../holiday.php.JPG", Kind.PNG)
    'holiday-php.png'
    """
    last = unicodedata.normalize("NFC", re.split(r"[/\\\\]", name)[-1])
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    stem = re.sub(r"[^\w]+", "-", seen.rpartition(".")[0] or seen).strip("-_")[:LONGEST_NAME]
    return f"{stem or 'file'}.{kind.extension}"
