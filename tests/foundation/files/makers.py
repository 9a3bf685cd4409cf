"""Files made for the stories: sound ones of every kind, and what makes them hostile."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

SCRIPT = b"<script>alert(document.domain)</script>"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = {
    "docx": f"{OFFICE}.wordprocessingml.document.main+xml",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet.main+xml",
    "pptx": f"{OFFICE}.presentationml.presentation.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    "dotx": f"{OFFICE}.wordprocessingml.template.main+xml",
}
OPEN = "application/vnd.oasis.opendocument"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def archive(parts: dict[str, bytes], *, compression: int = ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(ZipInfo(name), content, compress_type=compression)
    return target.getvalue()


def office(kind: str = "docx", more: dict[str, bytes] | None = None) -> bytes:
    types = f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" ContentType="{MAIN[kind]}"/></Types>'
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "Internal")),
        "word/document.xml": b"<document>What we tried</document>",
    }
    return archive(parts | (more or {}))


def relations(*given: tuple[str, str, str]) -> bytes:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for n, (kind, target, mode) in enumerate(given)
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'.encode()


def opened(kind: str = "text", more: dict[str, bytes] | None = None, mimetype: str = "") -> bytes:
    parts = {"mimetype": (mimetype or f"{OPEN}.{kind}").encode(), "content.xml": b"<office:document-content/>"}
    return archive(parts | (more or {}))


def pdf(change=lambda writer: None, **options) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    target = BytesIO()
    writer.write(target, **options)
    return target.getvalue()


def with_catalogue(key: str, value) -> bytes:
    return pdf(lambda writer: writer.root_object.update({NameObject(key): value}))


def action(kind: str, **more: str) -> DictionaryObject:
    said = {NameObject("/S"): NameObject(kind)} | {NameObject(f"/{k}"): TextStringObject(v) for k, v in more.items()}
    return DictionaryObject(said)


def annotated(annotation: dict[str, str]) -> bytes:
    noted = DictionaryObject({NameObject(key): NameObject(value) for key, value in annotation.items()})
    return pdf(lambda writer: writer.pages[0].update({NameObject("/Annots"): ArrayObject([noted])}))


def packed(hidden: bytes) -> bytes:
    """A PDF whose dictionary lies in a packed stream of objects, where a search of the bytes finds nothing."""
    inside = b"1 0 2 " + str(len(b"<</Type/Catalog/Pages 2 0 R/OpenAction " + hidden + b">> ")).encode() + b" "
    objects = b"<</Type/Catalog/Pages 2 0 R/OpenAction " + hidden + b">> <</Type/Pages/Kids[3 0 R]/Count 1>>"
    stream = zlib.compress(inside + objects)
    head = b"%PDF-1.5\n"
    page = b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n"
    first = len(inside)
    holder = b"4 0 obj <</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>> stream\n" % (first, len(stream))
    body = head + page + holder + stream + b"\nendstream endobj\n"
    rows = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (1, len(head), 0), (1, len(head) + len(page), 0), (1, len(body), 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    xref = b"5 0 obj <</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length %d>> stream\n" % len(table)
    return body + xref + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def lying_archive(real: int, said: int) -> bytes:
    """An archive with a part that unpacks to more than both of its headers say."""
    content = archive({"data.txt": bytes(real)})
    return content.replace(struct.pack("<I", real), struct.pack("<I", said))


def overlapping_archive(parts: int) -> bytes:
    """An archive whose parts all lie at the same place, as in Fifield's bomb."""
    content = archive({"a.txt": bytes(1024**2)})
    begin = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[begin:end]
    entries = b"".join(entry.replace(b"a.txt", b"%05d" % n) for n in range(parts))
    record = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, parts, parts, len(entries), begin, 0)
    return content[:begin] + entries + record


def picture(kind: str = "JPEG", **options) -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 20), "red").save(target, kind, **options)
    return target.getvalue()


def placed() -> Image.Exif:
    """Notes of a camera with the place where it stood."""
    notes = Image.Exif()
    notes[0x010F] = "Maker of cameras"
    notes.get_ifd(0x8825)[2] = (48.0, 51.0, 29.9)
    return notes


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_that_claims(width, height):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
