"""The words of the condition language, and which ids would be mistaken for them."""

import re

GRAMMAR_WORDS = frozenset(
    "and or not is one of known by answered before after includes any all every no other where "
    "count score days_since today child adult level".split()
)

# `known` may be the id of a question: it can only be a word of the grammar right after `is`, and
# the language's own examples have a question `agencies.known`. Findings have no reserved ids,
# because no condition names them.
RESERVED_IDS = {
    "section": GRAMMAR_WORDS | {"people"},
    "condition": GRAMMAR_WORDS,
    "question": GRAMMAR_WORDS - {"known"},
    "field": GRAMMAR_WORDS - {"known"},
}

RESERVED_OPTIONS = frozenset({"not", "one", "known", "answered", "before", "after"})

NOT_KNOWN = "not_known"

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")


def is_id(text: str) -> bool:
    """Tell whether `text` has the form of an id: `[a-z][a-z0-9_]*`, at most 64 characters."""
    return bool(_ID.match(text))
