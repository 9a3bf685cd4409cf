"""Dot maps: dots stand where their places are, whatever is drawn below them."""

import re

import pytest

from eciap.foundation.ui import maps
from eciap.foundation.ui.enums import Hue
from eciap.foundation.ui.maps import INSETS, Point
from eciap.foundation.ui.shapes import Dot
from tests.foundation.ui.drawings import tree

OUTLINES = (maps.Path(maps.__file__).parent / "static" / "vendor" / "europe.svg").read_text()
VIENNA, MILAN, REUNION, NEW_YORK = (16.37, 48.21), (9.19, 45.46), (55.45, -20.95), (-74.0, 40.7)


def rings(country):
    """The outlines of a country as lists of points."""
    path = tree(OUTLINES).find(f".//*[@id='{country}']").attrib["d"]
    for ring in path.split("z")[:-1]:
        start, steps = ring.removeprefix("M").split("l")
        x, y = map(int, start.split())
        points = [(x, y)]
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        yield points


def inside(point, ring):
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > point.y) != (y2 > point.y) and point.x < (x2 - x1) * (point.y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def test_the_centre_of_the_projection_lies_where_its_standard_says():
    assert maps.project(10, 52) == Point((4_321_000 - 2_550_000) / 5000, (5_450_000 - 3_210_000) / 5000)


def test_paris_lies_within_five_kilometres_of_its_official_coordinates():
    x, y = maps.project(2.3522, 48.8566)
    assert abs(x * 5000 + 2_550_000 - 3_760_500) < 5000
    assert abs(5_450_000 - y * 5000 - 2_889_500) < 5000


@pytest.mark.parametrize(
    ("country", "lon", "lat"),
    [
        ("AT", *VIENNA),
        ("IT", *MILAN),
        ("FI", 25.5, 62.2),
        ("ES", -3.7, 40.4),
        ("IE", -7.9, 53.2),
        ("PL", 19.1, 52.1),
        ("GR", 22.0, 39.6),
        ("CY", 33.0, 35.0),
        ("CY", 33.3, 35.28),
        ("IS", -18.5, 65.0),
        ("UA", 34.2, 45.3),
    ],
)
def test_dots_stand_inside_the_country_they_are_in(country, lon, lat):
    assert any(inside(maps.project(lon, lat), ring) for ring in rings(country))


def test_every_inset_has_its_outline():
    assert [place.id for place in INSETS if f'id="{place.id}" d="M' not in OUTLINES] == []


def test_dots_far_away_go_to_their_inset_or_to_the_table_alone():
    main, insets, elsewhere = maps.place(
        [Dot("Wien", *VIENNA), Dot("Saint-Denis", *REUNION), Dot("New York", *NEW_YORK)]
    )
    assert [placed.dot.label for placed in main] == ["Wien"]
    assert {inset.id: [placed.dot.label for placed in boxed] for inset, boxed in insets.items()} == {
        "reunion": ["Saint-Denis"]
    }
    assert [dot.label for dot in elsewhere] == ["New York"]


def test_two_things_in_one_town_stand_beside_each_other():
    main, _insets, _elsewhere = maps.place([Dot("One", *MILAN), Dot("Two", *MILAN), Dot("Three", *MILAN)])
    spots = [(placed.x, placed.y) for placed in main]
    assert len(set(spots)) == 3
    assert all(abs(x - spots[0][0]) <= 16 and abs(y - spots[0][1]) <= 16 for x, y in spots)


def test_a_crowd_in_one_town_ends():
    main, _insets, _elsewhere = maps.place([Dot(str(number), *MILAN) for number in range(120)])
    assert len(main) == 120


def drawn(dots, **options):
    return tree(maps.dot_map("Members", dots, **options))


def test_the_map_names_and_describes_itself():
    figure = drawn([Dot("Wien", *VIENNA), Dot("New York", *NEW_YORK)], key="m")
    svg = figure.find("svg")
    assert svg.attrib["aria-labelledby"] == "m-title m-desc"
    assert svg.find("title").text == "Members"
    assert svg.find("desc").text == (
        "1 place on a map of Europe. Only in the table: New York. The table below names them all."
    )


def test_a_dot_with_an_address_is_a_link_that_says_where_it_leads():
    link = drawn([Dot("Wien", *VIENNA, url="/members/wien/", detail="Österreich")]).find("svg/a")
    assert (link.attrib["href"], link.attrib["aria-label"]) == ("/members/wien/", "Wien, Österreich")


def test_the_table_holds_every_dot_with_its_link():
    rows = drawn([Dot("Wien", *VIENNA, url="/w/", detail="AT"), Dot("New York", *NEW_YORK)]).findall(".//tbody/tr")
    assert [["".join(cell.itertext()) for cell in row] for row in rows] == [
        ["Wien", "AT"],
        ["New York", "not recorded"],
    ]
    assert rows[0].find("th/a").attrib["href"] == "/w/"


THREE = (
    Dot("Wien", *VIENNA, url="/w/", hue="vermilion", detail="AT", groups=["Vouchers"]),
    Dot("Milano", *MILAN, hue="plum", detail="IT", groups=["Links", "Vouchers"]),
    Dot("Somewhere", None, None, url="/s/", hue="ink"),
)


def grouped(dots):
    return drawn(dots, grouped_by="Theme", ungrouped="no theme recorded")


def test_each_hue_has_a_shape_of_its_own_and_the_legend_says_what_it_stands_for():
    figure = grouped(THREE)
    legend = figure.findall("ul/li")
    assert [(item.attrib["data-hue"], "".join(item.itertext())) for item in legend] == [
        ("vermilion", "Vouchers"), ("plum", "Links"), ("ink", "no theme recorded"),
    ]  # fmt: skip
    assert len({maps.outline(hue, 0, 0, 10) for hue in Hue}) == len(Hue)
    assert figure.find("svg/g").attrib["aria-label"] == "Milano, IT, Links"


def test_the_table_names_what_the_dots_are_grouped_by():
    rows = grouped(THREE).findall(".//table//tr")
    assert [["".join(cell.itertext()) for cell in row] for row in rows] == [
        ["Who", "Where", "Theme"],
        ["Wien", "AT", "Vouchers"],
        ["Milano", "IT", "Links, Vouchers"],
        ["Somewhere", "not recorded", "no theme recorded"],
    ]


def test_who_has_no_point_is_named_beside_the_map():
    figure = grouped(THREE)
    assert "".join(figure.find("p").itertext()) == (
        "1 is not on the map, as its exact place is not recorded: Somewhere."
    )
    assert figure.find("p/a").attrib["href"] == "/s/"
    assert grouped(THREE[:2]).find("p") is None


def test_the_map_grows_only_when_there_is_something_far_away():
    near, far = drawn([Dot("Wien", *VIENNA)]), drawn([Dot("Saint-Denis", *REUNION)])
    assert near.find("svg").attrib["viewBox"] == "0 0 900 820"
    assert far.find("svg").attrib["viewBox"] == "0 0 900 932"


def test_names_are_escaped():
    assert "<script>" not in maps.dot_map("<script>", [Dot("<script>", *VIENNA, url="/", detail="<script>")])


def test_a_map_without_dots_is_still_a_map():
    assert drawn([]).find("svg/desc").text.startswith("0 places")
