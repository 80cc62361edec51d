"""Long texts in a plan: a text five times as long takes about five times as long to check."""

from collections.abc import Mapping
from time import process_time
from typing import Final

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.smart import smart_report
from tests.shipped import shipped
from tests.soak.chance import Figures, figures

# Each steers the rules another way; the last is no Latin script.
UNITS: Final = ("a", "and ", "to ", "; ", "1 ", "mum says ", "Zara ", "ہے ")
SHORT, LONG = 4_000, 20_000  # letters
MOST: Final = 14  # times as long; a quadratic rule would take 25 times
_NOISE: Final = 0.1  # seconds; what is over sooner is mostly noise
_FIELDS = ("outcome", "baseline", "measure", "action", "owner", "due", "contingency")


def run(rounds: int, seed: int) -> Figures:  # noqa: ARG001 - nothing here is left to chance
    """Check a short and a long text of each kind, `rounds` times each; the least time counts."""
    found = figures()
    rules = next(iter(shipped().forms.values())).smart_rules
    assert rules is not None
    for unit in UNITS:
        text = unit * LONG
        short, long = (_least(rules, text[:letters], rounds) for letters in (SHORT, LONG))
        found.add("kinds of text")
        slowest = max(found.counts.get("slowest long text, seconds", 0), round(long, 3))
        found.counts["slowest long text, seconds"] = slowest
        if long > MOST * short + _NOISE:
            found.wrong.append(f"{unit!r}: {short:.3f} s for {SHORT}, {long:.3f} s for {LONG}")
    return found


def item_of(text: str) -> Mapping[str, object]:
    """Return an item of a plan in which every text is `text`."""
    return {"children": ["Zara", "Will May"], **dict.fromkeys(_FIELDS, text)}


def _least(rules: SmartRules, text: str, rounds: int) -> float:
    """Return the least seconds of this process's own work, whatever else the machine does."""
    times = []
    for _ in range(rounds):
        start = process_time()
        smart_report(rules, [item_of(text)])
        times.append(process_time() - start)
    return min(times)
