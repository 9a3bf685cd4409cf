"""States below each other, and the ways between them: straight, bowed, and dashed where they lead back."""

from eciap.foundation.ui.diagrams import Node, state_chart
from tests.foundation.ui.drawings import tree, words

NODES = (Node("a", "Begun", begins=True), Node("b", "Read"), Node("c", "Over", ends=True))


def drawn(*ways):
    figure = tree(state_chart("A letter", NODES, ways))
    lines = [path for path in figure.iter("path") if path.attrib["class"] == "l-ink"]
    return [(path.attrib["d"], path.attrib.get("stroke-dasharray", "")) for path in lines]


def test_the_next_state_is_reached_straight():
    assert drawn(("a", "b"), ("b", "c")) == [("M20 38V80", ""), ("M20 98V140", "")]


def test_a_way_past_others_bows_out_and_a_way_back_is_dashed_and_bows_further():
    assert drawn(("a", "c"), ("c", "a"), ("b", "b")) == [
        ("M72 30C19 30 19 150 72 150", ""),
        ("M72 150C-8 150 -8 30 72 30", "5 4"),
        ("M72 90C46 90 46 90 72 90", ""),
    ]


def test_a_drawing_says_what_it_shows():
    figure = tree(state_chart("A letter", NODES, [("a", "b"), ("b", "c")]))
    svg = figure.find("svg")
    assert svg.attrib["aria-label"] == "A letter: from Begun to Read; from Read to Over"
    assert [words(text) for text in svg.iter("text")] == ["Begun", "begins here", "Read", "Over", "ends here"]
    assert [circle.attrib["class"] for circle in svg.iter("circle")] == ["c-ink", "l-ink", "l-ink", "c-ink"]


def test_a_long_label_takes_two_lines_and_no_more():
    label = "Handed in to the jury of the second round, which meets in Milan"
    figure = tree(state_chart("A letter", [Node("a", label)], []))
    assert [words(text) for text in figure.iter("text")] == ["Handed in to the jury of", "the second round, which …"]


def test_words_are_escaped():
    evil = "<script>"
    assert evil not in state_chart(evil, [Node("a", evil)], [])
