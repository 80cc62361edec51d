"""A migrated database with an office in it: see `office.py`. Every test runs on both databases."""

from collections.abc import Iterator

import pytest

from riskform.records import connect, upgrade
from riskform.services import publishing
from tests.services.office import NOW, Office, account, short_library


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """Give an office with three workers and the short form published, and nothing else."""
    upgrade(database_url)
    with connect(database_url) as database:
        with database.session(write=True) as session:
            publishing.publish_library(session, short_library(), NOW)
            made = Office(
                database,
                priya=account(session, "Priya Nair", "practitioner", "North"),
                mo=account(session, "Mo Haddad", "manager", "North"),
                sam=account(session, "Sam Lowe", "practitioner", "South"),
            )
        yield made
