"""A desk to test at: a database, and who and what is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from riskform.engine.case import Answer
from riskform.records import Database, Session, assessments, saves
from riskform.records.accounts import NewAccount
from riskform.records.assessments import StoredAssessment

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Desk:
    """A database, and the ids of what is in it. `author` wrote the draft, `manager` did not."""

    database: Database
    url: str
    author: int
    manager: int
    family: int
    draft: int
    reference: str

    def save(
        self, answers: Mapping[str, Answer | None], page: str = "kit/sleep", minute: int = 0
    ) -> StoredAssessment:
        """Save answers as the author, in a transaction of its own; return what then stands."""
        with self.database.session(write=True) as session:
            return self.save_in(session, answers, page, minute)

    def load(self) -> StoredAssessment:
        """Return the draft as it stands."""
        with self.database.session(write=False) as session:
            return assessments.load(session, self.reference)

    def save_in(
        self,
        session: Session,
        answers: Mapping[str, Answer | None],
        page: str = "kit/sleep",
        minute: int = 0,
    ) -> StoredAssessment:
        """Save answers as the author, in a transaction that is somebody else's."""
        stored = assessments.load(session, self.reference, lock=True)
        save = saves.ready(stored, page, answers, NOW + timedelta(minutes=minute))
        saves.write(session, save, author_id=self.author)
        return save.after

    def submit(self) -> int:
        """Submit the draft as the author; return the revision's number."""
        return self.set_status("submitted", self.author)

    def agree(self) -> int:
        """Agree the submitted assessment as the manager; return the revision's number."""
        return self.set_status("agreed", self.manager)

    def set_status(self, status: str, author_id: int) -> int:
        """Set the status in a transaction of its own."""
        with self.database.session(write=True) as session:
            return assessments.set_status(
                session, self.draft, status, author_id=author_id, saved_at=NOW
            )


def worker(name: str, role: str) -> NewAccount:
    """Return a fictional worker of the North team."""
    return NewAccount(name, name.title(), "Social worker", "Council", "North", role, demo=True)
