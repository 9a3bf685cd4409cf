"""The content sections of the alliance: what its files look like, and how their entries are written."""

from eciap.alliance.imports import actions, alliance, chronicle, organisations, seats


def register_sections() -> None:
    """Add the sections; called when the platform starts."""
    for section in (alliance, organisations, actions, seats, chronicle):
        section.register_section()
