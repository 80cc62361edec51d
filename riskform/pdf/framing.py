"""What the printing process and its user say to each other, and how it is put on the pipe.

A message is four bytes of length, most significant first, and as many bytes. A job is one letter,
FULL for the document or PLAIN for the plain page, and the document's JSON. A reply is one letter
and a body: READY once and nothing, STEP and how far it is (steps.py) any number of times, and then
DONE and the PDF, or FAILED and the name of what went wrong, never a message, because a message
could quote an answer.
"""

import struct
from typing import BinaryIO, Protocol

FULL, PLAIN = b"F", b"P"
READY, STEP, DONE, FAILED = b"R", b"S", b"D", b"X"

_LENGTH = struct.Struct(">I")
# A document with a hundred pages is under 1 MB; this stops a broken peer from filling memory.
LARGEST = 256 * 1024 * 1024


class Pipe(Protocol):
    """What bytes come from, with or without a buffer."""

    def read(self, size: int, /) -> bytes | None:
        """Return up to `size` bytes, none at the end."""


def send(pipe: BinaryIO, message: bytes) -> None:
    """Write `message` and push it out."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: Pipe) -> bytes | None:
    """Return the next message, or None if the pipe ended or does not carry whole messages."""
    head = _exactly(pipe, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    return None if length > LARGEST else _exactly(pipe, length)


def _exactly(pipe: Pipe, length: int) -> bytes | None:
    """Return so many bytes, None if the pipe ends before; an unbuffered one gives them in parts."""
    parts = []
    while length:
        part = pipe.read(length)
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
