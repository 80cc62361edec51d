"""A definitions folder as it stands now, read again whenever one of its files changed."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock

from riskform.definitions.library import Library, load, read_folder
from riskform.definitions.model import Form
from riskform.definitions.problems import Problem
from riskform.definitions.question_places import Placed, problems_by_question
from riskform.definitions.written_conditions import WrittenConditions
from riskform.errors import CouldNotRun


@dataclass(frozen=True)
class Kept:
    """A form that can be used, with the conditions as they were written in it.

    `stale` tells that it is the last one that could be used: its files have mistakes by now.
    """

    form: Form
    written: WrittenConditions
    stale: bool = False


@dataclass(frozen=True)
class Looked:
    """What a folder holds. `stamp` changes with its files; `trouble` says why it can't be read.

    `usable` holds, by name, every form (and each with what an agency adds) that can be used, and
    of those that can't the last that could.
    """

    stamp: str
    library: Library = field(default_factory=Library)
    files: Mapping[str, bytes] = field(default_factory=dict)
    usable: Mapping[str, Kept] = field(default_factory=dict)
    trouble: str = ""

    @cached_property
    def placed(self) -> Placed:
        """Return the problems of sections by section and question."""
        return problems_by_question(self.library.problems, self.files)

    @cached_property
    def by_file(self) -> dict[str, list[Problem]]:
        """Return the problems of each file, in order."""
        found: dict[str, list[Problem]] = {}
        for problem in self.library.problems:
            found.setdefault(problem.place.file, []).append(problem)
        return found


class Watched:
    """Looks at a folder; what was read is kept until a file of it changes."""

    def __init__(self, folder: Path, today: Callable[[], date]) -> None:
        """Remember the folder; it is read when somebody looks."""
        self.folder = folder
        self._today = today
        self._lock = Lock()
        self._looked: Looked | None = None

    def look(self) -> Looked:
        """Return what the folder holds now; a folder that can't be read is no error here."""
        with self._lock:
            stamp = self.stamp()
            if self._looked is None or self._looked.stamp != stamp:
                before = self._looked.usable if self._looked else {}
                self._looked = self._read(stamp, before)
            return self._looked

    def stamp(self) -> str:
        """Return what changes when a file is written, added, renamed or taken away."""
        told = []
        for path in sorted(self.folder.glob("**/*.y*ml")):
            try:
                status = path.stat()
            except OSError:
                continue
            told.append(f"{path}\0{status.st_mtime_ns}\0{status.st_size}")
        return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:20]

    def _read(self, stamp: str, before: Mapping[str, Kept]) -> Looked:
        try:
            files = read_folder(self.folder)
            library = load(files, self._today())
        except (CouldNotRun, OSError) as trouble:
            return Looked(stamp, usable=_stale(before), trouble=str(trouble))
        now = {name: Kept(form, library.written) for name, form in library.published.items()}
        wanted = {name for name in before if name.partition("@")[0] in library.problems_of}
        kept = {name: form for name, form in _stale(before).items() if name in wanted}
        return Looked(stamp, library, files, {**kept, **now})


def _stale(before: Mapping[str, Kept]) -> dict[str, Kept]:
    return {name: Kept(kept.form, kept.written, stale=True) for name, kept in before.items()}
