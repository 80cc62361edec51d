"""Every table, for the store modules and for Alembic's comparison with the migrations."""

from riskform.records.tables.accounts import UserAccount, WebSession
from riskform.records.tables.assessments import (
    Assessment,
    FormInUse,
    FormVersion,
    RaisedFinding,
    Revision,
    Snapshot,
)
from riskform.records.tables.base import Base, table_of
from riskform.records.tables.families import Family, Person, Relation
from riskform.records.tables.kept_papers import KeptPaper
from riskform.records.tables.plans import FindingReply, PlanAction, PlanOutcome
from riskform.records.tables.practice_audits import PracticeAudit
from riskform.records.tables.printings import Printing
from riskform.records.tables.proposals import FormProposal
from riskform.records.tables.releases import Release
from riskform.records.tables.reviews import (
    ActionState,
    CalendarFeed,
    PlanMeasure,
    PlanReview,
    ReviewComment,
)
from riskform.records.tables.trail import AuditEvent, Decision

__all__ = [
    "ActionState",
    "Assessment",
    "AuditEvent",
    "Base",
    "CalendarFeed",
    "Decision",
    "Family",
    "FindingReply",
    "FormInUse",
    "FormProposal",
    "FormVersion",
    "KeptPaper",
    "Person",
    "PlanAction",
    "PlanMeasure",
    "PlanOutcome",
    "PlanReview",
    "PracticeAudit",
    "Printing",
    "RaisedFinding",
    "Relation",
    "Release",
    "ReviewComment",
    "Revision",
    "Snapshot",
    "UserAccount",
    "WebSession",
    "table_of",
]
