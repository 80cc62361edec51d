"""How far a paper is, as the printing process tells it: steps that were taken, and no guess."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

# In the order in which they come. A paper that is laid out twice goes back to READING.
TURN: Final = "turn"  # other papers are laid out first
START: Final = "start"  # the printing process gets ready
READING: Final = "reading"
PAGES: Final = "pages"
NUMBERS: Final = "numbers"  # every page is there, and is told how many there are
FILE: Final = "file"
STAND_IN: Final = "stand-in"  # it could not be laid out, and a plain page is made

_BEGINS: Final = (
    ("Step 1 ", READING),
    ("Step 5 - Creating layout - Page", PAGES),
    ("Step 5 - Creating layout - Repagination", NUMBERS),
    ("Step 6 ", FILE),
)


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done: a step, on which page (0 for none), of how many (0 while not known).

    `attempt` is 2 or more where the paper is laid out again, in smaller type or with the numbers of
    letters that no font has.
    """

    name: str
    page: int = 0
    pages: int = 0
    attempt: int = 1

    def to_bytes(self) -> bytes:
        """Return the step as it crosses the pipe."""
        return f"{self.name} {self.page} {self.pages} {self.attempt}".encode()

    @classmethod
    def from_bytes(cls, told: bytes) -> Self:
        """Read what `to_bytes` wrote."""
        name, page, pages, attempt = told.decode().split()
        return cls(name, int(page), int(pages), int(attempt))


# It hears of every step, and at least four times a second of the one in hand; whatever it raises
# ends the printing.
Watch = Callable[[Step], None]


def unwatched(_step: Step) -> None:
    """Hear of a step, and do nothing."""


class WeasyPrintSteps(logging.Handler):
    """Turns what WeasyPrint says of its progress into steps for `watch`."""

    def __init__(self, watch: Watch) -> None:
        """Take the place of every other handler of WeasyPrint's progress."""
        super().__init__()
        self._watch = watch
        self._attempt = 0
        self._step = Step(READING)
        logger = logging.getLogger("weasyprint.progress")
        logger.handlers = [self]
        logger.propagate = False
        logger.setLevel(logging.INFO)

    def begin_paper(self) -> None:
        """Count the times from here on anew."""
        self._attempt = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Tell a step that is another, or further, than the last."""
        said = str(record.msg)
        name = next((name for begin, name in _BEGINS if said.startswith(begin)), "")
        if name == READING:
            self._attempt += 1
            self._tell(Step(READING, attempt=self._attempt))
        elif name == PAGES and self._step.name != NUMBERS and isinstance(record.args, tuple):
            # Later rounds only number the pages: going back to the first would be no progress.
            self._tell(Step(PAGES, int(str(record.args[0])), attempt=self._attempt))
        elif name in {NUMBERS, FILE} and name != self._step.name:
            self._tell(Step(name, pages=self._step.page or self._step.pages, attempt=self._attempt))

    def _tell(self, step: Step) -> None:
        self._step = step
        self._watch(step)
