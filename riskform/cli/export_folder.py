"""The folder of an export: one file for each record, and a list of them that survives a kill.

A file gets its name when all of it is on the disk, and its line in the list after that, so what
the list names is whole. The list is JSON, one object a line.
"""

import fcntl
import hashlib
import json
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from riskform.errors import CouldNotRun

LIST: Final = "manifest.jsonl"
_LOCK, _UNFINISHED = ".riskform-export", ".part"


class ExportFolder:
    """A folder to export to; safe to `put` into from several threads of one process.

    A second process that opens the same folder is refused. `close` lets it go.
    """

    def __init__(self, path: Path) -> None:
        """Make the folder if there is none, and read what it holds. Raises CouldNotRun."""
        self._path = path
        self._writing = threading.Lock()
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _locked(path / _LOCK)
            for left in path.glob(f".*{_UNFINISHED}"):
                left.unlink()
            self._entries = self._read()
        except OSError as problem:
            raise CouldNotRun(f"{path} can't be used: {problem.strerror}.") from problem

    def holds(self, reference: str, revision: int) -> bool:
        """Tell whether the file of a record at this revision is there, whole and unchanged."""
        entry = self._entries.get(reference)
        if entry is None or entry["revision"] != revision:
            return False
        try:
            content = (self._path / str(entry["file"])).read_bytes()
        except (OSError, ValueError):  # such as a name with a NUL, which no file has
            return False
        return hashlib.sha256(content).hexdigest() == str(entry["sha256"])

    def put(self, reference: str, revision: int, content: bytes, made_at: str) -> None:
        """Keep the file of a record, and its line in the list. Raises CouldNotRun."""
        name = f"{reference}.pdf"
        entry = {
            "record": reference,
            "file": name,
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
            "revision": revision,
            "made_at": made_at,
        }
        with self._writing:
            try:
                self._write(name, content)
                self._append(entry)
            except OSError as problem:
                message = f"{self._path / name} can't be written: {problem.strerror}."
                raise CouldNotRun(message) from problem
            self._entries[reference] = entry

    def close(self) -> None:
        """Let others use the folder."""
        self._lock.close()

    def _write(self, name: str, content: bytes) -> None:
        unfinished = self._path / f".{name}{_UNFINISHED}"
        try:
            with _open(unfinished, os.O_WRONLY | os.O_EXCL, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._path / name)
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
            raise

    def _append(self, entry: dict[str, Any]) -> None:
        with _open(self._path / LIST, os.O_WRONLY | os.O_APPEND, "ab") as file:
            file.write(json.dumps(entry).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _read(self) -> dict[str, dict[str, Any]]:
        """Return the last line for each record; a line that a kill or a full disk cut is gone."""
        file = self._path / LIST
        if not file.exists():
            return {}
        entries = {}
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            with suppress(ValueError, KeyError, TypeError, RecursionError):
                entry = json.loads(line)
                entries[str(entry["record"])] = {**entry, "file": Path(str(entry["file"])).name}
                _ = (entry["sha256"], entry["revision"])
        lines = "".join(json.dumps(entry) + "\n" for entry in entries.values())
        if lines != file.read_text(encoding="utf-8", errors="replace"):
            whole = file.with_name(f".{LIST}{_UNFINISHED}")
            with _open(whole, os.O_WRONLY | os.O_TRUNC, "wb") as mended:
                mended.write(lines.encode())
            whole.replace(file)
        return entries


def _open(path: Path, flags: int, mode: str) -> IO[Any]:
    """Open a file that nobody else on this machine can read: it is a family's."""
    return os.fdopen(os.open(path, flags | os.O_CREAT, 0o600), mode)


def _locked(path: Path) -> IO[Any]:
    lock = _open(path, os.O_WRONLY, "wb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        lock.close()
        message = f"another export is writing into {path.parent}. Wait for it, or name another."
        raise CouldNotRun(message) from problem
    return lock
