"""What happens to the shared lists; sent inside the transaction, receivers only write or enqueue."""

from django.dispatch import Signal

# sender: Theme; theme: the Theme that was written.
theme_written = Signal()
