from html import unescape

import pytest

from riskform.engine.plan import Action, all_actions
from riskform.services import planning
from riskform.services.opening import open_assessment
from tests.services.office import NOW, Office
from tests.web.browsing import Browser
from tests.web.sent_forms import form_on

MANY = "Ring housing and visit Carly and write to the school"
DUE = {"due-day": "9", "due-month": "3", "due-year": "2026"}


def actions(office: Office, reference: str) -> tuple[Action, ...]:
    with office.database.session(write=False) as session:
        return all_actions(open_assessment(session, office.priya, reference).plan)


def on_the_sofa(office: Office) -> tuple[str, str, str]:
    """Return a draft's reference, the page of its outcome's actions, and a worry about Kit."""
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    page = f"/assessments/{reference}/plan/outcomes/{outcome}/actions"
    return reference, page, f"{kit}/sleep.sofa_with_adult"


def kept(office: Office, reference: str, page: str, *answers: str, **typed: str) -> str:
    outcome = page.split("/")[-2]
    with office.writing() as session:
        return planning.put_action(session, office.priya, reference, outcome, typed, answers, NOW)


def test_the_button_stands_on_the_form_and_sends_it_to_the_split(
    priya: Browser, office: Office
) -> None:
    _, page, _ = on_the_sofa(office)
    text = priya.get(f"{page}/new").text
    assert f'formaction="{page}/new/split"' in text
    assert text.index(">Save<") < text.index("Split into separate actions")


def test_the_parts_are_shown_with_owner_day_and_findings_and_nothing_is_kept(
    priya: Browser, office: Office
) -> None:
    reference, page, at = on_the_sofa(office)
    typed = {"what": MANY, "who": "Priya Nair", "answers": at, **DUE}
    sent = priya.send(f"{page}/new/split", typed)
    assert sent.status_code == 200
    shown = form_on(sent.text, f"{page}/new/split")
    assert [shown[f"what-{n}"].strip() for n in (1, 2, 3)] == [
        "Ring housing",
        "Visit Carly",
        "Write to the school",
    ]
    assert {shown[f"who-{n}"] for n in (1, 2, 3)} == {"Priya Nair"}
    assert {shown[f"due-{n}-day"] for n in (1, 2, 3)} == {"9"}
    assert shown.getlist("answers") == [at]
    assert "Kit sleeps on a sofa with an adult." in sent.text
    assert f'You wrote: <span class="rf-text">{MANY}</span>' in sent.text
    assert actions(office, reference) == ()


def test_what_was_shown_is_kept_as_it_was_changed_there(priya: Browser, office: Office) -> None:
    reference, page, at = on_the_sofa(office)
    made = kept(office, reference, page, at, what=MANY, who="Priya Nair", due="2026-03-09")
    form = form_on(priya.get(f"{page}/{made}").text, f"{page}/{made}")
    split = priya.send(f"{page}/{made}/split", form)
    changed = {"what-2": "Visit Carly at home", "who-3": "Sam Lowe", "due-3-day": "12"}
    shown = form_on(split.text, f"{page}/{made}/split", **changed)
    sent = priya.send(f"{page}/{made}/split", shown)
    assert sent.location == f"/assessments/{reference}/plan?done=split#{made}"
    assert "Saved as separate actions." in priya.get(sent.location.partition("#")[0]).text
    found = actions(office, reference)
    assert found[0].id == made
    assert [(a.what, a.who, a.due, a.answers) for a in found] == [
        ("Ring housing", "Priya Nair", "2026-03-09", (at,)),
        ("Visit Carly at home", "Priya Nair", "2026-03-09", (at,)),
        ("Write to the school", "Sam Lowe", "2026-03-12", (at,)),
    ]


def test_a_yes_stays_with_the_parts_of_who_said_it(priya: Browser, office: Office) -> None:
    reference, page, _ = on_the_sofa(office)
    made = kept(office, reference, page, what=MANY, who="Carly", agreed="2026-03-01")
    form = form_on(priya.get(f"{page}/{made}").text, f"{page}/{made}")
    split = priya.send(f"{page}/{made}/split", form)
    assert "Carly said yes." in split.text
    shown = form_on(split.text, f"{page}/{made}/split", **{"who-1": "Priya Nair"})
    priya.send(f"{page}/{made}/split", shown)
    assert [a.agreed for a in actions(office, reference)] == ["", "2026-03-01", "2026-03-01"]


def test_a_part_that_is_left_blank_is_not_kept(priya: Browser, office: Office) -> None:
    reference, page, _ = on_the_sofa(office)
    split = priya.send(f"{page}/new/split", {"what": MANY})
    shown = form_on(split.text, f"{page}/new/split", **{"what-1": " "})
    priya.send(f"{page}/new/split", shown)
    assert [a.what for a in actions(office, reference)] == ["Visit Carly", "Write to the school"]
    nothing = form_on(
        split.text, f"{page}/new/split", **dict.fromkeys(map("what-{}".format, (1, 2, 3)), "")
    )
    sent = priya.send(f"{page}/new/split", nothing)
    assert sent.status_code == 422
    assert "write at least one action, or keep it as one" in sent.text
    assert MANY in sent.text


def test_what_can_not_be_told_apart_is_said_so_and_stays_whole(
    priya: Browser, office: Office
) -> None:
    reference, page, at = on_the_sofa(office)
    whole = "<b>Bring</b> a cot {{7*7}} نہیں 🦊"
    sent = priya.send(f"{page}/new/split", {"what": whole, "who_other": "Sam Lowe", "answers": at})
    assert sent.status_code == 422
    assert "Who needs to do what: this can't be told apart" in unescape(sent.text)
    shown = form_on(sent.text, f"{page}/new")
    assert shown["what"].strip() == whole
    assert (shown["who_other"], shown.getlist("answers")) == ("Sam Lowe", [at])
    assert actions(office, reference) == ()


def test_it_can_be_kept_as_one_after_all(priya: Browser, office: Office) -> None:
    reference, page, at = on_the_sofa(office)
    typed = {"what": f"{MANY}\r\nor ring", "who_other": "Sam Lowe", "agreed": "yes", **DUE}
    split = priya.send(f"{page}/new/split", {**typed, "answers": at})
    shown = form_on(split.text, f"{page}/new/split", then="whole")
    back = priya.send(f"{page}/new/split", shown)
    form = form_on(back.text, f"{page}/new")
    assert (form["what"], form["who_other"]) == (typed["what"], "Sam Lowe")
    assert (form["agreed"], form["due-month"], form.getlist("answers")) == ("yes", "3", [at])
    assert actions(office, reference) == ()


def test_a_change_by_somebody_else_is_told_and_only_then_seen(
    priya: Browser, office: Office
) -> None:
    reference, page, _ = on_the_sofa(office)
    made = kept(office, reference, page, what=MANY, who="Priya Nair")
    form = form_on(priya.get(f"{page}/{made}").text, f"{page}/{made}")
    theirs = {"what": "Ring Mo", "who": "Priya Nair"}
    outcome = page.split("/")[-2]
    with office.writing() as session:
        planning.put_action(session, office.mo, reference, outcome, theirs, (), NOW, made)
    split = priya.send(f"{page}/{made}/split", form)
    shown = form_on(split.text, f"{page}/{made}/split")
    clash = priya.send(f"{page}/{made}/split", shown)
    assert clash.status_code == 409
    assert "Mo Haddad changed this while you were writing, to: “Ring Mo”" in clash.text
    assert [a.what for a in actions(office, reference)] == ["Ring Mo"]
    again = form_on(clash.text, f"{page}/{made}/split")
    assert priya.send(f"{page}/{made}/split", again).status_code == 303
    assert len(actions(office, reference)) == 3


@pytest.mark.parametrize("text", ["a\x00b", "x" * 20_001], ids=["NUL", "too long"])
def test_a_part_that_can_not_be_kept_is_shown_back_with_the_others(
    priya: Browser, office: Office, text: str
) -> None:
    reference, page, _ = on_the_sofa(office)
    parts = {"what": MANY, "what-1": " ", "what-2": "Ring housing", "what-3": text}
    sent = priya.send(f"{page}/new/split", parts)
    assert sent.status_code == 422
    assert "Action 2. Who needs to do what:" in sent.text
    shown = form_on(sent.text, f"{page}/new/split")
    assert shown["what-1"].strip() == "Ring housing"
    assert text in sent.text
    assert actions(office, reference) == ()
