"""An app for codes on a telephone that does not exist."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time


def code_of(secret: str, *, moment: int = 1) -> str:
    """The code that the app shows now; moment 0 and 2 are half a minute before and after."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[moment]))
