"""What the printing process and its user say to each other, and how it is put on the pipe.

A message is four bytes of length, most significant first, and as many bytes. A job is one letter,
FULL for the document or PLAIN for the plain page, and the document's JSON. A reply is one letter
and a body: READY once and nothing, DONE and the PDF, or FAILED and the name of what went wrong,
never a message, because a message could quote an answer.
"""

import struct
from typing import BinaryIO

FULL, PLAIN = b"F", b"P"
READY, DONE, FAILED = b"R", b"D", b"X"

_LENGTH = struct.Struct(">I")
# A document with a hundred pages is under 1 MB; this stops a broken peer from filling memory.
LARGEST = 256 * 1024 * 1024


def send(pipe: BinaryIO, message: bytes) -> None:
    """Write `message` and push it out."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes | None:
    """Return the next message, or None if the pipe ended or does not carry whole messages."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST:
        return None
    message = pipe.read(length)
    return message if len(message) == length else None
