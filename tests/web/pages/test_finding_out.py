"""What is unclear in a plan: who finds it out, and by when, line by line."""

from tests.services.office import Office
from tests.web.browsing import Browser
from tests.web.pages.test_plan import plan, seen, where


def unclear(office: Office, children: int = 1) -> tuple[str, list[str]]:
    """Return a draft in which it is not known where each of the children slept."""
    reference = office.start()
    found = []
    for number in range(children):
        child = office.child(reference, f"Child {number}", "2021-05-04")
        office.answer(reference, "sleep", child, last_night="not_known")
        found.append(f"{child}/sleep.last_night.not_known")
    return reference, found


def test_each_line_has_a_box_for_a_name_and_the_last_day_filled_in(
    priya: Browser, office: Office
) -> None:
    reference, (at,) = unclear(office)
    text = priya.get(where(reference)).text
    assert f'name="owner-{at}"' in text
    assert 'value="3/3/2026"' in text  # one working day after the day it was saved


def test_the_lines_stand_by_day(priya: Browser, office: Office) -> None:
    reference, found = unclear(office, children=3)
    days = dict(zip(found, ("5/3/2026", "4/3/2026", "6/3/2026"), strict=True))
    fields = {f"due-{at}": day for at, day in days.items()}
    names = {f"owner-{at}": "Sam Lowe" for at in found}
    priya.send(where(reference), {**seen(office, reference), **fields, **names})
    text = priya.get(where(reference)).text
    places = [text.index(f'name="due-{at}"') for at in (found[1], found[0], found[2])]
    assert places == sorted(places)


def test_one_name_is_given_to_all_that_have_none(priya: Browser, office: Office) -> None:
    reference, found = unclear(office, children=3)
    fields = {f"due-{at}": "3/3/2026" for at in found} | {f"owner-{found[0]}": "Sam Lowe"}
    sent = priya.send(where(reference), {**seen(office, reference), **fields, "rest": "Priya Nair"})
    assert sent.status_code == 303
    kept = {reply.at: (reply.owner, reply.due) for reply in plan(office, reference).replies}
    assert kept == {
        found[0]: ("Sam Lowe", "2026-03-03"),
        found[1]: ("Priya Nair", "2026-03-03"),
        found[2]: ("Priya Nair", "2026-03-03"),
    }


def test_a_suggested_day_without_a_name_is_not_kept(priya: Browser, office: Office) -> None:
    reference, (at,) = unclear(office)
    priya.send(where(reference), {**seen(office, reference), f"due-{at}": "3/3/2026"})
    assert plan(office, reference).replies == ()


def test_a_day_that_is_not_one_is_kept_and_must_be_mended(priya: Browser, office: Office) -> None:
    reference, (at,) = unclear(office)
    fields = {f"owner-{at}": "Priya Nair", f"due-{at}": "31/2/2026"}
    priya.send(where(reference), {**seen(office, reference), **fields})
    text = priya.get(where(reference)).text
    assert 'value="31/2/2026"' in text
    assert "This must be mended before you submit: Give a date" in text


def test_a_day_that_is_not_one_is_named_in_the_summary_with_its_question(
    priya: Browser, office: Office
) -> None:
    reference, (at,) = unclear(office)
    fields = {f"owner-{at}": "Priya Nair", f"due-{at}": "31/2/2026"}
    sent = priya.send(where(reference), {**seen(office, reference), **fields})
    assert sent.status_code == 422
    assert "<title>Error: " in sent.text
    said = (
        "Nobody knows where Child 0 slept. By when: 31/2/2026 is not a real date. "
        "Write a day, a month and a year."
    )
    assert f'<a href="#due-{at}">{said}</a>' in sent.text
    assert "Saved. One answer needs another look." in sent.text
    assert 'value="31/2/2026"' in sent.text
    assert "This must be mended" not in sent.text
    assert [reply.due for reply in plan(office, reference).replies] == ["31/2/2026"]


def test_what_comes_from_pages_nobody_filled_in_gets_the_name_only_if_that_is_ticked(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    office.child(reference)
    assert "1 thing comes from pages that are not filled in yet" in priya.get(where(reference)).text
    fields = {**seen(office, reference), "rest": "Priya Nair"}
    priya.send(where(reference), fields)
    assert plan(office, reference).replies == ()
    priya.send(where(reference), {**fields, "also_waiting": "yes"})
    assert [reply.owner for reply in plan(office, reference).replies] == ["Priya Nair"]


def test_a_line_that_can_not_be_kept_is_named_and_everything_typed_is_shown_back(
    priya: Browser, office: Office
) -> None:
    reference, found = unclear(office, children=2)
    fields = {f"owner-{found[0]}": "x" * 20_001, f"owner-{found[1]}": "Sam <Lowe>"}
    sent = priya.send(where(reference), {**seen(office, reference), **fields})
    assert sent.status_code == 422
    assert f'href="#owner-{found[0]}"' in sent.text
    assert "Nobody knows where Child 0 slept. Who finds out: keep it to 20,000" in sent.text
    assert "x" * 20_001 in sent.text
    assert "Sam &lt;Lowe&gt;" in sent.text
    assert plan(office, reference).replies == ()


def test_two_who_name_different_people_both_see_both(priya: Browser, office: Office) -> None:
    reference, (at,) = unclear(office)
    before = seen(office, reference)
    priya.send(where(reference), {**before, f"owner-{at}": "Sam Lowe", f"due-{at}": "3/3/2026"})
    late = {**before, f"owner-{at}": "Mo Haddad", f"due-{at}": "3/3/2026"}
    sent = priya.send(where(reference), late)
    assert sent.status_code == 409
    assert "Priya Nair changed this while you were writing, to: “Sam Lowe”" in sent.text
    assert 'value="Mo Haddad"' in sent.text
    assert plan(office, reference).replies[0].owner == "Sam Lowe"
