"""All writing about people, by subject."""

from eciap.foundation.accounts.operations.consents import give_consent, withdraw_consent
from eciap.foundation.accounts.operations.erasure import (
    COOLING_OFF,
    ErasureNotDue,
    ask_for_erasure,
    erase_person,
    forget_consents,
    forget_sessions,
    forget_unconfirmed,
    forget_what_is_old,
    keep_account,
)
from eciap.foundation.accounts.operations.people import (
    AddressTaken,
    change_password,
    close_account,
    create_person,
    describe_person,
    reopen_account,
    sign_up,
)
from eciap.foundation.accounts.operations.profiles import AddressOfProfileTaken, write_profile
from eciap.foundation.accounts.operations.second_factors import remove_second_factors
from eciap.foundation.accounts.operations.sessions import end_other_sessions, end_session, end_sessions

__all__ = [
    "COOLING_OFF",
    "AddressOfProfileTaken",
    "AddressTaken",
    "ErasureNotDue",
    "ask_for_erasure",
    "change_password",
    "close_account",
    "create_person",
    "describe_person",
    "end_other_sessions",
    "end_session",
    "end_sessions",
    "erase_person",
    "forget_consents",
    "forget_sessions",
    "forget_unconfirmed",
    "forget_what_is_old",
    "give_consent",
    "keep_account",
    "remove_second_factors",
    "reopen_account",
    "sign_up",
    "withdraw_consent",
    "write_profile",
]
