"""Whom to ring, as the files of contacts say it at this moment.

Numbers are read when a page or a paper is made, so that a changed one needs no new start and is
shown in assessments that were begun long before.
"""

from collections.abc import Mapping
from pathlib import Path

from riskform.definitions.contacts import Contact, read_contacts
from riskform.errors import CouldNotRun

_Stamp = tuple[int, int]


class ContactBook:
    """The contacts of several files; a later file's take the place of an earlier one's."""

    def __init__(self, *files: Path) -> None:
        """Remember where the files are; one that is not there holds nobody."""
        self.files = files
        self._known: dict[Path, tuple[_Stamp, Mapping[str, Contact]]] = {}

    def __call__(self) -> Mapping[str, Contact]:
        """Return the contacts by id; never raises, because a page is worth more than a number.

        While a file has mistakes, what it said before them stands.
        """
        found: dict[str, Contact] = {}
        for path in self.files:
            found.update(self._of(path))
        return found

    def _of(self, path: Path) -> Mapping[str, Contact]:
        before = self._known.get(path)
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            if before is not None and before[0] == stamp:
                return before[1]
            read = read_contacts(path.name, path.read_bytes())
        except OSError:
            return before[1] if before is not None and path.exists() else {}
        if read.problems and before is not None:
            return before[1]
        self._known[path] = (stamp, read.contacts)
        return read.contacts


def require_contacts(path: Path | None) -> None:
    """Raise CouldNotRun where the file that RISKFORM_CONTACTS names can't be used."""
    if path is None:
        return
    try:
        problems = read_contacts(str(path), path.read_bytes()).problems
    except OSError as error:
        message = f"RISKFORM_CONTACTS names {path}, which can't be read: {error.strerror}."
        raise CouldNotRun(message) from error
    if problems:
        raise CouldNotRun("\n".join(str(problem) for problem in problems))
