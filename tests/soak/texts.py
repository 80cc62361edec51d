"""Texts that people type, paste, or send to do harm; none holds half a character or a lone CR."""

from random import Random
from typing import Final

CORPUS: Final = (
    "",
    " ",
    "Kit slept in his cot.",
    "two\nlines",
    "\n begins with an empty line",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea></form><b>x</b>",
    "{{7*7}} {% if %} ${7*7} #{7} {child} {0} %s %(x)s",
    "{%",
    "javascript:alert(1)",
    "'; DROP TABLE revision; --",
    '=HYPERLINK("http://127.0.0.1:9/")',
    "&amp; &lt; &#39; \" ' ` \\",
    "Zażółć gęślą jaźń",
    "مجھے اپنا بستر چاہیے",
    "میری بیٹی\u200c گھر",
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈",
    "safe \u202egnihton\u202c after",
    "\u2066isolated\u2069",
    "e\u0301 and \u00e9, Å and A\u030a",
    "a\u0000b",
    "bell\u0007 escape\u001b[31m delete\u007f",
    "\ufeffmark \u00ad soft \u2028line \u2029paragraph \u0085 next",
    "\U000f1234 \uffff \ufdd0",
    "İı ẞß ﬁ ٣١٢ ２",
    "not_known",
    "nan",
    "Infinity",
    "1e999999",
    "-0",
    "9" * 400,
    "0001-01-01",
    "9999-12-31",
    "31/2/2026",
    "by Friday 24 April 2026",
    "a" * 20_000,
    "a" * 20_001,
    "e" + "\u0301" * 500,
    "line\n" * 400,
)
_LETTERS: Final = "aeiou nrst  KŁéш あ中عﷺ👶🏽\u200d\u202e\u0300'\"<>&{}%/\\-.,:;\n\t\u0001"


def any_text(random: Random) -> str:
    """Return a text of the corpus, two of them, or letters in no order."""
    kind = random.random()
    if kind < 0.5:
        return random.choice(CORPUS)
    if kind < 0.7:
        return f"{random.choice(CORPUS)} {random.choice(CORPUS)}"
    return "".join(random.choices(_LETTERS, k=random.randint(0, 60)))


def short_text(random: Random) -> str:
    """Return what is more often a name or a short remark than not."""
    if random.random() < 0.6:
        return random.choice(
            ("Kit", "Zoë Łuczak", "Baby", "عائشہ", "Priya Nair", "{child}", "O’Hara-Smith")
        )
    return any_text(random)


def any_day(random: Random) -> tuple[str, str, str]:
    """Return the three boxes of a date: a real day, a day that is none, or anything."""
    kind = random.random()
    if kind < 0.55:
        return (
            str(random.randint(1, 28)),
            str(random.randint(1, 12)),
            str(random.randint(2005, 2027)),
        )
    if kind < 0.8:
        return random.choice(
            (
                ("31", "2", "2026"),
                ("", "3", "2026"),
                ("1", "", ""),
                ("0", "0", "0000"),
                ("1", "1", "0001"),
                ("31", "12", "9999"),
                ("٣", "١", "٢٠٢٦"),
                ("1", "1", "26"),
                ("-1", "1", "2026"),
                ("1/2", "/", "2026"),
                (" 2 ", " 03", "2026 "),
            )
        )
    return any_text(random), any_text(random), any_text(random)
