"""References of new records that nobody has yet."""

from typing import Any

from sqlalchemy import ColumnElement, select

from riskform.ids import new_reference
from riskform.records.session import Session

_TRIES = 20


def free_reference(session: Session, column: ColumnElement[Any]) -> str:
    """Return a reference that does not stand in `column` yet."""
    for _ in range(_TRIES):
        reference = new_reference()
        if session.execute(select(column).where(column == reference)).first() is None:
            return reference
    raise AssertionError(f"no free reference after {_TRIES} tries out of 32**6")
