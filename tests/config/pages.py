"""What a page says to people, phrase by phrase, each with the language that it is marked with."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

SAID = ("aria-label", "alt", "placeholder", "title")
NEVER_CLOSED = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NOT_SAID = {"script", "style", "code"}


class Phrase(NamedTuple):
    """Words that stand together, and their language."""

    language: str
    words: str


def phrases(html: str) -> Iterator[Phrase]:
    """Take the words of a page apart: its texts, its labels, its title and its descriptions."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Phrase] = []
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, dict(attrs))
        if tag not in NEVER_CLOSED:
            self.open.append((tag, self._language(dict(attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        while any(tag == name for name, _language in self.open):
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in NOT_SAID:
            self._say(self.open[-1][1], data)

    def _attributes(self, tag: str, given: dict[str, str | None]) -> None:
        names = (*SAID, "content") if tag == "meta" and "description" in str(given.get("name")) else SAID
        for name in names:
            self._say(self._language(given), given.get(name) or "")

    def _language(self, given: dict[str, str | None]) -> str:
        return given.get("lang") or (self.open[-1][1] if self.open else "")

    def _say(self, language: str, words: str) -> None:
        if words := " ".join(words.split()):
            self.found.append(Phrase(language, words))
