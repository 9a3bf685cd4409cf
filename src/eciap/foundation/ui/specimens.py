"""What the component gallery shows: realistic content, long German words, values that are not recorded."""

from __future__ import annotations

from django.core.paginator import Paginator

from eciap.foundation.ui.diagrams import Node
from eciap.foundation.ui.shapes import (
    Bar,
    Crumb,
    Dot,
    Facet,
    Fact,
    Field,
    Interval,
    Link,
    Moment,
    Problem,
    Seat,
    Source,
)

SECTIONS = ("type", "marks", "facts", "records", "lists", "charts", "forms", "problems")
HUES = ("vermilion", "ultramarine", "viridian", "plum", "ink")
LONG = "Kreativwirtschaftsförderungsgesellschaft der Landeshauptstadt"
STATES = (
    Node("draft", "Being written", begins=True),
    Node("submitted", "Handed in"),
    Node("assessed", LONG),
    Node("granted", "Granted", ends=True),
    Node("refused", "Refused", ends=True),
)
WAYS = (
    ("draft", "submitted"),
    ("submitted", "draft"),
    ("submitted", "assessed"),
    ("assessed", "granted"),
    ("assessed", "refused"),
    ("assessed", "draft"),
)
SOURCES = (
    Source(
        "Commission staff working document, republished 30 June 2014",
        "https://example.eu/documents/staff-working-document",
    ),
    Source("Interview with the chair, November 2014", ""),
)
FACTS = (
    Fact("partner organisations from 12 countries", 28, as_of="2012", sources=SOURCES),
    Fact(
        "small firms helped, by all concrete actions together",
        3750,
        as_of="2014-11",
        sources=SOURCES[1:],
        certainty="likely",
        approximate=True,
    ),
    Fact(
        "mobilised towards the target",
        45_800_000,
        unit="EUR",
        as_of="mid-2014",
        sources=SOURCES,
        note="Direct or indirect, nine parts.",
    ),
    Fact("mobilised in the end", None, unit="EUR", certainty="not_found"),
    Fact("of the vouchers went to firms outside the capital", 62.5, unit="%", as_of="2013-06-17", sources=SOURCES[:1]),
    Fact(
        "Antragstellerinnen und Antragsteller je Innovationsgutscheinprogramm", 930, unit="applications", as_of="2013"
    ),
)
THINGS = (
    {
        "title": "Vouchers in Creative Industries",
        "text": "Twenty vouchers of EUR 5,000, chosen by a jury, let firms of any sector buy from a creative one.",
        "meta": ("Austria", "2012–2014"),
        "hue": "vermilion",
    },
    {
        "title": "Access to finance for creative growth",
        "text": "Investors learn to read a firm whose worth cannot be touched.",
        "meta": ("Finland", "2012–2014"),
        "hue": "ultramarine",
    },
    {
        "title": LONG,
        "text": "Ein Wettbewerbsfähigkeitssteigerungsprogramm mit Unternehmensgründungsberatung.",
        "meta": ("Deutschland",),
        "hue": "viridian",
    },
    {"title": "Creative spillovers", "text": "", "meta": ("not recorded",), "hue": "plum"},
)
SEATS = (
    Seat("Amsterdam Economic Board", "Johanna van Antwerpen", "coordinator", since="2012-01", hue="ink"),
    Seat(
        LONG,
        "Dr. Hannelore Müller-Lüdenscheidt",
        "Beauftragte für Kreativwirtschaft",
        since="2012",
        until="2014-12",
        hue="viridian",
    ),
    Seat("Innovation desk of a region", "", "contact for the theme", hue="plum"),
)
MOMENTS = (
    Moment("2010-04-27", "Green Paper on cultural and creative industries", "It asked how regions could help."),
    Moment(
        "2012-02-26/28", "The Alliance is launched in Milan", "At the Innovation Festival.", url="#records", major=True
    ),
    Moment("2014-06", "Halfway to the target", ""),
    Moment("autumn 2014", "Recommendations are handed over", "Three themes, ten recommendations."),
)
DOTS = (
    Dot("Amsterdam Economic Board", 4.9, 52.37, "#charts", "", "Amsterdam, Netherlands"),
    Dot("Wien", 16.37, 48.21, "#charts", "vermilion", "Wien, Österreich"),
    Dot("Milano", 9.19, 45.46, "#charts", "viridian", "Milano, Italia"),
    Dot("Milano, second", 9.19, 45.47, "#charts", "plum", "Milano, Italia"),
    Dot("Helsinki", 24.94, 60.17, "#charts", "ultramarine", "Helsinki, Suomi"),
    Dot("Tartu", 26.72, 58.38, "#charts", "", "Tartu, Eesti"),
    Dot("Cardiff", -3.18, 51.48, "#charts", "", "Cardiff, Cymru"),
    Dot("Las Palmas", -15.43, 28.12, "#charts", "", "Canarias, España"),
    Dot("Saint-Denis", 55.45, -20.88, "#charts", "", "La Réunion, France"),
    Dot("Λευκωσία", 33.36, 35.17, "", "", "Κύπρος"),
)


def specimens() -> dict[str, object]:
    """The context of the gallery."""
    return {
        "sections": SECTIONS,
        "crumbs": (Crumb("Front page", "/"), Crumb("Components")),
        "mark_row": [(f"specimen-{number}", HUES[number % 5]) for number in range(10)],
        "doors": THINGS,
        "facts": FACTS,
        "some_sources": SOURCES,
        "rests_on": (
            Link("Vouchers in Creative Industries", "#records", "supports"),
            Link("A study of 364 applications", "", "context"),
        ),
        "carries": (),
        "seats": SEATS,
        "moments": MOMENTS,
        "filter_fields": (
            Field("q", "Search", "Kreativ", kind="search"),
            Field("country", "Country", "AT", (("AT", "Österreich"), ("BG", "България"))),
            Field("theme", "Theme", "", (("vouchers", "Innovation vouchers"),)),
        ),
        "facets": (
            Facet("All", "#lists", 37, chosen=True),
            Facet("Innovation vouchers", "#lists", 12, hue="vermilion"),
            Facet("Access to finance", "#lists", 9, hue="ultramarine"),
        ),
        "things": THINGS,
        "page": Paginator(range(240), 12).get_page(4),
        "dots": DOTS,
        "bars": (Bar("Österreich", 7, highlighted=True), Bar("Suomi", 5), Bar(LONG, 3), Bar("България", None)),
        "intervals": (
            Interval("Wien", 5.9, 5.1, 6.7),
            Interval("Uusimaa", 5.4, 4.8, 6.0, tied=True),
            Interval("Noord-Holland", 5.2, 4.4, 6.1, tied=True),
            Interval("Lombardia", 3.8, 3.1, 4.4),
        ),
        "points": [
            (year, value) for year, value in zip(range(2014, 2023), (41, 44, 43, None, 47, 51, 46, 49, 53), strict=True)
        ],
        "multiples": (
            ("Wien", (41, 44, 43, 47)),
            ("Uusimaa", (38, 37, 40, 42)),
            ("Lombardia", (121, None, 118, 126)),
            ("Tartu", (4, 4, 5, 5)),
        ),
        "years": (2019, 2020, 2021, 2022),
        "states": STATES,
        "ways": WAYS,
        "shares": (("Regional funds", 21_000_000), ("Banks", 15_500_000), ("Firms themselves", 9_300_000)),
        "problem": Problem(
            "There is no page here",
            "The address may be mistyped, or the page was moved.",
            "Nothing was changed.",
            (Link("To the front page", "/"),),
            "404-5f2a90cc",
            404,
        ),
    }
