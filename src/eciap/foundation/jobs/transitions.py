"""What may become of a letter. The trigger `jobs_letter_moves` refuses in the database whatever is not in here."""

from collections.abc import Mapping

from eciap.foundation.jobs.enums import LetterState

BEGINNINGS = frozenset({LetterState.WAITING, LetterState.HELD, LetterState.DROPPED})

LETTER: Mapping[LetterState, frozenset[LetterState]] = {
    # The secretariat releases or drops what is held.
    LetterState.HELD: frozenset({LetterState.WAITING, LetterState.DROPPED}),
    # The job that sends it writes down what came of it.
    LetterState.WAITING: frozenset({LetterState.SENT, LetterState.REFUSED, LetterState.GIVEN_UP, LetterState.DROPPED}),
    # A report says that it came back.
    LetterState.SENT: frozenset({LetterState.BOUNCED}),
    # The secretariat has it sent again.
    LetterState.REFUSED: frozenset({LetterState.WAITING}),
    LetterState.BOUNCED: frozenset({LetterState.WAITING}),
    LetterState.GIVEN_UP: frozenset({LetterState.WAITING}),
    LetterState.DROPPED: frozenset(),
}
SENT_AGAIN = frozenset(state for state, onward in LETTER.items() if onward == {LetterState.WAITING})
