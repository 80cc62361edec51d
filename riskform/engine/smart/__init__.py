"""The SMART check: small rules over sentences; structure may block, wording only advises."""

from riskform.engine.smart.checking import check_action, check_outcome, names_one_person
from riskform.engine.smart.context import Advice, Context
from riskform.engine.smart.plan_rules import check_plan, crowded_children
from riskform.engine.smart.report import smart_report
from riskform.engine.smart.scenarios import review_weeks, run_smart_scenario
from riskform.engine.smart.splitting import MOST_PARTS, separate_actions

__all__ = [
    "MOST_PARTS",
    "Advice",
    "Context",
    "check_action",
    "check_outcome",
    "check_plan",
    "crowded_children",
    "names_one_person",
    "review_weeks",
    "run_smart_scenario",
    "separate_actions",
    "smart_report",
]
