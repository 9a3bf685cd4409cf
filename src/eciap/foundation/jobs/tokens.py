"""Signed words that let somebody end letters of one purpose by a link, without signing in. They do not expire."""

from typing import NamedTuple

from django.core import signing

SALT = "eciap.jobs.unsubscribe"


class Wish(NamedTuple):
    """Whose letters of which purpose are meant: those to a person, or else to an address."""

    purpose: str
    person_id: int | None
    address: str


class NoSuchWish(ValueError):
    """Raised when a token was not signed here."""


def token_of(wish: Wish) -> str:
    """Sign a wish."""
    return signing.dumps([wish.purpose, wish.person_id, "" if wish.person_id else wish.address], salt=SALT)


def wish_of(token: str) -> Wish:
    """Read a token.

    Raises:
        NoSuchWish: when it was not signed here.

    """
    try:
        return Wish(*signing.loads(token, salt=SALT))
    except signing.BadSignature as error:
        raise NoSuchWish(token) from error
