"""A migrated database with an office in it: see `office.py`. Every test runs on both databases."""

from collections.abc import Iterator

import pytest

from riskform.records import connect, upgrade
from riskform.services import publishing
from riskform.services.actors import Actor
from tests.originals import Originals, opened
from tests.services.office import NOW, Office, account, short_library

_PEOPLE: dict[str, Actor] = {}


def furnish(url: str) -> None:
    """Put three workers and the short form into an empty database, and nothing else."""
    upgrade(url)
    with connect(url) as database, database.session(write=True) as session:
        publishing.publish_library(session, short_library(), NOW)
        _PEOPLE["priya"] = account(session, "Priya Nair", "practitioner", "North")
        _PEOPLE["mo"] = account(session, "Mo Haddad", "manager", "North")
        _PEOPLE["sam"] = account(session, "Sam Lowe", "practitioner", "South")


@pytest.fixture
def office(kind_of_database: str, originals: Originals) -> Iterator[Office]:
    """Give an office with three workers and the short form published, and nothing else."""
    with originals.copy(kind_of_database, furnish) as url, opened(url) as database:
        yield Office(database, **_PEOPLE)
