"""Families, the people in them, and what each adult is to each child."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.tables.base import Base, one_of


class Family(Base):
    """A family; assessments are about one."""

    __tablename__ = "family"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    team: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime]


class Person(Base):
    """A child or an adult. A removed one keeps its row, so that removing can be undone."""

    __tablename__ = "person"
    __table_args__ = (
        one_of("kind", "child", "adult"),
        CheckConstraint("id <> 'family'", name="id_is_not_the_family"),
        CheckConstraint("age_months >= 0", name="age_months"),
        CheckConstraint(
            "kind <> 'child' OR date_of_birth IS NOT NULL OR due_date IS NOT NULL"
            " OR age_months IS NOT NULL",
            name="child_has_an_age",
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    date_of_birth: Mapped[date | None]
    due_date: Mapped[date | None]
    age_months: Mapped[int | None]
    position: Mapped[int]
    removed_at: Mapped[datetime | None]


class Relation(Base):
    """What one adult is to one child."""

    __tablename__ = "relation"
    __table_args__ = (
        one_of(
            "relationship", "mother", "father", "step_parent", "grandparent", "other", "not_known"
        ),
        one_of("lives_here", "yes", "no", "sometimes", "not_known"),
    )

    adult_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    child_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    relationship: Mapped[str | None]
    lives_here: Mapped[str | None]
