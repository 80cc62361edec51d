"""How far an export is, in words that are true: counted papers, and time by what they took."""

import sys
import threading
import time
from collections.abc import Callable
from typing import Final

_WIDTH: Final = 30  # letters of the bar
_MINUTE: Final = 60
_TENTHS: Final = 10


class Progress:
    """Counts papers; safe to tell from several threads.

    On a terminal one line is written over; elsewhere a line is written at each tenth.
    """

    def __init__(self, total: int, done: int, say: Callable[..., None]) -> None:
        """Begin with `done` of `total` there already; `say` writes as click.echo does."""
        self.total, self.done = total, done
        self._made = 0
        self._say = say
        self._counting = threading.Lock()
        self._began = time.monotonic()
        self._on_terminal = sys.stdout.isatty()
        if done:
            say(f"{done} of {total} plans are there already.")

    def one_more(self) -> None:
        """Count a paper that is on the disk."""
        with self._counting:
            self.done += 1
            self._made += 1
            if self._on_terminal:
                self._say(f"\r{self.line():<79}", nl=False)
            elif self.done * _TENTHS // self.total > (self.done - 1) * _TENTHS // self.total:
                self._say(self.line())

    def end(self) -> None:
        """Leave the line that is written over."""
        if self._on_terminal and self._made:
            self._say("")

    def line(self) -> str:
        """Return the bar, "37 of 100", and how long the rest takes at the pace of this run."""
        filled = _WIDTH * self.done // self.total
        bar = "#" * filled + "." * (_WIDTH - filled)
        return f"[{bar}] {self.done} of {self.total} plans{self._left()}"

    def _left(self) -> str:
        left = self.total - self.done
        if not left:
            return ""
        seconds = (time.monotonic() - self._began) / self._made * left
        if seconds < _MINUTE:
            return f", about {max(round(seconds), 1)} s left"
        return f", about {round(seconds / _MINUTE)} min left"
