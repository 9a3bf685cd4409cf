"""Kinds of files, known by their content, and the reasons for which one is refused."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"


class Kind(StrEnum):
    """A kind of file, by its media type. None of them is anything that a browser would run."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    AVIF = "image/avif"
    PDF = "application/pdf"
    DOCX = f"{OFFICE}.wordprocessingml.document"
    XLSX = f"{OFFICE}.spreadsheetml.sheet"
    PPTX = f"{OFFICE}.presentationml.presentation"
    ODT = f"{OPEN}.text"
    ODS = f"{OPEN}.spreadsheet"
    ODP = f"{OPEN}.presentation"
    CSV = "text/csv"
    TXT = "text/plain"
    ZIP = "application/zip"

    @property
    def extension(self) -> str:
        """The end of a name by which this kind is known."""
        return {Kind.JPEG: "jpg"}.get(self, self.name.lower())


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.AVIF})
OFFICE_OPEN_XML = frozenset({Kind.DOCX, Kind.XLSX, Kind.PPTX})
OPEN_DOCUMENTS = frozenset({Kind.ODT, Kind.ODS, Kind.ODP})
WRITINGS = frozenset({Kind.CSV, Kind.TXT})
DOCUMENTS = frozenset({Kind.PDF, *OFFICE_OPEN_XML, *OPEN_DOCUMENTS, Kind.CSV})


class Reason(TextChoices):
    """Why a file is refused: a sentence that says what to do instead."""

    KIND = "kind", _("This is not a picture that can be shown here. Use a JPEG, PNG, WebP or AVIF file.")
    TOO_LARGE = "too_large", _("This file is too large. It may have at most %(megabytes)s MB.")
    TOO_MANY_PIXELS = "too_many_pixels", _("This picture is too big. It may have at most %(megapixels)s megapixels.")
    MOVING = "moving", _("This picture moves, which not everybody can bear to see. Use one that stands still.")
    BROKEN = "broken", _("This picture is damaged. Save it again in a picture editor, and try once more.")

    NOT_TAKEN = "not_taken", _("This kind of file is not taken here. Use one of these: %(kinds)s.")
    EMPTY = "empty", _("This file is empty.")
    DAMAGED = (
        "damaged",
        _("This file is damaged. Save it again in the program it was made with, and try once more."),
    )
    TWO_IN_ONE = (
        "two_in_one",
        _("Something else is hidden in this file. Save it again in the program it was made with, and try once more."),
    )
    LOCKED = "locked", _("This file is locked with a password, so nobody can look into it. Save it without one.")
    UNPACKS_TOO_LARGE = (
        "unpacks_too_large",
        _("This file unpacks to far more than it seems to hold. It may hold at most %(megabytes)s MB."),
    )
    TOO_MANY_PARTS = "too_many_parts", _("This file has too many parts. It may have at most %(parts)s.")
    LEADS_OUT = "leads_out", _("This archive names files outside of its own folder. Pack it again.")
    ARCHIVE = "archive", _("This is an archive. Send the files that are in it one by one.")
    ARCHIVE_WITHIN = "archive_within", _("There is another archive in this one. Unpack it, and pack all files once.")
    MACROS = "macros", _("This document holds macros, which are programs. Save it without them: as %(kind)s.")
    RUNS = "runs", _("This document loads or starts something else when it is opened. Take that out, or send a PDF.")
    PDF_RUNS = "pdf_runs", _("This PDF holds programs or starts others. Print it into a new PDF, and send that.")
    PDF_FILES = (
        "pdf_files",
        _("This PDF has other files in it. Print it into a new PDF, and send the files by themselves."),
    )
    OLD_OFFICE = (
        "old_office",
        _("This is an old kind of document that may hold programs. Save it as DOCX, XLSX or PPTX."),
    )
    TOO_MUCH_WAITING = (
        "too_much_waiting",
        _("You have brought %(megabytes)s MB of files that nothing uses yet. Finish what you began, or wait a week."),
    )
    NOT_NOW = "not_now", _("Files cannot be kept at the moment. This is our fault. Send it once more in some minutes.")
    DRAWING = "drawing", _("This is an SVG drawing, which may hold programs. Save it as PNG or PDF.")
    WEB_PAGE = "web_page", _("This is a web page, which may hold programs. Print it into a PDF, and send that.")
    PROGRAM = "program", _("This is a program. Programs are not taken here.")
    NOT_UTF8 = "not_utf8", _("This text is not in UTF-8. Save it again with that encoding, and try once more.")
    FORMULA = "formula", _("This table holds a formula that starts a program. Take it out of cell %(cell)s.")
