"""Feeds that hold whatever an editor pastes."""

from eciap.foundation.ui.feeds import Atom


def test_a_control_character_in_a_title_breaks_no_feed():
    feed = Atom(title="News", link="/news/", description="")
    feed.add_item("Line\x0bbreak", "/news/1/", "A\x00b")
    written = feed.writeString("utf-8")
    assert "<title>Line break</title>" in written
    assert "A b</summary>" in written
