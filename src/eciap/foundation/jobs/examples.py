"""Every letter that the platform can write, with an example of what it says: for the previews.

A context registers examples for its own templates when the platform starts:

    examples.register("records/letters/digest.html", lambda: {"entries": …})

The templates of libraries' letters are found by themselves, in their folders.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.template.loader import render_to_string
from django.utils import translation

from eciap.foundation.jobs.letterpress import Words, compose, typeset

type Example = Callable[[], Mapping[str, Any]]

EXAMPLES: dict[str, Example] = {}
# allauth's letters are three files: prefix_subject.txt, prefix_message.txt and perhaps prefix_message.html.
LIBRARIES: Final = ("account/email", "mfa/email", "socialaccount/email", "usersessions/email")
MESSAGE: Final = "_message.txt"
OF_LIBRARIES: Final = {
    "activate_url": "https://policy.example.org/accounts/confirm-email/MTI6MXRhZ/",
    "code": "AB12-CD34",
    "current_site": {"domain": "policy.example.org", "name": "policy.example.org"},
    "due_at": datetime(2014, 7, 14, 10, tzinfo=UTC),
    "deleted_email": "j.van.antwerpen@old.example",
    "email": "johanna@region.example",
    "from_email": "j.van.antwerpen@old.example",
    "ip": "192.0.2.17",
    "platform": "Alliance of Towns",
    "password_reset_url": "https://policy.example.org/accounts/password/reset/key/1-abc/",
    "signup_url": "https://policy.example.org/accounts/signup/",
    "timestamp": "2014-06-30 10:00",
    "to_email": "johanna@region.example",
    "user_agent": "Firefox",
}
UNSUBSCRIBE: Final = "/letters/unsubscribe/example/"


class NoSuchLetter(LookupError):
    """Raised when there is no template of this name, or no example for it."""


def register(template: str, example: Example) -> None:
    """Say what an example of a letter holds; the context is made anew for each language."""
    EXAMPLES[template] = example


def names() -> list[str]:
    """The names of all letters: templates with examples, and the prefixes of libraries' letters."""
    return sorted({*EXAMPLES, *_of_libraries()})


def example_of(name: str, *, language: str) -> Words:
    """Write an example of a letter.

    Raises:
        NoSuchLetter: when there is no letter of this name.

    """
    if name in EXAMPLES:
        with translation.override(language):
            context = EXAMPLES[name]()
        return compose(
            name, {"to": "johanna@region.example", "unsubscribe_url": UNSUBSCRIBE, **context}, language=language
        )
    if name not in _of_libraries():
        raise NoSuchLetter(name)
    with translation.override(language):
        context = dict(OF_LIBRARIES)
        subject = " ".join(render_to_string(f"{name}_subject.txt", context).split())
        text = render_to_string(f"{name}{MESSAGE}", context).strip()
    return Words(subject=subject, html=typeset(subject, text, language=language), text=f"{text}\n")


def _of_libraries() -> set[str]:
    """The prefixes of the letters that we have put into words of our own."""
    folders = [
        (f"{app.path}/templates", library)
        for app in apps.get_app_configs()
        if app.name.startswith("eciap.")
        for library in LIBRARIES
    ]
    return {
        f"{library}/{file.name.removesuffix(MESSAGE)}"
        for templates, library in folders
        for file in Path(templates, library).glob(f"*{MESSAGE}")
        if file.name != f"base{MESSAGE}"
    }
