"""A small server of the part of S3 that shards need, in memory. It asks nobody for keys.

python -m tests.shards.s3_server PORT
"""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

BUCKETS: Final[dict[str, dict[str, bytes]]] = {}


class Handler(BaseHTTPRequestHandler):
    """One request: a bucket's list, or one of its objects."""

    protocol_version = "HTTP/1.1"

    def _asked(self) -> tuple[str, str, dict[str, list[str]]]:
        url = urlsplit(self.path)
        bucket, _, key = unquote(url.path).lstrip("/").partition("/")
        return bucket, key, parse_qs(url.query, keep_blank_values=True)

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"etag"')
        self.send_header("Last-Modified", "Mon, 02 Jan 2023 03:04:05 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _fail(self, code: str) -> None:
        self._answer(404, f"<Error><Code>{code}</Code></Error>".encode())

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def do_PUT(self) -> None:
        """Make a bucket, keep an object, or copy one."""
        bucket, key, _ = self._asked()
        data = self._body()
        if not key:
            BUCKETS[bucket] = {}
        elif bucket not in BUCKETS:
            self._fail("NoSuchBucket")
            return
        elif source := self.headers.get("x-amz-copy-source"):
            other, _, name = unquote(source).lstrip("/").partition("/")
            BUCKETS[bucket][key] = BUCKETS[other][name]
            self._answer(200, b"<CopyObjectResult><ETag>etag</ETag></CopyObjectResult>")
            return
        else:
            BUCKETS[bucket][key] = data
        self._answer(200)

    def do_GET(self) -> None:
        """Give an object, or list a bucket."""
        bucket, key, asked = self._asked()
        if bucket not in BUCKETS:
            self._fail("NoSuchBucket")
        elif not key:
            self._answer(200, _listed(bucket, asked.get("prefix", [""])[0]))
        elif key in BUCKETS[bucket]:
            self._answer(200, BUCKETS[bucket][key])
        else:
            self._fail("NoSuchKey")

    do_HEAD = do_GET  # noqa: N815  # the name that the base class calls

    def do_POST(self) -> None:
        """Remove the objects that the body names."""
        bucket, _, _ = self._asked()
        tags = ET.fromstring(self._body()).iter()  # noqa: S314  # what our own client wrote
        keys = [tag.text or "" for tag in tags if tag.tag.endswith("Key")]
        for key in keys:
            BUCKETS[bucket].pop(key, None)
        gone = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
        self._answer(200, f"<DeleteResult>{gone}</DeleteResult>".encode())

    def do_DELETE(self) -> None:
        """Remove an object."""
        bucket, key, _ = self._asked()
        BUCKETS[bucket].pop(key, None)
        self._answer(204)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _listed(bucket: str, prefix: str) -> bytes:
    held = "".join(
        f"<Contents><Key>{escape(key)}</Key><Size>{len(data)}</Size><ETag>etag</ETag>"
        "<LastModified>2023-01-02T03:04:05.000Z</LastModified></Contents>"
        for key, data in sorted(BUCKETS[bucket].items())
        if key.startswith(prefix)
    )
    return f"<ListBucketResult><IsTruncated>false</IsTruncated>{held}</ListBucketResult>".encode()


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
