"""Plain text and tables of plain text: readable, in UTF-8, and without formulas that start programs."""

import csv
import re
from codecs import getincrementaldecoder
from io import StringIO

from eciap.foundation.files.checks.refusals import FileRefused, Stream
from eciap.foundation.files.enums import Kind, Reason

# Nothing but tabs, ends of lines and of pages may steer; a nought byte is a sure sign of something else.
STEERING = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
# `=cmd|'/c calc'!A1`: a spreadsheet would ask another program for the answer.
STARTS = re.compile(r"^\s*[=+\-@].*\|.*!", re.DOTALL)
DELIMITERS = ",;\t"


def text_of(stream: Stream) -> str:
    """Return the text.

    Raises:
        FileRefused: when it is not in UTF-8, or no text at all.

    """
    stream.seek(0)
    try:
        text = getincrementaldecoder("utf-8-sig")().decode(stream.read(), final=True)
    except UnicodeDecodeError as damage:
        raise FileRefused(Reason.NOT_UTF8) from damage
    if STEERING.search(text):
        raise FileRefused(Reason.NOT_UTF8)
    return text


def kind_of_text(text: str, kinds: frozenset[Kind]) -> Kind:
    """Take text for a table where one is asked for and its first line has columns, else for plain text."""
    first = text.lstrip().partition("\n")[0]
    is_table = any(sign in first for sign in DELIMITERS) or Kind.TXT not in kinds
    return Kind.CSV if Kind.CSV in kinds and is_table else Kind.TXT


def check_table(text: str) -> None:
    """Look at every cell.

    Raises:
        FileRefused: with the cell that would start a program in a spreadsheet, or when rows cannot be told apart.

    """
    for delimiter in DELIMITERS:
        try:
            for row, cells in enumerate(csv.reader(StringIO(text), delimiter=delimiter), start=1):
                for column, cell in enumerate(cells, start=1):
                    if STARTS.match(cell):
                        raise FileRefused(Reason.FORMULA, cell=f"{row}:{column}")
        except csv.Error as damage:
            raise FileRefused(Reason.DAMAGED) from damage
