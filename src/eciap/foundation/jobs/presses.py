"""Two readers of a letter's HTML: one makes it fit for mail programs, one sets the same words as plain text."""

from html.parser import HTMLParser
from textwrap import fill
from typing import Final
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import escape

WIDTH: Final = 72
SIGNATURE: Final = "-- "
BREAK: Final = "\v"
SANS: Final = "font-family:Commissioner,'Segoe UI',Helvetica,Arial,sans-serif"
# By element, or by element and class. Mail programs that know no style sheet still know these.
STYLES: Final = {
    "body": f"margin:0;padding:0;background-color:#fbfaf6;color:#15171c;{SANS};font-size:17px;line-height:1.5",
    "div.sheet": "padding:24px 20px 40px",
    "div.column": "max-width:600px;margin:0 auto",
    "p.site": "margin:0 0 28px;padding:0 0 12px;border-bottom:3px solid #15171c;font-weight:600",
    "h1": "margin:0 0 20px;font-size:28px;line-height:1.2;font-weight:600;letter-spacing:-0.01em",
    "h2": "margin:28px 0 10px;font-size:21px;line-height:1.25;font-weight:600",
    "h3": "margin:22px 0 8px;font-size:17px;line-height:1.3;font-weight:600",
    "p": "margin:0 0 16px",
    "ul": "margin:0 0 16px;padding:0 0 0 22px",
    "ol": "margin:0 0 16px;padding:0 0 0 22px",
    "li": "margin:0 0 8px",
    "blockquote": "margin:0 0 16px;padding:0 0 0 14px;border-left:3px solid #dcd8ce",
    "hr": "margin:24px 0;border:0;border-top:1px solid #dcd8ce",
    "a": "color:#15171c;text-decoration:underline;overflow-wrap:anywhere",
    "a.button": "display:inline-block;padding:12px 20px;background-color:#15171c;color:#fbfaf6;font-weight:600;"
    "text-decoration:none",
    "div.foot": "margin:36px 0 0;padding:14px 0 0;border-top:1px solid #dcd8ce;color:#5c5f66;font-size:15px",
    "a.quiet": "color:#5c5f66;text-decoration:underline;overflow-wrap:anywhere",
}
BLOCKS: Final = frozenset({"p", "h1", "h2", "h3", "ul", "ol", "li", "div", "blockquote", "hr", "table", "tr"})
CELLS: Final = frozenset({"td", "th"})
UNSAID: Final = frozenset({"style", "title"})
UNDERLINES: Final = {"h1": "=", "h2": "-"}


def whole(address: str) -> str:
    """Return the address with our host, where it names none."""
    return urljoin(settings.BASE_URL, address)


class HtmlPress(HTMLParser):
    """Writes the styles into the elements and makes addresses whole."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []

    @property
    def result(self) -> str:
        """The HTML as it is sent."""
        return "".join(self.parts)

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "href" in given:
            given["href"] = whole(given["href"])
        if style := STYLES.get(f"{tag}.{given.get('class')}") or STYLES.get(tag):
            given["style"] = style
        self.parts.append(f"<{tag}{''.join(f' {name}="{escape(value)}"' for name, value in given.items())}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")


class TextPress(HTMLParser):
    """Sets plain text: a blank line between blocks, and behind linked words the address where they lead."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.title = ""
        self.blocks: list[str] = []
        self.words: list[str] = []
        self.unsaid: list[str] = []
        self.link = ("", 0)
        self.lead = ""
        self.quoted = 0

    @property
    def result(self) -> str:
        """The text as it is sent."""
        return "\n".join(self.blocks).strip("\n") + "\n"

    def close(self) -> None:
        super().close()
        self._end_block()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in BLOCKS:
            self._end_block()
        if tag in UNSAID:
            self.unsaid.append(tag)
        match tag:
            case "a":
                self.link = (whole(given.get("href") or ""), len(self.words))
            case "br":
                self.words.append(BREAK)
            case "hr":
                self.blocks += ["", "* * *"]
            case "li":
                self.lead = "- "
            case "blockquote":
                self.quoted += 1
            case "div" if given.get("class") == "foot":
                self.blocks += ["", SIGNATURE]

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSAID:
            self.unsaid.pop()
        elif tag == "a":
            self._name_address()
        elif tag in CELLS:
            self.words.append(" ")
        elif tag in BLOCKS:
            self._end_block(UNDERLINES.get(tag, ""))
        if tag == "blockquote":
            self.quoted -= 1

    def handle_data(self, data: str) -> None:
        if not self.unsaid:
            self.words.append(data)
        elif self.unsaid[-1] == "title":
            self.title += data

    def _name_address(self) -> None:
        address, begun = self.link
        if "".join(self.words[begun:]).strip() != address:
            self.words.append(f" <{address}>")

    def _end_block(self, underline: str = "") -> None:
        lines = [" ".join(line.split()) for line in "".join(self.words).split(BREAK)]
        self.words.clear()
        if not any(lines):
            return
        if self.blocks and self.blocks[-1] != SIGNATURE and not (self.lead and self.blocks[-1].startswith(self.lead)):
            self.blocks.append("")
        before = "> " * self.quoted
        rest = before + " " * len(self.lead)
        leads = [before + self.lead, *[rest] * len(lines)]
        set_lines = [_filled(line, lead, rest) for line, lead in zip(lines, leads, strict=False)]
        self.blocks += ["\n".join(set_lines), *([underline * len(lines[-1])] if underline else [])]
        self.lead = ""


def _filled(line: str, lead: str, rest: str) -> str:
    return fill(
        line,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
