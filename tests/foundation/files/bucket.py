"""An S3-compatible storage on this machine that is as strict as one that is let to strangers.

localbucket answers the requests. What it leaves out is added here: every request must be signed with the secret, a
signed address ends with its time, what a download is to be called is kept, and many objects can be deleted at once.
The signature is computed by the algorithm as Amazon publishes it, and not by the code that is being tested.
"""

import contextlib
import hmac
import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from localbucket import S3Error, S3Handler

KEY, SECRET, REGION, NAME = "AKEXAMPLE", "secret/with+signs", "eu-west-1", "private"
KEPT = ("Content-Disposition", "Content-Type", "Cache-Control")


@contextlib.contextmanager
def storage(folder: Path) -> Iterator[str]:
    """Serve an empty bucket, and give the setting that names it."""
    (folder / NAME).mkdir(parents=True)
    handler = type("Handler", (StrictHandler,), {"data_root": folder, "protocol_version": "HTTP/1.1"})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        host = f"127.0.0.1:{server.server_port}"
        yield f"s3://{KEY}:{quote(SECRET, safe='')}@{host}/{NAME}/eciap?region={REGION}&tls=no"
        server.shutdown()


class StrictHandler(S3Handler):
    """Answers whoever has signed."""

    def _dispatch(self, action):
        try:
            self._check_signature()
        except S3Error as error:
            self._send_error(error)
            return
        super()._dispatch(action)

    def _post_request(self, bucket, key):
        if "delete" not in self.query:
            super()._post_request(bucket, key)
            return
        names = re.findall(r"<Key>(.*?)</Key>", self._read_body().decode())
        for name in names:
            self._object_path(bucket, name).unlink(missing_ok=True)
        told = "".join(f"<Deleted><Key>{name}</Key></Deleted>" for name in names)
        self._send(HTTPStatus.OK, f"<DeleteResult>{told}</DeleteResult>".encode(), {"Content-Type": "application/xml"})

    def _put(self, bucket, key):
        kept = {name: self.headers[name] for name in KEPT if name in self.headers}
        if kept and "uploadId" not in self.query:
            self._notes(key).write_text(json.dumps(kept))
        super()._put(bucket, key)

    def _response_header_overrides(self):
        notes = self._notes(urlsplit(self.path).path.partition(NAME + "/")[2])
        return json.loads(notes.read_text()) if notes.exists() else {}

    def _create_multipart_upload(self, bucket, key):
        kept = {name: self.headers[name] for name in KEPT if name in self.headers}
        self._notes(key).write_text(json.dumps(kept))
        super()._create_multipart_upload(bucket, key)

    def _notes(self, key: str) -> Path:
        return self.data_root / f"{sha256(key.encode()).hexdigest()}.json"

    def _check_signature(self):
        url = urlsplit(self.path)
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        said = query.pop("X-Amz-Signature", "")
        if said:
            begun = datetime.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            scope, names = query["X-Amz-Credential"], query["X-Amz-SignedHeaders"]
            body, valid = "UNSIGNED-PAYLOAD", timedelta(seconds=int(query["X-Amz-Expires"]))
        else:
            found = re.fullmatch(
                r"AWS4-HMAC-SHA256 Credential=(\S+?), ?SignedHeaders=(\S+?), ?Signature=(\w+)",
                self.headers.get("Authorization", ""),
            )
            if not found:
                raise _refused("AccessDenied")
            scope, names, said = found.groups()
            begun = datetime.strptime(self.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            body, valid = self.headers["x-amz-content-sha256"], timedelta(minutes=15)
        if datetime.now(UTC) > begun + valid:
            raise _refused("AccessDenied")
        if not scope.startswith(f"{KEY}/") or not hmac.compare_digest(
            said, self._signature(scope, names, body, begun, query)
        ):
            raise _refused("SignatureDoesNotMatch")

    def _signature(self, scope: str, names: str, body: str, begun: datetime, query: dict[str, str]) -> str:
        asked = "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in sorted(query.items()))
        headers = "".join(f"{name}:{' '.join(self.headers[name].split())}\n" for name in names.split(";"))
        request = f"{self.command}\n{urlsplit(self.path).path}\n{asked}\n{headers}\n{names}\n{body}"
        where = scope.partition("/")[2]
        text = f"AWS4-HMAC-SHA256\n{begun:%Y%m%dT%H%M%SZ}\n{where}\n{sha256(request.encode()).hexdigest()}"
        key = f"AWS4{SECRET}".encode()
        for part in where.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        return hmac.digest(key, text.encode(), "sha256").hex()


def _refused(code: str) -> S3Error:
    return S3Error(HTTPStatus.FORBIDDEN, code, "You may not.")
