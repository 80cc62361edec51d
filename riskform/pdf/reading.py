"""What a PDF file says of itself: enough to look it up, and nothing is believed of it.

The file may be anybody's. It is searched and never interpreted; what it holds packed is unpacked up
to a limit.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from riskform.errors import RiskformError

LARGEST_FILE: Final = 64 * 1024 * 1024  # bytes; the largest paper that we made had less than 1 MB
_MOST_UNPACKED: Final = 32 * 1024 * 1024  # bytes
_MOST_PACKED: Final = 100  # parts; a file of nothing but their beginnings would take hours
_NEAR: Final = 1024  # bytes at either end, where the marks of a PDF stand

_IDENTIFIER = re.compile(rb"/ID\s*\[\s*(?:\(([0-9a-f]{32})\)|<([0-9A-Fa-f]{64})>)")
_PACKED = re.compile(rb"/Type\s*/ObjStm.{0,200}?stream\r?\n", re.DOTALL)
_RECORD = re.compile(rb"/record\s*\(([0-9A-Z]{1,20})\)")
_CONTENT_HASH = re.compile(rb"/contenthash\s*\(([0-9a-f]{64})\)")


class UnreadablePaper(RiskformError):
    """A file is no PDF, or not a whole one; the message is a sentence that says so."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file is and says that it is.

    sha256: of its bytes, in hex. reference: the record that it names, or "". content_hash: the
    fingerprint that it names, whole or its first 32 hex digits, or "".
    """

    sha256: str
    reference: str
    content_hash: str


def read_marks(content: bytes) -> Marks:
    """Return the marks of a PDF file. Raises UnreadablePaper."""
    _require_whole(content)
    reference, content_hash = "", ""
    for text in _texts(content):
        reference = reference or _found(_RECORD, text)
        content_hash = content_hash or _found(_CONTENT_HASH, text)
    return Marks(
        hashlib.sha256(content).hexdigest(), reference, content_hash or _identifier(content)
    )


def _require_whole(content: bytes) -> None:
    if not content:
        raise UnreadablePaper("The file is empty.")
    if len(content) > LARGEST_FILE:
        raise UnreadablePaper("The file is larger than any paper that riskform makes.")
    if b"%PDF-" not in content[:_NEAR]:
        raise UnreadablePaper("The file is not a PDF.")
    if b"%%EOF" not in content[-_NEAR:]:
        raise UnreadablePaper("The file is cut short: its end is missing. Get it again.")


def _texts(content: bytes) -> Iterator[bytes]:
    """Yield the file itself, and what it holds packed."""
    yield content
    left = _MOST_UNPACKED
    for start in islice(_PACKED.finditer(content), _MOST_PACKED):
        packed = memoryview(content)[start.end() :]
        try:
            unpacked = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            continue
        yield unpacked
        left -= len(unpacked)
        if left <= 0:
            return


def _found(pattern: re.Pattern[bytes], text: bytes) -> str:
    found = pattern.search(text)
    return found[1].decode() if found else ""


def _identifier(content: bytes) -> str:
    """Return the first of the file's two identifiers, which programs that change it leave."""
    found = _IDENTIFIER.search(content)
    if found is None:
        return ""
    if found[1]:
        return found[1].decode()
    told = bytes.fromhex(found[2].decode())
    return told.decode() if re.fullmatch(rb"[0-9a-f]{32}", told) else ""
