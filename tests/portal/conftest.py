"""A very small alliance to play a part in."""

from types import SimpleNamespace

import pytest

from eciap.alliance import operations as alliance
from eciap.alliance.enums import MembershipKind
from eciap.alliance.models import Membership
from eciap.vocabulary.enums import ThemeKind
from eciap.vocabulary.operations import put_theme


@pytest.fixture
def small_alliance(db) -> SimpleNamespace:
    names = {"en": {"name": "Vouchers", "short": "Vouchers"}}
    theme = put_theme(slug="vouchers", kind=ThemeKind.THEME, texts=names, by=None)
    does = {"en": {"description": "It helps."}}
    member = alliance.put_organisation(slug="agency", name="Agency", texts=does, by=None)
    Membership.objects.create(organisation=member, kind=MembershipKind.FOUNDING)
    words = {"en": {"summary": "A pilot", "aim": "To try"}}
    action = alliance.put_action(slug="pilot", acronym="PILOT", title="Pilot", theme=theme, texts=words, by=None)
    return SimpleNamespace(theme=theme, member=member, action=action)


@pytest.fixture
def small_site(db):
    """An alliance with a name, as every page says it."""
    words = {"en": {"name": "Small alliance", "platform_name": "", "tagline": "Two who try."}}
    return alliance.put_alliance(slug="small", acronym="SA", texts=words, by=None)
