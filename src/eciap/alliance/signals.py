"""What happens in the alliance; sent inside the transaction, receivers only write or enqueue."""

from django.dispatch import Signal

# sender: Alliance; alliance: the Alliance that was written.
alliance_written = Signal()

# sender: Organisation; organisation: the Organisation that was written, or whose memberships were.
organisation_written = Signal()

# sender: ConcreteAction; action: the ConcreteAction that was written.
action_written = Signal()

# sender: Seat; seat: the Seat that was written.
seat_written = Signal()

# sender: ChronicleEntry; entry: the ChronicleEntry that was written.
chronicle_written = Signal()

# sender: RoleGrant; grant: the RoleGrant that begins; by: the Person who granted it, or None for the system.
role_granted = Signal()

# sender: RoleGrant; grant: the RoleGrant that has ended; by: the Person who ended it, or None for the system.
role_ended = Signal()
