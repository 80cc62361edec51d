"""Fuzz of every form that a page can send: nothing fails, and what is taken is kept exactly."""

from collections.abc import Callable
from random import Random
from typing import Final

from werkzeug.datastructures import MultiDict

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.engine.case import Answer
from riskform.records import answers as answers_json
from riskform.services.planning import open_plan
from tests.services.office import TODAY
from tests.soak.chance import Figures, chance, figures
from tests.soak.desk import Desk, desk
from tests.soak.texts import any_day, any_text, short_text
from tests.soak.typing_in import Fields, day_kept, lines, type_in
from tests.web.sent_forms import form_on

MOST_FAMILIES: Final = 30
MOST_PEOPLE: Final = 4  # of each kind, so that an assessment does not grow without end
MOST_OUTCOMES: Final = 3
_NOISE: Final = (
    "q-",
    "q--",
    "q-nothing",
    "on-page",
    "q-danger-row",
    "take-danger",
    "add-item",
    "x" * 300,
)


def run(posts: int, seed: int) -> Figures:
    """Send `posts` forms; return how many were taken, compared, and went wrong."""
    found, random = figures(), chance(seed)
    pages, weights = zip(*_PAGES, strict=True)
    with desk(found) as here:
        while found.counts.get("posts", 0) < posts:
            (page,) = random.choices(pages, weights)
            page(here, random)
    found.add("taken in 100", round(100 * found.counts["taken"] / found.counts["posts"]))
    return found


def section(here: Desk, random: Random) -> None:
    """Answer a page of questions, and compare what is kept with what was typed."""
    reference = random.choice(here.drafts)
    before = here.opened(reference)
    page = random.choice(before.pages)
    persons = [p.id for p in before.people.children] + [p.id for p in before.people.adults]
    sent: Fields = MultiDict({"seen_revision": str(before.stored.revision)})
    asked = [one for one in page.questions if one.type != "calculated"]
    wanted = {one.id: type_in(one, persons, random, sent) for one in asked}
    for one in asked:
        sent.add("on-page", one.id)
    sent.add(
        "then", random.choice(("stay", "next", "overview", "previous", "onward", any_text(random)))
    )
    about = "" if page.person.id == "family" else f"/{page.person.id}"
    path = f"/assessments/{reference}/{page.section.id}{about}"
    if here.post(here.priya, path, sent) not in {303, 422}:
        here.wrong(f"{path}: not taken", sent)
        return
    here.found.add("taken")
    kept = here.opened(reference).stored.answers
    for question, typed in wanted.items():
        at = f"{page.person.id}/{page.section.id}.{question}"
        here.same(at, _sorted(answers_json.to_json(kept.get(at))), _sorted(typed))
    if random.random() < 0.2:
        _shown(here, path, {at: kept.get(f"{page.key}.{at}") for at in wanted})


def _sorted(answer: object) -> object:
    """Return an answer with what is ticked in one order: a save keeps it in that of the form."""
    if isinstance(answer, dict):
        return {key: _sorted(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return (
            sorted(answer)
            if all(isinstance(one, str) for one in answer)
            else [*map(_sorted, answer)]
        )
    return answer


def _shown(here: Desk, path: str, kept: dict[str, Answer | None]) -> None:
    """Open the page again, and compare the texts in its boxes with what is kept."""
    got = here.page(here.priya, path)
    if got is None or got.status_code != 200:
        return  # the answers may have taken the page off the route
    boxes = form_on(got.text, path)
    for name in (name for name in kept if f"q-{name}" in boxes):
        answer = kept[name]
        # Who types the word not_known into a text has ticked the box Not known, as far as it shows.
        if answer is None or (isinstance(answer.value, str) and answer.value != NOT_KNOWN):
            stands = boxes.getlist(f"q-{name}")
            here.same(
                f"{path} {name}", [lines(one) for one in stands], [answer.value if answer else ""]
            )


def noise(here: Desk, random: Random) -> None:
    """Send what no page of ours sends: fields that do not belong, many times, or none."""
    reference = random.choice(here.drafts)
    page = random.choice(here.opened(reference).pages)
    sent: Fields = MultiDict()
    names = [*_NOISE, *(f"q-{one.id}" for one in page.questions), any_text(random)]
    for _ in range(random.randint(0, 12)):
        parts = ("", "-day", "-row", "-i1", "-i1-said", "-known_on-year", "-not_known", "--")
        sent.add(random.choice(names) + random.choice(parts), any_text(random))
    path = f"/assessments/{reference}/{page.section.id}/{page.person.id}"
    here.post(here.priya, path, sent)


def person(here: Desk, random: Random) -> None:
    """Add or change a child or an adult, with any name and any day."""
    reference = random.choice(here.drafts)
    people = here.opened(reference).people
    kind = random.choice(("child", "adult"))
    everybody = {
        "child": [one.id for one in people.children],
        "adult": [one.id for one in people.adults],
    }
    known = everybody[kind]
    path = f"/assessments/{reference}/people/{kind}"
    if len(known) >= MOST_PEOPLE or random.random() < 0.5:
        path += f"/{random.choice(known)}"
    name = short_text(random)
    sent: Fields = MultiDict({"name": name})
    for box in ("date_of_birth", "due_date"):
        if random.random() < 0.5:
            _day(box, random, sent)
    sent["age_months"] = random.choice(("", "3", "240", any_text(random)))
    for child in people.children:
        sent[f"relationship-{child.id}"] = random.choice(("father", "mother", "", "<b>"))
        sent[f"lives_here-{child.id}"] = random.choice(("yes", "no", "sometimes", ""))
    if here.post(here.priya, path, sent) == 303:
        here.found.add("taken")
        after = here.opened(reference).people
        names = [one.name for one in after.children] + [one.name for one in after.adults]
        here.same(path, name.strip() in names, typed=True)


def outcome(here: Desk, random: Random) -> None:
    """Add or change an outcome, or an action under it."""
    reference = here.drafts[0]
    before = here.opened(reference)
    findings = [one.at for one in before.evaluation.findings]
    base = f"/assessments/{reference}/plan/outcomes"
    outcomes = before.plan.outcomes
    texts = {
        name: any_text(random) for name in ("what", "now", "measure", "if_not", "who", "who_other")
    }
    sent: Fields = MultiDict({**texts, "seen_revision": str(before.stored.revision)})
    sent.setlist("answers", [*random.sample(findings, min(2, len(findings))), short_text(random)])
    by, due = _day("by", random, sent), _day("due", random, sent)
    if len(outcomes) < MOST_OUTCOMES:
        path = f"{base}/new?child={before.people.children[0].id}"
    elif random.random() < 0.5:
        path = f"{base}/{random.choice(outcomes).id}"
    else:
        chosen = random.choice(outcomes)
        actions = [one.id for one in chosen.actions]
        path = f"{base}/{chosen.id}/actions/" + (
            random.choice(actions) if len(actions) > 1 else "new"
        )
    if here.post(here.priya, path, sent) == 303:
        here.found.add("taken")
        _planned(here, path, texts, by, due)


def _planned(here: Desk, path: str, texts: dict[str, str], by: str, due: str) -> None:
    outcomes = here.opened(here.drafts[0]).plan.outcomes
    if "/actions/" in path:
        who = texts["who_other"] if texts["who_other"].strip() else texts["who"]
        kept = [(a.what, a.who, _iso(a.due, due)) for o in outcomes for a in o.actions]
        here.same(path, (lines(texts["what"]), lines(who), due) in kept, typed=True)
    else:
        same = [(o.what, o.now, o.measure, o.if_not, _iso(o.by, by)) for o in outcomes]
        typed = [lines(texts[name]) for name in ("what", "now", "measure", "if_not")]
        here.same(path, (*typed, by) in same, typed=True)


def _iso(kept: str, typed: str) -> str:
    """Return `kept`, or `typed` where a day that people write in other ways became one."""
    return typed if len(kept) == 10 and kept[4] == "-" else kept


def reply(here: Desk, random: Random) -> None:
    """Say who finds things out, why a worry has no outcome, why an advice is left aside."""
    reference = here.drafts[0]
    with here.office.database.session(write=False) as session:
        plan = open_plan(session, here.office.priya, reference, TODAY)
    sent: Fields = MultiDict({"seen_revision": str(plan.assessment.stored.revision)})
    base = f"/assessments/{reference}/plan"
    worries = [p.dated.finding.at for p in plan.findings if p.dated.finding.kind != "unclear"]
    unclear = [p.dated.finding.at for p in plan.findings if p.dated.finding.kind == "unclear"]
    advice = [(one.about, one.rule) for found in plan.advice.values() for one in found]
    kind = random.choice(("unclear", "reason", "leave"))
    reason = any_text(random)
    if kind == "reason" and worries:
        path = f"{base}/reason?at={random.choice(worries)}"
    elif kind == "leave" and advice:
        path = "{}/leave?about={}&rule={}".format(base, *random.choice(advice))
    else:
        path = base
        for at in random.sample(unclear, min(3, len(unclear))):
            sent[f"owner-{at}"], sent[f"due-{at}"] = short_text(random), short_text(random)
        sent["rest"] = short_text(random) if random.random() < 0.3 else ""
    sent["reason"] = reason
    if here.post(here.priya, path, sent) == 303:
        here.found.add("taken")


def begin(here: Desk, random: Random) -> None:
    """Start an assessment."""
    enough = here.found.counts.get("families", 0) >= MOST_FAMILIES
    name = short_text(random)
    sent: Fields = MultiDict(
        {"form": random.choice(("every_type", any_text(random))), "family": "new"}
    )
    sent["new_family"], sent["level"] = name, random.choice(("3", "2", "9", any_text(random)))
    _day("visit_on", random, sent)
    if enough:
        sent["form"] = any_text(random)
    if here.post(here.priya, "/assessments/new", sent) == 303:
        here.found.add("taken")
        here.found.add("families")
        for path in ("/", "/assessments/new"):
            here.page(here.priya, path)


def decide(here: Desk, random: Random) -> None:
    """Return an assessment with a reason, and submit it again."""
    reason = any_text(random)
    decision = random.choice(("return", "return", "return", "", any_text(random)))
    sent: Fields = MultiDict({"decision": decision, "reason": reason})
    if here.post(here.mo, f"/review/{here.waiting}", sent) == 303:
        here.found.add("taken")
        got = here.page(here.mo, f"/review/{here.waiting}/decided")
        here.same("the decision's page", got is not None and got.status_code == 200, typed=True)
        if here.post(here.priya, f"/assessments/{here.waiting}/check", MultiDict()) == 303:
            here.found.add("taken")


def look(here: Desk, random: Random) -> None:
    """Open a page that shows what was typed elsewhere."""
    reference = random.choice(here.drafts)
    pages = ("", "/people", "/plan", "/check", "/history", "/assessment.pdf", "/plan.pdf")
    here.page(here.priya, f"/assessments/{reference}{random.choice(pages)}")
    here.page(here.mo, f"/review/{reference}")
    here.found.add("pages looked at", 2)


def _day(name: str, random: Random, sent: Fields) -> str:
    boxes = any_day(random)
    for box, typed in zip(("day", "month", "year"), boxes, strict=True):
        sent[f"{name}-{box}"] = typed
    return day_kept(boxes)


_PAGES: Final[tuple[tuple[Callable[[Desk, Random], None], int], ...]] = (
    (section, 50),
    (noise, 8),
    (person, 8),
    (outcome, 14),
    (reply, 10),
    (begin, 3),
    (decide, 5),
    (look, 2),
)
