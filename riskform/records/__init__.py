"""What is kept: the only floor that speaks SQL. It returns frozen dataclasses, never rows.

`connect(url)` gives a `Database`; its sessions are handed to the functions of the store modules
(`accounts`, `sessions`, `families`, `people`, `assessments`, `revisions`, `snapshots`, `findings`,
`plans`, `decisions`, `form_versions`, `practice_audits`, `kept_papers`, `audit`). Permission is
judged by `services`, not here.
"""

from riskform.records.columns import UnstorableText, is_storable
from riskform.records.engine import Database, connect
from riskform.records.faults import DatabaseBusy, DatabaseFull, DatabaseUnreachable
from riskform.records.health import Health, health
from riskform.records.migrate import downgrade, upgrade
from riskform.records.session import Session

__all__ = [
    "Database",
    "DatabaseBusy",
    "DatabaseFull",
    "DatabaseUnreachable",
    "Health",
    "Session",
    "UnstorableText",
    "connect",
    "downgrade",
    "health",
    "is_storable",
    "upgrade",
]
