"""The interface's catalogues: `eciap messages extract`, `compile` and `check`, with Babel alone.

Django's own commands call GNU gettext, which a fresh machine does not have. Templates go through Django's
`templatize`, so what is extracted is what Django looks up.
"""

import argparse
import functools
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1]
LOCALE = SOURCE / "locale"
HEADER = "# The interface of ECIAP. Made by `eciap messages extract`; the translations are ours."
TEMPLATES = {".html", ".txt", ".xml"}
MARKERS = ("Translators:",)
SINGULAR, PLURAL, CONTEXT, CONTEXT_PLURAL = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS: dict[str, Any] = {
    "_": SINGULAR,
    **{f"gettext{kind}": SINGULAR for kind in ("", "_lazy", "_noop")},
    **{f"ngettext{kind}": PLURAL for kind in ("", "_lazy")},
    **{f"pgettext{kind}": CONTEXT for kind in ("", "_lazy")},
    **{f"npgettext{kind}": CONTEXT_PLURAL for kind in ("", "_lazy")},
}


def main(arguments: list[str]) -> int:
    """Do what was asked for and return the exit code."""
    parser = argparse.ArgumentParser(prog="eciap messages", description="Keep the interface's catalogues.")
    commands = parser.add_subparsers(dest="command", required=True)
    extraction = commands.add_parser("extract", help="bring the catalogues up to date with the source")
    extraction.add_argument("--language", help="begin a catalogue for another language, by its code")
    commands.add_parser("compile", help="compile the catalogues that have changed")
    commands.add_parser("check", help="fail where a catalogue is out of date or a message untranslated")
    given = parser.parse_args(arguments)
    match given.command:
        case "extract":
            return extract(given.language)
        case "compile":
            return compile_all()
        case _:
            return check()


def extract(language: str | None = None) -> int:
    """Bring every catalogue up to date with the source; begin a new one for another language."""
    if language:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            begun = Catalog(locale=language, header_comment=HEADER, fuzzy=False)
            _write(path, functools.partial(write_po, catalog=begun))
    found = in_source()
    for path in catalogues():
        catalogue = read(path)
        before = _keys(catalogue)
        # No guessing: a translation that nearly fits is worse than one that is missing.
        catalogue.update(found, no_fuzzy_matching=True, update_creation_date=before != _keys(found))
        catalogue.obsolete.clear()
        catalogue.header_comment = HEADER
        _write(path, functools.partial(write_po, catalog=catalogue, width=100, include_lineno=False))
        empty = sum(not _translated(message) for message in catalogue if message.id)
        print(f"{_short(path)}: {len(catalogue)} messages, {empty} to translate")
    return 0


def compile_all() -> int:
    """Compile what has changed since the last time."""
    for path in catalogues():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            catalogue = read(path)
            _write(target, functools.partial(write_mo, catalog=catalogue))
    return 0


def check() -> int:
    """Say everything that is wrong with the catalogues, one line each."""
    found = in_source()
    problems = [problem for path in catalogues() for problem in problems_of(read(path), found, _short(path))]
    if not catalogues():
        problems = [f"There is no catalogue in {_short(LOCALE)}: run `eciap messages extract --language fr`."]
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{len(found)} messages, complete in {', '.join(path.parts[-3] for path in catalogues())}.")
    return bool(problems)


def problems_of(catalogue: Catalog, found: Catalog, name: str) -> Iterator[str]:
    """Compare a catalogue with the messages found in the source."""
    known, wanted = _keys(catalogue), _keys(found)
    for key in sorted(wanted - known):
        yield f"{name}: not in the catalogue (run `eciap messages extract`): {key[0]!r}"
    for key in sorted(known - wanted):
        yield f"{name}: no longer in the source (run `eciap messages extract`): {key[0]!r}"
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy:
            yield f"{name}: only guessed (fuzzy): {message.id!r}"
        elif not _translated(message):
            yield f"{name}: untranslated: {message.id!r}"
        for error in message.check(catalogue):
            yield f"{name}: {error}: {message.id!r}"


def in_source() -> Catalog:
    """Collect every message of the Python files and the templates."""
    found = Catalog(fuzzy=False)
    for file, lines in _sources():
        for line, function, words, comments in extract_python(lines, KEYWORDS, MARKERS, {}):
            for identifier, context in _message(KEYWORDS.get(str(function)), words):
                where = file.relative_to(SOURCE.parent).as_posix()
                found.add(identifier, locations=[(where, line)], auto_comments=comments or (), context=context)
    return found


def catalogues() -> list[Path]:
    """Return the catalogue of every language there is."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """Read a catalogue in the language of its folder."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], abort_invalid=True)


def from_template(source: str, name: str) -> io.BytesIO:
    """Turn a template into lines of Python calls, at the same line numbers.

    Every line starts at the margin: what was indentation of HTML would be wrong indentation of Python.
    """
    from django.utils.translation.template import templatize

    lines = (line.strip() for line in templatize(source, origin=name).split("\n"))
    return io.BytesIO("\n".join(lines).encode())


def _sources() -> Iterator[tuple[Path, Any]]:
    for file in sorted(SOURCE.rglob("*")):
        parts = file.relative_to(SOURCE).parts
        if file.suffix == ".py" and "migrations" not in parts:
            yield file, io.BytesIO(file.read_bytes())
        elif file.suffix in TEMPLATES and "templates" in parts:
            yield file, from_template(file.read_text(encoding="utf-8"), str(file))


def _message(keyword: Any, words: Any) -> Iterator[tuple[Any, str | None]]:
    """Turn the arguments of a call into a message and its context; what is not a constant is no message."""
    words = words if isinstance(words, tuple) else (words,)
    if keyword in (CONTEXT, CONTEXT_PLURAL):
        context, *words = words[: len(keyword)]
    else:
        context, words = None, words[: len(keyword or (1,))]
    if words and all(isinstance(word, str) and word for word in words):
        yield (tuple(words) if len(words) > 1 else words[0]), context


def _keys(catalogue: Iterable[Message]) -> set[tuple[str, str, str]]:
    ids = ((message.id, message.context or "") for message in catalogue if message.id)
    return {(*(words if isinstance(words, (tuple, list)) else (words, "")), context) for words, context in ids}


def _translated(message: Message) -> bool:
    words = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(words)


def _write(path: Path, write: Callable[[Any], object]) -> None:
    """Write all or nothing, so that a kill in the middle leaves the old file."""
    half = path.with_suffix(f".{os.getpid()}")
    with half.open("wb") as file:
        write(file)
    half.replace(path)


def _short(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
