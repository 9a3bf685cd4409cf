"""Static files under names that carry their hash, compressed beforehand; quick to collect, quicker again."""

from pathlib import Path

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

SKIPPED = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "gz", "md", "txt")
# Brotli's highest quality takes a second for a large library; what every visitor loads is far smaller than this.
LARGE = 150_000
THOROUGH, QUICK = 11, 5


class PatientCompressor(Compressor):
    """Compress each file once: what carries its hash in its name never changes."""

    def compress(self, path: str) -> list[str]:
        """Compress a file unless that has been done before."""
        return [] if Path(f"{path}.br").exists() else super().compress(path)

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """Take the more pains the smaller the file."""
        return brotli.compress(data, quality=QUICK if len(data) > LARGE else THOROUGH)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Compress only the hashed names, which are all that pages ask for."""

    def compress_files(self, paths):  # noqa: ANN001, ANN201 - a hook of whitenoise, which has no types
        """Leave the plain names as they are."""
        hashed = set(self.hashed_files.values())
        return super().compress_files([path for path in paths if path in hashed])

    def create_compressor(self, **given: object) -> Compressor:
        """Hand out our own compressor."""
        return PatientCompressor(**(given | {"extensions": SKIPPED}))
