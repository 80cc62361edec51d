"""An evaluation as the plain data that `evaluate --json` prints."""

from decimal import Decimal

from riskform.engine.evaluation import Evaluation


def result_of(evaluation: Evaluation) -> dict[str, object]:
    """Return `asked, missing, invalid, findings, values`, each list sorted."""
    return {
        "asked": sorted(evaluation.asked),
        "missing": sorted(evaluation.missing),
        "invalid": [
            {"at": item.at, "message": item.message}
            for item in sorted(evaluation.invalid, key=lambda item: (item.at, item.message))
        ],
        "findings": [
            {"at": finding.at, "kind": finding.kind, "says": finding.says}
            for finding in sorted(evaluation.findings, key=lambda finding: finding.at)
        ],
        "values": {at: _number(evaluation.values[at]) for at in sorted(evaluation.values)},
    }


def _number(value: int | Decimal) -> int | float:
    if isinstance(value, int) or value == value.to_integral_value():
        return int(value)
    return float(value)
