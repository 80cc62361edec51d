"""A migrated database, and one with two workers, a family, a form and a draft in it."""

from collections.abc import Iterator
from datetime import date

import pytest

from riskform.engine.case import Adult, Child, Tie
from riskform.records import (
    Database,
    accounts,
    assessments,
    families,
    form_versions,
    people,
    upgrade,
)
from riskform.records.assessments import NewAssessment
from riskform.records.form_versions import FormVersion
from riskform.records.tables import Base
from tests.conftest import PostgreSQL
from tests.originals import Originals, opened
from tests.records.desk import NOW, Desk, worker

"""A migrated database with two workers, one family, one form and one draft in it."""


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: PostgreSQL) -> str:
    """Migrate one PostgreSQL database, which the tests use in turn; give its address."""
    url = postgresql.url(postgresql.create_database())
    upgrade(url)
    return url


def migrate(url: str) -> None:
    """Give an empty database its tables."""
    upgrade(url)


@pytest.fixture
def migrated_url(
    kind_of_database: str, originals: Originals, request: pytest.FixtureRequest
) -> Iterator[str]:
    """Give the address of a migrated database without rows, once of each kind."""
    if kind_of_database == "sqlite":
        with originals.copy(kind_of_database, migrate) as url:
            yield url
        return
    address: str = request.getfixturevalue("migrated_postgresql")
    yield address
    empty(address)


def empty(url: str) -> None:
    """Take every row out of a PostgreSQL database, with the triggers that refuse it asleep."""
    names = ", ".join(Base.metadata.tables)
    with opened(url) as database, database.connection(write=True) as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY")


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """Give a migrated database without rows."""
    with opened(migrated_url) as made:
        yield made


@pytest.fixture
def desk(database: Database, migrated_url: str) -> Desk:
    """Give a database in which a draft about Kit, aged 11 weeks, and Dean waits for answers."""
    with database.session(write=True) as session:
        author = accounts.add(session, worker("amina", "practitioner"), created_at=NOW)
        manager = accounts.add(session, worker("bryn", "manager"), created_at=NOW)
        family = families.create(session, name="Family A", team="North", created_at=NOW)
        kit = Child("kit", "Kit", date_of_birth=date(2025, 12, 15))
        dean = Adult("dean", "Dean", {"kit": Tie("father", "sometimes")})
        for person in (kit, dean):
            people.add(session, family.id, person, author_id=author.id, saved_at=NOW)
        form = FormVersion("a" * 64, "infants", 1, "Infants", NOW, None, {"form.yaml": "form: x"})
        form_versions.publish(session, form)
        new = NewAssessment(family.id, form.hash, 3, date(2026, 3, 1), author.id, "North")
        draft = assessments.create(session, new, created_at=NOW)
    return Desk(
        *(database, migrated_url, author.id, manager.id, family.id, draft.id, draft.reference)
    )
