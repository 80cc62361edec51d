"""One transaction for each request, tried with views that are made here."""

from collections.abc import Callable

import pytest
from flask import Flask, abort

from riskform.errors import NotAllowed
from riskform.records import DatabaseBusy, DatabaseFull, audit
from riskform.web import transactions
from riskform.web.transactions import attempt, session
from tests.services.office import NOW
from tests.web.browsing import Browser


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """Give the application with an address that does whatever the test says with `does`."""

    def does_as_told() -> str:
        return str(own_app.extensions["try"]())

    own_app.add_url_rule("/try", "try", does_as_told, methods=["GET", "POST"])
    return own_app


def does(app: Flask, view: Callable[[], str]) -> None:
    app.extensions["try"] = view


def note(action: str) -> None:
    audit.record(session(), None, action, "test", "", {}, NOW)


def noted(app: Flask) -> list[str]:
    """Return what the views noted, as another connection sees it."""
    with app.extensions["riskform"].database.session(write=False) as looking:
        return [event.action for event in audit.listed(looking, object_kind="test")]


def test_what_a_view_wrote_is_there_when_its_answer_is(app: Flask, priya: Browser) -> None:
    def view() -> str:
        note("saved")
        return "saved"

    does(app, view)
    assert priya.send("/try").text == "saved"
    assert noted(app) == ["saved"]


@pytest.mark.parametrize("problem", [NotAllowed("no"), KeyError("no")])
def test_what_a_view_wrote_is_undone_when_it_raises(
    app: Flask, priya: Browser, problem: Exception
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def view() -> str:
        note("saved")
        raise problem

    does(app, view)
    assert priya.send("/try").status_code in {403, 500}
    assert noted(app) == []


def test_what_a_view_wrote_is_undone_when_it_aborts(app: Flask, priya: Browser) -> None:
    def view() -> str:
        note("saved")
        abort(404)

    does(app, view)
    assert priya.send("/try").status_code == 404
    assert noted(app) == []


def test_nobody_reads_saved_before_it_is_committed(
    app: Flask, priya: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def view() -> str:
        note("saved")
        return "saved"

    does(app, view)

    def full(*_: object) -> None:
        message = "the disk is full; nothing was written"
        raise DatabaseFull(message)

    monkeypatch.setattr("riskform.records.session.Session.commit", full)
    answer = priya.send("/try", {"q-words": "Kit laughed."})
    assert answer.status_code == 507
    assert "Nothing was saved." in answer.text
    assert "Kit laughed." in answer.text


def test_a_view_that_loses_a_race_is_run_again_from_its_start(app: Flask, priya: Browser) -> None:
    runs = []

    def view() -> str:
        runs.append(len(runs))
        note(f"run {runs[-1]}")
        if len(runs) < 3:
            message = "somebody else saved at the same moment; nothing was written"
            raise DatabaseBusy(message)
        return "saved"

    does(app, view)
    assert priya.send("/try").text == "saved"
    assert noted(app) == ["run 2"]


def test_a_race_that_is_lost_for_good_gets_a_page_with_every_word_and_a_way_to_send_it_again(
    app: Flask, priya: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "_RUN_AGAIN_FOR", 0.0)

    def view() -> str:
        message = "the database was busy for too long; nothing was written"
        raise DatabaseBusy(message)

    does(app, view)
    answer = priya.send(
        "/try?page=2", {"q-words": 'Kit said "no"\nand left.', "seen_revision": "4"}
    )
    assert answer.status_code == 503
    assert "Nothing was saved." in answer.text
    assert 'action="/try?page=2"' in answer.text
    assert 'name="q-words" value="Kit said &#34;no&#34;\nand left."' in answer.text
    assert 'name="seen_revision" value="4"' in answer.text


def test_a_page_that_is_only_read_can_not_write(app: Flask, priya: Browser) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def view() -> str:
        note("read")
        return "read"

    does(app, view)
    assert priya.get("/try").status_code == 500
    assert noted(app) == []


def test_a_reading_view_that_is_marked_may_write(app: Flask, priya: Browser) -> None:
    @transactions.writes
    def view() -> str:
        note("exported")
        return "exported"

    app.view_functions["try"] = view
    assert priya.get("/try").status_code == 200
    assert noted(app) == ["exported"]


def test_a_view_that_catches_an_error_can_undo_what_led_to_it(app: Flask, priya: Browser) -> None:
    def note_and_fail() -> None:
        note("half")
        message = "no"
        raise NotAllowed(message)

    def view() -> str:
        note("before")
        try:
            with attempt():
                note_and_fail()
        except NotAllowed:
            return "refused"

    does(app, view)
    assert priya.send("/try").text == "refused"
    assert noted(app) == ["before"]


def test_a_view_can_commit_before_it_makes_a_slow_page(app: Flask, priya: Browser) -> None:
    seen_by_others = []

    def view() -> str:
        note("saved")
        transactions.finish()
        seen_by_others.extend(noted(app))
        assert audit.listed(session(), object_kind="test")
        return "saved"

    does(app, view)
    assert priya.send("/try").status_code == 200
    assert seen_by_others == ["saved"]


def test_an_error_after_an_early_commit_does_not_say_that_nothing_was_saved(
    app: Flask, priya: Browser
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def view() -> str:
        note("saved")
        transactions.finish()
        raise KeyError

    does(app, view)
    answer = priya.send("/try", {"q-words": "Kit"})
    assert answer.status_code == 500
    assert "Nothing was saved" not in answer.text
    assert "What you typed was saved" in answer.text
    assert 'name="q-words"' not in answer.text
    assert noted(app) == ["saved"]
