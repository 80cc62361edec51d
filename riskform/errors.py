"""What can go wrong, each with its facts; the message says what was not done."""

from collections.abc import Mapping
from dataclasses import dataclass


class RiskformError(Exception):
    """The root of every error that riskform raises on purpose."""


class NotFound(RiskformError):
    """There is no such record, or this person may not know that there is one."""


class NotAllowed(RiskformError):
    """This person may see the record and may not do this to it. Nothing was written."""


class WrongState(RiskformError):
    """The record is not in a state in which this can be done. Nothing was written."""


class InvalidInput(RiskformError):
    """What was typed can't be used; `messages` names each field. Nothing was written."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        """Keep `messages`, field name to sentence, in the order of the page."""
        super().__init__("; ".join(messages.values()))
        self.messages = dict(messages)


class NotPublishable(RiskformError):
    """A form that nobody can use yet does not check, or a scenario of it fails.

    The message has a line for each problem, and what to do. Nothing was put in use.
    """


@dataclass(frozen=True, slots=True)
class Clash:
    """One question that two people answered at the same time: both texts, as typed."""

    at: str
    yours: object
    theirs: object


class StaleAnswers(RiskformError):
    """Somebody else saved the same questions first. Nothing was written."""

    def __init__(
        self,
        saved_by: str,
        clashes: tuple[Clash, ...],
        revision: int,
        only_shown: frozenset[str] = frozenset(),
    ) -> None:
        """Keep who saved first, each clash, and the revision that now stands.

        `only_shown` are the keys that were sent as the page had shown them and that others have
        changed: theirs stand.
        """
        super().__init__(f"{saved_by} saved this page first; nothing was written")
        self.saved_by = saved_by
        self.clashes = clashes
        self.revision = revision
        self.only_shown = only_shown


class CouldNotRun(RiskformError):
    """A command could not do its work at all (a file is missing, a case can't be read)."""
