"""Reads the drawings and fragments that the interface makes, to look at what is in them."""

from xml.etree import ElementTree as ET


def tree(html):
    """The fragment as a tree of elements."""
    closed = html.replace("<br>", "<br/>").replace(" data-tied", "").replace(" hidden", "")
    return ET.fromstring(closed)  # noqa: S314 - our own drawings, not somebody else's


def words(element):
    """What an element says, in one line."""
    return " ".join("".join(element.itertext()).split())
