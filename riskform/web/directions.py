"""Words written from right to left, such as an Urdu or Hebrew name, among words that are not.

Without an element of their own, they would draw the digits beside them into themselves: "11 weeks"
after a name would be read before it. Done on whole pages, so that no template can forget it.
"""

import re
from typing import Final

from flask import Flask, Response

_LEFTWARD: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHTWARD: Final = "A-Za-z\u00c0-\u024f\u0370-\u058f"
# The bytes with which such letters begin in UTF-8: looked for first, because most pages have none.
_FIRST_BYTES: Final = tuple(bytes([byte]) for byte in (*range(0xD6, 0xE1), 0xEF))
# From the first such letter to the last one before a letter of another kind.
_RUN: Final = re.compile(f"[{_LEFTWARD}](?:[^{_RIGHTWARD}]*[{_LEFTWARD}])?")
# An element that holds text only, a tag, or text.
_PIECE: Final = re.compile(r"<(textarea|option|title)\b[^>]*>.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)


def install(app: Flask) -> None:
    """Keep such words apart on every page of `app`."""
    app.after_request(_apart)


def isolated(page: str) -> str:
    """Return the HTML with each run of such words in a `bdi` of its own."""
    return _PIECE.sub(_in_piece, page)


def _in_piece(piece: re.Match[str]) -> str:
    text = piece[0]
    return text if text.startswith("<") else _RUN.sub(r"<bdi>\g<0></bdi>", text)


def _apart(response: Response) -> Response:
    if response.mimetype == "text/html" and not response.is_streamed:
        page = response.get_data()
        if any(byte in page for byte in _FIRST_BYTES):
            response.set_data(isolated(page.decode()))
    return response
