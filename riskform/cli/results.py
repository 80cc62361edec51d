"""What commands print: JSON, an evaluation as the data of `evaluate --json`, counts in words."""

import json
from decimal import Decimal

import click

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


def print_json(data: object, indent: int | None) -> None:
    """Print JSON in UTF-8, whatever the terminal's encoding; a stray surrogate as JSON's escape."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    click.echo(text.encode("utf-8", "backslashreplace"))


def counted(number: int, thing: str) -> str:
    """Return "1 scenario" or "3 scenarios"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
