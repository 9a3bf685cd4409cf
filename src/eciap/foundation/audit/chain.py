"""The chain: how each seal follows from the one before, and so nothing can be changed alone.

Whoever has the log can compute it anew, with any program: a link is the SHA-256 of the link before it (32 zero bytes
for the first), the seal's position and the entry's number (eight bytes each, the highest first) and the entry's digest.
"""

from dataclasses import dataclass
from hashlib import sha256

GENESIS = bytes(32)


@dataclass(frozen=True)
class Head:
    """The end of the chain at some time: whoever keeps it can show later that the log up to there is what it was."""

    position: int
    entry: int
    digest: str


def link(before: bytes, *, position: int, entry: int, digest: bytes) -> bytes:
    """Return the next link of the chain.

    >>> link(GENESIS, position=1, entry=1, digest=sha256(b"the first entry").digest()).hex()[:16]
    '39cc5afe1038a71b'
    """
    return sha256(before + position.to_bytes(8) + entry.to_bytes(8, signed=True) + digest).digest()
