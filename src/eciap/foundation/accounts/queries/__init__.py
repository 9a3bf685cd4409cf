"""All reading of people that has a name, by subject."""

from eciap.foundation.accounts.queries.held import (
    Answer,
    account_of,
    answers_of,
    erasure_of,
    fate_of_account,
    fate_of_log,
    has_agreed,
    log_of,
)
from eciap.foundation.accounts.queries.people import (
    due_to_be_erased,
    named,
    person_with_address,
    pseudonyms_called,
    visible_to,
)
from eciap.foundation.accounts.queries.profiles import PublicProfile, profile_of, public_profile
from eciap.foundation.accounts.queries.ways import WaysIn, lacks_second_factor, sessions_of, ways_in

__all__ = [
    "Answer",
    "PublicProfile",
    "WaysIn",
    "account_of",
    "answers_of",
    "due_to_be_erased",
    "erasure_of",
    "fate_of_account",
    "fate_of_log",
    "has_agreed",
    "lacks_second_factor",
    "log_of",
    "named",
    "person_with_address",
    "profile_of",
    "pseudonyms_called",
    "public_profile",
    "sessions_of",
    "visible_to",
    "ways_in",
]
