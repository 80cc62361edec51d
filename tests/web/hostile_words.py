"""Words that have broken forms elsewhere, and what a page shows of them."""

import re
from html.parser import HTMLParser

from werkzeug.test import TestResponse

TEXTS = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "end of a box": '</textarea></form>"><b>bold</b>',
    "template": "moved {{1234*4321}} ${1234*4321} #{1234*4321}",
    "statement": "{% include '/etc/passwd' %} {%",
    "address": "javascript:alert(1)",
    "formula": "=HYPERLINK(1) ' OR 1=1 --",
    "placeholder": "{child} {0} %s %(x)s",
    "control": "bell\x07 escape\x1b[31m end",
    "nothing": "before\x00after",
    "backwards": "safe \u202egnihton after",
    "family": "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 together",
    "Urdu": "مجھے اپنا بستر چاہیے",
    "Polish": "Świętosława Brzęczyszczykiewicz",
    "two accents": "e\u0301 is not \u00e9",
    "one word": "sofa" * 5_000,
    "too long": "a" * 20_001,
}
REFUSED_IN_PLANS = {"nothing", "too long"}
REFUSED_IN_DECISIONS = {"nothing", "too long", "one word"}
REFUSED_AS_NAMES = {"control", "nothing", "backwards", "one word", "too long"}
SIZED = {"2026-02-31": ("31", "2", "2026"), "no month": ("3", "", "2026"), "words": ("a", "b", "c")}


class Page(HTMLParser):
    """What a browser makes of a page: its tags, its words, what stands in its boxes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data

    @property
    def errors(self) -> list[str]:
        """Return what the summary at the head links to."""
        return [one["href"] for tag, one in self.tags if tag == "a" and "href" in one]

    def live(self) -> list[str]:
        """Return everything that could run or lead away."""
        found = [f"<{tag}>" for tag, one in self.tags if tag == "script" and "src" not in one]
        found += [
            f"<{tag}>" for tag, _ in self.tags if tag in {"img", "b", "iframe", "object", "style"}
        ]
        found += [
            name for _, one in self.tags for name in one if name.startswith("on") or name == "style"
        ]
        leads = [one.get(name, "") for _, one in self.tags for name in ("href", "src", "action")]
        return found + [to for to in leads if ":" in to.split("/")[0]]


def summary(got: TestResponse) -> str:
    """Return the words of the summary at the head of a page, or of a whole page of trouble."""
    found = re.search(r'class="govuk-error-summary".*?</ul>', got.text, re.DOTALL)
    return Page(found[0] if found else "").words
