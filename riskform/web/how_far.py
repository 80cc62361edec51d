"""How far a paper is, in words: what was done, what is done now, and what is to do."""

from datetime import datetime, timedelta
from typing import Final

from riskform.pdf.steps import FILE, NUMBERS, PAGES, READING, STAND_IN, START, TURN
from riskform.records.printings import HowFar, Printing
from riskform.web.templating import counted

# In their order, each with what WeasyPrint and its process call it.
_STEPS: Final = (
    (frozenset({"", TURN, START}), "Get ready to print"),
    (frozenset({READING}), "Read what the paper says"),
    (frozenset({PAGES}), "Lay out the pages"),
    (frozenset({NUMBERS}), "Number the pages"),
    (frozenset({FILE}), "Write the file"),
)
# It is told of twice a second; the clocks of two servers may differ by some seconds.
QUIET_AFTER: Final = timedelta(seconds=6)
_DONE, _NOW, _NEXT = "Done", "Now", "Not yet"
_WHY: Final = "riskform is very busy, or it has stopped. If it has, this page says so soon."
_BOLD: Final = dict.fromkeys(("title_classes", "status_classes"), "govuk-!-font-weight-bold")


def steps(how_far: HowFar) -> list[dict[str, str]]:
    """Return each step with how it stands, as a task list shows it; none for a stand-in."""
    if how_far.step == STAND_IN:
        return []
    at = next(n for n, (names, _) in enumerate(_STEPS) if how_far.step in names)
    return [
        {
            "text": text,
            "status": _now(how_far) if n == at else _DONE if n < at else _NEXT,
            **(_BOLD if n == at else {}),
        }
        for n, (_, text) in enumerate(_STEPS)
    ]


def in_words(found: Printing, at: datetime) -> str:
    """Return what is being done, and of which paper where there are several.

    Where nothing was heard of it lately before `at`, it says for how long.
    """
    quiet_for = at - found.seen_at
    if quiet_for < QUIET_AFTER:
        return _doing(found)
    silence = f"Nothing was heard of it for {quiet_for // timedelta(seconds=1)} seconds: {_WHY}"
    return f"{_doing(found)} {silence}".strip()


def heard(found: Printing, at: datetime) -> str:
    """Return what is read out to somebody who can't see it: the step, and not every page."""
    step = next((text for names, text in _STEPS if found.how_far.step in names), "")
    said = f"{_doing(found)} {step}.".strip() if step else _doing(found)
    if at - found.seen_at < QUIET_AFTER:
        return said
    return f"{said} Nothing was heard of it for some seconds: {_WHY}"


def _doing(found: Printing) -> str:
    how_far, papers = found.how_far, found.asked.papers
    if found.asked.kind == "paper":
        return _again(how_far)
    number = max(1, how_far.paper)
    laid_out = f"Laying out the signed copies: {number} of {papers}."
    said = laid_out if papers > 1 else "Laying out the signed copy."
    return f"{said} {_again(how_far)}".strip()


def _now(how_far: HowFar) -> str:
    if how_far.step == TURN:
        return f"{_NOW}: waiting for papers that were asked for before"
    if how_far.page:
        return f"{_NOW}: page {how_far.page}"
    if how_far.pages:
        return f"{_NOW}: {counted(how_far.pages, 'page')}"
    return _NOW


def _again(how_far: HowFar) -> str:
    if how_far.step == STAND_IN:
        return "It could not be laid out in time, so a page that says so is made in its place."
    if how_far.attempt > 1:
        return "It is laid out again, because something did not fit or could not be printed."
    return ""
