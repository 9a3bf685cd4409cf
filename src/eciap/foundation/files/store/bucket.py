"""Files in a bucket of an S3-compatible object storage; the only place that knows obstore."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import IO, cast

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from eciap.foundation.files.checks import Stream

PIECE = 256 * 1024
PATIENCE = timedelta(seconds=20)


class Bucket:
    """An object for each key, private, with the headers of a download kept beside it."""

    def __init__(self, *, endpoint: str, name: str, prefix: str, region: str, key: str, secret: str) -> None:
        """Name the bucket and who we are; nothing is asked of it yet."""
        self.store = S3Store(
            name,
            prefix=prefix or None,
            endpoint=endpoint,
            region=region,
            access_key_id=key,
            secret_access_key=secret,
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": endpoint.startswith("http://"),
                "connect_timeout": "5s",
                "timeout": "60s",
            },
            retry_config={"max_retries": 3, "retry_timeout": PATIENCE},
        )

    def put(self, key: str, stream: Stream, *, headers: Mapping[str, str]) -> None:
        """Write the object, a large one in parts: it is there when all of it is."""
        try:
            obstore.put(self.store, key, cast("IO[bytes]", stream), attributes=dict(headers))
        except BaseError as trouble:
            raise OSError(f"The bucket does not take {key}.") from trouble

    def read(self, key: str, begin: int, end: int) -> Iterator[bytes]:
        """Ask for the part at once, and hand it on as it comes."""
        part = obstore.get(self.store, key, options={"range": (begin, end)})
        return map(bytes, part.stream(min_chunk_size=PIECE))

    def remove(self, key: str) -> None:
        """Remove the object."""
        obstore.delete(self.store, key)

    def keys_before(self, moment: datetime) -> Iterator[str]:
        """The keys of all objects that are older."""
        for page in obstore.list(self.store):
            yield from (found["path"] for found in page if found["last_modified"] < moment)

    def address(self, key: str, *, seconds: int) -> str:
        """Sign an address with which the storage itself gives out this one object."""
        return obstore.sign(self.store, "GET", key, timedelta(seconds=seconds))
