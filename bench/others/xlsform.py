"""Converts the form of `bench.large_form` with pyxform; run by the Python that pyxform is in.

Reads {questions: [{name, label, needs, options}], rounds} from standard input and prints
{engine, load_ms}: the least CPU time over the rounds. pyxform makes an XForm and judges no
answers: what is asked is found out by the program that shows the XForm.
"""

import json
import sys
import time
from importlib.metadata import version

from pyxform.xls2xform import convert

asked = json.load(sys.stdin)
lists = {
    tuple(question["options"]): "_".join(question["options"]) for question in asked["questions"]
}
sheets = {
    "settings": [{"form_id": "large", "form_title": "Large"}],
    "survey": [
        {
            "type": f"select_one {lists[tuple(question['options'])]}",
            "name": question["name"],
            "label": question["label"],
            "required": "yes",
            "relevant": f"${{{question['needs']}}} = 'yes'" if question["needs"] else "",
        }
        for question in asked["questions"]
    ],
    "choices": [
        {"list_name": name, "name": option, "label": option}
        for options, name in lists.items()
        for option in options
    ],
}


def once() -> float:
    """Return the CPU milliseconds of one conversion."""
    started = time.process_time()
    convert({name: [dict(row) for row in rows] for name, rows in sheets.items()})
    return (time.process_time() - started) * 1000


least = min(once() for _ in range(asked["rounds"]))
json.dump({"engine": f"pyxform {version('pyxform')}", "load_ms": least}, sys.stdout)
