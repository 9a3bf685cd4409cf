"""Writing: the books of the queue, letters and their sending, and who is not to get which."""

from eciap.foundation.jobs.operations.addresses import (
    NotOptional,
    note_bounce,
    restore_address,
    subscribe_again,
    unsubscribe,
)
from eciap.foundation.jobs.operations.letters import (
    burn_letters,
    post_letter,
    post_letter_to_address,
    post_message,
    post_trial_letter,
)
from eciap.foundation.jobs.operations.queue import (
    NothingToRepeat,
    WorkerLost,
    begin_attempt,
    end_attempt,
    fail_attempt,
    forget_old_jobs,
    forget_person,
    rescue_lost_jobs,
    run_job_again,
)
from eciap.foundation.jobs.operations.sending import (
    NotPossibleNow,
    drop_letter,
    enqueue_sending,
    enqueue_stranded_letters,
    forget_old_letters,
    note_reading,
    release_letter,
    send_letter,
    send_letter_again,
)

__all__ = [
    "NotOptional",
    "NotPossibleNow",
    "NothingToRepeat",
    "WorkerLost",
    "begin_attempt",
    "burn_letters",
    "drop_letter",
    "end_attempt",
    "enqueue_sending",
    "enqueue_stranded_letters",
    "fail_attempt",
    "forget_old_jobs",
    "forget_old_letters",
    "forget_person",
    "note_bounce",
    "note_reading",
    "post_letter",
    "post_letter_to_address",
    "post_message",
    "post_trial_letter",
    "release_letter",
    "rescue_lost_jobs",
    "restore_address",
    "run_job_again",
    "send_letter",
    "send_letter_again",
    "subscribe_again",
    "unsubscribe",
]
