"""What counts as a reason wherever one is asked for: something is said, and not only a box filled.

A question that needs a reason asks `says_something`, and adds `refused` to what it tells.
"""

from riskform.engine.smart.text import words

# What people type so that a box is not blank. Capital letters, marks and spaces don't matter. Marks
# and digits alone ("-", "...", "1") and one letter, however often ("x", "x x x"), say nothing too.
SAYS_NOTHING = (
    *("n/a", "na", "none", "nil", "null", "nothing", "nothing to say", "nothing to add"),
    *("not applicable", "not relevant", "not needed", "not required", "not necessary"),
    *("no reason", "no comment", "no", "yes", "ok", "okay", "fine", "because", "just because"),
    *("see above", "as above", "see below", "same as above", "ditto", "see notes", "see file"),
    *("same", "the same", "no change", "see plan", "see record", "no need", "n/k", "dk", "idk"),
    *("tbc", "tba", "tbd", "to be confirmed", "to be agreed", "to be decided", "to follow"),
    *("test", "asdf", "qwerty", "blah", "blank", "empty", "reason", "lorem ipsum"),
)
_SAID = frozenset(" ".join(words(entry)) for entry in SAYS_NOTHING)
_LONGEST_QUOTE = 60  # Characters; a row of dots can be long.


def says_something(text: str) -> bool:
    """Tell whether `text` is a reason or a change at all; how good a one is for people to judge."""
    said = " ".join(words(text))
    signs = set(said) - {" "}
    return said not in _SAID and len(signs) > 1 and any(map(str.isalpha, signs))


def refused(text: str, because: str = "does not say it") -> str:
    """Return what to add to a message about `text`, which is no answer; "" where it is blank."""
    typed = " ".join(text.split())
    if not typed:
        return ""
    shown = typed if len(typed) <= _LONGEST_QUOTE else f"{typed[:_LONGEST_QUOTE]}…"
    return f" “{shown}” {because}."
